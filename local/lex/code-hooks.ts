// Ways to reach the Lambda function of a bot: in this process, or behind a Lambda Invoke endpoint; in a process of its own
// it is functions/. When it is called, and what its answer means, is bot/dialog's.

import { AsyncLocalStorage } from "node:async_hooks"
import type { CodeHookEvent, CodeHookOutcome } from "#bot/code-hook.ts"
import { Fault } from "#core/errors.ts"
import type { Log } from "#core/log.ts"

/** Calls a bot's Lambda function. Never throws: failures are outcomes. */
export interface CodeHook {
  invoke(event: CodeHookEvent, timeoutMs: number): Promise<CodeHookOutcome>
  /** Lets go of what it holds. */
  close?(): Promise<void>
}

/** What Lambda passes beside the event. */
export type LambdaContext = {
  readonly functionName: string
  readonly functionVersion: string
  readonly invokedFunctionArn: string
  readonly memoryLimitInMB: string
  readonly awsRequestId: string
  readonly logGroupName: string
  readonly logStreamName: string
  callbackWaitsForEmptyEventLoop: boolean
  getRemainingTimeInMillis(): number
  /** The ways to answer from before there were callbacks; functions of the first blueprints still use them. */
  succeed(result?: unknown): void
  fail(error: unknown): void
  done(error: unknown, result?: unknown): void
}

/** A Lambda handler for Node: answers by a promise, a value, the callback or its context. */
export type LambdaHandler = (
  event: CodeHookEvent,
  context: LambdaContext,
  callback: (error: unknown, result?: unknown) => void,
) => unknown

/** Lambda refuses larger answers to Lex. */
const MAX_ANSWER_BYTES = 6 * 1024 * 1024

/**
 * Calls a function of this process. What it returns passes through JSON, as it would on the way to Lex.
 *
 * @param functionName What the function is told it is called.
 */
export function createFunctionHook(handler: LambdaHandler, log: Log, functionName = "code-hook"): CodeHook {
  return { invoke: (event, timeoutMs) => callHandler({ handler, functionName }, event, timeoutMs, log) }
}

/**
 * Calls a function through Lambda's Invoke API: `http://…/2015-03-31/functions/NAME/invocations`, as the Lambda runtime
 * emulator, SAM and Lambda itself (without a signature) offer it.
 */
export function createUrlHook(url: string, log: Log): CodeHook {
  return {
    invoke: async (event, timeoutMs) => {
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json", "x-amz-invocation-type": "RequestResponse" },
          body: JSON.stringify(event),
          signal: AbortSignal.timeout(timeoutMs),
        })
        return await readInvocation(response)
      } catch (error) {
        if (errorName(error) === "TimeoutError") return { type: "timed-out" }
        log.error("code-hook-not-reached", { url, error: errorName(error), detail: errorText(error) })
        return { type: "failed", error: "Unhandled", message: `no answer from ${url}` }
      }
    },
  }
}

async function readInvocation(response: Response): Promise<CodeHookOutcome> {
  const text = await response.text()
  if (response.status === 429) return { type: "throttled" }
  const functionError = response.headers.get("x-amz-function-error")
  const body = parseJson(text)
  const error = functionError ?? (isErrorReport(body) ? "Unhandled" : undefined)
  if (error !== undefined || !response.ok) {
    const message = isErrorReport(body) ? body.errorMessage : `status ${response.status}`
    return { type: "failed", error: error === "Handled" ? "Handled" : "Unhandled", message }
  }
  // No JSON at all is an invalid answer, not a failed call: the dialog engine says so to the developer.
  return { type: "answered", body: body === undefined ? text : body }
}

/** How the Lambda runtimes write down an exception; the emulator sends it with status 200 and without the error header. */
function isErrorReport(body: unknown): body is { readonly errorMessage: string } {
  if (typeof body !== "object" || body === null || "sessionState" in body) return false
  return "errorMessage" in body && typeof body.errorMessage === "string"
}

