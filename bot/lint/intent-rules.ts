// Rules about intents and their sample utterances. What intents do when they run is flow-rules.ts.

import { FALLBACK_SIGNATURE } from "#bot/definition.ts"
import type { BotView, IntentView, LocaleView } from "./bot-view.ts"
import { BUILT_IN_INTENTS, NAME, QUOTAS, RECOMMENDED_UTTERANCES } from "./lex-facts.ts"
import { checkCount, checkLength, checkRange, type Problem, problem, type Rule, repeated } from "./rule.ts"
import { contentWords, hasBalancedBraces, normalUtterance, placeholders } from "./text-tools.ts"

const knownParent: Rule = {
  name: "known-parent-intent",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) => {
      const parent = intent.value.parentSignature
      if (parent === undefined || BUILT_IN_INTENTS.some((known) => known === parent)) return []
      const fix = /^AMAZON\.(Yes|No)Intent$/.test(parent)
        ? "Ask with a confirmation, or with a slot of type AMAZON.Confirmation."
        : `Use one of ${BUILT_IN_INTENTS.join(", ")}, or none.`
      return [problem(intent, "parentIntentSignature", `Lex has no built-in intent ${parent}`, fix)]
    }),
}

const builtInIsBare: Rule = {
  name: "built-in-intent-is-bare",
  severity: "refused",
  check: (view) =>
    view.intents
      .filter((intent) => intent.value.parentSignature !== undefined)
      .flatMap((intent) => {
        const isFallback = intent.value.parentSignature === FALLBACK_SIGNATURE
        return [
          ...(intent.slots.length > 0
            ? [
                problem(
                  intent,
                  "slotPriorities",
                  "a built-in intent has no slots",
                  "Move them to an intent of your own.",
                ),
              ]
            : []),
          ...(isFallback && intent.value.sampleUtterances.length > 0
            ? [problem(intent, "sampleUtterances", "the fallback intent has no utterances", "Remove them.")]
            : []),
          ...(isFallback && intent.value.confirmation?.isActive
            ? [problem(intent, "intentConfirmationSetting", "the fallback intent can't ask to confirm", "Remove it.")]
            : []),
        ]
      }),
}

const utteranceForm: Rule = {
  name: "utterance-form",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) => [
      ...checkCount(
        intent,
        "sampleUtterances",
        intent.value.sampleUtterances.length,
        QUOTAS.utterancesPerIntent,
        "utterances",
      ),
      ...intent.value.sampleUtterances.flatMap((utterance, i) => {
        const field = `sampleUtterances[${i}]`
        if (!hasBalancedBraces(utterance)) {
          return [problem(intent, field, `braces don't match in "${utterance}"`, "Write slots as {Name}.")]
        }
        return checkLength(intent, field, utterance.trim(), QUOTAS.utteranceLength)
      }),
    ]),
}

const utteranceSlots: Rule = {
  name: "utterance-slot-exists",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) => {
      const known = new Set(intent.value.slots.map((slot) => slot.name))
      return intent.value.sampleUtterances.flatMap((utterance, i) =>
        placeholders(utterance)
          .filter((name) => !known.has(name) && !isPartOf(intent, name))
          .map((name) =>
            problem(
              intent,
              `sampleUtterances[${i}]`,
              `"${utterance}" names the slot ${name}, which ${intent.value.name} doesn't have`,
              known.size === 0 ? "Add the slot, or write words." : `Use one of ${[...known].join(", ")}.`,
            ),
          ),
      )
    }),
}

/** `{Slot.part}` of a composite slot. */
function isPartOf(intent: IntentView, name: string): boolean {
  const [slotName, partName] = name.split(".")
  const slot = intent.value.slots.find((candidate) => candidate.name === slotName)
  return slot?.subSlots?.specifications.some((part) => part.name === partName) ?? false
}

