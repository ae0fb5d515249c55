// Fills the placeholders of sample utterances with values, so that the models train on what people will really say.

import type { BotLocale, Intent } from "#bot/definition.ts"
import type { RandomSource } from "#core/units.ts"
import { sampleValues } from "./sample-values.ts"
import { splitPlaceholders, type Template } from "./templates.ts"

/** A sample utterance with values in its placeholders, and where they stand (UTF-16 code units). */
export type ExpandedUtterance = {
  readonly text: string
  readonly slots: readonly { readonly slotName: string; readonly start: number; readonly end: number }[]
}

/** Fills the templates of one locale. */
export class Expander {
  readonly #locale: BotLocale
  readonly #random: RandomSource
  readonly #values = new Map<string, ReturnType<typeof sampleValues>>()
  readonly #turns = new Map<string, number>()

  constructor(locale: BotLocale, random: RandomSource) {
    this.#locale = locale
    this.#random = random
  }

  /**
   * Fills one template several ways: values go round, so that each is used as often as any other.
   *
   * @param count How many fillings; a template without placeholders gives itself, once.
   */
  expand(intent: Intent, template: Template, count: number): ExpandedUtterance[] {
    if (template.wordCount === template.pieces.length) return [{ text: template.source, slots: [] }]
    return Array.from({ length: count }, (_, i) => this.#fill(intent, template, i))
  }

  #fill(intent: Intent, template: Template, round: number): ExpandedUtterance {
    const parts = splitPlaceholders(template.source)
    const slots: { slotName: string; start: number; end: number }[] = []
    let text = ""
    parts.forEach((part, i) => {
      const slot = i % 2 === 1 ? findSlot(intent, part) : undefined
      if (slot === undefined) {
        text += part
        return
      }
      if (text !== "" && !/\s$/u.test(text)) text += " "
      const value = this.#pick(slot.slotTypeName, round)
      slots.push({ slotName: slot.name, start: text.length, end: text.length + value.length })
      text += value
      if (/^[\p{L}\p{N}]/u.test(parts[i + 1] ?? "")) text += " "
    })
    return { text, slots }
  }

  // Each third filling of an open type is a value nobody listed. Half of the values come without capitals, as typed
  // on phones.
  #pick(typeName: string, round: number): string {
    const values = this.#values.get(typeName) ?? sampleValues(this.#locale, typeName)
    this.#values.set(typeName, values)
    const isUnknown = values.listed.length === 0 || (values.unknown.length > 0 && round % 3 === 2)
    const list = isUnknown ? values.unknown : values.listed
    // The unknown ones are of all lengths in turn, from the first on: small bots use only some.
    const key = isUnknown ? `unknown ${typeName}` : typeName
    const turn = this.#turns.get(key) ?? (isUnknown ? 0 : Math.floor(this.#random() * list.length))
    this.#turns.set(key, turn + 1)
    const value = list[turn % list.length] ?? ""
    return this.#random() < 0.5 ? value.toLowerCase() : value
  }
}

function findSlot(intent: Intent, name: string) {
  return intent.slots.find((slot) => slot.name.toLowerCase() === name.toLowerCase())
}
