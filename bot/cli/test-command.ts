// `bot test`: holds the conversations of test sets with a bot, and reports. Reading and running them is bot/test-set;
// whom they are held with is in-process-partner.ts and endpoint-partner.ts.

import { lstat, mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { toBot } from "#bot/archive/to-bot.ts"
import { compileBot } from "#bot/compile.ts"
import type { Bot } from "#bot/definition.ts"
import { renderReport } from "#bot/test-set/html-report.ts"
import { type CaseOutcome, runCase, skipCase } from "#bot/test-set/run-case.ts"
import { summarize } from "#bot/test-set/summary.ts"
import { readTranscriptCases, type TestCase } from "#bot/test-set/test-case.ts"
import { formatReport } from "#bot/test-set/text-report.ts"
import { readWorkbenchCases } from "#bot/test-set/workbench.ts"
import { Fault } from "#core/errors.ts"
import { createLog, type Log } from "#core/log.ts"
import { systemClock } from "#core/time.ts"
import { openFunction } from "#local/lex/functions/open-function.ts"
import { type Command, EXIT, readArguments, type Terminal, UsageProblem } from "./command.ts"
import { createEndpointSource } from "./endpoint-partner.ts"
import { findPassword, readSource } from "./files.ts"
import { createInProcessSource, findForeignFact, type TestCodeHook } from "./in-process-partner.ts"
import { startOwnAssistant } from "./own-assistant.ts"
import type { PartnerSource } from "./partner-source.ts"

const OPTIONS = {
  bot: { type: "string" },
  password: { type: "string" },
  lambda: { type: "string" },
  locale: { type: "string" },
  endpoint: { type: "string" },
  region: { type: "string" },
  "bot-id": { type: "string" },
  "alias-id": { type: "string" },
  "ignore-given": { type: "boolean", default: false },
  html: { type: "string" },
  json: { type: "string" },
} as const

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>["values"]

/** The command. */
export const testCommand: Command = {
  name: "test",
  summary: "hold the conversations of test sets with a bot, and report",
  usage: `Usage: npm run bot -- test FILE|DIR… [options]

Holds conversations and checks every turn: transcripts (.txt) and test sets of the Lex Test Workbench (.csv). Tells
what passed per conversation, intent and slot, which intents were taken for others, and what of the bot was never
reached. Exits with 1 when a conversation failed, or none could be held.

In this process (default):
  --bot FILE|DIR    an exported Lex V2 bot (default: the assistant's own, with its own code hook)
  --lambda FILE|URL its code hook: a JavaScript, TypeScript or Python file, or the URL of a Lambda Invoke endpoint
  --password WORD   the archive's password (or set LEX_ARCHIVE_PASSWORD)

Or against a Lex V2 runtime:
  --bot-id ID       talk to this bot (or set LEX_BOT_ID); --bot then only measures coverage
  --alias-id ID     its alias (or LEX_BOT_ALIAS_ID; default TSTALIASID)
  --endpoint URL    where (or AWS_ENDPOINT_URL; default: AWS itself)
  --region REGION   the AWS region (or AWS_REGION; default us-east-1)
  --ignore-given    hold conversations although their date or facts can't be brought about there

  --locale LOCALE   the language, unless a transcript names one (default: en_US, else the bot's first)
  --html FILE       write the report as a page
  --json FILE       write the numbers as JSON`,
  run: async (args, terminal) => {
    const { values, positionals } = readArguments(args, OPTIONS, ["FILE|DIR…"])
    const cases = (await Promise.all(positionals.map(readCases))).flat()
    if (cases.length === 0) throw new UsageProblem("there is no conversation in what was given")
    const source = await openSource(values, terminal)
    try {
      return await report(await runAll(cases, source), source, values, terminal)
    } finally {
      await source.close()
    }
  },
}

/** The conversations of a file, or of all files below a folder. */
async function readCases(path: string): Promise<TestCase[]> {
  const info = await lstat(path).catch((cause: unknown) => {
    throw new Fault("data-invalid", { hint: `${path}: there is no such file or folder`, cause })
  })
  if (info.isDirectory()) {
    const names = (await readdir(path)).filter((name) => /\.(txt|csv)$/i.test(name)).sort()
    return (await Promise.all(names.map((name) => readCases(join(path, name))))).flat()
  }
  const read = path.toLowerCase().endsWith(".csv") ? readWorkbenchCases : readTranscriptCases
  try {
    return read(await readFile(path, "utf8"), path)
  } catch (cause) {
    if (cause instanceof Fault) throw new Fault(cause.code, { hint: `${path}, ${cause.hint}`, cause })
    throw cause
  }
}

async function openSource(values: Values, terminal: Terminal): Promise<PartnerSource> {
  const { environment } = terminal
  const bot = values.bot === undefined ? compileBot() : await readBotOf(values.bot, values, environment)
  const botId = values["bot-id"] ?? environment.LEX_BOT_ID ?? ""
  const first = bot.locales.find((locale) => locale.localeId === "en_US") ?? bot.locales[0]
  const localeId = values.locale ?? environment.LEX_LOCALE_ID ?? first?.localeId ?? "en_US"
  if (botId === "") return createInProcessSource(bot, localeId, await openHook(values, terminal))
  const endpoint = values.endpoint ?? environment.AWS_ENDPOINT_URL
  return createEndpointSource({
    settings: {
      region: values.region ?? environment.AWS_REGION ?? "us-east-1",
      ...(endpoint === undefined || endpoint === "" ? {} : { endpoint }),
    },
    bot: { botId, botAliasId: values["alias-id"] ?? environment.LEX_BOT_ALIAS_ID ?? "TSTALIASID" },
    localeId,
    locale: values.bot === undefined ? undefined : bot.locales.find((locale) => locale.localeId === localeId),
    ignoresGiven: values["ignore-given"],
  })
}

async function readBotOf(path: string, values: Values, environment: Terminal["environment"]): Promise<Bot> {
  return toBot(await readSource(path, findPassword(values.password, environment)))
}

async function openHook(values: Values, terminal: Terminal): Promise<TestCodeHook | undefined> {
  const { lambda } = values
  if (lambda === undefined) return values.bot === undefined ? startOwnAssistant() : undefined
  const log: Log = createLog("error", systemClock, terminal.complain)
  const hook = await openFunction(lambda, { log })
  return {
    begin: async (_, given) => findForeignFact(given),
    invoke: ({ event, timeoutMs }) => hook.invoke(event, timeoutMs),
    close: async () => hook.close?.(),
  }
}

async function runAll(cases: readonly TestCase[], source: PartnerSource): Promise<CaseOutcome[]> {
  const outcomes: CaseOutcome[] = []
  for (const testCase of cases) {
    const partner = await source.start(testCase.given)
    outcomes.push("say" in partner ? await runCase(testCase, partner) : skipCase(testCase, partner.unavailable))
  }
  return outcomes
}

async function report(
  outcomes: readonly CaseOutcome[],
  source: PartnerSource,
  values: Values,
  { print }: Terminal,
): Promise<number> {
  const summary = summarize(outcomes, source.locale)
  print(formatReport(outcomes, summary))
  if (values.html !== undefined) await save(values.html, renderReport("Bot test", outcomes, summary))
  if (values.json !== undefined) await save(values.json, `${JSON.stringify(summary, undefined, 2)}\n`)
  return summary.failed === 0 && summary.passed > 0 ? EXIT.ok : EXIT.findings
}

async function save(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
