// Every error that the service model declares for an operation of Lex Runtime V2, provoked through the real SDK client by
// what would provoke it, and checked against the model.

import { existsSync, readFileSync } from "node:fs"
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  DeleteSessionCommand,
  GetSessionCommand,
  type LexRuntimeV2Client,
  PutSessionCommand,
  RecognizeTextCommand,
  RecognizeUtteranceCommand,
  StartConversationCommand,
  type StartConversationRequestEventStream,
} from "@aws-sdk/client-lex-runtime-v2"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { Fault } from "#core/errors.ts"
import {
  createStreamingClient,
  delegate,
  type LocalLex,
  type LocalLexOptions,
  startLocalLex,
} from "#test/support/local-lex.ts"

const MODEL = join(import.meta.dirname, "../../../shared/data/aws-models/lex-runtime-v2-2020-08-07.json")

type Address = { botId: string; botAliasId: string; localeId: string; sessionId: string }
const ADDRESS: Address = { botId: "TRIPBOT001", botAliasId: "TSTALIASID", localeId: "en_US", sessionId: "visitor-1" }
const SAYING = "book a trip"
const ORIGIN = "https://elsewhere.example"

/** What a request asks for, and what is wrong with it. */
type Request = { readonly address?: Partial<Address>; readonly accept?: string; readonly origin?: string }
type Operation = (client: LexRuntimeV2Client, request: Request) => Promise<unknown>

function at({ address }: Request): Address {
  return { ...ADDRESS, ...address }
}

async function* conversation(accept: string): AsyncGenerator<StartConversationRequestEventStream> {
  yield { ConfigurationEvent: { responseContentType: accept, disablePlayback: accept.startsWith("text") } }
  yield { TextInputEvent: { text: SAYING } }
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  RecognizeText: (client, request) => client.send(new RecognizeTextCommand({ ...at(request), text: SAYING })),
  RecognizeUtterance: (client, request) =>
    client.send(
      new RecognizeUtteranceCommand({
        ...at(request),
        requestContentType: "text/plain; charset=utf-8",
        responseContentType: request.accept ?? "text/plain; charset=utf-8",
        inputStream: SAYING,
      }),
    ),
  PutSession: (client, request) =>
    client.send(
      new PutSessionCommand({
        ...at(request),
        responseContentType: request.accept ?? "text/plain; charset=utf-8",
        sessionState: { dialogAction: { type: "Delegate" }, intent: { name: "BookTrip" } },
      }),
    ),
  GetSession: (client, request) => client.send(new GetSessionCommand(at(request))),
  DeleteSession: (client, request) => client.send(new DeleteSessionCommand(at(request))),
  StartConversation: async (client, request) => {
    const accept = request.accept ?? "text/plain; charset=utf-8"
    const answer = await client.send(
      new StartConversationCommand({
        ...at(request),
        conversationMode: "TEXT",
        requestEventStream: conversation(accept),
      }),
    )
    for await (const _ of answer.responseEventStream ?? []);
  },
}

let folder: string
const closing: (() => Promise<void>)[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lex-errors-"))
})

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await rm(folder, { recursive: true })
})

async function start(options: LocalLexOptions = {}): Promise<LocalLex> {
  const lex = await startLocalLex(options)
  closing.push(() => lex.close())
  return lex
}

/** @returns the name and status of the error that an operation ends with, and what of it the model doesn't allow. */
async function fail(lex: LocalLex, name: string, request: Request = {}) {
  const isStream = name === "StartConversation"
  const client = isStream ? createStreamingClient(lex.url) : lex.client
  const { origin } = request
  if (origin !== undefined) {
    client.middlewareStack.add(
      (next) => (args) => {
        Object.assign((args.request as { headers: Record<string, string> }).headers, { origin })
        return next(args)
      },
      { step: "build", name: "origin", override: true },
    )
  }
  try {
    await OPERATIONS[name]?.(client, request)
    return "nothing failed"
  } catch (error) {
    const { name: errorName, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } }
    return { name: errorName, status: $metadata?.httpStatusCode ?? "in the stream", problems: lex.problems }
  } finally {
    if (isStream) client.destroy()
  }
}

