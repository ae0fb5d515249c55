// A function that calls AWS, served by the command where no account is set: it reaches the local endpoint itself.
// The bot is in an archive with a password.

import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { toArchive } from "#bot/archive/to-archive.ts"
import { writeArchive } from "#bot/archive/zip.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

/** As one would write it for Lambda: no endpoint, no region, no keys. */
const COUNTING = `const { CreateTableCommand, DynamoDBClient, ListTablesCommand } = require("@aws-sdk/client-dynamodb")
const client = new DynamoDBClient({})
exports.handler = async (event) => {
  await client.send(new CreateTableCommand({
    TableName: "Visits",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  }))
  const { TableNames } = await client.send(new ListTablesCommand({}))
  const intent = { ...event.sessionState.intent, state: "Fulfilled" }
  const messages = [{ contentType: "PlainText", content: TableNames.join() }]
  return { sessionState: { dialogAction: { type: "Close" }, intent }, messages }
}`

let folder: string
let child: ChildProcess
let url = ""

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "function-environment-"))
  const [bot, lambda] = [join(folder, "bot.zip"), join(folder, "index.js")]
  await writeFile(bot, await writeArchive(toArchive(TRIP_BOT), { password: "sesame" }))
  await writeFile(lambda, COUNTING)
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")))
  child = spawn(process.execPath, ["local/main.ts", "--port", "0", "--bot", bot, "--lambda", lambda], {
    cwd: join(import.meta.dirname, "../.."),
    env: { ...env, LEX_ARCHIVE_PASSWORD: "sesame" },
    stdio: ["ignore", "pipe", "ignore"],
  })
  url = await new Promise<string>((resolve) => {
    let output = ""
    child.stdout?.on("data", (chunk) => {
      output += String(chunk)
      const found = /http:\S+/.exec(output)
      if (found !== null) resolve(found[0])
    })
  })
})

afterAll(async () => {
  child.kill()
  await rm(folder, { recursive: true })
})

describe("a function that calls DynamoDB", () => {
  it("finds the local tables", async () => {
    const path = "/bots/TRIPBOT001/botAliases/TSTALIASID/botLocales/en_US/sessions/visitor-1/text"
    const answer = await fetch(url + path, { method: "POST", body: JSON.stringify({ text: "book a trip" }) })

    expect(await answer.json()).toMatchObject({ messages: [{ content: "Visits" }] })
  })
})
