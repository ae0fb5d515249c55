// What is made of the live catalogue, made anew when another one was imported. What it is made into is the caller's.

import type { Log } from "#core/log.ts"
import type { Clock } from "#core/time.ts"
import type { Catalogue } from "./catalogue.ts"
import type { CatalogueStore } from "./catalogue-store.ts"

/** What following is told. */
export type FollowOptions<Made> = {
  readonly store: CatalogueStore
  readonly clock: Clock
  readonly log: Log
  readonly open: (catalogue: Catalogue) => Made
  /** How often the store is asked for the version of the live catalogue. */
  readonly checkEveryMs: number
  /** What is there already, of which version. */
  readonly current?: { readonly made: Made; readonly version: string | undefined }
  /** Whether a request's work may be dropped with the request: then none waits for another's, and each looks itself. */
  readonly dropsWork?: boolean
}

/**
 * Gives a function that answers what was made of the live catalogue.
 *
 * @returns the function answers `undefined` while there never was a catalogue, and throws what the store throws while
 *   none could be read; later, when one can't be read, the one before goes on serving.
 */
export function followCatalogue<Made>(options: FollowOptions<Made>): () => Promise<Made | undefined> {
  const { store, clock, log, open, checkEveryMs, dropsWork = false } = options
  let serving = options.current
  let checkedAt = clock()
  const look = async (): Promise<void> => {
    const version = await store.findVersion()
    if (version === undefined || version === serving?.version) return
    const catalogue = await store.load()
    if (catalogue !== undefined) serving = { made: open(catalogue), version }
  }
  const check = async (): Promise<void> => {
    checkedAt = clock()
    try {
      await look()
    } catch (error) {
      if (serving === undefined) throw error
      log.warn("catalogue-kept", { reason: error instanceof Error ? error.message : "unknown" })
    }
  }
  let checking: Promise<void> | undefined
  return async () => {
    // The distance either way: a clock that was put back must not put the next look off.
    const isDue = serving === undefined || Math.abs(clock() - checkedAt) >= checkEveryMs
    if (dropsWork) {
      if (isDue) await check()
      return serving?.made
    }
    if (isDue)
      checking ??= check().finally(() => {
        checking = undefined
      })
    await checking
    return serving?.made
  }
}
