// The ways to reach a Lambda function, and what becomes of everything it can do.

import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import type { CodeHookEvent } from "#bot/code-hook.ts"
import { silentLog } from "#core/log.ts"
import { createFunctionHook, createUrlHook, type LambdaHandler } from "#local/lex/code-hooks.ts"

const event: CodeHookEvent = {
  messageVersion: "1.0",
  invocationSource: "DialogCodeHook",
  inputMode: "Text",
  responseContentType: "text/plain; charset=utf-8",
  sessionId: "visitor-1",
  inputTranscript: "book a trip",
  bot: {
    id: "TRIPBOT001",
    name: "Trip",
    localeId: "en_US",
    version: "DRAFT",
    aliasId: "TSTALIASID",
    aliasName: "TestBotAlias",
  },
  interpretations: [],
  sessionState: { intent: { name: "BookTrip", slots: {}, state: "InProgress", confirmationState: "None" } },
}

const answer = { sessionState: { dialogAction: { type: "Delegate" } } }
const handlers: { what: string; handler: LambdaHandler; outcome: unknown }[] = [
  { what: "returns a promise", handler: async () => answer, outcome: { type: "answered", body: answer } },
  { what: "returns a value", handler: () => answer, outcome: { type: "answered", body: answer } },
  {
    what: "calls back",
    handler: (_event, _context, callback) => {
      setImmediate(() => callback(null, answer))
    },
    outcome: { type: "answered", body: answer },
  },
  {
    what: "calls back, and returns what it waits with",
    handler: (_event, _context, callback) => setTimeout(() => callback(null, answer), 5),
    outcome: { type: "answered", body: answer },
  },
  {
    what: "calls back with an error",
    handler: (_event, _context, callback) => callback(new Error("no")),
    outcome: { type: "failed", error: "Unhandled", message: "no" },
  },
  {
    what: "calls context.succeed",
    handler: (_event, context) => {
      setImmediate(() => context.succeed(answer))
    },
    outcome: { type: "answered", body: answer },
  },
  {
    what: "calls context.fail",
    handler: (_event, context) => context.fail("no"),
    outcome: { type: "failed", error: "Unhandled", message: "no" },
  },
  {
    what: "calls context.done",
    handler: (_event, context) => context.done(null, answer),
    outcome: { type: "answered", body: answer },
  },
  {
    what: "takes no context and returns nothing",
    handler: (_event) => undefined,
    outcome: { type: "answered", body: null },
  },
  {
    what: "throws",
    handler: () => {
      throw new Error("no")
    },
    outcome: { type: "failed", error: "Unhandled", message: "no" },
  },
  {
    what: "rejects",
    handler: () => Promise.reject(new Error("no")),
    outcome: { type: "failed", error: "Unhandled", message: "no" },
  },
  { what: "returns nothing", handler: async () => undefined, outcome: { type: "answered", body: null } },
  {
    what: "returns what JSON leaves out",
    handler: () => ({ kept: 1, lost: undefined }),
    outcome: { type: "answered", body: { kept: 1 } },
  },
]

describe("a function of this process", () => {
  it.each(handlers)("that $what", async ({ handler, outcome }) => {
    expect(await createFunctionHook(handler, silentLog).invoke(event, 10_000)).toEqual(outcome)
  })

  it("that never answers is timed out", async () => {
    const hook = createFunctionHook(() => new Promise(() => {}), silentLog)

    expect(await hook.invoke(event, 10)).toEqual({ type: "timed-out" })
  })

  it("gets a copy of the event, and a Lambda context", async () => {
    const hook = createFunctionHook((given, context) => {
      Object.assign(given, { sessionId: "changed" })
      return { left: context.getRemainingTimeInMillis() <= 5000, name: context.functionName }
    }, silentLog)

    expect(await hook.invoke(event, 5000)).toEqual({ type: "answered", body: { left: true, name: "code-hook" } })
    expect(event.sessionId).toBe("visitor-1")
  })
})

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(
  status: number,
  headers: Record<string, string>,
  body: string | undefined,
): Promise<{ url: string; received: () => string }> {
  let received = ""
  server = createServer((request, response) => {
    request.on("data", (chunk) => {
      received += String(chunk)
    })
    request.on("end", () => {
      if (body !== undefined) response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/2015-03-31/functions/hook/invocations`, received: () => received }
}

describe("a function behind an Invoke endpoint", () => {
  it.each([
    {
      what: "answers",
      status: 200,
      headers: {},
      body: JSON.stringify(answer),
      outcome: { type: "answered", body: answer },
    },
    {
      what: "throws",
      status: 200,
      headers: { "x-amz-function-error": "Unhandled" },
      body: '{"errorMessage":"no","errorType":"Error"}',
      outcome: { type: "failed", error: "Unhandled", message: "no" },
    },
    {
      what: "reports an error",
      status: 200,
      headers: { "x-amz-function-error": "Handled" },
      body: '{"errorMessage":"no"}',
      outcome: { type: "failed", error: "Handled", message: "no" },
    },
    // The runtime interface emulator leaves the header out.
    {
      what: "throws in the emulator",
      status: 200,
      headers: {},
      body: '{"errorMessage":"no","errorType":"Error"}',
      outcome: { type: "failed", error: "Unhandled", message: "no" },
    },
    {
      what: "is throttled",
      status: 429,
      headers: {},
      body: '{"Reason":"ConcurrentInvocationLimitExceeded"}',
      outcome: { type: "throttled" },
    },
    {
      what: "doesn't exist",
      status: 404,
      headers: {},
      body: '{"Message":"Function not found"}',
      outcome: { type: "failed", error: "Unhandled", message: "status 404" },
    },
    { what: "answers no JSON", status: 200, headers: {}, body: "hello", outcome: { type: "answered", body: "hello" } },
  ])("that $what", async ({ status, headers, body, outcome }) => {
    const { url, received } = await serve(status, headers, body)

    expect(await createUrlHook(url, silentLog).invoke(event, 10_000)).toEqual(outcome)
    expect(JSON.parse(received())).toEqual(event)
  })

  it("that never answers is timed out", async () => {
    const { url } = await serve(200, {}, undefined)

    expect(await createUrlHook(url, silentLog).invoke(event, 50)).toEqual({ type: "timed-out" })
  })

  it("that nobody serves fails", async () => {
    const hook = createUrlHook("http://127.0.0.1:9/2015-03-31/functions/hook/invocations", silentLog)

    expect(await hook.invoke(event, 10_000)).toMatchObject({ type: "failed", error: "Unhandled" })
  })
})
