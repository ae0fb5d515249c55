// What a message says in plain words: for screen readers and for transcript files. What it looks like is view/.

import type { Message, SeenImage } from "../contract.ts"
import { parseMarkdown, toPlainText } from "./markdown.ts"
import type { Strings } from "./strings/en.ts"

/**
 * Puts a message in plain words.
 *
 * @returns an empty text for a custom payload meant for the page alone.
 */
export function toSpokenText(message: Message, strings: Pick<Strings, "suggestions">): string {
  switch (message.type) {
    case "text":
      return toPlainText(parseMarkdown(message.text))
    case "card": {
      const buttons = message.buttons.map((button) => button.text).join(", ")
      const said = [message.title, message.subtitle, buttons === "" ? undefined : `${strings.suggestions}: ${buttons}`]
      return said.filter((part) => part !== undefined && part !== "").join(". ")
    }
    case "custom":
      return isForPage(message.payload) ? "" : message.payload
  }
}

/** So many things and lines of a photo are told. */
const MOST_TOLD = 5

/** A photo in words: what was seen in it, and what was read. */
export function toPhotoText({ labels, text }: SeenImage, strings: Pick<Strings, "photo" | "photoOf">): string {
  const things = [...labels.map(({ name }) => name).slice(0, MOST_TOLD), ...text.slice(0, MOST_TOLD)]
  return things.length === 0 ? strings.photo : strings.photoOf(things.join(", "))
}

/** Whether a custom payload is data for the page's own code (JSON) rather than words for the visitor. */
export function isForPage(payload: string): boolean {
  return /^\s*[[{<]/.test(payload)
}
