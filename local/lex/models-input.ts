// Reads what a client sends to the Lex model API: the shapes and limits of the service model, for the operations of the
// bot life cycle.

import { AwsError, validationError } from "#local/http/aws-error.ts"
import {
  anything,
  boolean,
  type Constraint,
  checkInput,
  list,
  map,
  number,
  structure,
  text,
} from "#local/http/constraints.ts"
import { type RestRequest, readJsonObject } from "#local/http/rest-json.ts"

const id = text({ min: 10, max: 10, pattern: /^[0-9a-zA-Z]+$/ })
const name = text({ min: 1, max: 100, pattern: /^([0-9a-zA-Z][_-]?){1,100}$/ })
const botVersion = text({ min: 1, max: 5, pattern: /^(DRAFT|[0-9]+)$/ })
const draftVersion = text({ min: 5, max: 5, pattern: /^DRAFT$/ })
const numberedVersion = text({ min: 1, max: 5, pattern: /^[0-9]+$/ })
const description = text({ max: 2000 })
const password = text({ min: 1, max: 100 })
const page = { maxResults: number({ min: 1, max: 1000, integer: true }), nextToken: text(), sortBy: anything }
const ofBot = { botId: id }
const ofVersion = { ...ofBot, botVersion }
const ofLocale = { ...ofVersion, localeId: text() }
const ofAlias = { ...ofBot, botAliasId: text({ min: 10, max: 10, pattern: /^(\bTSTALIASID\b|[0-9a-zA-Z]+)$/ }) }
const localeSettings = map(
  text({ min: 1 }),
  structure({ enabled: boolean, codeHookSpecification: anything }, { required: ["enabled"] }),
  { min: 1 },
)
const aliasMembers = { botAliasName: name, description, botVersion, botAliasLocaleSettings: localeSettings }

const importSpecification = structure({
  botImportSpecification: structure(
    {
      botName: name,
      roleArn: text({ min: 32, max: 2048, pattern: /^arn:aws:iam::[0-9]{12}:role\/.*$/ }),
      dataPrivacy: structure({ childDirected: boolean }, { required: ["childDirected"] }),
      idleSessionTTLInSeconds: number({ min: 60, max: 86_400, integer: true }),
    },
    { required: ["botName", "roleArn", "dataPrivacy"] },
  ),
  botLocaleImportSpecification: structure(
    {
      botId: id,
      botVersion: draftVersion,
      localeId: text(),
      nluIntentConfidenceThreshold: number({ min: 0, max: 1 }),
      voiceSettings: structure({ voiceId: text(), engine: text() }, { required: ["voiceId"] }),
    },
    { required: ["botId", "botVersion", "localeId"] },
  ),
})

const exportSpecification = structure({
  botExportSpecification: structure(ofVersion, { required: ["botId", "botVersion"] }),
  botLocaleExportSpecification: structure(ofLocale, { required: ["botId", "botVersion", "localeId"] }),
})

const filters = list(
  structure(
    {
      name: text({ oneOf: ["BotName", "BotType"] }),
      values: list(text()),
      operator: text({ oneOf: ["CO", "EQ", "NE"] }),
    },
    { required: ["name", "values", "operator"] },
  ),
)

/** The shapes of the operations' inputs. */
const INPUTS = {
  CreateUploadUrl: structure({}),
  StartImport: structure(
    {
      importId: id,
      resourceSpecification: importSpecification,
      mergeStrategy: text({ oneOf: ["Overwrite", "FailOnConflict", "Append"] }),
      filePassword: password,
    },
    { required: ["importId", "resourceSpecification", "mergeStrategy"] },
  ),
  DescribeImport: structure({ importId: id }),
  ListImports: structure(page),
  CreateExport: structure(
    {
      resourceSpecification: exportSpecification,
      fileFormat: text({ oneOf: ["LexJson", "TSV", "CSV"] }),
      filePassword: password,
    },
    { required: ["resourceSpecification", "fileFormat"] },
  ),
  DescribeExport: structure({ exportId: id }),
  ListBots: structure({ ...page, filters }),
  DescribeBot: structure(ofBot),
  DeleteBot: structure(ofBot),
  ListBotLocales: structure({ ...ofVersion, ...page }),
  DescribeBotLocale: structure(ofLocale),
  BuildBotLocale: structure({ ...ofLocale, botVersion: draftVersion }),
  ListIntents: structure({ ...ofLocale, ...page }),
  CreateBotVersion: structure(
    {
      ...ofBot,
      description,
      botVersionLocaleSpecification: map(
        text(),
        structure({ sourceBotVersion: botVersion }, { required: ["sourceBotVersion"] }),
        { min: 1 },
      ),
    },
    { required: ["botVersionLocaleSpecification"] },
  ),
  DescribeBotVersion: structure({ ...ofBot, botVersion: numberedVersion }),
  ListBotVersions: structure({ ...ofBot, ...page }),
  CreateBotAlias: structure({ ...ofBot, ...aliasMembers, botVersion: numberedVersion }, { required: ["botAliasName"] }),
  UpdateBotAlias: structure({ ...ofAlias, ...aliasMembers }, { required: ["botAliasName"] }),
  DescribeBotAlias: structure(ofAlias),
  DeleteBotAlias: structure(ofAlias),
  ListBotAliases: structure({ ...ofBot, ...page }),
} as const satisfies Record<string, Constraint>

/** An operation of the model API that is offered. */
export type ModelsOperationName = keyof typeof INPUTS

/** The members of an input, checked: labels of the path and members of the body alike. */
export type ModelsInput = Readonly<Record<string, unknown>>

/**
 * Reads and checks the input of an operation.
 *
 * @throws {AwsError} `ValidationException` with everything that is wrong.
 */
export function readModelsInput(operation: ModelsOperationName, request: RestRequest): ModelsInput {
  const input = { ...readJsonObject(request.body), ...request.labels }
  checkInput(INPUTS[operation], input)
  return input
}

/** A page of a list, and the token of the next one; tokens are offsets, as nobody but us reads them. */
export function paginate<Item>(
  items: readonly Item[],
  input: ModelsInput,
): { readonly items: readonly Item[]; readonly next: { readonly nextToken?: string } } {
  const { maxResults = 1000, nextToken } = input
  const start = nextToken === undefined || nextToken === null ? 0 : Number(nextToken)
  if (!Number.isInteger(start) || start < 0) throw validationError("The nextToken is not one of this list.")
  const end = start + Number(maxResults ?? 1000)
  return { items: items.slice(start, end), next: end < items.length ? { nextToken: String(end) } : {} }
}

/** The resource isn't there. */
export function resourceNotFound(what: string): AwsError {
  return new AwsError("ResourceNotFoundException", 404, `Could not find ${what}.`)
}

/** The resource isn't in a state that allows it; the model API says 412. */
export function preconditionFailed(message: string): AwsError {
  return new AwsError("PreconditionFailedException", 412, message)
}