/** A function whose calls are held until the test is over. */
function heldHandler() {
  const { promise: isCalled, resolve: arrived } = Promise.withResolvers<void>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  closing.push(async () => release())
  const handler: NonNullable<LocalLexOptions["handler"]> = async (event, context, callback) => {
    arrived()
    await released
    return delegate(event, context, callback)
  }
  return { handler, isCalled }
}

/** A turn that stays under way. */
async function withTurnUnderWay(options: LocalLexOptions = {}): Promise<LocalLex> {
  const { handler, isCalled } = heldHandler()
  const lex = await start({ handler, ...options })
  void OPERATIONS.RecognizeText?.(lex.client, {}).catch(() => undefined)
  await isCalled
  return lex
}

/** A session on the disk that can't be read. */
async function withUnreadableSession(): Promise<LocalLex> {
  const first = await startLocalLex({ folder })
  await OPERATIONS.RecognizeText?.(first.client, {})
  await first.close()
  const sessions = join(folder, "sessions")
  for (const name of await readdir(sessions)) {
    await rm(join(sessions, name))
    await mkdir(join(sessions, name))
  }
  return start({ folder })
}

const failingVoice = (error: Error): LocalLexOptions => ({
  speech: { synthesizer: { synthesize: () => Promise.reject(error) } },
})

/** What provokes each error: for the operations named, or for every one that declares it. */
const CAUSES: Readonly<
  Record<
    string,
    readonly {
      readonly of?: readonly string[]
      readonly because: string
      readonly provoke: (name: string) => Promise<unknown>
    }[]
  >
> = {
  AccessDeniedException: [
    {
      because: "a page of a website that isn't allowed calls",
      provoke: async (name) => fail(await start(), name, { origin: ORIGIN }),
    },
  ],
  ValidationException: [
    {
      because: "the session id is none",
      provoke: async (name) => fail(await start(), name, { address: { sessionId: "?" } }),
    },
  ],
  ResourceNotFoundException: [
    {
      because: "there is no such bot",
      provoke: async (name) => fail(await start(), name, { address: { botId: "NOSUCHBOT0" } }),
    },
    {
      because: "there is no such locale",
      provoke: async (name) => fail(await start(), name, { address: { localeId: "de_DE" } }),
    },
    {
      of: ["GetSession", "DeleteSession"],
      because: "there is no such session",
      provoke: async (name) => fail(await start(), name),
    },
  ],
  ConflictException: [
    { because: "a turn of the session is under way", provoke: async (name) => fail(await withTurnUnderWay(), name) },
  ],
  ThrottlingException: [
    {
      because: "as many turns are under way as may be",
      of: ["RecognizeText", "RecognizeUtterance", "PutSession", "StartConversation"],
      provoke: async (name) =>
        fail(await withTurnUnderWay({ maxConcurrentTurns: 1, maxQueuedTurns: 0 }), name, {
          address: { sessionId: "visitor-2" },
        }),
    },
    {
      because: "as many requests are under way as may be",
      of: ["RecognizeText", "RecognizeUtterance", "PutSession", "GetSession", "DeleteSession"],
      provoke: async (name) =>
        fail(await withTurnUnderWay({ endpoint: { maxConcurrentRequests: 1, maxQueuedRequests: 0 } }), name),
    },
    {
      because: "the function takes no more calls",
      of: ["RecognizeText", "RecognizeUtterance", "PutSession", "StartConversation"],
      provoke: async (name) => fail(await start({ codeHook: { invoke: async () => ({ type: "throttled" }) } }), name),
    },
    {
      because: "the voice's queue is full",
      of: ["RecognizeUtterance", "PutSession"],
      provoke: async (name) => fail(await start(failingVoice(new Fault("overloaded"))), name, { accept: "audio/mpeg" }),
    },
  ],
  DependencyFailedException: [
    {
      because: "the function fails",
      provoke: async (name) => fail(await start({ handler: () => Promise.reject(new Error("down")) }), name),
    },
    {
      because: "there is no voice",
      of: ["RecognizeUtterance", "PutSession", "StartConversation"],
      provoke: async (name) => fail(await start(), name, { accept: "audio/mpeg" }),
    },
    {
      because: "no voice speaks the language",
      of: ["RecognizeUtterance", "PutSession"],
      provoke: async (name) =>
        fail(await start(failingVoice(new Fault("data-invalid"))), name, { accept: "audio/mpeg" }),
    },
  ],
  BadGatewayException: [
    {
      because: "the locale can't be built",
      provoke: async (name) =>
        fail(await start({ loadLanguage: () => Promise.reject(new Error("out of memory")) }), name),
    },
    {
      because: "the locale isn't built yet",
      provoke: async (name) =>
        fail(await start({ loadLanguage: () => new Promise(() => {}), maxBuildWaitMs: 1 }), name),
    },
    {
      because: "the voice breaks down",
      of: ["RecognizeUtterance", "PutSession", "StartConversation"],
      provoke: async (name) =>
        fail(await start(failingVoice(new Error("thread died"))), name, { accept: "audio/mpeg" }),
    },
  ],
  InternalServerException: [
    { because: "the kept session can't be read", provoke: async (name) => fail(await withUnreadableSession(), name) },
  ],
}

