// Finds the slots of an intent in an utterance: the tagger proposes, the slot's resolver disposes.

import type { Intent, Slot } from "#bot/definition.ts"
import type {
  Mention,
  ResolutionContext,
  SlotMention,
  SlotResolvers,
  UnderstandingContext,
} from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"
import { type Analysis, coverTokens } from "./analysis.ts"
import { isNegatedAt } from "./negation.ts"
import { OwnWords } from "./own-words.ts"
import { builtInName, isFreeForm, isListed } from "./sample-values.ts"
import { SlotCues } from "./slot-cues.ts"
import type { SlotTagger, TaggedSpan } from "./slot-tagger.ts"
import { isAmongEverydayWords, isName, withoutMarks, withoutMoment } from "./span-borders.ts"
import { parseTemplates, type SlotPlace } from "./templates.ts"

/** A value proposed or accepted for a slot, by tokens. */
type Candidate = {
  readonly slot: Slot
  readonly tokenStart: number
  readonly tokenEnd: number
  readonly mention: Mention
  readonly score: number
  readonly isNegated: boolean
}

/** Types so vague that a value counts only where the tagger saw it: any word could be one. */
const VAGUE = new Set(["alphanumeric", "confirmation", "firstname", "lastname", "streetname"])
/** Words that resolve as numbers but mostly count nothing. */
const SCARCELY_NUMBERS = new Set(["one", "a", "an", "once", "first", "second", "point"])

/** Types whose values are what they look like wherever they stand. */
const COUNTED = new Set(["date", "duration", "number", "percentage", "time"])

/** The score of what stands in a sample utterance word for word, or is waited for. */
const EXACT = 2
/** Below this the words beside a value tell better than the tagger which slot of its type it is for. */
const SURE = 0.97
/** Types whose values are told apart by the words before them. */
const MOMENTS = new Set(["date", "time"])

/** Types of which a part is another value. */
const COUNTED_WHOLE = new Set(["number", "percentage", "currency", "phonenumber"])

/** Finds slots for one intent. */
export class SlotFinder {
  readonly #intent: Intent
  readonly #resolvers: SlotResolvers
  readonly #tagger: SlotTagger | undefined
  readonly #slots: readonly Slot[]
  /** Words of the sample utterances themselves: as values they count only where the tagger saw them. */
  readonly #ownWords: OwnWords
  readonly #cues: SlotCues

  constructor(intent: Intent, resolvers: SlotResolvers, tagger: SlotTagger | undefined, isEnglish: boolean) {
    this.#intent = intent
    this.#resolvers = resolvers
    this.#tagger = tagger
    this.#slots = intent.slots.filter((slot) => !isFreeForm(slot.slotTypeName))
    const templates = parseTemplates(intent, isEnglish)
    this.#cues = new SlotCues(templates, this.#slots)
    this.#ownWords = new OwnWords(templates)
  }

