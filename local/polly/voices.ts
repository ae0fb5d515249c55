// Polly's English voices, and which embedded voice stands for each. Polly's voices of other languages are known by name, so
// that asking for one is answered with the service's own error.

/** How good a voice sounds in AWS; here all engines sound the same. */
export type Engine = "standard" | "neural" | "long-form" | "generative"

/** A voice embedded in the program: US female, US male, Scottish male. */
export type EmbeddedVoice = "slt" | "rms" | "awb"

/** A voice as Polly describes it, with what speaks for it here. */
export type Voice = {
  readonly id: string
  readonly gender: "Female" | "Male"
  readonly languageCode: string
  /** Other languages of Polly's voice. */
  readonly additionalLanguageCodes?: readonly string[]
  readonly engines: readonly Engine[]
  readonly embedded: EmbeddedVoice
  /** Times the embedded voice's own pitch. */
  readonly pitch: number
  /** Times its own pace. */
  readonly rate: number
}

type Row = readonly [
  id: string,
  gender: "F" | "M",
  languageCode: string,
  engines: string,
  embedded: EmbeddedVoice,
  pitch: number,
  rate: number,
]

const ENGINES: Readonly<Record<string, Engine>> = {
  s: "standard",
  n: "neural",
  l: "long-form",
  g: "generative",
}

/** Engines: s standard, n neural, l long-form, g generative, as https://docs.aws.amazon.com/polly/latest/dg/available-voices.html has them. */
const ROWS: readonly Row[] = [
  ["Nicole", "F", "en-AU", "s", "slt", 1.04, 1],
  ["Olivia", "F", "en-AU", "ng", "slt", 0.98, 1],
  ["Russell", "M", "en-AU", "s", "awb", 0.94, 1],
  ["Amy", "F", "en-GB", "sng", "slt", 1, 1.02],
  ["Emma", "F", "en-GB", "sn", "slt", 0.95, 1],
  ["Brian", "M", "en-GB", "sng", "awb", 1, 1],
  ["Arthur", "M", "en-GB", "n", "awb", 0.9, 1],
  ["Geraint", "M", "en-GB-WLS", "s", "awb", 1.06, 1],
  ["Aditi", "F", "en-IN", "s", "slt", 1.06, 1],
  ["Raveena", "F", "en-IN", "s", "slt", 1.02, 1],
  ["Kajal", "F", "en-IN", "ng", "slt", 0.97, 1],
  ["Niamh", "F", "en-IE", "ng", "slt", 1.03, 1],
  ["Aria", "F", "en-NZ", "ng", "slt", 1.01, 1],
  ["Jasmine", "F", "en-SG", "ng", "slt", 1.05, 1],
  ["Ayanda", "F", "en-ZA", "ng", "slt", 0.94, 1],
  ["Joanna", "F", "en-US", "sng", "slt", 1, 1],
  ["Kendra", "F", "en-US", "sn", "slt", 0.93, 1],
  ["Kimberly", "F", "en-US", "sn", "slt", 1.05, 1],
  ["Salli", "F", "en-US", "sng", "slt", 1.08, 1],
  ["Ivy", "F", "en-US", "sn", "slt", 1.25, 1.03],
  ["Danielle", "F", "en-US", "nlg", "slt", 0.97, 1],
  ["Ruth", "F", "en-US", "nlg", "slt", 0.9, 0.98],
  ["Joey", "M", "en-US", "sn", "rms", 1.04, 1],
  ["Justin", "M", "en-US", "sn", "rms", 1.45, 1.03],
  ["Kevin", "M", "en-US", "sn", "rms", 1.6, 1.03],
  ["Matthew", "M", "en-US", "sng", "rms", 1, 1],
  ["Stephen", "M", "en-US", "ng", "rms", 0.95, 1],
  ["Gregory", "M", "en-US", "nl", "rms", 0.9, 1],
]

const BILINGUAL: Readonly<Record<string, readonly string[]>> = { Aditi: ["hi-IN"], Kajal: ["hi-IN"] }

/** The voices offered, in the order they are described. */
export const VOICES: readonly Voice[] = ROWS.map(([id, gender, languageCode, engines, embedded, pitch, rate]) => {
  const additionalLanguageCodes = BILINGUAL[id]
  return {
    id,
    gender: gender === "F" ? "Female" : "Male",
    languageCode,
    engines: [...engines].flatMap((letter) => ENGINES[letter] ?? []),
    embedded,
    pitch,
    rate,
    ...(additionalLanguageCodes === undefined ? {} : { additionalLanguageCodes }),
  }
})

/** Names of the languages as DescribeVoices gives them. */
export const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  "en-AU": "Australian English",
  "en-GB": "British English",
  "en-GB-WLS": "Welsh English",
  "en-IE": "Irish English",
  "en-IN": "Indian English",
  "en-NZ": "New Zealand English",
  "en-SG": "Singaporean English",
  "en-US": "US English",
  "en-ZA": "South African English",
}

/** Polly's voices of languages for which no voice is embedded. */
export const FOREIGN_VOICE_IDS: readonly string[] = (
  "Astrid Bianca Camila Carla Carmen Celine Chantal Conchita Cristiano Dora Enrique Ewa Filiz Gabrielle Giorgio Gwyneth " +
  "Hans Ines Jacek Jan Karl Lea Liv Lotte Lucia Lupe Mads Maja Marlene Mathieu Maxim Mia Miguel Mizuki Naja Penelope " +
  "Ricardo Ruben Seoyeon Takumi Tatyana Vicki Vitoria Zeina Zhiyu Arlet Hannah Daniel Liam Pedro Hiujin Laura Elin Ida " +
  "Suvi Ola Hala Andres Sergio Remi Adriano Thiago Kazuha Tomoko Sofie Lisa Isabelle Zayd Burcu Jitka Sabrina Jihye"
).split(" ")

/** The languages that Polly knows. */
export const LANGUAGE_CODES: readonly string[] = (
  "arb cmn-CN cy-GB da-DK de-DE en-AU en-GB en-GB-WLS en-IN en-US es-ES es-MX es-US fr-CA fr-FR is-IS it-IT ja-JP hi-IN " +
  "ko-KR nb-NO nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sv-SE tr-TR en-NZ en-ZA ca-ES de-AT yue-CN ar-AE fi-FI en-IE nl-BE " +
  "fr-BE cs-CZ de-CH en-SG"
).split(" ")

/** Finds an offered voice by its id. */
export function findVoice(id: string): Voice | undefined {
  return VOICES.find((voice) => voice.id === id)
}
