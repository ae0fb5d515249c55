// `bot deploy`: a bot through the Lex V2 model API to an alias that can be talked to. The calls are aws/lex-models.ts.

import { setTimeout as wait } from "node:timers/promises"
import type { AwsSettings } from "#aws/clients.ts"
import { createLexModels, type ImportMerge, type LexModels } from "#aws/lex-models.ts"
import { findBotFiles } from "#bot/archive/layout.ts"
import { toArchive } from "#bot/archive/to-archive.ts"
import { toBot } from "#bot/archive/to-bot.ts"
import { writeArchive } from "#bot/archive/zip.ts"
import { compileBot } from "#bot/compile.ts"
import type { Bot } from "#bot/definition.ts"
import { lint } from "#bot/lint/lint.ts"
import { Fault } from "#core/errors.ts"
import { type Command, EXIT, readArguments, type Terminal, UsageProblem } from "./command.ts"
import { type BotPlan, deployBot } from "./deploy-bot.ts"
import { findPassword, readSource } from "./files.ts"
import { formatFindings } from "./lint-command.ts"

const OPTIONS = {
  bot: { type: "string" },
  password: { type: "string" },
  name: { type: "string" },
  role: { type: "string" },
  lambda: { type: "string" },
  alias: { type: "string", default: "live" },
  merge: { type: "string", default: "Overwrite" },
  draft: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  endpoint: { type: "string" },
  region: { type: "string" },
} as const

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>["values"]

const MERGES: readonly ImportMerge[] = ["Overwrite", "FailOnConflict", "Append"]

/** Makes the door to the model API; tests shorten the waiting. */
export type OpenLexModels = (settings: AwsSettings) => LexModels

const openInRealTime: OpenLexModels = (settings) => createLexModels(settings, async (ms) => wait(ms))

/** Creates the command. */
export function createDeployCommand(openLexModels: OpenLexModels = openInRealTime): Command {
  return {
    name: "deploy",
    summary: "bring a bot to Lex: import, build, version, alias",
    usage: `Usage: npm run bot -- deploy [options]

Imports a bot through the Lex V2 model API, builds its languages, makes a version and points an alias to it. What
Lex would refuse is found first.

  --bot FILE|DIR    an exported Lex V2 bot (default: the assistant's own)
  --password WORD   the archive's password (or set LEX_ARCHIVE_PASSWORD)
  --name NAME       call it this in Lex (default: its own name)
  --role ARN        the role Lex runs it under (or set LEX_ROLE_ARN; needed)
  --lambda ARN      the code hook of the alias (default: the one it has)
  --alias NAME      the alias to point to the new version (default live)
  --draft           stop after building: no version, no alias
  --merge STRATEGY  what to do with a bot of that name: Overwrite (default), FailOnConflict or Append
  --force           go on although something would be refused
  --endpoint URL    another endpoint (or AWS_ENDPOINT_URL; default: AWS)
  --region REGION   the AWS region (or AWS_REGION; default us-east-1)`,
    run: async (args, terminal) => {
      const { values } = readArguments(args, OPTIONS, [])
      const roleArn = values.role ?? terminal.environment.LEX_ROLE_ARN
      const merge = MERGES.find((strategy) => strategy === values.merge)
      if (roleArn === undefined || roleArn === "") throw new UsageProblem("--role is missing")
      if (!merge) throw new UsageProblem(`--merge must be one of ${MERGES.join(", ")}`)
      const { bot, zip, refused } = await openBot(values, terminal)
      if (refused !== "") terminal.complain(refused)
      if (refused !== "" && !values.force) return EXIT.findings
      const lex = openLexModels(findSettings(values, terminal))
      await goLive(lex, bot, zip, { roleArn, merge, values, print: terminal.print })
      return EXIT.ok
    },
  }
}

/** A given archive goes to Lex as it is, with everything the engine's model doesn't know. */
async function openBot(values: Values, { environment }: Terminal) {
  const archive =
    values.bot === undefined
      ? toArchive(compileBot())
      : await readSource(values.bot, findPassword(values.password, environment))
  if (!findBotFiles(archive).bot) {
    throw new Fault("data-invalid", { hint: `${values.bot} holds a part of a bot; a whole one is needed` })
  }
  const findings = lint(archive).filter((finding) => finding.severity === "refused")
  return {
    bot: toBot(archive),
    zip: await writeArchive(archive),
    refused: findings.length === 0 ? "" : formatFindings(findings),
  }
}

function findSettings(values: Values, { environment }: Terminal): AwsSettings {
  const endpoint = values.endpoint ?? environment.AWS_ENDPOINT_URL
  return {
    region: values.region ?? environment.AWS_REGION ?? "us-east-1",
    ...(endpoint === undefined || endpoint === "" ? {} : { endpoint }),
  }
}

type Wish = Pick<BotPlan, "roleArn" | "merge" | "print"> & { readonly values: Values }

async function goLive(lex: LexModels, bot: Bot, zip: Uint8Array, { values, ...wish }: Wish): Promise<void> {
  const { lambda: lambdaArn, alias, name = bot.name } = values
  const { botId, aliasId } = await deployBot(lex, bot, zip, {
    ...wish,
    name,
    ...(lambdaArn === undefined ? {} : { lambdaArn }),
    ...(values.draft ? {} : { alias }),
  })
  if (aliasId === undefined) return
  wish.print(`\nLEX_BOT_ID=${botId}\nLEX_BOT_ALIAS_ID=${aliasId}`)
  wish.print(`LEX_LOCALE_ID=${bot.locales[0]?.localeId ?? ""}`)
}
