// What each function may do, and nothing else: IAM statements by table, queue, bucket and bot.

import { type TableName, tableName } from "#backends/tables.ts"
import { attribute, type Intrinsic, sub } from "./template.ts"

/** One permission. */
export type Statement = {
  readonly Effect: "Allow"
  readonly Action: readonly string[]
  readonly Resource: string | Intrinsic | readonly (string | Intrinsic)[]
}

/** What a function does with a table. */
type Access = "read" | "write"

const TABLE_ACTIONS: Readonly<Record<Access, readonly string[]>> = {
  read: ["GetItem", "BatchGetItem", "Query", "Scan"],
  write: ["GetItem", "BatchGetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"],
}

/** The tables a function uses, under the installation's prefix. */
function tables(prefix: string, access: Access, names: readonly TableName[]): Statement {
  const arns = names.map((name) => `table/${tableName(name, prefix)}`).flatMap((table) => [table, `${table}/index/*`])
  return {
    Effect: "Allow",
    Action: TABLE_ACTIONS[access].map((name) => `dynamodb:${name}`),
    Resource: arns.map((arn) => sub(`arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:${arn}`)),
  }
}

const SENDS_LETTERS: Statement = {
  Effect: "Allow",
  Action: ["sqs:SendMessage"],
  Resource: attribute("Letters", "Arn"),
}

const READS_MODELS: readonly Statement[] = [
  { Effect: "Allow", Action: ["s3:GetObject"], Resource: sub("${Models.Arn}/recommendation/*") },
  { Effect: "Allow", Action: ["s3:ListBucket"], Resource: attribute("Models", "Arn") },
]

/** The code hook: sells from the tables, and reads the models. */
export function codeHookPolicy(prefix: string): readonly Statement[] {
  return [
    tables(prefix, "write", ["bookings", "inventory", "feedback", "supportRequests"]),
    tables(prefix, "read", ["catalogue"]),
    SENDS_LETTERS,
    ...READS_MODELS,
  ]
}

/** The upkeep: finishes bookings and sends letters. */
export function upkeepPolicy(prefix: string): readonly Statement[] {
  return [
    tables(prefix, "write", ["bookings", "inventory"]),
    tables(prefix, "read", ["catalogue"]),
    SENDS_LETTERS,
    ...READS_MODELS,
  ]
}

/** The site: talks to this alias of this bot, has replies spoken and photos looked at, keeps conversations. */
export function sitePolicy(prefix: string): readonly Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["RecognizeText", "RecognizeUtterance", "GetSession", "PutSession", "DeleteSession"].map(
        (name) => `lex:${name}`,
      ),
      Resource: botAliasArn(),
    },
    // Neither has resources of its own to name: voices and pictures sent along.
    { Effect: "Allow", Action: ["polly:SynthesizeSpeech"], Resource: "*" },
    {
      Effect: "Allow",
      Action: ["DetectLabels", "DetectModerationLabels", "DetectText"].map((name) => `rekognition:${name}`),
      Resource: "*",
    },
    tables(prefix, "write", ["conversations", "feedback"]),
    tables(prefix, "read", ["bookings", "inventory", "catalogue"]),
    ...READS_MODELS,
  ]
}

/** The bot's alias that the stack is told of. */
export function botAliasArn(): Intrinsic {
  return sub("arn:${AWS::Partition}:lex:${AWS::Region}:${AWS::AccountId}:bot-alias/${LexBotId}/${LexBotAliasId}")
}
