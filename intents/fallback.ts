// FallbackIntent: Lex's own intent for what nothing else understands.

import { defineIntent } from "./define-intent.ts"

export const fallback = defineIntent({
  name: "FallbackIntent",
  description: "Answers what was not understood",
  parentSignature: "AMAZON.FallbackIntent",
  slots: {},
  words: { en_US: { utterances: [], prompts: {} } },
})