  /**
   * Finds the slots of an utterance, left to right.
   *
   * @param places Where a word-for-word sample utterance has its placeholders; these are taken as they are.
   */
  find(analysis: Analysis, context: UnderstandingContext, places: readonly SlotPlace[]): SlotMention[] {
    const tagging = this.#tagger?.tag(analysis)
    const accepted: Candidate[] = []
    for (const place of places) this.#accept(accepted, analysis, context, toSpan(analysis, place), EXACT)
    this.#acceptHinted(accepted, analysis, context)
    for (const span of tagging?.spans ?? []) {
      const slotName = this.#meantSlot(span, analysis, context)
      this.#accept(accepted, analysis, context, { ...span, slotName }, span.probability)
    }
    const beginsAt = (slotName: string, token: number) => tagging?.beginsAt(slotName, token) ?? 0
    this.#acceptUnclaimed(accepted, analysis, context, beginsAt)
    return settle(this.#moveUntold(this.#spreadDoubles(accepted, analysis, beginsAt), analysis, context))
  }

  // A day that nothing says is the last one is the first: where no words beside a value tell which slot of its type it is
  // for, it goes to the one that is asked for; a date or time else to the one that has to be known.
  #moveUntold(accepted: readonly Candidate[], analysis: Analysis, context: UnderstandingContext): Candidate[] {
    const targets = accepted.map((candidate) => this.#targetOf(candidate, analysis, context))
    // Two values may change places; a slot whose value stays takes no other.
    const isHeld = (slot: Slot) => accepted.some((other, i) => other.slot === slot && targets[i] === undefined)
    return accepted.map((candidate, i) => {
      const target = targets[i]
      const isLone = targets.every((other, at) => at === i || other !== target)
      return target !== undefined && isLone && !isHeld(target) ? { ...candidate, slot: target } : candidate
    })
  }

  /** The one other slot that a value is rather for. */
  #targetOf(candidate: Candidate, analysis: Analysis, context: UnderstandingContext): Slot | undefined {
    const { slot, score, isNegated, tokenStart, tokenEnd } = candidate
    const isFree = MOMENTS.has(builtInName(slot.slotTypeName) ?? "") || this.#isAskedAlike(slot, context)
    if (score >= EXACT || isNegated || !(isFree || score < SURE)) return undefined
    const alike = this.#slots.filter(({ slotTypeName }) => slotTypeName === slot.slotTypeName)
    const wordsOf = (from: number, to?: number) => analysis.tokens.slice(from, to).flatMap((token) => token.words)
    const told = this.#cues.findTold(alike, wordsOf(0, tokenStart), wordsOf(tokenEnd))
    const likely = told.length > 0 || !isFree ? told : alike.filter((one) => this.#isAwaited(one, context))
    const [target, ...others] = likely
    return others.length === 0 && target !== slot ? target : undefined
  }

  // Numbers count many things; what one counts is nearly always said.
  #isAskedAlike(slot: Slot, { expecting }: UnderstandingContext): boolean {
    if (expecting?.intentName !== this.#intent.name || builtInName(slot.slotTypeName) === "number") return false
    const asked = this.#slots.find(({ name }) => name === expecting.slotName)
    return asked !== undefined && asked !== slot && asked.slotTypeName === slot.slotTypeName
  }

  /** Whether a slot is asked for or, with nothing being asked, has to be known and isn't. */
  #isAwaited(slot: Slot, { expecting, filledSlots }: UnderstandingContext): boolean {
    if (expecting?.intentName === this.#intent.name) return expecting.slotName === slot.name
    return slot.isRequired && (filledSlots?.[slot.name] ?? null) === null
  }

  // A bare value answers the open question: "sunday" is the departure when that was asked for.
  #meantSlot(span: TaggedSpan, analysis: Analysis, context: UnderstandingContext): string {
    if (context.expecting?.intentName !== this.#intent.name) return span.slotName
    const { slotName } = context.expecting
    const asked = this.#slots.find((slot) => slot.name === slotName)
    const tagged = this.#slots.find((slot) => slot.name === span.slotName)
    const isBare = analysis.tokens.every(
      (token, i) => token.words.length === 0 || (i >= span.tokenStart && i < span.tokenEnd),
    )
    return isBare && asked !== undefined && asked.slotTypeName === tagged?.slotTypeName ? asked.name : span.slotName
  }

  #contextOf(slot: Slot, context: UnderstandingContext): ResolutionContext {
    const hints = context.slotHints?.[this.#intent.name]?.[slot.name]
    const currentValue = context.filledSlots?.[slot.name] ?? undefined
    return {
      today: context.today,
      timeOfDay: context.timeOfDay,
      ...(context.style === undefined ? {} : { style: context.style }),
      ...(hints === undefined ? {} : { hints }),
      ...(currentValue === undefined ? {} : { currentValue }),
    }
  }

  #accept(
    accepted: Candidate[],
    analysis: Analysis,
    context: UnderstandingContext,
    span: { readonly slotName: string; readonly tokenStart: number; readonly tokenEnd: number },
    score: number,
  ): void {
    const slot = this.#slots.find((candidate) => candidate.name === span.slotName)
    if (slot === undefined || overlaps(accepted, span.tokenStart, span.tokenEnd)) return
    const found = this.#resolveSpan(slot, analysis, context, span.tokenStart, span.tokenEnd)
    if (found === undefined || overlaps(accepted, found.tokenStart, found.tokenEnd)) return
    accepted.push({ slot, score, isNegated: isNegatedAt(analysis.tokens, found.tokenStart), ...found })
  }

