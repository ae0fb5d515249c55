// Makes the language of a locale while the endpoint goes on serving; a model that was trained before is found again by its
// content. How a model learns is bot/nlu's.

import { createHash } from "node:crypto"
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { BotLocale } from "#bot/definition.ts"
import type { LanguageModel, SlotResolvers } from "#bot/language-model.ts"
import type { Log } from "#core/log.ts"
import type { Language, LanguageLoader } from "./bot-catalog.ts"
import { createTrainingQueue } from "./training-queue.ts"

/** The engines of language understanding, loaded when the first bot is. */
export type LanguageEngine<Model extends LanguageModel = LanguageModel> = {
  /** `warnings` are for the bot's author: what of the slot types could not be served as defined. */
  createSlotResolvers(
    locale: BotLocale,
    options?: { readonly grammars?: Readonly<Record<string, string>> },
  ): SlotResolvers & { readonly warnings?: readonly string[] }
  /** Yields often, so that a host can do other things in between. */
  trainInSteps(locale: BotLocale, resolvers: SlotResolvers): Generator<void, Model>
  /** Names everything a trained model depends on. */
  modelHash(locale: BotLocale): string
  saveInSteps(model: Model): Generator<void, Uint8Array>
  /** @throws when the bytes are no model of this hash. */
  loadInSteps(bytes: Uint8Array, locale: BotLocale, resolvers: SlotResolvers, hash: string): Generator<void, Model>
}

/** Training more sample utterances than this takes so long that it is told of beforehand. */
const MANY_UTTERANCES = 5000
/** Locales in other versions than those served are forgotten beyond this. */
const MAX_KEPT = 64

/**
 * Creates a loader. Locales of the same content share one model; the smallest is trained first.
 *
 * @param options `folder` keeps trained models across restarts; `readGrammar` finds the grammar files (SRGS XML) that
 *   slot types name.
 */
export function createLanguageLoader<Model extends LanguageModel>(options: {
  readonly loadEngine: () => Promise<LanguageEngine<Model>>
  readonly folder?: string
  readonly readGrammar?: (bucket: string, key: string) => Promise<string | undefined>
  readonly log: Log
  /** Ends training that is under way: nobody is going to need it. */
  readonly signal?: AbortSignal
}): LanguageLoader {
  const languages = new Map<string, Promise<Language>>()
  const trainings = createTrainingQueue(options.signal)

  const make = async (locale: BotLocale): Promise<Language> => {
    const engine = await options.loadEngine()
    const resolvers = engine.createSlotResolvers(locale, { grammars: await readGrammars(locale, options.readGrammar) })
    for (const detail of resolvers.warnings ?? []) {
      options.log.warn("slot-type-not-as-defined", { localeId: locale.localeId, detail })
    }
    const hash = engine.modelHash(locale)
    const path =
      options.folder === undefined ? undefined : join(options.folder, `${locale.localeId}-${fileName(hash)}.model`)
    const startedAt = performance.now()
    const load = (bytes: Uint8Array) => trainings.run(engine.loadInSteps(bytes, locale, resolvers, hash), 0)
    const kept = path === undefined ? undefined : await findKept(path, load)
    const utterances = locale.intents.reduce((sum, { sampleUtterances }) => sum + sampleUtterances.length, 0)
    if (kept === undefined && utterances > MANY_UTTERANCES) {
      options.log.info("locale-building", { localeId: locale.localeId, utterances, intents: locale.intents.length })
    }
    const model = kept ?? (await trainings.run(engine.trainInSteps(locale, resolvers), utterances))
    options.log.info("locale-built", {
      localeId: locale.localeId,
      isFromDisk: kept !== undefined,
      durationMs: Math.round(performance.now() - startedAt),
    })
    if (kept === undefined && path !== undefined) {
      await keep(path, await trainings.run(engine.saveInSteps(model), 0), options.log)
    }
    return { model, resolvers }
  }

  return (locale) => {
    const key = createHash("sha256").update(JSON.stringify(locale)).digest("hex")
    const found = languages.get(key)
    if (found !== undefined) return found
    const made = make(locale)
    languages.set(key, made)
    made.catch(() => languages.delete(key))
    const oldest = languages.keys().next().value
    if (languages.size > MAX_KEPT && oldest !== undefined) languages.delete(oldest)
    return made
  }
}

/** The grammars of a locale by their keys; those that aren't there are left out. */
async function readGrammars(
  locale: BotLocale,
  read: (bucket: string, key: string) => Promise<string | undefined> = async () => undefined,
): Promise<Readonly<Record<string, string>>> {
  const sources = locale.slotTypes.flatMap(({ grammar }) => grammar ?? [])
  const found = await Promise.all(
    sources.map(async ({ s3BucketName, s3ObjectKey }) => [s3ObjectKey, await read(s3BucketName, s3ObjectKey)] as const),
  )
  return Object.fromEntries(found.flatMap(([key, text]) => (text === undefined ? [] : [[key, text]])))
}

async function findKept<Model>(path: string, load: (bytes: Uint8Array) => Promise<Model>): Promise<Model | undefined> {
  try {
    return await load(await readFile(path))
  } catch {
    // Not there yet, or of an older version of the code: training makes a new one.
    return undefined
  }
}

async function keep(path: string, bytes: Uint8Array, log: Log): Promise<void> {
  try {
    await mkdir(join(path, ".."), { recursive: true })
    await writeFile(`${path}.new`, bytes)
    await rename(`${path}.new`, path)
  } catch (error) {
    // The model works all the same; the next start trains again.
    log.warn("model-not-kept", { error: String(error) })
  }
}

function fileName(hash: string): string {
  return hash.replace(/[^0-9A-Za-z]/g, "").slice(0, 40)
}
