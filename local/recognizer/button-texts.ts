// What the buttons of an intent's response cards say: who sees or hears of them says it too.

import type { Intent } from "#bot/definition.ts"

/** The texts of all buttons that an intent's messages may show, each once. */
export function buttonTexts(intent: Intent): readonly string[] {
  return [...new Set(textsIn(intent, false))]
}

/** Messages are in a dozen places of an intent; cards are the same everywhere. */
function* textsIn(part: unknown, isButton: boolean): Generator<string> {
  if (part === null || typeof part !== "object") return
  for (const [key, value] of Object.entries(part)) {
    if (isButton && key === "text" && typeof value === "string") yield value
    else yield* textsIn(value, key === "buttons" || (isButton && Array.isArray(part)))
  }
}
