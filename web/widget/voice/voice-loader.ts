// Loads the voice when it is first wanted, and not before. Part of the panel; the voice itself is voice.ts.

import { createLazyPart } from "../lazy-part.ts"
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
  const part = createLazyPart(VOICE_FILE, ({ createVoice }: VoiceModule) => createVoice(host), fail)
  return { use: part.use, destroy: part.destroy, hush: () => part.loaded?.hush() ?? false }
}
