// The peer of the nlu suite: nlp.js, measured in the same run on the same texts.

import { containerBootstrap } from "@nlpjs/core"
import { LangEn } from "@nlpjs/lang-en-min"
import { Nlp } from "@nlpjs/nlp"
import type { Labeled } from "./nlu-data.ts"
import type { Guess } from "./nlu-metrics.ts"

/** What nlp.js did on the same texts. */
export type PeerRun = {
  readonly name: string
  readonly trainSeconds: number
  readonly microseconds: readonly number[]
  readonly guesses: readonly Guess[]
}

/** Trains and asks nlp.js with its defaults. */
export async function runPeer(
  train: readonly Labeled[],
  texts: readonly (readonly [text: string, label: string | undefined])[],
): Promise<PeerRun> {
  const container = await containerBootstrap()
  container.use(LangEn)
  const nlp = new Nlp({ container, autoSave: false, nlu: { log: false } })
  nlp.addLanguage("en")
  for (const [text, label] of train) nlp.addDocument("en", text, label)
  const start = performance.now()
  await nlp.train()
  const trainSeconds = (performance.now() - start) / 1000
  const guesses: Guess[] = []
  const microseconds: number[] = []
  for (const [text, label] of texts) {
    const before = performance.now()
    const { intent, score } = await nlp.process("en", text)
    microseconds.push((performance.now() - before) * 1000)
    guesses.push({ text, label, guessed: intent, confidence: intent === "None" ? 0 : score })
  }
  return { name: "nlp.js", trainSeconds, microseconds, guesses }
}
