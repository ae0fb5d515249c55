// The peer of the nlu suite: nlp.js (npm package node-nlp, 120 MB), measured when it is installed.

import type { Labeled } from "./nlu-data.ts"
import type { Guess } from "./nlu-metrics.ts"

/** What nlp.js did on the same texts. */
export type PeerRun = {
  readonly name: string
  readonly trainSeconds: number
  readonly microseconds: readonly number[]
  readonly guesses: readonly Guess[]
}

type NlpManager = {
  addDocument(language: string, text: string, intent: string): void
  train(): Promise<void>
  process(language: string, text: string): Promise<{ readonly intent: string; readonly score: number }>
}

/** Trains and asks nlp.js. @returns `undefined` when it is not installed. */
export async function runPeer(
  train: readonly Labeled[],
  texts: readonly (readonly [text: string, label: string | undefined])[],
): Promise<PeerRun | undefined> {
  const manager = await createManager()
  if (manager === undefined) return undefined
  for (const [text, label] of train) manager.addDocument("en", text, label)
  const start = performance.now()
  await manager.train()
  const trainSeconds = (performance.now() - start) / 1000
  const guesses: Guess[] = []
  const microseconds: number[] = []
  for (const [text, label] of texts) {
    const before = performance.now()
    const { intent, score } = await manager.process("en", text)
    microseconds.push((performance.now() - before) * 1000)
    guesses.push({ text, label, guessed: intent, confidence: intent === "None" ? 0 : score })
  }
  return { name: "nlp.js", trainSeconds, microseconds, guesses }
}

async function createManager(): Promise<NlpManager | undefined> {
  // A name in a variable, so that no tool takes the peer for a dependency of ours.
  const name = "node-nlp"
  try {
    const { NlpManager } = (await import(name)) as {
      readonly NlpManager: new (options: Readonly<Record<string, unknown>>) => NlpManager
    }
    return new NlpManager({ languages: ["en"], nlu: { log: false }, autoSave: false, forceNER: false })
  } catch {
    return undefined
  }
}
