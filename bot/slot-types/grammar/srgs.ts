// Reads a speech grammar (W3C SRGS 1.0, XML form) into rules. How words are matched against them is match.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/building-srgs.html

import { tokenize } from "../tokens.ts"
import { settleWord } from "../vocabulary.ts"
import { parseXml, type XmlElement } from "./xml.ts"

/** What may be said, and the scripts that run when it was. */
export type Expansion =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "sequence"; readonly parts: readonly Expansion[] }
  | { readonly kind: "choice"; readonly alternatives: readonly Expansion[] }
  | { readonly kind: "repeat"; readonly of: Expansion; readonly least: number; readonly most: number }
  | { readonly kind: "rule"; readonly id: string }
  | { readonly kind: "garbage" }
  | { readonly kind: "never" }
  | { readonly kind: "tag"; readonly script: string }

/** A grammar: its rules by name, the one that answers, and how its tags are written. */
export type Grammar = {
  readonly root: string
  readonly rules: ReadonlyMap<string, Expansion>
  readonly tagFormat: "script" | "literal"
  /** Scripts of the grammar's head, which run before those of any rule. */
  readonly headScripts: readonly string[]
}

/** Open-ended repeats go this far: a guest says no more in one answer. */
const MAX_REPEATS = 100

function repeated(element: XmlElement, of: Expansion): Expansion {
  const match = /^(\d{1,3})(?:(-)(\d{1,3})?)?$/.exec(element.attributes.repeat?.trim() ?? "1")
  if (match === null) return of
  const least = Number(match[1])
  const most = match[2] === undefined ? least : Number(match[3] ?? MAX_REPEATS)
  return least === 1 && most === 1 ? of : { kind: "repeat", of, least, most: Math.min(most, MAX_REPEATS) }
}

function referred(element: XmlElement): Expansion {
  const special = element.attributes.special?.toUpperCase()
  if (special === "GARBAGE") return { kind: "garbage" }
  if (special === "VOID") return { kind: "never" }
  if (special === "NULL") return { kind: "sequence", parts: [] }
  const uri = element.attributes.uri ?? ""
  return uri.startsWith("#") ? { kind: "rule", id: uri.slice(1) } : { kind: "never" }
}

function wordsOf(text: string): readonly string[] {
  return tokenize(text)
    .filter((token) => token.kind !== "mark")
    .map((token) => settleWord(token.word))
}

function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("")
}

function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(":") + 1)
}

function readElement(element: XmlElement): Expansion | undefined {
  switch (localName(element)) {
    case "item":
      return repeated(element, readChildren(element))
    case "one-of":
      return {
        kind: "choice",
        alternatives: element.children.flatMap((child) =>
          typeof child === "string" ? [] : (readElement(child) ?? []),
        ),
      }
    case "ruleref":
      return referred(element)
    case "tag":
      return { kind: "tag", script: textOf(element) }
    case "token":
      return { kind: "words", words: wordsOf(textOf(element)) }
    default:
      return undefined
  }
}

function readChildren(element: XmlElement): Expansion {
  const parts = element.children.flatMap((child): readonly Expansion[] => {
    if (typeof child !== "string") return [readElement(child) ?? []].flat()
    const words = wordsOf(child)
    return words.length === 0 ? [] : [{ kind: "words", words }]
  })
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : { kind: "sequence", parts }
}

/**
 * Reads a grammar document.
 *
 * @returns `undefined` when it isn't SRGS XML, or its root rule is missing.
 */
export function parseGrammar(document: string): Grammar | undefined {
  const element = parseXml(document)
  if (element === undefined || localName(element) !== "grammar") return undefined
  const elements = element.children.filter((child) => typeof child !== "string")
  const rules = new Map<string, Expansion>()
  for (const child of elements) {
    const id = child.attributes.id
    if (localName(child) === "rule" && id !== undefined) rules.set(id, readChildren(child))
  }
  const root = element.attributes.root ?? rules.keys().next().value
  if (root === undefined || !rules.has(root)) return undefined
  const tagFormat = element.attributes["tag-format"]?.includes("literals") ? "literal" : "script"
  const headScripts = elements.filter((child) => localName(child) === "tag").map(textOf)
  return { root, rules, tagFormat, headScripts }
}
