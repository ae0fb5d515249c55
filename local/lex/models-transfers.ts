// Imports and exports in the model API: upload, import, export, download. The work itself is transfers.ts.

import { randomUUID } from "node:crypto"
import { AwsError, validationError } from "#local/http/aws-error.ts"
import type { AwsRequest } from "#local/http/aws-service.ts"
import type { RestOperation } from "#local/http/rest-json.ts"
import { paginate, resourceNotFound } from "./models-input.ts"
import { type ModelsContext, modelsOperation, toTimestamp } from "./models-operation.ts"
import {
  createTransfers,
  type Export,
  type Import,
  type ImportSpecification,
  type MergeStrategy,
  type Transfers,
} from "./transfers.ts"

type Upload = { readonly key: string; bytes?: Uint8Array }

/** What was uploaded, imported and exported since the start. */
type TransferRecords = {
  readonly uploads: Map<string, Upload>
  readonly imports: Map<string, Import>
  readonly exports: Map<string, Export & { readonly key: string }>
}

/** Uploads nobody imported are forgotten beyond this many. */
const MAX_UPLOADS = 16
const MAX_UPLOAD_BYTES = 64 * 1024 * 1024

/** The operations on imports and exports, and the addresses that files go to and come from. */
export function transferOperations(context: ModelsContext): readonly RestOperation[] {
  const records: TransferRecords = { uploads: new Map(), imports: new Map(), exports: new Map() }
  const transfers = createTransfers(context.catalog, context.clock)
  return [...importOperations(context, records, transfers), ...exportOperations(context, records, transfers)]
}

function importOperations(
  { newResourceId }: ModelsContext,
  { uploads, imports }: TransferRecords,
  transfers: Transfers,
): readonly RestOperation[] {
  return [
    modelsOperation("CreateUploadUrl", "POST", "/createuploadurl/", 200, (_input, request) => {
      const importId = newResourceId()
      const upload: Upload = { key: randomUUID() }
      uploads.set(importId, upload)
      const oldest = uploads.keys().next().value
      if (uploads.size > MAX_UPLOADS && oldest !== undefined) uploads.delete(oldest)
      return { importId, uploadUrl: `${originOf(request)}/lex-uploads/${importId}/${upload.key}` }
    }),
    {
      name: "Upload",
      method: "PUT",
      path: "/lex-uploads/{importId}/{key}",
      maxBodyBytes: MAX_UPLOAD_BYTES,
      // The address itself is the permission, as a presigned one is.
      isPublic: true,
      handle: async ({ labels, body }) => {
        const upload = uploads.get(labels.importId ?? "")
        if (upload === undefined || upload.key !== labels.key) throw accessDenied()
        upload.bytes = body
        return { status: 200, headers: {}, body: "" }
      },
    },
    modelsOperation("StartImport", "PUT", "/imports/", 202, (input) => {
      const importId = String(input.importId)
      const bytes = uploads.get(importId)?.bytes
      if (bytes === undefined) throw resourceNotFound(`an uploaded archive for import '${importId}'`)
      const resourceSpecification = input.resourceSpecification as ImportSpecification
      if (Object.keys(resourceSpecification).length !== 1) throw validationError("Name exactly one resource to import.")
      const record = transfers.startImport(bytes, {
        importId,
        resourceSpecification,
        mergeStrategy: input.mergeStrategy as MergeStrategy,
        ...(typeof input.filePassword === "string" ? { password: input.filePassword } : {}),
      })
      uploads.delete(importId)
      imports.set(importId, record)
      const { lastUpdatedDateTime: _, ...started } = describeImport(record)
      return started
    }),
    modelsOperation("DescribeImport", "GET", "/imports/{importId}/", 200, (input) => {
      const record = imports.get(String(input.importId))
      if (record === undefined) throw resourceNotFound(`import '${String(input.importId)}'`)
      return describeImport(record)
    }),
    modelsOperation("ListImports", "POST", "/imports/", 200, (input) => {
      const { items, next } = paginate([...imports.values()], input)
      return {
        importSummaries: items.map((record) => {
          const { resourceSpecification, failureReasons: _, ...summary } = describeImport(record)
          const importedResourceType = resourceSpecification.botImportSpecification === undefined ? "BotLocale" : "Bot"
          return { ...summary, importedResourceType }
        }),
        ...next,
      }
    }),
  ]
}