const freeForm: Rule = {
  name: "free-form-not-in-utterances",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) => {
      const freeSlots = intent.value.slots.filter((slot) => slot.slotTypeName === "AMAZON.FreeFormInput")
      return intent.value.sampleUtterances.flatMap((utterance, i) =>
        freeSlots
          .filter((slot) => placeholders(utterance).includes(slot.name))
          .map((slot) =>
            problem(
              intent,
              `sampleUtterances[${i}]`,
              `the free-form slot ${slot.name} stands in an utterance`,
              "Take it out: such a slot is filled only when asked for.",
            ),
          ),
      )
    }),
}

/** Intents that ask for the same contexts can be meant at the same time. */
function sameContexts(one: IntentView, other: IntentView): boolean {
  const [first, second] = [one, other].map((intent) => [...intent.value.inputContexts].sort().join(" "))
  return first === second
}

type Sentence = { readonly intent: IntentView; readonly at: number; readonly normal: string }

function sentencesOf(locale: LocaleView): Sentence[] {
  return locale.intents.flatMap((intent) =>
    intent.value.sampleUtterances.map((utterance, at) => ({
      intent,
      at,
      normal: normalUtterance(utterance, intent.value),
    })),
  )
}

/** Pairs of sentences with the same key: each later one with the first of another intent that has it. */
function clashes(sentences: readonly Sentence[], key: (sentence: Sentence) => string): [Sentence, Sentence][] {
  const groups = new Map<string, Sentence[]>()
  for (const sentence of sentences) {
    const name = key(sentence)
    if (name !== "") groups.set(name, [...(groups.get(name) ?? []), sentence])
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((sentence, i): [Sentence, Sentence][] => {
      const earlier = group
        .slice(0, i)
        .find((other) => other.intent !== sentence.intent && sameContexts(other.intent, sentence.intent))
      return earlier ? [[earlier, sentence]] : []
    }),
  )
}

/**
 * Lex builds such a bot, but is then sure of neither intent.
 * https://docs.aws.amazon.com/lexv2/latest/dg/best-practices.html
 */
const distinctIntents: Rule = {
  name: "utterance-in-two-intents",
  severity: "risky",
  check: (view) =>
    view.locales.flatMap((locale) =>
      clashes(sentencesOf(locale), (sentence) => sentence.normal).map(([earlier, { intent, at }]) =>
        problem(
          intent,
          `sampleUtterances[${at}]`,
          `"${intent.value.sampleUtterances[at]}" means ${earlier.intent.value.name} as well`,
          "Leave it in one of them, or give them input contexts.",
        ),
      ),
    ),
}

const overlappingIntents: Rule = {
  name: "overlapping-intents",
  severity: "risky",
  check: (view) =>
    view.locales.flatMap((locale) =>
      clashes(sentencesOf(locale), (sentence) => contentWords(sentence.normal))
        .filter(([earlier, later]) => earlier.normal !== later.normal)
        .map(([earlier, { intent, at }]) =>
          problem(
            intent,
            `sampleUtterances[${at}]`,
            `"${intent.value.sampleUtterances[at]}" is hard to tell from "${
              earlier.intent.value.sampleUtterances[earlier.at]
            }" of ${earlier.intent.value.name}`,
            "Say in one of them what makes it different.",
          ),
        ),
    ),
}

const repeatedUtterance: Rule = {
  name: "repeated-utterance",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      repeated(intent.value.sampleUtterances.map((text) => normalUtterance(text, intent.value))).map(({ at }) =>
        problem(
          intent,
          `sampleUtterances[${at}]`,
          `"${intent.value.sampleUtterances[at]}" is in the list already`,
          "Remove it, or say it another way.",
        ),
      ),
    ),
}

/** Intents that some step starts by name, per locale. */
function startedIntents(view: BotView): ReadonlySet<string> {
  return new Set(
    view.intents.flatMap((intent) =>
      intent.flow.steps.map((step) => `${intent.locale.localeId}/${step.value.intent?.name ?? ""}`),
    ),
  )
}

