// The shape of an intent as data, checked when it compiles: its slots, and its words per language. How it is turned into
// a Lex V2 intent is bot/compile.ts; what it does is handlers/hooks.

import type { LocaleId } from "./locales.ts"
import type { SlotTypeName } from "./slot-types.ts"

/** One to three ways to say the same thing; Lex takes a message and at most two variations. */
export type Variations = readonly [string] | readonly [string, string] | readonly [string, string, string]

/** A card with up to five buttons. A button's value is sent as if the visitor had typed it. */
export type Card = {
  readonly title: string
  readonly subtitle?: string
  readonly buttons: readonly { readonly text: string; readonly value: string }[]
}

/** A question, and the choices shown with it if there are any. */
export type Prompt = { readonly messages: Variations; readonly card?: Card }

/** A piece of information an intent works with. Slots are asked for in the order they are written. */
export type SlotDefinition = {
  readonly type: SlotTypeName
  /** A required slot is asked for when it is missing and so needs a prompt. */
  readonly required?: true
  /** The visitor may name several; the handler gets a list. */
  readonly multiple?: true
  /** Kept out of conversation logs. */
  readonly obfuscated?: true
  /** Tried in order when the visitor gave no value: `[sessionAttribute]`, `#context.parameter`, or a constant. */
  readonly defaults?: readonly string[]
}

/** What an intent says in one language. */
export type IntentWords<SlotName extends string, RequiredSlotName extends string> = {
  /** What visitors say, with `{Slot}` where a value stands. */
  readonly utterances: readonly string[]
  readonly prompts: Readonly<Record<RequiredSlotName, Prompt>> & Partial<Readonly<Record<SlotName, Prompt>>>
  /** What visitors say when asked for a slot, where more than the bare value is usual. */
  readonly answers?: Partial<Readonly<Record<SlotName, readonly string[]>>>
  /** Asked before fulfillment when the handler has no better wording of its own. */
  readonly confirmation?: Prompt
  /** Said when the visitor says no to the confirmation. */
  readonly declined?: Variations
  /** Said after everything else, once the intent is fulfilled. */
  readonly closing?: Variations
}

type RequiredNames<Slots> = {
  [Name in keyof Slots]: Slots[Name] extends { required: true } ? Name : never
}[keyof Slots]

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never

/** The words, but with each utterance that names a slot the intent doesn't have replaced by an error message. */
type KnownPlaceholders<Words, SlotName> = {
  readonly [Locale in keyof Words]: Words[Locale] extends { readonly utterances: infer Utterances }
    ? Omit<Words[Locale], "utterances"> & {
        readonly utterances: {
          readonly [Index in keyof Utterances]: Utterances[Index] extends string
            ? Placeholders<Utterances[Index]> extends SlotName
              ? Utterances[Index]
              : `no such slot: ${Exclude<Placeholders<Utterances[Index]>, SlotName> & string}`
            : never
        }
      }
    : never
}

/** Something the assistant can do. */
export type IntentDefinition<
  Name extends string = string,
  Slots extends Readonly<Record<string, SlotDefinition>> = Readonly<Record<string, SlotDefinition>>,
> = {
  readonly name: Name
  /** For people who read the bot in the Lex console. */
  readonly description: string
  /** Lex's own intent that this one is; it brings utterances of its own along. */
  readonly parentSignature?: "AMAZON.FallbackIntent" | "AMAZON.CancelIntent" | "AMAZON.StartOverIntent"
  readonly slots: Slots
  readonly words: Readonly<Record<LocaleId, IntentWords<keyof Slots & string, RequiredNames<Slots> & string>>>
}

/**
 * Types an intent. A prompt for a slot that doesn't exist, a required slot without a prompt, and an utterance with an
 * unknown `{Slot}` don't compile.
 */
export function defineIntent<
  const Name extends string,
  const Slots extends Readonly<Record<string, SlotDefinition>>,
  const Words extends Readonly<Record<LocaleId, IntentWords<keyof Slots & string, RequiredNames<Slots> & string>>>,
>(
  intent: Omit<IntentDefinition<Name, Slots>, "words"> & {
    readonly words: Words & KnownPlaceholders<Words, keyof Slots>
  },
): IntentDefinition<Name, Slots> {
  return intent
}
