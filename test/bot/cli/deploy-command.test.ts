import { writeFile } from "node:fs/promises"
import { afterEach, describe, expect, it } from "vitest"
import { createLexModels } from "#aws/lex-models.ts"
import { readBot } from "#bot/archive/to-bot.ts"
import { writeArchive } from "#bot/archive/zip.ts"
import { createDeployCommand } from "#bot/cli/deploy-command.ts"
import { TRIP, tripBundle, tripFile } from "../archive/bundle.ts"
import { type FakeLexModels, type FakeOptions, startFakeLexModels } from "./fake-lex-models.ts"
import { inFolder, type Outcome, run } from "./terminal.ts"

const COMMANDS = [createDeployCommand((settings) => createLexModels(settings, async () => {}))]
const ROLE = "arn:aws:iam::123456789012:role/lex"
const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:hook"

let fake: FakeLexModels | undefined

afterEach(async () => {
  await fake?.close()
  fake = undefined
})

/** Deploys the trip bot to a stand-in of Lex. */
async function deployTrip(options: FakeOptions, args: readonly string[], files = {}): Promise<Outcome> {
  const lex = await startFakeLexModels(options)
  fake = lex
  let outcome: Outcome = { exitCode: -1, output: "", complaints: "" }
  await inFolder(async (path) => {
    await writeFile(path("trip.zip"), await writeArchive(tripBundle(files)))
    outcome = await run(COMMANDS, ["deploy", "--bot", path("trip.zip"), "--endpoint", lex.url, ...args])
  })
  return outcome
}

describe("bot deploy", () => {
  it("imports, builds, makes a version and an alias, and prints the settings to use it with", async () => {
    const outcome = await deployTrip({}, ["--role", ROLE, "--lambda", LAMBDA])

    expect(outcome).toEqual({
      exitCode: 0,
      complaints: "",
      output: `Imported Trip: bot BOT0000001
Built en_US
Made version 7
Pointed live to version 7

LEX_BOT_ID=BOT0000001
LEX_BOT_ALIAS_ID=ALIAS00001
LEX_LOCALE_ID=en_US`,
    })
    expect((await readBot(fake?.uploaded() ?? Buffer.alloc(0))).name).toBe("Trip")
    expect(fake?.bodies.get("PUT /imports")).toEqual({
      importId: "IMPORT0001",
      mergeStrategy: "Overwrite",
      resourceSpecification: {
        botImportSpecification: {
          botName: "Trip",
          roleArn: ROLE,
          dataPrivacy: { childDirected: false },
          idleSessionTTLInSeconds: 600,
        },
      },
    })
    expect(fake?.bodies.get("PUT /bots/BOT0000001/botversions")).toEqual({
      botVersionLocaleSpecification: { en_US: { sourceBotVersion: "DRAFT" } },
    })
    expect(fake?.bodies.get("PUT /bots/BOT0000001/botaliases")).toEqual({
      botAliasName: "live",
      botVersion: "7",
      botAliasLocaleSettings: {
        en_US: {
          enabled: true,
          codeHookSpecification: { lambdaCodeHook: { lambdaARN: LAMBDA, codeHookInterfaceVersion: "1.0" } },
        },
      },
    })
  })

  it("keeps the code hook and settings of an alias that is there", async () => {
    const codeHookSpecification = { lambdaCodeHook: { lambdaARN: LAMBDA, codeHookInterfaceVersion: "1.0" } }
    const alias = {
      botAliasId: "ALIAS00001",
      botAliasName: "live",
      description: "What visitors see",
      botAliasLocaleSettings: { en_US: { enabled: false, codeHookSpecification } },
      sentimentAnalysisSettings: { detectSentiment: true },
    }
    const outcome = await deployTrip({ alias }, ["--role", ROLE])

    expect(outcome.exitCode).toBe(0)
    expect(fake?.calls).not.toContain("PUT /bots/BOT0000001/botaliases")
    expect(fake?.bodies.get("PUT /bots/BOT0000001/botaliases/ALIAS00001")).toEqual({
      botAliasName: "live",
      botVersion: "7",
      description: "What visitors see",
      botAliasLocaleSettings: { en_US: { enabled: true, codeHookSpecification } },
      sentimentAnalysisSettings: { detectSentiment: true },
    })
  })

  it("stops after building when the draft is enough", async () => {
    const outcome = await deployTrip({}, ["--role", ROLE, "--draft"])

    expect(outcome.output).toBe("Imported Trip: bot BOT0000001\nBuilt en_US")
    expect(fake?.calls).not.toContain("PUT /bots/BOT0000001/botversions")
  })

  it.each<{ what: string; options: FakeOptions; says: string }>([
    {
      what: "a failed import",
      options: { importFails: ["Slot Size is bad"] },
      says: "Lex refused the import: Slot Size is bad",
    },
    {
      what: "a failed build",
      options: { buildFails: ["No utterances"] },
      says: "Lex refused to build en_US: No utterances",
    },
    { what: "a conflict", options: { conflict: "The bot exists" }, says: "Lex refused: The bot exists" },
  ])("tells Lex's own reasons for $what", async ({ options, says }) => {
    expect(await deployTrip(options, ["--role", ROLE])).toMatchObject({ exitCode: 1, complaints: says })
  })

  it("sends nothing that Lex would refuse", async () => {
    const outcome = await deployTrip({}, ["--role", ROLE], tripFile(TRIP.slot, { slotTypeName: "Colour" }))

    expect(outcome.exitCode).toBe(1)
    expect(outcome.complaints).toContain("there is no slot type Colour")
    expect(fake?.calls).toEqual([])
  })

  it("wants a whole bot", async () => {
    const outcome = await deployTrip({}, ["--role", ROLE], { [TRIP.bot]: undefined, [TRIP.manifest]: undefined })

    expect(outcome.exitCode).toBe(1)
    expect(outcome.complaints).toContain("holds a part of a bot; a whole one is needed")
  })

  it.each([
    { args: [], says: "--role is missing" },
    { args: ["--role", ROLE, "--merge", "Replace"], says: "--merge must be one of Overwrite, FailOnConflict, Append" },
  ])("doesn't understand $args", async ({ args, says }) => {
    const outcome = await run(COMMANDS, ["deploy", ...args])

    expect(outcome.exitCode).toBe(2)
    expect(outcome.complaints).toContain(says)
  })
})
