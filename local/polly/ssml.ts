// Plans SSML as Polly takes it: which elements and attributes there are, which engines know them, what they do to speech.
// What is inside of say-as is say-as.ts.

import { parsePhones } from "./phone-alphabets.ts"
import type { PlanBuilder } from "./plan-builder.ts"
import { pollyError } from "./polly-error.ts"
import { sayAs } from "./say-as.ts"
import { PLAIN_STYLE, type SpeechPlan, type Style } from "./speech-plan.ts"
import { type Engine, LANGUAGE_CODES } from "./voices.ts"
import { parseXml, type XmlElement, XmlError, type XmlText } from "./xml.ts"

/** Polly's names for paces, pitches and volumes, as factors and decibels. */
const RATES: Readonly<Record<string, number>> = {
  "x-slow": 0.5,
  slow: 0.75,
  medium: 1,
  default: 1,
  fast: 1.25,
  "x-fast": 1.75,
}
const PITCHES: Readonly<Record<string, number>> = {
  "x-low": 0.7,
  low: 0.85,
  medium: 1,
  default: 1,
  high: 1.2,
  "x-high": 1.45,
}
const VOLUMES: Readonly<Record<string, number>> = {
  silent: -120,
  "x-soft": -12,
  soft: -6,
  medium: 0,
  default: 0,
  loud: 4,
  "x-loud": 6,
}
const BREAKS: Readonly<Record<string, number>> = {
  none: 0,
  "x-weak": 0,
  weak: 200,
  medium: 300,
  strong: 450,
  "x-strong": 700,
}
const EMPHASES: Readonly<Record<string, Style>> = {
  strong: { rate: 0.8, pitch: 1.12, gainDb: 4 },
  moderate: { rate: 0.9, pitch: 1.06, gainDb: 2 },
  reduced: { rate: 1.1, pitch: 0.97, gainDb: -3 },
}
const MAX_BREAK_MS = 10_000
const BREATH_MS = 400
const WHISPER_DB = -8
const SOFT_DB = -5

type Walk = { readonly engine: Engine; readonly builder: PlanBuilder }

type Handler = (element: XmlElement, style: Style, walk: Walk) => void

/**
 * Plans a document.
 *
 * @throws {AwsError} `InvalidSsmlException`
 */
export function planSsml(source: string, engine: Engine, builder: PlanBuilder): SpeechPlan {
  const root = parse(source)
  if (root.name !== "speak") throw invalid("the root element must be <speak>")
  checkAttributes(root, ["xml:lang", "version", "xmlns", "xmlns:xsi", "xmlns:amazon", "xsi:schemaLocation", "xml:base"])
  walkChildren(root, PLAIN_STYLE, { engine, builder })
  return { sentences: builder.finish(), billedCharacters: countCharacters(root) }
}