const fewUtterances: Rule = {
  name: "few-utterances",
  severity: "risky",
  check: (view) => {
    const started = startedIntents(view)
    return view.intents.flatMap((intent) => {
      const count = intent.value.sampleUtterances.length
      const isStarted = started.has(`${intent.locale.localeId}/${intent.value.name}`)
      const isOptional = intent.value.parentSignature !== undefined || (count === 0 && isStarted)
      if (isOptional || count >= RECOMMENDED_UTTERANCES) return []
      const message = count === 0 ? "nothing a visitor says can start it" : `only ${count} sample utterances`
      return [problem(intent, "sampleUtterances", message, `Give at least ${RECOMMENDED_UTTERANCES}, each different.`)]
    })
  },
}

const bareSlotUtterance: Rule = {
  name: "bare-slot-utterance",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.value.sampleUtterances.flatMap((utterance, i) =>
        /^\s*\{[^{}]*\}\s*$/.test(utterance)
          ? [
              problem(
                intent,
                `sampleUtterances[${i}]`,
                `"${utterance}" takes any answer that fits the slot, whatever it was meant for`,
                "Put a word beside it.",
              ),
            ]
          : [],
      ),
    ),
}

const contextLimits: Rule = {
  name: "context-limits",
  severity: "refused",
  check: (view) => view.intents.flatMap(checkContexts),
}

function checkContexts(intent: IntentView): Problem[] {
  const { inputContexts, outputContexts } = intent.value
  const outputNames = outputContexts.map((context) => context.name)
  const names = [
    ...inputContexts.map((name, i) => ({ name, field: `inputContexts[${i}].name` })),
    ...outputNames.map((name, i) => ({ name, field: `outputContexts[${i}].name` })),
  ]
  return [
    ...checkCount(intent, "inputContexts", inputContexts.length, QUOTAS.inputContexts, "input contexts"),
    ...checkCount(intent, "outputContexts", outputContexts.length, QUOTAS.outputContexts, "output contexts"),
    ...names
      .filter(({ name }) => !NAME.test(name))
      .map(({ name, field }) => problem(intent, field, `"${name}" is not a name Lex takes`, "Use letters and digits.")),
    ...outputContexts.flatMap((context, i) => [
      ...checkRange(intent, `outputContexts[${i}].timeToLiveInSeconds`, context.timeToLiveInSeconds, {
        min: 5,
        max: 86_400,
      }),
      ...checkRange(intent, `outputContexts[${i}].turnsToLive`, context.turnsToLive, { min: 1, max: 20 }),
    ]),
    ...repeated(outputNames).map(({ text, at }) =>
      problem(intent, `outputContexts[${at}].name`, `the context ${text} is listed twice`, "Leave one of them."),
    ),
  ]
}

const contextNeverSet: Rule = {
  name: "context-never-set",
  severity: "risky",
  check: (view) =>
    view.locales.flatMap((locale) => {
      const set = new Set(
        locale.intents.flatMap((intent) => intent.value.outputContexts.map((context) => context.name)),
      )
      return locale.intents.flatMap((intent) =>
        intent.value.inputContexts
          .filter((name) => !set.has(name))
          .map((name) =>
            problem(
              intent,
              "inputContexts",
              `no intent activates the context ${name}, so only a client or code hook can`,
              "Add it to the output contexts of the intent that comes first.",
            ),
          ),
      )
    }),
}

const searchIntents: Rule = {
  name: "search-intents",
  severity: "refused",
  check: (view) =>
    view.locales.flatMap((locale) => {
      const ofKind = (parent: string) => locale.intents.filter((intent) => intent.value.parentSignature === parent)
      const [kendra, qna] = [ofKind("AMAZON.KendraSearchIntent"), ofKind("AMAZON.QnAIntent")]
      const isMixed = kendra.length > 0 && qna.length > 0
      return [
        ...checkCount(locale, "", qna.length, 5, "QnA intents"),
        ...(isMixed ? [problem(locale, "", "QnA and Kendra search are both there", "Keep one of the two.")] : []),
      ]
    }),
}

/** The rules of this file. */
export const INTENT_RULES: readonly Rule[] = [
  knownParent,
  builtInIsBare,
  utteranceForm,
  utteranceSlots,
  freeForm,
  distinctIntents,
  overlappingIntents,
  repeatedUtterance,
  fewUtterances,
  bareSlotUtterance,
  contextLimits,
  contextNeverSet,
  searchIntents,
]
