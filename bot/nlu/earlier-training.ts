// What training found out before and may take again when a bot changed a little: it saves time and changes no model.

import type { BotLocale } from "#bot/definition.ts"
import type { KnownMentions } from "./analysis.ts"
import { contentHash } from "./hashing.ts"
import type { KnownTaggers, TaggerParts } from "./slot-tagger.ts"

/** So many taggers are remembered. */
const MOST_TAGGERS = 256
/** So many sets of slot types are remembered with what they found, and so many texts of each. */
const MOST_TYPE_SETS = 4
const MOST_TEXTS = 10_000

/**
 * Remembers taggers by what they were trained on, and the values that slot types found in sample utterances. One serves all
 * bots of a process whose slot resolvers are made in the same way.
 */
export class EarlierTraining implements KnownTaggers {
  readonly #taggers = new Map<string, TaggerParts>()
  readonly #mentions = new Map<string, KnownMentions>()

  /** The hashes of the lessons whose taggers are remembered, the latest last. */
  get lessonHashes(): readonly string[] {
    return [...this.#taggers.keys()]
  }

  findTagger(lessonHash: string): TaggerParts | undefined {
    return this.#taggers.get(lessonHash)
  }

  keepTagger(parts: TaggerParts): void {
    putLast(this.#taggers, parts.lessonHash, parts, MOST_TAGGERS)
  }

  /**
   * What the slot types of a locale found in texts, to be looked at and added to.
   *
   * @returns `undefined` when a type has a grammar: its text isn't in the locale and may have changed.
   */
  mentionsOf(locale: BotLocale): KnownMentions | undefined {
    if (locale.slotTypes.some((type) => type.grammar !== undefined)) return undefined
    const key = hashTypes(locale)
    const found: KnownMentions = this.#mentions.get(key) ?? new Map()
    if (found.size > MOST_TEXTS) found.clear()
    putLast(this.#mentions, key, found, MOST_TYPE_SETS)
    return found
  }
}

function putLast<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key)
  map.set(key, value)
  const oldest = map.keys().next().value
  if (map.size > most && oldest !== undefined) map.delete(oldest)
}

// A type's values are found as its first slot takes them, which may be several at once.
function hashTypes({ localeId, slotTypes, intents }: BotLocale): string {
  const used = new Map<string, boolean>()
  for (const { slots } of intents) {
    for (const { slotTypeName, allowsMultipleValues } of slots) {
      if (!used.has(slotTypeName)) used.set(slotTypeName, allowsMultipleValues)
    }
  }
  return contentHash(JSON.stringify([localeId, slotTypes, [...used]]))
}
