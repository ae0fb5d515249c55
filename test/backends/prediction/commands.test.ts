import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runPredict } from "#backends/prediction/cli/commands.ts"
import { addDays, localDateTime, systemClock } from "#core/time.ts"
import { openBackends } from "#handlers/wiring.ts"
import { startTableService, type TableService } from "#test/backends/support/table-service.ts"

const folder = mkdtempSync(path.join(tmpdir(), "predict-"))
let tables: TableService
beforeAll(async () => {
  tables = await startTableService("concierge-")
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await tables.close()
})

async function run(...args: readonly string[]) {
  const lines: string[] = []
  const print = (line: string) => lines.push(line)
  const code = await runPredict(args, { DATA_DIR: folder, AWS_ENDPOINT_URL: tables.endpoint }, print, print)
  return { code, text: lines.join("\n") }
}

describe("npm run predict", () => {
  it("goes from a history to what it says of the bookings to come", async () => {
    expect((await run("import", "--synthetic", "3000")).text).toBe("imported 3000 bookings")
    for (const what of ["cancellation", "price"]) {
      const version = /published (\w+)/.exec((await run("train", "--what", what)).text)?.[1] ?? ""
      expect((await run("promote", version, "--what", what)).text).toContain(`${version} is live`)
      expect((await run("evaluate", "--what", what)).text).toContain("(live)")
    }
    const backends = await openBackends({
      dynamoDb: { region: "us-east-1", endpoint: tables.endpoint },
      tablePrefix: "concierge-",
      bookingKey: "key",
      mailer: { send: async () => {} },
      clock: systemClock,
    })
    const { booking } = await backends.services()
    const arrival = addDays(localDateTime(systemClock(), "Europe/Lisbon").date, 40)
    const offers = await booking.searchStays({ city: "Lisbon", arrival, nights: 7, guests: 2 })
    const item = (offers.ok ? offers.value[0]?.stay : undefined) ?? expect.unreachable()
    const held = await booking.hold({ requestId: "h", item, guest: { name: "Ana", visitorId: "v" } })
    const reference = held.ok ? held.value.reference : ""
    await booking.confirm({ requestId: "c", reference })

    expect((await run("upcoming")).text).toMatch(
      new RegExp(
        `^${reference} .*: cancelled with [\\d.]+ %, price in 7 days -?[\\d.]+ %, rises with [\\d.]+ %\n1 bookings`,
      ),
    )
    expect((await run("import", "--live")).text).toBe("imported 1 bookings")
  })

  it.each([
    { args: ["dance"], code: 2, says: "usage" },
    { args: ["train", "--what", "weather"], code: 1, says: "--what is cancellation or price" },
    { args: ["import", "/nowhere"], code: 1, says: "there is no file /nowhere" },
    { args: ["promote", "../x", "--what", "price"], code: 1, says: "" },
  ])("answers $args with words", async ({ args, code, says }) => {
    const answer = await run(...args)

    expect(answer.code).toBe(code)
    expect(answer.text).toContain(says)
  })
})
