// Heard words as people type them: what was spelled is joined, the rest is parted by spaces.

import type { SpokenWord } from "./word-graph.ts"

/** Writes words down: "cancel BK4F7Q9TKM", "two nights". */
export function writeTranscript(words: readonly SpokenWord[]): string {
  let text = ""
  let wasSpelled = false
  for (const { text: own, isSpelled = false } of words.flatMap((word) => word.parts ?? [word])) {
    if (own === "") continue
    text += text === "" || (wasSpelled && isSpelled) ? own : ` ${own}`
    wasSpelled = isSpelled
  }
  return text
}
