// `npm run deploy:aws`: its command line, and what the steps of deploy-assistant.ts are done with in an account of AWS.

import { createHash, randomBytes } from "node:crypto"
import { mkdir, writeFile } from "node:fs/promises"
import { setTimeout as wait } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { createStacks } from "#aws/cloudformation.ts"
import { createLexModels } from "#aws/lex-models.ts"
import { createBucket } from "#aws/s3.ts"
import { createDynamoCatalogueStore } from "#backends/booking/dynamo-catalogue-store.ts"
import { type OptionValues, refused, runCommandLine } from "#backends/command-line.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import { withLiveTables } from "#backends/dynamo-live-tables.ts"
import { prefixTables } from "#backends/tables.ts"
import { toArchive } from "#bot/archive/to-archive.ts"
import { writeArchive } from "#bot/archive/zip.ts"
import { deployBot } from "#bot/cli/deploy-bot.ts"
import { formatFindings } from "#bot/cli/lint-command.ts"
import { compileBot } from "#bot/compile.ts"
import { lint } from "#bot/lint/lint.ts"
import { type Environment, parseConfig, SETTINGS } from "#core/config.ts"
import { makeAssistantStack } from "./assistant-stack.ts"
import { CODE_BUCKET_STACK } from "./code-bucket.ts"
import { type Deployed, type Deployment, type DeploymentPorts, deployAssistant } from "./deploy-assistant.ts"
import { packFunctions } from "./pack-functions.ts"
import { describeResources } from "./template.ts"

const USAGE = `usage: npm run deploy:aws -- [options]

Brings the whole assistant to the AWS account of your credentials: tables, functions, bot, and the public address of the
site. Run it again to bring everything up to date; what hasn't changed is left alone.

  --region REGION  where to (or set AWS_REGION; needed)
  --stack NAME     what the installation is called (default concierge)
  --demo           fill an empty catalogue with the demo's hotels, flights and films
  --dry-run        say what would be made, and write the templates to dist/aws; nothing is asked of AWS

Settings of docs/configuration.md that are set go along: ALLOWED_ORIGINS, POLLY_ENGINE, HISTORY_DAYS, …`

const OPTIONS = {
  region: { type: "string" },
  stack: { type: "string", default: "concierge" },
  demo: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
} as const

type Options = OptionValues<typeof OPTIONS>

/** Settings that the stack decides itself, or that mean this machine. */
const NOT_PASSED_ON: ReadonlySet<string> = new Set([
  ...["HOST", "PORT", "AWS_LOCAL_PORT", "DATA_DIR", "SPEECH_RECOGNIZER", "SPEECH_VOICE", "AWS_REGION"],
  ...["AWS_ENDPOINT_URL", "CLOUD_SERVICES", "LEX_BOT_ID", "LEX_BOT_ALIAS_ID", "LEX_LOCALE_ID", "TABLE_PREFIX"],
  ...["MAIL_QUEUE_URL", "MODEL_BUCKET"],
])

const DIST = new URL("../dist/", import.meta.url)

/** What the command line works with. */
export type DeployTerminal = {
  readonly environment: Environment
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
  /** In place of AWS, and of building, for tests. */
  readonly ports?: Partial<DeploymentPorts>
  /** Whether there is a site that is ready at an address; asked at the end. */
  readonly answers?: (url: string) => Promise<boolean>
}

/**
 * Runs the command line.
 *
 * @returns the exit code: 0 done, 1 refused or failed, 2 not understood.
 */
export async function runDeploy(args: readonly string[], terminal: DeployTerminal): Promise<number> {
  if (args.some((argument) => argument === "--help" || argument === "-h")) {
    terminal.print(USAGE)
    return 0
  }
  const line = { options: OPTIONS, commands: { deploy }, usage: USAGE, complain: terminal.complain }
  return await runCommandLine({ ...line, args: ["deploy", ...args] }, (command, operands, options) =>
    command(operands, options, terminal),
  )
}

async function deploy(operands: readonly string[], options: Options, terminal: DeployTerminal): Promise<void> {
  if (operands.length > 0) throw refused(`${operands[0]} is one too many: see npm run deploy:aws -- --help`)
  const region = options.region ?? terminal.environment.AWS_REGION ?? ""
  if (region === "") throw refused("say where to: --region eu-west-1, or set AWS_REGION")
  if (!/^[a-zA-Z][a-zA-Z0-9-]{0,100}$/.test(options.stack))
    throw refused("--stack must be letters, digits and dashes, a letter first")
  const environment = { ...terminal.environment, AWS_REGION: region, CLOUD_SERVICES: "dynamodb" }
  const archive = toArchive(compileBot())
  const flaws = lint(archive).filter(({ severity }) => severity === "refused")
  if (flaws.length > 0) throw refused(`Lex would refuse the bot:\n${formatFindings(flaws)}`)
  const zip = await writeArchive(archive)
  const deployment = readDeployment(environment, options, zip)
  if (options["dry-run"]) return tellPlan(deployment, region, terminal)
  const ports = { ...openPorts(environment, deployment, zip, terminal.print), ...terminal.ports }
  const deployed = await deployAssistant(deployment, ports)
  await fillCatalogue(environment, options, terminal.print)
  tellOutcome(deployed, terminal.print)
  const { answers = isAnswering } = terminal
  if (!(await answers(`${deployed.siteUrl}/readyz`)))
    throw refused(
      `The site doesn't answer: see the logs, aws logs tail /concierge/${options.stack}/Site --region ${region}`,
    )
}