  // A phrase of several words that the slot is waiting for is meant as a whole, whatever its parts look like: a flight
  // "8B 106" is not 106 of something.
  #acceptHinted(accepted: Candidate[], analysis: Analysis, context: UnderstandingContext): void {
    for (const slot of this.#slots) {
      if (this.#contextOf(slot, context).hints === undefined) continue
      for (const found of this.#mentionsOf(slot, analysis, context)) {
        const { tokenStart, tokenEnd } = found
        const isKnownAnyway = (analysis.mentionsAt.get(tokenStart) ?? []).some(
          (mention) => mention.typeName === slot.slotTypeName && mention.tokenEnd === tokenEnd,
        )
        if (tokenEnd - tokenStart < 2 || isKnownAnyway || overlaps(accepted, tokenStart, tokenEnd)) continue
        accepted.push({ ...found, slot, score: EXACT, isNegated: isNegatedAt(analysis.tokens, tokenStart) })
      }
    }
  }

  // The span as tagged; else, when the tagger's borders are off by a word, the recognized value it touches.
  #resolveSpan(slot: Slot, analysis: Analysis, context: UnderstandingContext, taggedStart: number, taggedEnd: number) {
    const tagged = withoutMarks(analysis, taggedStart, taggedEnd)
    const { tokenStart, tokenEnd } = isName(slot) ? withoutMoment(analysis, tagged) : tagged
    const start = analysis.tokens[tokenStart]?.start ?? 0
    const end = analysis.tokens[tokenEnd - 1]?.end ?? start
    const resolver = this.#resolvers.forSlot(this.#intent.name, slot.name)
    const own = this.#contextOf(slot, context)
    const filled = resolver.resolveSpan(analysis.text.slice(start, end), own)
    const touching = this.#mentionsOf(slot, analysis, context).filter(
      (candidate) => candidate.tokenStart < tokenEnd && candidate.tokenEnd > tokenStart,
    )
    // "Two" of "two hundred" is two hundred.
    const isCounted = COUNTED_WHOLE.has(builtInName(slot.slotTypeName) ?? "")
    const whole = touching.find((candidate) => isCounted && isAround(candidate, tokenStart, tokenEnd))
    if (whole !== undefined) return whole
    // A part of an impossible date is no date: "the 30th" of "the 30th of february" is recognized nowhere in the whole.
    const isPartOfNothing =
      slot.slotTypeName === "AMAZON.Date" &&
      touching.length === 0 &&
      resolver.resolveAnswer(analysis.text, own) === undefined
    // An unlisted value with a listed one inside is that one with its surroundings: "lisbon on the 5th".
    const isListedInside =
      filled !== undefined &&
      (isName(slot)
        ? touching.some((found) => isAmongEverydayWords(analysis, found, { tokenStart, tokenEnd }))
        : !isListed(filled) && touching.some(({ mention }) => isListed(mention.slot)))
    if (filled !== undefined && !isPartOfNothing && !isListedInside) {
      return this.#isAnothers(slot, analysis, filled, tokenStart, tokenEnd)
        ? undefined
        : { tokenStart, tokenEnd, mention: { start, end, slot: filled } }
    }
    return touching
      .filter((found) => !this.#isAnothers(slot, analysis, found.mention.slot, found.tokenStart, found.tokenEnd))
      .sort((a, b) => b.tokenEnd - b.tokenStart - (a.tokenEnd - a.tokenStart))[0]
  }

  // A number or date all by itself is no name of a hotel, if the intent has a slot for numbers or dates; nor is "the first"
  // of "the first of April", which is a listed value, the first in the list.
  #isAnothers(slot: Slot, analysis: Analysis, filled: FilledSlot, tokenStart: number, tokenEnd: number): boolean {
    return (
      !slot.slotTypeName.startsWith("AMAZON.") &&
      analysis.mentions.some(
        (mention) =>
          (isAround(mention, tokenStart, tokenEnd) ||
            (!isListed(filled) && mention.tokenStart === tokenStart && mention.tokenEnd === tokenEnd)) &&
          COUNTED.has(builtInName(mention.typeName) ?? "") &&
          this.#slots.some((other) => other.slotTypeName === mention.typeName),
      )
    )
  }

  #mentionsOf(slot: Slot, analysis: Analysis, context: UnderstandingContext) {
    const own = this.#contextOf(slot, context)
    const isSpecial = own.hints !== undefined || own.currentValue !== undefined || slot.allowsMultipleValues
    if (!isSpecial) {
      return analysis.mentions
        .filter((mention) => mention.typeName === slot.slotTypeName)
        .map(({ start, end, slot: value, tokenStart, tokenEnd }) => ({
          tokenStart,
          tokenEnd,
          mention: { start, end, slot: value },
        }))
    }
    const resolver = this.#resolvers.forSlot(this.#intent.name, slot.name)
    return resolver.findMentions(analysis.text, own).flatMap((mention) => {
      const covered = coverTokens(analysis.tokens, mention.start, mention.end)
      return covered === undefined ? [] : [{ ...covered, mention }]
    })
  }

  // Values the tagger passed over, in sentences unlike any sample: each goes to the likeliest slot of its type that is
  // still without one.
  #acceptUnclaimed(
    accepted: Candidate[],
    analysis: Analysis,
    context: UnderstandingContext,
    beginsAt: (slotName: string, token: number) => number,
  ): void {
    const offers = this.#slots
      .flatMap((slot, order) =>
        this.#mentionsOf(slot, analysis, context)
          .filter((found) => isTelling(slot, analysis, found) && !this.#isOwnWords(slot, analysis, found))
          .map((found) => ({ ...found, slot, score: this.#claim(slot, order, found.tokenStart, context, beginsAt) })),
      )
      .sort(
        (a, b) =>
          b.tokenEnd - b.tokenStart - (a.tokenEnd - a.tokenStart) || b.score - a.score || a.tokenStart - b.tokenStart,
      )
    for (const offer of offers) {
      const isNegated = isNegatedAt(analysis.tokens, offer.tokenStart)
      const isTaken = accepted.some((other) => other.slot === offer.slot && !other.isNegated)
      if ((isTaken && !isNegated) || overlaps(accepted, offer.tokenStart, offer.tokenEnd)) continue
      accepted.push({ ...offer, isNegated })
    }
  }

  #isOwnWords(
    slot: Slot,
    { tokens }: Analysis,
    { tokenStart, tokenEnd }: { readonly tokenStart: number; readonly tokenEnd: number },
  ) {
    const words = tokens.slice(tokenStart, tokenEnd).flatMap((token) => token.words)
    return this.#ownWords.has(slot.name, words, tokens[tokenStart - 1]?.words.at(-1), tokens[tokenEnd]?.words[0])
  }

  // Two values tagged as one slot ("for friday until monday") are mostly two slots of a type, unless the speaker
  // corrects himself: the value less likely to be this slot moves to the likeliest free one.
  #spreadDoubles(
    accepted: readonly Candidate[],
    analysis: Analysis,
    beginsAt: (slotName: string, token: number) => number,
  ): Candidate[] {
    const spread = [...accepted].sort((a, b) => a.tokenStart - b.tokenStart)
    for (let i = 0; i < spread.length; i += 1) {
      const later = spread[i] as Candidate
      const earlierAt = spread.findIndex((other) => other !== later && other.slot === later.slot && !other.isNegated)
      const earlier = spread[earlierAt]
      if (earlier === undefined || earlierAt > i || later.isNegated || later.slot.allowsMultipleValues) continue
      if (hasCorrection(analysis, earlier.tokenEnd, later.tokenStart)) continue
      const free = this.#freeSlots(spread, later.slot)
      const isEarlierSurer =
        beginsAt(later.slot.name, earlier.tokenStart) >= beginsAt(later.slot.name, later.tokenStart)
      const moved = isEarlierSurer ? later : earlier
      const target = free.sort((a, b) => beginsAt(b.name, moved.tokenStart) - beginsAt(a.name, moved.tokenStart))[0]
      if (target !== undefined) spread[isEarlierSurer ? i : earlierAt] = { ...moved, slot: target }
    }
    return spread
  }

  #freeSlots(accepted: readonly Candidate[], like: Slot): Slot[] {
    return this.#slots.filter(
      (slot) => slot.slotTypeName === like.slotTypeName && !accepted.some((other) => other.slot === slot),
    )
  }

  #claim(
    slot: Slot,
    order: number,
    token: number,
    context: UnderstandingContext,
    beginsAt: (slotName: string, token: number) => number,
  ): number {
    const isAskedFor =
      context.expecting?.intentName === this.#intent.name && context.expecting.slotName === slot.name ? 0.5 : 0
    const priority = slot.priority ?? this.#slots.length + order
    return beginsAt(slot.name, token) + isAskedFor - priority * 1e-4
  }
}

