// Tables of what a language's words mean, as answers and inside sentences.

import { describe, expect, it } from "vitest"
import { meaning, mentionsOf, resolverOf, WEDNESDAY } from "#test/bot/slot-types/one-slot.ts"

/** What answers mean, by slot type without `AMAZON.`; an empty meaning is none. Wednesday, 25 November 2020, 10:20. */
export type AnswerTables = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Tests that answers to a slot's prompt mean what the tables say. */
export function testAnswers(localeId: string, tables: AnswerTables): void {
  for (const [type, answers] of Object.entries(tables)) {
    describe(`AMAZON.${type} in ${localeId}`, () => {
      const resolver = resolverOf(`AMAZON.${type}`, { localeId })
      it.each(Object.entries(answers))("reads %j", (answer, expected) => {
        expect(meaning(resolver.resolveAnswer(answer, WEDNESDAY)) ?? "").toBe(expected)
      })
    })
  }
}

/** Tests which values are found in sentences: `words=value`, by slot type without `AMAZON.`. */
export function testMentions(
  localeId: string,
  tables: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
): void {
  for (const [type, sentences] of Object.entries(tables)) {
    describe(`AMAZON.${type} inside sentences in ${localeId}`, () => {
      const resolver = resolverOf(`AMAZON.${type}`, { localeId })
      it.each(Object.entries(sentences))("finds the values in %j", (sentence, expected) => {
        expect(mentionsOf(resolver, sentence)).toEqual(expected)
      })
    })
  }
}