const STATUSES: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  BadGatewayException: 502,
  ConflictException: 409,
  DependencyFailedException: 424,
  InternalServerException: 500,
  ResourceNotFoundException: 404,
  ThrottlingException: 429,
  ValidationException: 400,
}

const hasModel = existsSync(MODEL)
if (!hasModel) process.stderr.write(`skipped: the errors of Lex Runtime V2 are not at ${MODEL}\n`)

type Shape = { type: string; errors?: { target: string }[]; members?: Record<string, { target: string }> }

/** What each operation declares: in the answer's head, and in the stream that it answers with. */
function declaredErrors(): { operation: string; error: string; isInStream: boolean }[] {
  const { shapes } = JSON.parse(readFileSync(MODEL, "utf8")) as { shapes: Record<string, Shape> }
  const nameOf = (id: string) => id.slice(id.indexOf("#") + 1)
  const inHead = Object.entries(shapes).flatMap(([id, { type, errors = [] }]) =>
    type === "operation"
      ? errors.map(({ target }) => ({ operation: nameOf(id), error: nameOf(target), isInStream: false }))
      : [],
  )
  const stream = shapes["com.amazonaws.lexruntimev2#StartConversationResponseEventStream"]?.members ?? {}
  const inStream = Object.keys(stream)
    .filter((name) => name.endsWith("Exception"))
    .filter(
      (error) => !inHead.some((declared) => declared.operation === "StartConversation" && declared.error === error),
    )
    .map((error) => ({ operation: "StartConversation", error, isInStream: true }))
  return [...inHead, ...inStream]
}

const cases = (hasModel ? declaredErrors() : []).flatMap((declared) => {
  const causes = (CAUSES[declared.error] ?? []).filter(({ of }) => of?.includes(declared.operation) ?? true)
  return causes.map((cause) => ({ ...declared, ...cause }))
})

describe.runIf(hasModel)("every error that is declared", () => {
  it("has a cause here", () => {
    const provoked = new Set(cases.map(({ operation, error }) => `${operation} ${error}`))

    expect(declaredErrors().filter(({ operation, error }) => !provoked.has(`${operation} ${error}`))).toEqual([])
    expect(cases.length).toBeGreaterThan(40)
  })

  it.each(cases)("$operation: $error, when $because", async ({ operation, error, provoke }) => {
    const failure = await provoke(operation)

    // What goes wrong once a stream has begun is told in it, without a status.
    const statuses = operation === "StartConversation" ? [STATUSES[error], "in the stream"] : [STATUSES[error]]
    expect(failure).toEqual({ name: error, status: expect.toBeOneOf(statuses), problems: [] })
  })
})