const CORRECTIONS = new Set(
  "sorry no actually mean rather wait oops correction instead pardon entschuldigung perdon".split(" "),
)

function hasCorrection(analysis: Analysis, from: number, to: number): boolean {
  return analysis.tokens.slice(from, to).some((token) => CORRECTIONS.has(token.text))
}

function toSpan(analysis: Analysis, place: SlotPlace) {
  const tokenStart = analysis.tokenOfWord[place.start] ?? 0
  const tokenEnd = (analysis.tokenOfWord[place.end - 1] ?? tokenStart) + 1
  return { slotName: place.slotName, tokenStart, tokenEnd }
}

/** Whether the tokens are a part of what was found. */
function isAround(
  found: { readonly tokenStart: number; readonly tokenEnd: number },
  tokenStart: number,
  tokenEnd: number,
): boolean {
  const isWithin = found.tokenStart <= tokenStart && found.tokenEnd >= tokenEnd
  return isWithin && found.tokenEnd - found.tokenStart > tokenEnd - tokenStart
}

function overlaps(accepted: readonly Candidate[], start: number, end: number): boolean {
  return accepted.some((other) => other.tokenStart < end && other.tokenEnd > start)
}

function isTelling(
  slot: Slot,
  analysis: Analysis,
  found: { readonly tokenStart: number; readonly tokenEnd: number },
): boolean {
  const builtIn = builtInName(slot.slotTypeName)
  if (builtIn === undefined) return true
  if (VAGUE.has(builtIn)) return false
  const first = analysis.tokens[found.tokenStart]?.text ?? ""
  return found.tokenEnd - found.tokenStart > 1 || !SCARCELY_NUMBERS.has(first)
}

// One value a slot, unless it takes several: the surest, and of equals the last, as people correct themselves. What
// is refused is told beside it.
function settle(accepted: readonly Candidate[]): SlotMention[] {
  const kept = accepted.filter(
    (candidate) =>
      candidate.isNegated ||
      candidate.slot.allowsMultipleValues ||
      !accepted.some((other) => other !== candidate && beats(other, candidate)),
  )
  return kept
    .sort((a, b) => a.tokenStart - b.tokenStart)
    .map(({ slot, mention, isNegated }) => ({ ...mention, slotName: slot.name, isNegated }))
}

const EQUALLY_SURE = 0.2

function beats(other: Candidate, candidate: Candidate): boolean {
  if (other.slot !== candidate.slot || other.isNegated) return false
  if (Math.abs(other.score - candidate.score) < EQUALLY_SURE) return other.tokenStart > candidate.tokenStart
  return other.score > candidate.score
}