const HANDLERS: Readonly<Record<string, Handler>> = {
  break: (element, _style, { builder }) => {
    checkAttributes(element, ["time", "strength"])
    if (element.children.length > 0) throw invalid("<break> must be empty")
    builder.addStep({ type: "pause", milliseconds: readBreak(element) })
  },
  emphasis: (element, style, walk) => {
    onlyStandard(element, walk)
    checkAttributes(element, ["level"])
    const emphasis = EMPHASES[element.attributes.level ?? "moderate"]
    if (emphasis === undefined) throw wrongValue(element, "level")
    walkChildren(element, combine(style, emphasis), walk)
  },
  lang: (element, style, walk) => {
    checkAttributes(element, ["xml:lang", "onlangfailure"])
    if (!LANGUAGE_CODES.includes(element.attributes["xml:lang"] ?? "")) throw wrongValue(element, "xml:lang")
    walkChildren(element, style, walk)
  },
  mark: (element, _style, { builder }) => {
    checkAttributes(element, ["name"])
    const name = element.attributes.name
    if (name === undefined) throw wrongValue(element, "name")
    builder.addStep({ type: "mark", name, start: element.start, end: element.end })
  },
  p: (element, style, walk) => {
    checkAttributes(element, ["xml:lang"])
    walk.builder.endSentence()
    walkChildren(element, style, walk)
    walk.builder.endParagraph()
  },
  s: (element, style, walk) => {
    checkAttributes(element, ["xml:lang"])
    walk.builder.endSentence()
    walkChildren(element, style, walk)
    walk.builder.endSentence()
  },
  phoneme: (element, style, { builder }) => {
    checkAttributes(element, ["alphabet", "ph", "type"])
    const { alphabet = "ipa", ph = "" } = element.attributes
    if (alphabet !== "ipa" && alphabet !== "x-sampa") throw wrongValue(element, "alphabet")
    const phones = parsePhones(ph, alphabet)
    if (phones === undefined) throw wrongValue(element, "ph")
    const { start, end } = readInner(element)
    builder.addWord({ spoken: [], phones, start, end, punctuation: "", style })
  },
  prosody: (element, style, walk) => {
    checkAttributes(element, ["rate", "pitch", "volume"])
    if (walk.engine !== "standard" && element.attributes.pitch !== undefined) {
      throw invalid(`the pitch of <prosody> is not known to the ${walk.engine} engine`)
    }
    walkChildren(element, combine(style, readProsody(element)), walk)
  },
  "say-as": (element, style, { builder }) => {
    checkAttributes(element, ["interpret-as", "format", "detail"])
    const { text, start, end } = readInner(element)
    const said = sayAs(text, element.attributes["interpret-as"] ?? "", element.attributes.format)
    if (said === undefined) throw wrongValue(element, "interpret-as")
    if (said.type === "bleep") builder.addStep(said)
    else if (said.spoken.length > 0) builder.addWord({ spoken: said.spoken, start, end, punctuation: "", style })
  },
  sub: (element, style, { builder }) => {
    checkAttributes(element, ["alias"])
    const { alias } = element.attributes
    if (alias === undefined) throw wrongValue(element, "alias")
    const { start, end } = readInner(element)
    // Said as the alias, but it is the text that is marked.
    const said = sayAs(alias, "text", undefined)
    if (said?.type === "words" && said.spoken.length > 0) {
      builder.addWord({ spoken: said.spoken, start, end, punctuation: "", style })
    }
  },
  w: (element, style, walk) => {
    checkAttributes(element, ["role"])
    if (element.attributes.role === undefined) throw wrongValue(element, "role")
    walkChildren(element, style, walk)
  },
  "amazon:effect": (element, style, walk) => {
    checkAttributes(element, ["name", "phonation", "vocal-tract-length"])
    const { name, phonation } = element.attributes
    if (name !== "drc") onlyStandard(element, walk)
    if (name !== undefined && name !== "drc" && name !== "whispered") throw wrongValue(element, "name")
    if (phonation !== undefined && phonation !== "soft") throw wrongValue(element, "phonation")
    const gainDb = name === "whispered" ? WHISPER_DB : phonation === "soft" ? SOFT_DB : 0
    walkChildren(element, combine(style, { ...PLAIN_STYLE, gainDb }), walk)
  },
  "amazon:domain": (element, style, walk) => {
    checkAttributes(element, ["name"])
    if (walk.engine !== "neural") throw invalid(`<amazon:domain> is not known to the ${walk.engine} engine`)
    walkChildren(element, style, walk)
  },
  "amazon:auto-breaths": (element, style, walk) => {
    onlyStandard(element, walk)
    checkAttributes(element, ["volume", "frequency", "duration"])
    walkChildren(element, style, walk)
  },
  "amazon:breath": (element, _style, walk) => {
    onlyStandard(element, walk)
    checkAttributes(element, ["volume", "duration"])
    walk.builder.addStep({ type: "pause", milliseconds: BREATH_MS })
  },
}

function walkChildren(element: XmlElement, style: Style, walk: Walk): void {
  for (const child of element.children) {
    if (child.type === "text") addText(child, style, walk)
    else {
      const handle = Object.hasOwn(HANDLERS, child.name) ? HANDLERS[child.name] : undefined
      if (handle === undefined) throw invalid(`<${child.name}> is no element that Polly knows`)
      handle(child, style, walk)
    }
  }
}

function addText({ text, places }: XmlText, style: Style, { builder }: Walk): void {
  const end = places.at(-1) ?? 0
  builder.addText(text, (offset) => places[offset] ?? end, style)
}