/** @throws {Fault} `setting-invalid` for settings that the functions wouldn't start with. */
function readDeployment(environment: Environment, { stack }: Options, zip: Uint8Array): Deployment {
  const { tablePrefix, bookingKey, sessionSecret, operatorToken } = parseConfig(environment)
  const passed = Object.values(SETTINGS).flatMap(({ name, isSecret }) => {
    const value = environment[name]?.trim() ?? ""
    return isSecret || value === "" || NOT_PASSED_ON.has(name) ? [] : [[name, value] as const]
  })
  return {
    stackName: stack,
    tablePrefix,
    variables: Object.fromEntries(passed),
    secrets: {
      ...(bookingKey === undefined ? {} : { BookingKey: bookingKey }),
      ...(sessionSecret === undefined ? {} : { SessionSecret: sessionSecret }),
      ...(operatorToken === undefined ? {} : { OperatorToken: operatorToken }),
    },
    localeIds: compileBot().locales.map(({ localeId }) => localeId),
    botDigest: createHash("sha256").update(zip).digest("hex"),
  }
}

async function tellPlan(deployment: Deployment, region: string, { print }: DeployTerminal): Promise<void> {
  const { stackName, tablePrefix, variables, localeIds } = deployment
  const stacks = {
    [`${stackName}-code`]: CODE_BUCKET_STACK,
    [stackName]: makeAssistantStack({ tablePrefix, variables }),
  }
  print(`In ${region} would be made, or brought up to date:`)
  for (const [name, template] of Object.entries(stacks)) {
    print(`\nStack ${name}`)
    for (const line of describeResources(template)) print(`  ${line}`)
  }
  print("\nDynamoDB tables, billed by use")
  for (const { tableName } of prefixTables(tablePrefix)) print(`  ${tableName}`)
  print(`\nLex bot ${stackName}\n  ${localeIds.join(", ")}; alias live`)
  const names = Object.keys(variables)
  print(`\nSettings that go along: ${names.length === 0 ? "none" : names.join(", ")}`)
  const folder = new URL("aws/", DIST)
  await mkdir(folder, { recursive: true })
  for (const [name, template] of Object.entries(stacks)) {
    const file = new URL(`${name}.template.json`, folder)
    await writeFile(file, `${JSON.stringify(template, null, 2)}\n`)
    print(`Template: ${fileURLToPath(file)}`)
  }
}

function openPorts(
  environment: Environment,
  { stackName }: Deployment,
  zip: Uint8Array,
  print: (line: string) => void,
): DeploymentPorts {
  const { awsRegion: region, awsEndpointUrl: endpoint } = parseConfig(environment)
  const settings = { region, ...(endpoint === undefined ? {} : { endpoint }) }
  const pause = async (ms: number) => wait(ms)
  return {
    stacks: createStacks(settings, pause, () => crypto.randomUUID()),
    openBucket: (name) => createBucket(settings, name),
    packFunctions: () => packFunctions(DIST, print),
    makeTables: () => withLiveTables(environment, ({ createAll }) => createAll()),
    async deployBot(roleArn, lambdaArn) {
      const plan = { name: stackName, roleArn, lambdaArn, merge: "Overwrite", alias: "live", print } as const
      const { botId, aliasId = "" } = await deployBot(createLexModels(settings, pause), compileBot(), zip, plan)
      return { botId, aliasId }
    },
    makeSecret: () => randomBytes(24).toString("hex"),
    print,
  }
}

/** A new address may need a moment until it is known everywhere. */
async function isAnswering(url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (attempt > 0) await wait(3000)
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined)
    if (response?.ok === true) return true
  }
  return false
}

/** Without a catalogue the assistant has nothing to sell, and says so at every turn. */
async function fillCatalogue(
  environment: Environment,
  { demo }: Options,
  print: (line: string) => void,
): Promise<void> {
  await withLiveTables(environment, async ({ items, named }) => {
    const store = createDynamoCatalogueStore(items, named("catalogue"))
    if ((await store.findVersion()) !== undefined) return
    if (demo) {
      await store.save(makeDemoCatalogue(), crypto.randomUUID())
      print("Catalogue: the demo's hotels, flights and films")
    } else {
      print("The catalogue is empty: CLOUD_SERVICES=dynamodb npm run booking -- import my-tables/")
    }
  })
}

function tellOutcome({ siteUrl, modelBucket, lettersUrl }: Deployed, print: (line: string) => void) {
  print(`\nSite: ${siteUrl}`)
  print(`On your pages: <script src="${siteUrl}/widget.js" defer></script>   (their origins in ALLOWED_ORIGINS)`)
  print(`Operator page: ${siteUrl}/operator`)
  print(`Letters to guests: ${lettersUrl}\nTrained models: MODEL_BUCKET=${modelBucket}`)
}
