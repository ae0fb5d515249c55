// Reads the sentences of the recognition benchmark: data/spoken-requests.txt and data/spoken-nonsense.txt, which say how
// their lines are written.

import { readFileSync } from "node:fs"

/** A sentence as a visitor says it, and what it should come to. */
export type SpokenSentence = {
  readonly text: string
  /** What was asked before it: a slot of an intent, or its confirmation where there is no slot. */
  readonly asked?: { readonly intentName: string; readonly slotName?: string }
  /** Absent when nothing should come of it. */
  readonly wanted?: {
    readonly intentName: string
    readonly confirmation?: "yes" | "no"
    /** Interpreted values by slot, in any order. */
    readonly slots: Readonly<Record<string, readonly string[]>>
  }
}

/** Sentences that are for the assistant. */
export function readRequests(): readonly SpokenSentence[] {
  return readLines("spoken-requests.txt").map(([context = "", text = "", values = ""]) => {
    const { intentName, asked } = readContext(context)
    const pairs = values.split(";").flatMap((pair): readonly (readonly [string, readonly string[]])[] => {
      const [name = "", value = ""] = pair.split("=").map((part) => part.trim())
      return name === "" ? [] : [[name, value.split("+")]]
    })
    const { confirm, ...slots } = Object.fromEntries(pairs)
    const [answer] = confirm ?? []
    const confirmation = answer === "yes" || answer === "no" ? { confirmation: answer } : {}
    return { text, ...asked, wanted: { intentName, ...confirmation, slots } } as SpokenSentence
  })
}

/** Sentences that are not. */
export function readNonsense(): readonly SpokenSentence[] {
  return readLines("spoken-nonsense.txt").map(([context = "", text = ""]) => ({ text, ...readContext(context).asked }))
}

function readLines(name: string): readonly (readonly string[])[] {
  return readFileSync(new URL(`data/${name}`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => line.split("|").map((part) => part.trim()))
}

function readContext(context: string): { readonly intentName: string; readonly asked: Pick<SpokenSentence, "asked"> } {
  const [intentName = "", slotName] = context.split("?")
  if (slotName === undefined) return { intentName, asked: {} }
  return { intentName, asked: { asked: { intentName, ...(slotName === "" ? {} : { slotName }) } } }
}
