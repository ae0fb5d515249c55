import { describe, expect, it } from "vitest"
import { toArchive } from "#bot/archive/to-archive.ts"
import { readBot } from "#bot/archive/to-bot.ts"
import { readArchive, writeArchive } from "#bot/archive/zip.ts"
import { compileBot } from "#bot/compile.ts"
import { loadShapeCheck } from "#test/support/smithy.ts"

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** What the files of an archive call otherwise than the model-building API. */
const API_NAMES: Readonly<Record<string, string>> = {
  messageGroupsList: "messageGroups",
  isActive: "active",
  slotTypeName: "slotTypeId",
  nluConfidenceThreshold: "nluIntentConfidenceThreshold",
}
const API_VALUES: Readonly<Record<string, string>> = {
  ORIGINAL_VALUE: "OriginalValue",
  TOP_RESOLUTION: "TopResolution",
  CONCATENATION: "Concatenation",
}

/** Puts a file of the archive in the API's words; what is null in a file is absent in a request. */
function toApi(value: Json): Json {
  if (Array.isArray(value)) return value.map(toApi)
  if (typeof value === "string") return API_VALUES[value] ?? value
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).filter(([, item]) => item !== null)
  return Object.fromEntries(entries.map(([key, item]) => [API_NAMES[key] ?? key, toApi(item)]))
}

/** Files name the slots of an intent's order; the API numbers them. */
function withSlotIds(path: string, intent: { readonly [key: string]: Json }): { readonly [key: string]: Json } {
  const priorities = (intent.slotPriorities ?? []) as readonly {
    readonly priority: number
    readonly slotName: string
  }[]
  const idOf = (slotName: string): Json => {
    const file = archive.files.get(path.replace(/Intent\.json$/, `Slots/${slotName}/Slot.json`))
    return JSON.parse(new TextDecoder().decode(file)).identifier
  }
  return {
    ...intent,
    slotPriorities: priorities.map(({ priority, slotName }) => ({ priority, slotId: idOf(slotName) })),
  }
}

const BOT = { botId: "CONCIERGE1", botVersion: "DRAFT", localeId: "en_US" }

/** The request that would make what a file holds, by the file's name. */
function toRequest(
  path: string,
  file: { readonly [key: string]: Json },
): { shape: string; request: unknown } | undefined {
  const { name, identifier, version, ...rest } = file
  const own = toApi(rest) as { readonly [key: string]: Json }
  if (path.endsWith("/Intent.json"))
    return {
      shape: "UpdateIntentRequest",
      request: { ...BOT, ...withSlotIds(path, own), intentId: identifier, intentName: name },
    }
  if (path.endsWith("/Slot.json"))
    return {
      shape: "UpdateSlotRequest",
      request: { ...BOT, ...own, intentId: "INTENT0001", slotId: identifier, slotName: name },
    }
  if (path.endsWith("/SlotType.json"))
    return { shape: "UpdateSlotTypeRequest", request: { ...BOT, ...own, slotTypeId: identifier, slotTypeName: name } }
  if (path.endsWith("/BotLocale.json")) return { shape: "UpdateBotLocaleRequest", request: { ...BOT, ...own } }
  return undefined
}

const archive = toArchive(compileBot())
const check = loadShapeCheck("lex-models-v2-2020-08-07")

describe("the assistant's own archive", () => {
  it("loads again as the bot it was written from, to the byte", async () => {
    const bytes = await writeArchive(archive)

    expect(await readBot(bytes)).toEqual(compileBot())
    expect(await writeArchive(await readArchive(bytes))).toEqual(bytes)
  })

  it.skipIf(check === undefined)("has only what Lex's model-building API takes", () => {
    const requests = [...archive.files].flatMap(([path, bytes]) => {
      const made = toRequest(path, JSON.parse(new TextDecoder().decode(bytes)))
      return made === undefined ? [] : [{ path, ...made }]
    })
    const problems = requests.flatMap(({ path, shape, request }) =>
      (check?.(shape, request) ?? []).map((problem) => `${path}: ${problem}`),
    )

    expect(requests.length).toBeGreaterThan(40)
    expect(problems).toEqual([])
  })
})
