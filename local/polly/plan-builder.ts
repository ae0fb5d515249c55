// Puts words, pauses and marks together to sentences. Who finds them is plan-text.ts and ssml.ts.

import { type FindEntry, normalizeText, toSign } from "./normalize.ts"
import type { Dialect } from "./say-rules.ts"
import type { PlanSentence, PlanStep, PlanWord, Style } from "./speech-plan.ts"

/** Silence after a sentence and after a paragraph. */
const SENTENCE_PAUSE_MS = 350
const PARAGRAPH_PAUSE_MS = 650
/** Longer sentences are cut, at a comma where there is one, so that their sound begins early. */
const CUT_AT_COMMA = 30
const CUT_ANYWHERE = 60

/** Collects what is said, in the order of the text. */
export class PlanBuilder {
  readonly #dialect: Dialect
  readonly #findEntry: FindEntry | undefined
  readonly #sentences: PlanSentence[] = []
  #steps: PlanStep[] = []
  #start: number | undefined
  #end = 0
  #words = 0
  #isContinued = false

  constructor(dialect: Dialect, findEntry?: FindEntry) {
    this.#dialect = dialect
    this.#findEntry = findEntry
  }

  /**
   * Adds a stretch of text. Its sentences end where its signs say so; the last goes on with what is added next.
   *
   * @param places Where each character, and the end, stood in the request.
   */
  addText(text: string, places: (offset: number) => number, style: Style): void {
    const closing = /^["'”’)\]]{0,4}([.?!…]{1,9}|[,;:])["'”’)\]]{0,4}(?=\s|$)/u.exec(text)
    if (closing !== null) this.#punctuate(closing[1] ?? ",", places(closing[0].length))
    for (const word of normalizeText(text, this.#dialect, this.#findEntry)) {
      const { spoken, phones, punctuation } = word
      const sound = phones === undefined ? { spoken } : { spoken, phones }
      this.addWord({ ...sound, start: places(word.start), end: places(word.end), punctuation, style })
      if (word.sentenceEnd !== undefined) this.endSentence(places(word.sentenceEnd))
    }
  }

  /** Adds one word that is already known how to say. */
  addWord(word: Omit<PlanWord, "type">): void {
    this.#start ??= word.start
    this.#end = Math.max(this.#end, word.end)
    this.#words += 1
    const isCut = this.#words >= CUT_ANYWHERE || (this.#words >= CUT_AT_COMMA && word.punctuation === ",")
    this.#steps.push({ type: "word", ...word })
    if (isCut) this.#close(0, true)
  }

  /** Adds a pause, a bleep or a mark. */
  addStep(step: Exclude<PlanStep, PlanWord>): void {
    this.#steps.push(step)
  }

  /** Ends the sentence, if one has begun. */
  endSentence(end?: number): void {
    if (end !== undefined) this.#end = Math.max(this.#end, end)
    if (this.#words > 0 || this.#isContinued) this.#finish(SENTENCE_PAUSE_MS)
  }

  /** Ends the sentence and makes a longer pause. */
  endParagraph(): void {
    this.endSentence()
    const last = this.#sentences.at(-1)
    if (last !== undefined) this.#sentences[this.#sentences.length - 1] = { ...last, pauseMs: PARAGRAPH_PAUSE_MS }
  }

  /** Gives all sentences. */
  finish(): readonly PlanSentence[] {
    if (this.#steps.length > 0) this.#finish(SENTENCE_PAUSE_MS)
    return this.#sentences
  }

  #punctuate(signs: string, end: number): void {
    const index = this.#steps.findLastIndex(({ type }) => type === "word")
    const word = this.#steps[index]
    if (word?.type !== "word") return
    const isEnd = /[.?!…]/.test(signs)
    this.#steps[index] = { ...word, punctuation: isEnd ? toSign(signs) : "," }
    if (isEnd) this.endSentence(end)
  }

  #finish(pauseMs: number): void {
    const index = this.#steps.findLastIndex(({ type }) => type === "word")
    const word = this.#steps[index]
    const isOpen = word?.type === "word" && (word.punctuation === "" || word.punctuation === ",")
    if (isOpen) this.#steps[index] = { ...word, punctuation: "." }
    this.#close(pauseMs, false)
  }

  #close(pauseMs: number, isContinued: boolean): void {
    const start = this.#start ?? this.#end
    // What is said of nothing but pauses and marks is no sentence.
    const hasMark = !this.#isContinued && this.#start !== undefined
    this.#sentences.push({
      start,
      end: Math.max(start, this.#end),
      isContinued: !hasMark,
      steps: this.#steps,
      pauseMs: this.#words > 0 || this.#isContinued ? pauseMs : 0,
    })
    this.#steps = []
    this.#start = undefined
    this.#words = 0
    this.#isContinued = isContinued
  }
}