type NamedHandler = { readonly handler: LambdaHandler; readonly functionName: string }

async function callHandler(
  handler: NamedHandler,
  event: CodeHookEvent,
  timeoutMs: number,
  log: Log,
): Promise<CodeHookOutcome> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const timedOut = new Promise<CodeHookOutcome>((resolve) => {
    timeout.addEventListener("abort", () => resolve({ type: "timed-out" }), { once: true })
  })
  return Promise.race([runHandler(handler, event, timeoutMs, log), timedOut])
}

async function runHandler(
  { handler, functionName }: NamedHandler,
  event: CodeHookEvent,
  timeoutMs: number,
  log: Log,
): Promise<CodeHookOutcome> {
  const deadline = performance.now() + timeoutMs
  const context: Omit<LambdaContext, keyof Answering> = {
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: "128",
    awsRequestId: crypto.randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  }
  try {
    // The handler gets a copy, so that what it changes can't reach the engine's own state.
    const result = await callEitherWay(handler, structuredClone(event), context)
    const text = JSON.stringify(result) ?? "null"
    if (text.length > MAX_ANSWER_BYTES)
      return { type: "failed", error: "Unhandled", message: "the answer is too large" }
    return { type: "answered", body: JSON.parse(text) }
  } catch (error) {
    log.error("code-hook-failed", { error: errorName(error), detail: errorText(error) })
    return { type: "failed", error: "Unhandled", message: errorText(error) }
  }
}

type Answering = Pick<LambdaContext, "succeed" | "fail" | "done">

/** The call that code runs in, however it came about: its timers, promises and event handlers included. */
const calls = new AsyncLocalStorage<(error: unknown) => void>()

/**
 * Fails the code-hook call in whose course something was thrown that nobody caught; in Lambda, too, it ends the call and
 * nothing else.
 *
 * @returns whether there is such a call; without one the error is the process's own.
 */
export function failCodeHookCall(error: unknown): boolean {
  const fail = calls.getStore()
  fail?.(error)
  return fail !== undefined
}

function callEitherWay(
  handler: LambdaHandler,
  event: CodeHookEvent,
  context: Omit<LambdaContext, keyof Answering>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, result?: unknown): void => (error ? reject(error) : resolve(result))
    const answering: Answering = { succeed: resolve, fail: (error) => reject(error ?? new Error("failed")), done }
    calls.run(reject, () => {
      const returned = handler(event, { ...context, ...answering }, done)
      // A promise must not shut out what is thrown, or answered through the context, before it settles.
      if (isAnswer(returned, handler.length)) Promise.resolve(returned).then(resolve, reject)
    })
  })
}

/**
 * Whether what a handler returned is its answer. One that takes the callback answers by it or by a promise, and may return
 * anything beside (a timer, a request); one that takes the context answers by that when it returns nothing.
 */
function isAnswer(returned: unknown, parameterCount: number): boolean {
  if (typeof returned === "object" && returned !== null && "then" in returned) return true
  return parameterCount < 2 || (parameterCount === 2 && returned !== undefined)
}

/**
 * Finds the function in a module that was imported.
 *
 * @param exportNames Its possible names, the likeliest first.
 * @throws {Fault} `data-invalid` when it exports none of these names.
 */
export function findHandler(module: unknown, exportNames: readonly string[], path: string): LambdaHandler {
  const exports = module as Readonly<Record<string, unknown>>
  // A CommonJS module has its exports under `default`.
  const nested = exports.default as Readonly<Record<string, unknown>> | undefined
  const found = exportNames.map((name) => exports[name] ?? nested?.[name]).find((value) => typeof value === "function")
  if (found === undefined) {
    throw new Fault("data-invalid", { hint: `${path} exports no function named ${exportNames.join(" or ")}` })
  }
  return found as LambdaHandler
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Told apart by the caller: an answer may be no JSON.
    return undefined
  }
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

/** The developer's own words; a function that puts guest text in its errors does so on their own machine. */
function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
