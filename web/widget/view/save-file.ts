// Hands the visitor a file. What is in it is transcript-file.ts.

import { h } from "../dom.ts"
import type { TranscriptFile } from "../transcript-file.ts"

/** Saves a file the way the browser saves downloads. */
export function saveFile({ name, type, content }: TranscriptFile): void {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }))
  h("a", { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
