// Slots that take several values: "a, b and c" becomes a list, each part resolved by itself.
// https://docs.aws.amazon.com/lexv2/latest/dg/multi-valued-slots.html

import type { Mention, ResolutionContext, SlotResolver } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"
import { type AnswerWording, ENGLISH_WORDING } from "./answer-wording.ts"
import { coreOf, isNegatedAt } from "./carrier.ts"
import { textOf } from "./reader-resolver.ts"
import { type Token, tokenize } from "./tokens.ts"

/** Marks between the values of a list. */
const SEPARATORS = new Set([",", ";", "&", "+", "/"])

/** More values than this in one answer are not taken apart. */
const MAX_VALUES = 50

function isSeparator(token: Token | undefined, { joining }: AnswerWording): boolean {
  return token !== undefined && (SEPARATORS.has(token.word) || joining.has(token.word))
}

/** A list of values; the list itself is the whole phrase, as in the guide's own example. */
function listOf(phrase: string, values: readonly FilledSlot[]): FilledSlot {
  return {
    shape: "List",
    value: { originalValue: phrase, interpretedValue: phrase, resolvedValues: [phrase] },
    values,
  }
}

/** The phrase a list was made from, from its first value to its last. */
function phraseOf(text: string, mentions: readonly Mention[]): string {
  return text.slice(mentions[0]?.start ?? 0, mentions.at(-1)?.end ?? 0)
}

/** What an answer names without the words around it, and its parts between commas and "and". */
function partsOf(text: string, wording: AnswerWording): { readonly phrase: string; readonly parts: readonly string[] } {
  const tokens = tokenize(text)
  const core = coreOf(tokens, wording)
  const parts: string[] = []
  let start: number | undefined
  for (let at = core.start; at <= core.end; at++) {
    const isEnd = at === core.end || isSeparator(tokens[at], wording)
    if (!isEnd) start ??= at
    else if (start !== undefined) {
      parts.push(text.slice(tokens[start]?.start ?? 0, tokens[at - 1]?.end ?? 0))
      start = undefined
    }
  }
  return { phrase: textOf(text, tokens, core), parts: parts.slice(0, MAX_VALUES) }
}

function resolveParts(
  text: string,
  element: SlotResolver,
  context: ResolutionContext,
  wording: AnswerWording,
): FilledSlot | undefined {
  const { phrase, parts } = partsOf(text, wording)
  const values = parts.map((part) => element.resolveAnswer(part, context)).filter((slot) => slot !== undefined)
  return values.length > 0 && values.length === parts.length ? listOf(phraseAround(phrase, values), values) : undefined
}

/** A phrase from the first value in it to the last: "add" of "add ham and olives" is no part of the list. */
function phraseAround(phrase: string, values: readonly FilledSlot[]): string {
  const [first, last] = [values[0]?.value?.originalValue ?? "", values.at(-1)?.value?.originalValue ?? ""]
  const [start, end] = [phrase.indexOf(first), phrase.lastIndexOf(last)]
  return start < 0 || end < start ? phrase : phrase.slice(start, end + last.length)
}

/** Straight before one of several values it refuses that one; before the only one it may answer the bot. */
const REFUSAL = "no"

/** What is meant of the values in an answer: "no ham, just olives" are olives. */
function withoutRefused(text: string, mentions: readonly Mention[], wording: AnswerWording): readonly Mention[] {
  const tokens = tokenize(text)
  const kept = mentions.filter(({ start }) => {
    const at = tokens.findIndex((token) => token.start === start)
    return at < 0 || !(isNegatedAt(tokens, at, wording) || tokens[at - 1]?.word === REFUSAL)
  })
  return kept.length > 0 ? kept : mentions
}

/** Whether only separators stand between two places: then the values there are one list. */
function isListGap(tokens: readonly Token[], from: number, to: number, wording: AnswerWording): boolean {
  for (const token of tokens) {
    if (token.start >= from && token.end <= to && !isSeparator(token, wording)) return false
  }
  return true
}

/** Joins neighbors that only commas and "and" part. */
function groupMentions(
  text: string,
  mentions: readonly Mention[],
  wording: AnswerWording,
): readonly (readonly Mention[])[] {
  const tokens = tokenize(text)
  const groups: Mention[][] = []
  for (const mention of mentions) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group !== undefined && last !== undefined && isListGap(tokens, last.end, mention.start, wording))
      group.push(mention)
    else groups.push([mention])
  }
  return groups
}

/** Makes a list resolver of the resolver of one value. */
export function createListResolver(element: SlotResolver, wording: AnswerWording = ENGLISH_WORDING): SlotResolver {
  return {
    resolveAnswer(text, context) {
      const found = element.findMentions(text, context)
      const mentions = withoutRefused(text, found, wording)
      const parts = mentions.length < found.length ? undefined : resolveParts(text, element, context, wording)
      // Values that are listed without commas ("small large") are found as mentions; unlisted ones only as parts.
      if (parts !== undefined && (parts.values?.length ?? 0) >= mentions.length) return parts
      if (mentions.length > 0)
        return listOf(
          phraseOf(text, mentions),
          mentions.map((mention) => mention.slot),
        )
      const single = element.resolveAnswer(text, context)
      return single && listOf(single.value?.originalValue ?? text, [single])
    },
    resolveSpan(text, context) {
      const single = element.resolveSpan(text, context)
      const mentions = element.findMentions(text, context)
      if (mentions.length > 1 && groupMentions(text, mentions, wording).length === 1) {
        return listOf(
          text.trim(),
          mentions.map((mention) => mention.slot),
        )
      }
      const parts = partsOf(text, wording).parts.map((part) => element.resolveSpan(part, context))
      const values = parts.filter((slot) => slot !== undefined)
      if (values.length > 1 && values.length === parts.length) return listOf(text.trim(), values)
      return single && listOf(single.value?.originalValue ?? text, [single])
    },
    findMentions(text, context) {
      return groupMentions(text, element.findMentions(text, context), wording).map((group): Mention => {
        const start = group[0]?.start ?? 0
        const end = group.at(-1)?.end ?? 0
        return {
          start,
          end,
          slot: listOf(
            text.slice(start, end),
            group.map((mention) => mention.slot),
          ),
        }
      })
    },
  }
}
