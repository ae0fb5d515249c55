// What people say for Lex's built-in intents, which are understood without sample utterances of their own (the bot may
// add some). https://docs.aws.amazon.com/lexv2/latest/dg/built-in-intents.html

import type { BotLocale, Intent } from "#bot/definition.ts"
import type { Language } from "#bot/languages/language.ts"
import { languageOf } from "#bot/languages/languages.ts"

const PHRASES: Readonly<Record<string, string>> = {
  "AMAZON.CancelIntent": "cancel|never mind|forget it|cancel that|forget about it|cancel this",
  "AMAZON.HelpIntent": "help|help me|can you help me|i need help|i need some help|please help|what can you do",
  "AMAZON.PauseIntent": "pause|pause that|pause it",
  "AMAZON.RepeatIntent": "repeat|say that again|repeat that|can you repeat that|please repeat|say it again",
  "AMAZON.ResumeIntent": "resume|continue|keep going|go on|carry on",
  "AMAZON.StartOverIntent": "start over|restart|start again|begin again|start from the beginning",
  "AMAZON.StopIntent": "stop|off|shut up|stop it|stop that|be quiet",
  "AMAZON.YesIntent": "yes|yeah|sure|yes please|yep|of course|okay",
  "AMAZON.NoIntent": "no|nope|no thanks|no thank you|nah|of course not",
}

/** Built-ins that something other than the classifier decides: a fallback, a search, another agent. */
const NOT_CLASSIFIED = new Set([
  "AMAZON.FallbackIntent",
  "AMAZON.KendraSearchIntent",
  "AMAZON.QnAIntent",
  "AMAZON.QInConnectIntent",
  "AMAZON.BedrockAgentIntent",
])

/** The intents that are ranked, with the base phrases of built-ins among their sample utterances. */
export function rankedIntents(locale: BotLocale): Intent[] {
  return locale.intents
    .filter((intent) => !NOT_CLASSIFIED.has(intent.parentSignature ?? "") || hasOwnUtterances(intent))
    .map((intent) => withBasePhrases(intent, locale.localeId))
}

function hasOwnUtterances(intent: Intent): boolean {
  return intent.parentSignature !== "AMAZON.FallbackIntent" && intent.sampleUtterances.length > 0
}

function withBasePhrases(intent: Intent, localeId: string): Intent {
  const signature = intent.parentSignature ?? ""
  const phrases = localeId.startsWith("en") ? PHRASES[signature] : phrasesIn(languageOf(localeId), signature)
  if (phrases === undefined) return intent
  return { ...intent, sampleUtterances: [...intent.sampleUtterances, ...phrases.split("|")] }
}

function phrasesIn(language: Language | undefined, signature: string): string | undefined {
  return new Map(Object.entries(language?.intents ?? {})).get(signature.replace("AMAZON.", ""))
}
