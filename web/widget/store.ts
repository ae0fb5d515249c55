// What the widget keeps in the browser: the session, what is not sent yet, and which notice was agreed to.
// The transcript itself is not kept: it comes from the server.

import type { Rating, Session, VisitorEntry } from "./state.ts"

/** What is kept of a conversation. */
export type Kept = {
  readonly session?: Session | undefined
  readonly outbox?: readonly VisitorEntry[]
  readonly unread?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly ratings?: Readonly<Record<string, Rating>>
  readonly isOpen?: boolean
  readonly draft?: string
  readonly isTeaserDismissed?: boolean
  /** When it was last written. */
  readonly savedAtMs?: number
}

/** Which notice the visitor agreed to, and when. */
export type Agreement = { readonly version: string; readonly at: string }

/** What a visitor has settled about talking. */
export type VoiceChoices = { readonly isMuted?: boolean; readonly hasExplainedMicrophone?: boolean }

/** Reads and writes. Where the browser keeps nothing (blocked storage), a page's own memory does. */
export type Store = {
  load(): Kept
  save(change: Kept): void
  loadAgreement(): Agreement | undefined
  saveAgreement(agreement: Agreement): void
  loadVoice(): VoiceChoices
  saveVoice(change: VoiceChoices): void
  /** Removes everything of this widget from the browser. */
  clear(options: { readonly keepsAgreement: boolean }): void
}

/** Kept longer than this without a change, it is forgotten. */
const LIFETIME_MS = 86_400_000

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">

function memoryShelf(): Shelf {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value)
    },
    removeItem: (key) => {
      items.delete(key)
    },
  }
}

/** A storage that is there and can be written to; a page's memory otherwise. */
function findShelf(get: () => Storage): Shelf {
  try {
    const shelf = get()
    shelf.setItem("concierge:try", "1")
    shelf.removeItem("concierge:try")
    return shelf
  } catch {
    // Blocked by the visitor's settings or a sandbox, or full: the chat works, for as long as the page stays.
    return memoryShelf()
  }
}

function read(shelf: Shelf, key: string): object {
  try {
    const value: unknown = JSON.parse(shelf.getItem(key) ?? "{}")
    return typeof value === "object" && value !== null ? value : {}
  } catch {
    // Written by something else: as good as empty.
    return {}
  }
}

function write(shelf: Shelf, key: string, value: object): void {
  try {
    shelf.setItem(key, JSON.stringify(value))
  } catch {
    // The storage is full. The chat goes on; a reload will not find the latest.
  }
}

/**
 * Opens what is kept for one server.
 *
 * @param persist `tab` forgets when the tab closes; `device` keeps up to a day.
 */
export function openStore(endpoint: string, persist: "tab" | "device"): Store {
  const key = `concierge:${endpoint}`
  const agreementKey = `${key}:agreement`
  const voiceKey = `${key}:voice`
  const device = findShelf(() => localStorage)
  const shelf = persist === "device" ? device : findShelf(() => sessionStorage)
  const load = (): Kept => {
    const kept: Kept = read(shelf, key)
    return Date.now() - (kept.savedAtMs ?? 0) > LIFETIME_MS ? {} : kept
  }
  return {
    load,
    save: (change) => {
      write(shelf, key, { ...load(), ...change, savedAtMs: Date.now() })
    },
    loadAgreement: () => {
      const { version, at } = read(device, agreementKey) as Partial<Agreement>
      return version === undefined || at === undefined ? undefined : { version, at }
    },
    saveAgreement: (agreement) => {
      write(device, agreementKey, agreement)
    },
    loadVoice: () => read(device, voiceKey),
    saveVoice: (change) => {
      write(device, voiceKey, { ...read(device, voiceKey), ...change })
    },
    clear: ({ keepsAgreement }) => {
      shelf.removeItem(key)
      if (keepsAgreement) return
      device.removeItem(agreementKey)
      device.removeItem(voiceKey)
    },
  }
}
