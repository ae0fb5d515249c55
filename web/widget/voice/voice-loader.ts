// Loads the voice when it is first wanted, and not before. Part of the panel; the voice itself is voice.ts.

import type { Voice, VoiceHost, VoiceModule } from "./voice-port.ts"

/** Written in by the build: the voice, beside the panel's file. */
declare const VOICE_FILE: string

/** The voice, loaded or not. */
export type VoiceLoader = {
  /** Does something with the voice as soon as it is there. */
  use(act: (voice: Voice) => void): void
  /** Stops listening and speaking. @returns whether there was anything to stop. */
  hush(): boolean
  destroy(): void
}

/**
 * Creates the loader of one view's voice.
 *
 * @param fail Called when the voice can't be loaded; the next wish tries again.
 */
export function createVoiceLoader(host: VoiceHost, fail: () => void): VoiceLoader {
  let voice: Voice | undefined
  let loading: Promise<Voice | undefined> | undefined
  let isDestroyed = false
  const load = async (): Promise<Voice | undefined> => {
    try {
      const { createVoice } = (await import(new URL(VOICE_FILE, import.meta.url).href)) as VoiceModule
      if (!isDestroyed) voice = createVoice(host)
      return voice
    } catch {
      // Offline, or a new version was published meanwhile.
      loading = undefined
      fail()
      return undefined
    }
  }
  return {
    use: (act) => {
      // Once it is there nothing is waited for: browsers let sound out within the gesture only.
      if (voice !== undefined) {
        act(voice)
        return
      }
      loading ??= load()
      void loading.then((loaded) => loaded && act(loaded))
    },
    hush: () => voice?.hush() ?? false,
    destroy: () => {
      isDestroyed = true
      voice?.destroy()
    },
  }
}
