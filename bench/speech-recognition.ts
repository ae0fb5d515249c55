// The recognition half of `npm run bench -- speech`: sentences of spoken-requests.txt (all of them with `--full`) by voices
// other than those the recognizer was tuned with, in quiet, over noise and by telephone, and how many come to the right
// intent and slots. The sound is speakers.ts, the judging spoken-turns.ts.

import type { TurnBot } from "#bot/dialog/exchange.ts"
import type { Listening } from "#local/recognizer/listening-grammar.ts"
import { createRecognizer, type Recognizer } from "#local/recognizer/recognizer.ts"
import { type BenchResult, percentile } from "./report.ts"
import { type Channel, findSpeakers, overChannel, type Speaker } from "./speakers.ts"
import { readNonsense, readRequests, type SpokenSentence } from "./spoken-data.ts"
import { countWordErrors, hearTurn, isRight, trainAssistant } from "./spoken-turns.ts"

const CHANNELS: readonly Channel[] = [
  { name: "clean", sampleRateHz: 16_000 },
  { name: "20 dB noise", snrDb: 20, sampleRateHz: 16_000 },
  { name: "8 kHz", sampleRateHz: 8000 },
]

/** One of so many sentences is said unless all are asked for; the voices take turns. */
const SAMPLED_REQUESTS = 9
const SAMPLED_NONSENSE = 4

/**
 * Runs the measurements: over a minute of one core, and about nine times that for all sentences.
 *
 * @param isFull Whether every sentence is said over every channel.
 */
export async function benchRecognition(say: (line: string) => void, isFull: boolean): Promise<readonly BenchResult[]> {
  const { speakers, missing } = findSpeakers()
  if (missing.length > 0) say(`not installed, and left out: ${missing.join(", ")}`)
  const unknown = speakers.filter(({ isForTuning }) => !isForTuning)
  say(`${unknown.length} voices: ${unknown.map(({ name }) => name).join(", ")}`)
  const requests = everyNth(readRequests(), isFull ? 1 : SAMPLED_REQUESTS)
  const nonsense = everyNth(readNonsense(), isFull ? 1 : SAMPLED_NONSENSE)
  const sampled = isFull ? "all there are" : "a sample; --full takes all"
  say(`${requests.length} sentences over each channel, ${nonsense.length} about other topics (${sampled})`)
  const listener = new Listener(trainAssistant(), await createRecognizer(), unknown)
  const results: BenchResult[] = []
  for (const channel of CHANNELS) {
    const measured = await listener.hearRequests(requests, channel)
    results.push(...measured)
    say(measured.map(({ name, value }) => `${name} ${value.toFixed(1)}`).join(", "))
  }
  results.push(await listener.hearNonsense(nonsense), ...listener.speed())
  for (const [name, { right, all }] of listener.byVoice) say(`${name}: ${right} of ${all}`)
  return results
}

function everyNth<T>(list: readonly T[], step: number): readonly T[] {
  return list.filter((_, index) => index % step === 0)
}

class Listener {
  readonly byVoice = new Map<string, { readonly right: number; readonly all: number }>()
  readonly #assistant: TurnBot
  readonly #recognizer: Recognizer
  readonly #speakers: readonly Speaker[]
  readonly #factors: number[] = []
  #cpuSeconds = 0
  #soundSeconds = 0

  constructor(assistant: TurnBot, recognizer: Recognizer, speakers: readonly Speaker[]) {
    this.#assistant = assistant
    this.#recognizer = recognizer
    this.#speakers = speakers
  }

  async hearRequests(requests: readonly SpokenSentence[], channel: Channel): Promise<readonly BenchResult[]> {
    const total = { right: 0, intents: 0, errors: 0, words: 0 }
    for (const [index, sentence] of requests.entries()) {
      const { heard, voice } = await this.#hear(sentence, channel, index)
      const outcome = hearTurn(this.#assistant, sentence.asked, heard)
      const isGood = sentence.wanted !== undefined && isRight(outcome, sentence.wanted)
      const { errors, words } = countWordErrors(sentence.text, heard[0]?.transcription ?? "")
      total.right += isGood ? 1 : 0
      total.intents += outcome.intent?.name === sentence.wanted?.intentName ? 1 : 0
      total.errors += errors
      total.words += words
      const known = this.byVoice.get(voice) ?? { right: 0, all: 0 }
      this.byVoice.set(voice, { right: known.right + (isGood ? 1 : 0), all: known.all + 1 })
    }
    const percent = (what: string, share: number): BenchResult => ({
      name: `${channel.name}: ${what}`,
      value: share * 100,
      unit: "%",
    })
    return [
      percent("intent and slots right", total.right / requests.length),
      percent("intent right", total.intents / requests.length),
      percent("word error rate", total.errors / total.words),
    ]
  }

  async hearNonsense(sentences: readonly SpokenSentence[]): Promise<BenchResult> {
    const [channel] = CHANNELS
    let rejected = 0
    for (const [index, sentence] of sentences.entries()) {
      if (channel === undefined) break
      const { heard } = await this.#hear(sentence, channel, index)
      if (hearTurn(this.#assistant, sentence.asked, heard).isRejected) rejected += 1
    }
    return { name: "other topics rejected", value: (100 * rejected) / sentences.length, unit: "%" }
  }

  speed(): readonly BenchResult[] {
    return [
      { name: "recognition: real-time factor, all", value: this.#cpuSeconds / this.#soundSeconds, unit: "s/s" },
      { name: "recognition: real-time factor, p50", value: percentile(this.#factors, 0.5), unit: "s/s" },
    ]
  }

  async #hear(sentence: SpokenSentence, channel: Channel, seed: number) {
    const speaker = this.#speakers[seed % this.#speakers.length]
    if (speaker === undefined) throw new Error("nobody is there to speak")
    const audio = overChannel(speaker.say(sentence.text), channel, seed)
    const { asked } = sentence
    const { locale } = this.#assistant
    const listening: Listening = { locale, hints: {}, ...(asked === undefined ? {} : { expecting: asked }) }
    // Processor time, as other processes take their share of the clock's.
    const before = process.cpuUsage().user
    const heard = await this.#recognizer.recognize(audio, JSON.stringify(asked ?? null), listening)
    const cpuSeconds = (process.cpuUsage().user - before) / 1e6
    const soundSeconds = audio.samples.length / audio.sampleRateHz
    this.#cpuSeconds += cpuSeconds
    this.#soundSeconds += soundSeconds
    this.#factors.push(cpuSeconds / soundSeconds)
    return { heard: heard === "unknown" ? [] : heard, voice: speaker.name }
  }
}
