// The live connections of a process: how many there are, of whom, and hanging all of them up.

/** A connection, as far as counting goes. */
export type LiveLine = { goAway(): void }

/** Keeps count. */
export interface LiveLines {
  /** @returns false when there are as many as there may be. */
  readonly hasRoom: boolean
  readonly count: number
  add(connection: LiveLine): void
  /** Counts the connection to a session. @returns false when the session has as many as it may have. */
  enter(connection: LiveLine, sessionId: string): boolean
  remove(connection: LiveLine): void
  /** Hangs up, for the server shuts down. */
  closeAll(): void
}

/** A visitor may have a few tabs open. */
const MAX_PER_SESSION = 4

/** Creates the lines of a process. */
export function createLiveLines(most: number): LiveLines {
  const sessions = new Map<LiveLine, string | undefined>()
  return {
    get hasRoom() {
      return sessions.size < most
    },
    get count() {
      return sessions.size
    },
    add: (connection) => {
      sessions.set(connection, undefined)
    },
    enter: (connection, sessionId) => {
      const others = [...sessions.values()].filter((other) => other === sessionId)
      if (others.length >= MAX_PER_SESSION) return false
      sessions.set(connection, sessionId)
      return true
    },
    remove: (connection) => {
      sessions.delete(connection)
    },
    closeAll: () => {
      for (const connection of sessions.keys()) connection.goAway()
    },
  }
}
