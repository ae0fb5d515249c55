// Messages spoken: what is said of each kind of message, and by whom. How Polly is asked is aws/polly.ts.

import type { SpeechSynthesis, SpeechText } from "#aws/polly.ts"
import { Fault } from "#core/errors.ts"
import type { Message } from "./contract.ts"
import type { Gate } from "./gate.ts"
import { stripSsml } from "./ssml.ts"
import { findVoice } from "./voices.ts"
import { parseMarkdown, toPlainText } from "./widget/markdown.ts"
import { isForPage } from "./widget/spoken.ts"

/** A message as it is kept, in the locale it was said in. */
export type KeptMessage = { readonly message: Message; readonly ssml?: string; readonly localeId: string }

/** What can be had of a message's speech. */
export type SpeechOutput = "audio" | "word-marks"

/** Speaks messages. */
export interface MessageSpeaker {
  /**
   * Finds what would be said.
   *
   * @returns `undefined` when the message has no words to say: data meant for the page.
   * @throws {Fault} `voice-not-found` when nobody speaks the locale.
   */
  plan(kept: KeptMessage): SpeechText | undefined
  /** @throws {Fault} `voice-not-found`, `speech-unavailable`, `overloaded`. */
  speak(text: SpeechText, output: SpeechOutput): Promise<ReadableStream<Uint8Array>>
}

/** What speaking needs. */
export type SpeakerParts = {
  readonly synthesis: SpeechSynthesis
  readonly gate: Gate
  readonly engine: string
  /** The operator's choices of voices, by locale. */
  readonly voices: ReadonlyMap<string, string>
  readonly timeoutMs: number
}

/** Creates the speaker. */
export function createMessageSpeaker({ synthesis, gate, engine, voices, timeoutMs }: SpeakerParts): MessageSpeaker {
  const synthesize = async (text: SpeechText, output: SpeechOutput) => {
    const signal = AbortSignal.timeout(timeoutMs)
    return gate.run(signal, () =>
      output === "audio" ? synthesis.speak(text, signal) : synthesis.markWords(text, signal),
    )
  }
  return {
    plan: ({ message, ssml, localeId }) => {
      const content = ssml ?? toSpokenWords(message, localeId)
      if (content === "") return undefined
      const voice = findVoice(localeId, voices)
      if (voice === undefined)
        throw new Fault("voice-not-found", { hint: `no voice for ${localeId}: see POLLY_VOICES` })
      return { type: ssml === undefined ? "text" : "ssml", content, engine, ...voice }
    },
    speak: async (text, output) => {
      try {
        return await synthesize(text, output)
      } catch (error) {
        const isRefusedSsml = error instanceof Fault && error.code === "data-invalid" && text.type === "ssml"
        if (!isRefusedSsml) throw error
        // Not every voice knows every tag; the words alone can always be said.
        return await synthesize({ ...text, type: "text", content: stripSsml(text.content) }, output)
      }
    },
  }
}

/** The word that tells a rating, by language: "4.6 stars". */
const STARS: Readonly<Record<string, string>> = {
  de: "Sterne",
  en: "stars",
  es: "estrellas",
  fr: "étoiles",
  it: "stelle",
}

/** What is said of a message without SSML: marks, pictograms and bullets are for the eye. */
export function toSpokenWords(message: Message, localeId: string): string {
  switch (message.type) {
    case "text":
      return withoutPictograms(toPlainText(parseMarkdown(message.text)).replace(/^•\s*/gm, ""))
    case "card":
      return [message.title, ...toFacts(message.subtitle ?? "", localeId)]
        .map(withoutPictograms)
        .filter(Boolean)
        .join(". ")
    case "custom":
      return isForPage(message.payload) ? "" : withoutPictograms(message.payload)
  }
}

/** "Lisbon · ★ 4.6 · from €120", fact by fact. */
function toFacts(subtitle: string, localeId: string): readonly string[] {
  const stars = STARS[localeId.split("_")[0] ?? ""] ?? ""
  return subtitle.split(/\s[·•|]\s|\n/).map((fact) => fact.replace(/^\s*[★⭐]\s?([\d.,]{1,6})/u, `$1 ${stars}`).trim())
}

function withoutPictograms(text: string): string {
  return text.replace(/\p{Extended_Pictographic}|\u200d|\ufe0f/gu, "").trim()
}
