// What is told of bots when they are loaded. Which of them answers is told by the contract of the Lex runtime.

import { expect, it } from "vitest"
import { createLog } from "#core/log.ts"
import { epochMs } from "#core/time.ts"
import { createBotCatalog } from "#local/lex/bot-catalog.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

async function load(...bots: (typeof TRIP_BOT)[]): Promise<unknown[]> {
  const lines: string[] = []
  const catalog = createBotCatalog({
    sources: bots.map((bot) => ({ bot: { ...bot, locales: [] } })),
    functions: new Map(),
    loadLanguage: () => Promise.reject(new Error("there is no locale")),
    log: createLog(
      "warn",
      () => epochMs(0),
      (line) => lines.push(line),
    ),
    clock: () => epochMs(0),
  })
  await catalog.load()
  await catalog.close()
  return lines.map((line) => JSON.parse(line))
}

it("bots with ids of their own are loaded without a word", async () => {
  expect(await load(TRIP_BOT, { ...TRIP_BOT, id: "OTHERBOT01" })).toEqual([])
})

it.each([
  { name: "Other", says: "by its name only" },
  { name: TRIP_BOT.name, says: "it can't be called" },
])("a bot $name whose id another has is told of", async ({ name, says }) => {
  expect(await load(TRIP_BOT, { ...TRIP_BOT, name })).toMatchObject([
    { event: "bot-id-taken", botId: TRIP_BOT.id, detail: expect.stringContaining(says) },
  ])
})
