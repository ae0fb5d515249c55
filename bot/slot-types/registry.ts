// The resolvers of a locale: which resolver serves which slot, built-in or custom. How each resolves is its own file.

import type { BotLocale, Intent, Slot, SlotType } from "#bot/definition.ts"
import type { SlotResolver, SlotResolvers } from "#bot/language-model.ts"
import { type BuiltInSettings, createBuiltInResolver, createCodeReader, createSettings } from "./built-in/catalogue.ts"
import { findBuiltInType } from "./built-in-names.ts"
import { createCompositeResolver } from "./composite.ts"
import { createEnumerationResolver } from "./enumeration.ts"
import { createGrammarResolver, findUnreadableTags } from "./grammar/grammar-resolver.ts"
import { parseGrammar } from "./grammar/srgs.ts"
import { createReaderResolver } from "./reader-resolver.ts"
import { compilePattern } from "./safe-pattern.ts"
import { createListResolver } from "./value-list.ts"
import { readSplit, withSplitValues } from "./worded/elisions.ts"

/** What a host may set for slot resolution. */
export type SlotResolutionOptions = {
  /**
   * Lex documents that "next week" is the last day of the current week (`lex`, the default); `calendar` makes it the
   * last day of the next one.
   */
  readonly nextWeek?: "lex" | "calendar"
  /** The text of grammar files (SRGS XML) by S3 object key: bot archives name them but don't hold them. */
  readonly grammars?: Readonly<Record<string, string>>
}

/** Resolvers of a locale, and what of its slot types could not be served as defined. */
export interface LocaleSlotResolvers extends SlotResolvers {
  /** For the bot's author, one sentence each: patterns that were refused, grammars that are missing, types unknown. */
  readonly warnings: readonly string[]
}

/** Makes resolvers once per slot type and hands them out per slot. */
class Registry implements LocaleSlotResolvers {
  readonly warnings: string[] = []
  readonly #locale: BotLocale
  readonly #options: SlotResolutionOptions
  readonly #settings: BuiltInSettings
  readonly #slots = new Map<string, SlotResolver>()
  readonly #types = new Map<string, SlotResolver>()

  constructor(locale: BotLocale, options: SlotResolutionOptions) {
    this.#locale = locale
    this.#options = options
    this.#settings = createSettings(locale.localeId, options.nextWeek ?? "lex")
    for (const intent of locale.intents) for (const slot of intent.slots) this.#addSlot(intent, slot)
  }

  forSlot(intentName: string, slotName: string): SlotResolver {
    const resolver = this.#slots.get(`${intentName} ${slotName}`)
    if (resolver === undefined) throw new RangeError(`no slot ${slotName} in intent ${intentName}`)
    return resolver
  }

  #addSlot(intent: Intent, slot: Slot): void {
    const { wording, split } = this.#settings.worded ?? {}
    const one = this.#resolverOfType(slot.slotTypeName)
    const resolver = slot.allowsMultipleValues ? createListResolver(one, wording) : one
    this.#slots.set(`${intent.name} ${slot.name}`, split === undefined ? resolver : readSplit(resolver, split))
  }

  #resolverOfType(name: string): SlotResolver {
    const known = this.#types.get(name)
    if (known !== undefined) return known
    const resolver = this.#createForType(name)
    this.#types.set(name, resolver)
    return resolver
  }

  #createForType(name: string): SlotResolver {
    const builtIn = findBuiltInType(name)
    if (builtIn !== undefined) return createBuiltInResolver(builtIn, this.#settings)
    const type = this.#findType(name)
    if (type !== undefined) return this.#createForCustomType(type)
    this.warnings.push(`slot type ${name} is not defined: any answer is taken as it is`)
    return createBuiltInResolver("AMAZON.FreeFormInput", this.#settings)
  }

  /** A slot names its type, a composite may give the type's identifier. */
  #findType(name: string): SlotType | undefined {
    const { slotTypes } = this.#locale
    return (
      slotTypes.find((candidate) => candidate.name === name) ??
      slotTypes.find((candidate) => candidate.identifier === name)
    )
  }

  #createForCustomType(type: SlotType): SlotResolver {
    if (type.subSlots !== undefined && type.subSlots.length > 0) {
      return createCompositeResolver(
        type.subSlots.map(({ name, slotTypeId }) => ({ name, resolver: this.#resolverOfSubSlot(slotTypeId) })),
      )
    }
    if (type.grammar !== undefined) return this.#createForGrammar(type, type.grammar.s3ObjectKey)
    if (type.regexPattern !== undefined) return this.#createForPattern(type, type.regexPattern)
    if (type.values.length === 0 && type.parentSignature !== undefined)
      return this.#resolverOfParent(type, type.parentSignature)
    return this.#createForList(type)
  }

  #createForList(type: SlotType): SlotResolver {
    const { wording, split } = this.#settings.worded ?? {}
    return createEnumerationResolver(split === undefined ? type : withSplitValues(type, split), wording)
  }

  #resolverOfParent(type: SlotType, parent: string): SlotResolver {
    const builtIn = findBuiltInType(parent)
    return builtIn === undefined ? this.#createForList(type) : createBuiltInResolver(builtIn, this.#settings)
  }

  /** Lex nests no composites: one inside another (or inside itself) takes any answer. */
  #resolverOfSubSlot(typeName: string): SlotResolver {
    const type = this.#findType(typeName)
    if (type?.subSlots === undefined || type.subSlots.length === 0) return this.#resolverOfType(typeName)
    this.warnings.push(`composite slot type ${type.name} is inside another composite: any answer is taken as it is`)
    return createBuiltInResolver("AMAZON.FreeFormInput", this.#settings)
  }

  /** Without its grammar a type takes any answer, as it was said. */
  #createForGrammar(type: SlotType, key: string): SlotResolver {
    const document = this.#options.grammars?.[key]
    const grammar = document === undefined ? undefined : parseGrammar(document)
    if (grammar !== undefined) {
      for (const script of findUnreadableTags(grammar)) {
        this.warnings.push(`a tag in the grammar of slot type ${type.name} can't be run: ${script.trim().slice(0, 80)}`)
      }
      return createGrammarResolver(grammar)
    }
    const problem = document === undefined ? "is not here" : "is not SRGS XML"
    this.warnings.push(`the grammar ${key} of slot type ${type.name} ${problem}: any answer is taken as it is`)
    return this.#createForList({ ...type, resolutionStrategy: "OriginalValue" })
  }

  #createForPattern(type: SlotType, regexPattern: string): SlotResolver {
    const pattern = compilePattern(regexPattern)
    if (pattern === undefined) {
      this.warnings.push(`the pattern of slot type ${type.name} is not one Lex accepts: any code is taken`)
    }
    const { worded } = this.#settings
    return createReaderResolver(createCodeReader(pattern, worded), undefined, worded?.wording)
  }
}

/**
 * Makes the resolvers of a locale's slots. Never throws for what a bot defines; see `warnings`.
 * Slot values of other languages than English: see locale-support.ts.
 */
export function createSlotResolvers(locale: BotLocale, options: SlotResolutionOptions = {}): LocaleSlotResolvers {
  return new Registry(locale, options)
}