function exportOperations(
  { catalog, newResourceId }: ModelsContext,
  { exports }: TransferRecords,
  transfers: Transfers,
): readonly RestOperation[] {
  return [
    modelsOperation("CreateExport", "PUT", "/exports/", 202, (input) => {
      if (input.fileFormat !== "LexJson") throw validationError("Bots and bot locales are exported as LexJson.")
      const resourceSpecification = input.resourceSpecification as ExportSpecification
      const { botId, botVersion, localeId } = readExportSpecification(resourceSpecification)
      const entry = catalog.findBot(botId)
      const bot = botVersion === "DRAFT" ? entry?.draft : entry?.versions.get(botVersion)?.bot
      if (bot === undefined) throw resourceNotFound(`version ${botVersion} of bot '${botId}'`)
      const exportId = newResourceId()
      const record = transfers.startExport(bot, {
        exportId,
        resourceSpecification,
        ...(localeId === undefined ? {} : { localeId }),
        ...(typeof input.filePassword === "string" ? { password: input.filePassword } : {}),
      })
      exports.set(exportId, Object.assign(record, { key: randomUUID() }))
      const { createdAtMs, exportStatus } = record
      return {
        exportId,
        resourceSpecification,
        fileFormat: "LexJson",
        exportStatus,
        creationDateTime: toTimestamp(createdAtMs),
      }
    }),
    modelsOperation("DescribeExport", "GET", "/exports/{exportId}/", 200, (input, request) => {
      const record = exports.get(String(input.exportId))
      if (record === undefined) throw resourceNotFound(`export '${String(input.exportId)}'`)
      return {
        exportId: record.exportId,
        resourceSpecification: record.resourceSpecification,
        fileFormat: "LexJson",
        exportStatus: record.exportStatus,
        ...(record.failureReasons === undefined ? {} : { failureReasons: record.failureReasons }),
        ...(record.archive === undefined
          ? {}
          : { downloadUrl: `${originOf(request)}/lex-downloads/${record.exportId}/${record.key}` }),
        creationDateTime: toTimestamp(record.createdAtMs),
        lastUpdatedDateTime: toTimestamp(record.updatedAtMs),
      }
    }),
    {
      name: "Download",
      method: "GET",
      path: "/lex-downloads/{exportId}/{key}",
      isPublic: true,
      handle: async ({ labels }) => {
        const record = exports.get(labels.exportId ?? "")
        if (record?.archive === undefined || record.key !== labels.key) throw accessDenied()
        return { status: 200, headers: { "content-type": "application/zip" }, body: record.archive }
      },
    },
  ]
}

type ExportSpecification = {
  readonly botExportSpecification?: { readonly botId: string; readonly botVersion: string }
  readonly botLocaleExportSpecification?: {
    readonly botId: string
    readonly botVersion: string
    readonly localeId: string
  }
}

function readExportSpecification(specification: ExportSpecification): {
  readonly botId: string
  readonly botVersion: string
  readonly localeId?: string
} {
  const wanted = specification.botLocaleExportSpecification ?? specification.botExportSpecification
  if (wanted === undefined) throw validationError("Name a bot or a bot locale to export.")
  return wanted
}

function describeImport(record: Import) {
  const { importId, resourceSpecification, mergeStrategy, importStatus, createdAtMs, updatedAtMs } = record
  const { importedResourceId, importedResourceName, failureReasons } = record
  return {
    importId,
    resourceSpecification,
    mergeStrategy,
    importStatus,
    ...(importedResourceId === undefined ? {} : { importedResourceId }),
    ...(importedResourceName === undefined ? {} : { importedResourceName }),
    ...(failureReasons === undefined ? {} : { failureReasons }),
    creationDateTime: toTimestamp(createdAtMs),
    lastUpdatedDateTime: toTimestamp(updatedAtMs),
  }
}

/** An address with the wrong key is answered as S3 answers it. */
function accessDenied(): AwsError {
  return new AwsError("AccessDenied", 403, "Access Denied")
}

/** Where the client reached us. */
function originOf(request: AwsRequest): string {
  return `http://${request.headers.host ?? "127.0.0.1"}`
}
