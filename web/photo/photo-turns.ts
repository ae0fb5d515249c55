// How what was seen becomes words for the bot: a port, since which words those are depends on what the bot talks about.
// web/services.ts composes the assistant's own (handlers/photo).

import type { Seen } from "./see-photo.ts"

/** A photo that was looked at. */
export type SeenPhoto = Extract<Seen, { readonly isRefused: false }>

/** Makes turns of photos. */
export interface PhotoTurns {
  /**
   * @param caption What the visitor wrote with it.
   * @param asked What the bot waits for, if anything.
   * @returns the words to put to Lex, 1 to 1024 characters.
   */
  utterance(
    photo: SeenPhoto,
    caption: string | undefined,
    asked: { readonly intentName?: string | undefined; readonly slotName?: string | undefined },
    localeId: string,
  ): string
  /** The session attributes that go with them. */
  attributes(photo: SeenPhoto): Readonly<Record<string, string>>
  /** What a visitor is told whose photo isn't looked at. */
  refusal(localeId: string): string
}