function parse(source: string): XmlElement {
  try {
    return parseXml(source)
  } catch (error) {
    if (error instanceof XmlError) throw invalid(error.message)
    throw error
  }
}

function readBreak(element: XmlElement): number {
  const { time, strength } = element.attributes
  if (time === undefined) {
    const milliseconds = BREAKS[strength ?? "medium"]
    if (milliseconds === undefined) throw wrongValue(element, "strength")
    return milliseconds
  }
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s)$/.exec(time)
  const milliseconds = Number(match?.[1]) * (match?.[2] === "s" ? 1000 : 1)
  if (match === null || milliseconds > MAX_BREAK_MS) throw wrongValue(element, "time")
  return milliseconds
}

function readProsody(element: XmlElement): Style {
  const { rate, pitch, volume } = element.attributes
  if (rate === undefined && pitch === undefined && volume === undefined) throw invalid("<prosody> says nothing")
  return {
    rate: rate === undefined ? 1 : (RATES[rate] ?? readRate(element, rate)),
    pitch: pitch === undefined ? 1 : (PITCHES[pitch] ?? readPitch(element, pitch)),
    gainDb: volume === undefined ? 0 : (VOLUMES[volume] ?? readVolume(element, volume)),
  }
}

/** 20 % to 200 % of the voice's own pace. */
function readRate(element: XmlElement, rate: string): number {
  const match = /^([+-]?)(\d{1,3}(?:\.\d+)?)%$/.exec(rate)
  const share = Number(match?.[2]) / 100
  const factor = match?.[1] === "+" ? 1 + share : match?.[1] === "-" ? 1 - share : share
  if (match === null || factor < 0.2 || factor > 2) throw wrongValue(element, "rate")
  return factor
}

/** From −33.3 % to +50 %, as Polly takes it. */
function readPitch(element: XmlElement, pitch: string): number {
  const match = /^([+-])(\d{1,3}(?:\.\d+)?)%$/.exec(pitch)
  const share = (Number(match?.[2]) / 100) * (match?.[1] === "-" ? -1 : 1)
  if (match === null || share < -0.334 || share > 0.5) throw wrongValue(element, "pitch")
  return 1 + share
}

function readVolume(element: XmlElement, volume: string): number {
  const match = /^([+-]\d{1,2}(?:\.\d+)?)dB$/.exec(volume)
  if (match === null || Number(match[1]) > 12) throw wrongValue(element, "volume")
  return Number(match[1])
}

function combine(a: Style, b: Style): Style {
  const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
  return {
    rate: clamp(a.rate * b.rate, 0.2, 2.5),
    pitch: clamp(a.pitch * b.pitch, 0.5, 2),
    gainDb: a.gainDb + b.gainDb,
  }
}

/** The text of an element, and where it stands in the source. */
function readInner(element: XmlElement): { readonly text: string; readonly start: number; readonly end: number } {
  const texts = element.children.map((child) => {
    if (child.type === "element") throw invalid(`<${element.name}> may only have text inside`)
    return child
  })
  return {
    text: texts.map(({ text }) => text).join(""),
    start: texts[0]?.places[0] ?? element.start,
    end: texts.at(-1)?.places.at(-1) ?? element.end,
  }
}

function countCharacters(element: XmlElement): number {
  return element.children.reduce(
    (sum, child) => sum + (child.type === "text" ? [...child.text].length : countCharacters(child)),
    0,
  )
}

function onlyStandard(element: XmlElement, { engine }: Walk): void {
  if (engine !== "standard") throw invalid(`<${element.name}> is not known to the ${engine} engine`)
}

function checkAttributes(element: XmlElement, known: readonly string[]): void {
  const unknown = Object.keys(element.attributes).find((name) => !known.includes(name))
  if (unknown !== undefined) throw invalid(`<${element.name}> has no attribute ${unknown}`)
}

function wrongValue({ name, attributes }: XmlElement, attribute: string): Error {
  const value = attributes[attribute]
  return invalid(`<${name}> ${value === undefined ? `needs ${attribute}` : `can't have ${attribute}="${value}"`}`)
}

function invalid(why: string): Error {
  return pollyError("InvalidSsmlException", `Invalid SSML request: ${why}`)
}
