// The steps of a deployment to AWS, each of which changes nothing when it was done before: bucket and code, tables, the
// functions, the bot, then what waits for the bot. What talks to AWS is handed in.

import type { StackPlan, Stacks } from "#aws/cloudformation.ts"
import type { Bucket } from "#aws/s3.ts"
import { makeAssistantStack } from "./assistant-stack.ts"
import { CODE_BUCKET_STACK } from "./code-bucket.ts"
import type { PackedFunctions } from "./pack-functions.ts"

/** What is deployed. */
export type Deployment = {
  /** Name of the stack; the stack of the code is called so with `-code` behind. */
  readonly stackName: string
  readonly tablePrefix: string
  /** Settings for the functions, by variable; no secrets. */
  readonly variables: Readonly<Record<string, string>>
  /** Secrets that the owner sets; those left out are made at the first deployment and kept. */
  readonly secrets: Partial<Readonly<Record<Secret, string>>>
  /** Locales of the bot, the default one first. */
  readonly localeIds: readonly string[]
  /** Hash of the bot, so that one that hasn't changed isn't imported again. */
  readonly botDigest: string
}

/** The secrets of an installation, by parameter of the stack. */
export type Secret = "BookingKey" | "SessionSecret" | "OperatorToken"

const SECRETS: readonly Secret[] = ["BookingKey", "SessionSecret", "OperatorToken"]

/** What the steps are done with. */
export type DeploymentPorts = {
  readonly stacks: Stacks
  readonly openBucket: (name: string) => Bucket
  readonly packFunctions: () => Promise<PackedFunctions>
  readonly makeTables: () => Promise<void>
  /** Brings the bot to Lex under the role, with the function as the code hook of its alias. */
  readonly deployBot: (
    roleArn: string,
    lambdaArn: string,
  ) => Promise<{ readonly botId: string; readonly aliasId: string }>
  /** 48 characters of letters and digits, random ones. */
  readonly makeSecret: () => string
  readonly print: (line: string) => void
}

/** What came of it. */
export type Deployed = {
  readonly siteUrl: string
  readonly modelBucket: string
  readonly lettersUrl: string
}

/** A bot as the stack knows it; empty texts before there is one. */
type KnownBot = { readonly botId: string; readonly aliasId: string; readonly digest: string }

type Parameters = StackPlan["parameters"]

/** Deploys the assistant, or brings it up to date. */
export async function deployAssistant(deployment: Deployment, ports: DeploymentPorts): Promise<Deployed> {
  const { stackName, tablePrefix, variables } = deployment
  const { stacks, print } = ports
  // Before anything is built: it tells whether the credentials will do.
  const before = await stacks.find(stackName)
  const code = await uploadCode(deployment, ports)
  await ports.makeTables()
  print(`Tables ${tablePrefix}*: there`)
  const template = JSON.stringify(makeAssistantStack({ tablePrefix, variables }))
  const bring = async (secrets: Parameters, { botId, aliasId, digest }: KnownBot) => {
    const bot = {
      LexBotId: { value: botId },
      LexBotAliasId: { value: aliasId },
      LexLocaleId: { value: deployment.localeIds.join(",") },
      BotDigest: { value: digest },
    }
    const stack = await stacks.deploy({ name: stackName, template, parameters: { ...code, ...secrets, ...bot } })
    print(`Stack ${stackName}: ${stack.isChanged ? "done" : "unchanged"}`)
    return stack.outputs
  }
  const { LexBotId: botId = "", LexBotAliasId: aliasId = "", BotDigest: digest = "" } = before?.outputs ?? {}
  const secrets = chooseSecrets(deployment, ports, before !== undefined)
  const first = await bring(secrets, { botId, aliasId, digest })
  tellNewToken(deployment, secrets, before !== undefined, print)
  const isBotThere = botId !== "" && digest === deployment.botDigest
  if (isBotThere) print("Bot: unchanged")
  const outputs = isBotThere ? first : await bring(KEPT_SECRETS, await bringBot(deployment, ports, first))
  return {
    siteUrl: outputs.SiteUrl ?? "",
    modelBucket: outputs.ModelBucket ?? "",
    lettersUrl: outputs.LettersUrl ?? "",
  }
}

const KEPT_SECRETS: Parameters = Object.fromEntries(SECRETS.map((name) => [name, "previous"]))

/** The owner's own secrets; the others are made once, and then kept by the stack. */
function chooseSecrets(deployment: Deployment, { makeSecret }: DeploymentPorts, isThere: boolean): Parameters {
  const entries = SECRETS.map((name) => {
    const value = deployment.secrets[name] ?? (isThere ? undefined : makeSecret())
    return [name, value === undefined ? ("previous" as const) : { value }] as const
  })
  return Object.fromEntries(entries)
}

/** Told as soon as the stack has it: what comes after may fail, and a later run can't show it. */
function tellNewToken(
  deployment: Deployment,
  { OperatorToken: token }: Parameters,
  isThere: boolean,
  print: (line: string) => void,
): void {
  if (isThere || deployment.secrets.OperatorToken !== undefined) return
  if (token !== undefined && token !== "previous") print(`OPERATOR_TOKEN=${token.value} (not shown again)`)
}

async function bringBot(
  { botDigest }: Deployment,
  { deployBot }: DeploymentPorts,
  outputs: Readonly<Record<string, string>>,
) {
  const bot = await deployBot(outputs.BotRoleArn ?? "", outputs.CodeHookArn ?? "")
  return { ...bot, digest: botDigest }
}

/** Sends the functions' code where it isn't yet. */
async function uploadCode({ stackName }: Deployment, { stacks, openBucket, packFunctions, print }: DeploymentPorts) {
  const packed = await packFunctions()
  const template = JSON.stringify(CODE_BUCKET_STACK)
  const { outputs, isChanged } = await stacks.deploy({ name: `${stackName}-code`, template, parameters: {} })
  print(`Stack ${stackName}-code: ${isChanged ? "done" : "unchanged"}`)
  const bucketName = outputs.CodeBucket ?? ""
  const bucket = openBucket(bucketName)
  for (const { key, zip } of Object.values(packed)) {
    const isThere = (await bucket.list(key)).includes(key)
    if (!isThere) await bucket.put(key, await zip(), "application/zip")
    print(`Code ${key}: ${isThere ? "there" : "sent"}`)
  }
  const keys = Object.entries(packed).map(([name, { key }]) => [`${name}Code`, { value: key }] as const)
  return { CodeBucket: { value: bucketName }, ...Object.fromEntries(keys) }
}
