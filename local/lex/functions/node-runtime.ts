// The process of a function in JavaScript or TypeScript: loads it and answers its calls, one at a time. Started by
// function-process.ts with the module's path and the function's name; Python's is python_runtime.py.

import { writeSync } from "node:fs"
import { createInterface } from "node:readline"
import { pathToFileURL } from "node:url"
import type { CodeHookOutcome } from "#bot/code-hook.ts"
import { createLog, type Log } from "#core/log.ts"
import { systemClock } from "#core/time.ts"
import { createFunctionHook, findHandler, type LambdaHandler } from "../code-hooks.ts"
import { loadAsLambda } from "./function-loader.ts"
import { type FunctionReply, type FunctionRequest, REPLIES_FD, toLine } from "./function-protocol.ts"

function reply(value: FunctionReply): void {
  writeSync(REPLIES_FD, toLine(value))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function load(path: string, exportNames: readonly string[]): Promise<LambdaHandler> {
  const files: string[] = [path]
  loadAsLambda(files)
  try {
    const handler = findHandler(await import(pathToFileURL(path).href), exportNames, path)
    reply({ type: "ready", files })
    return handler
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
    reply({ type: "not-loaded", message: messageOf(error), files })
    process.exit(1)
  }
}

async function answerCalls(handler: LambdaHandler, log: Log): Promise<void> {
  const hook = createFunctionHook(handler, log, process.env.AWS_LAMBDA_FUNCTION_NAME)
  for await (const line of createInterface({ input: process.stdin })) {
    const { event, timeoutMs } = JSON.parse(line) as FunctionRequest
    // While the function is called, only what it waits for itself keeps this process busy.
    process.stdin.unref()
    const outcome = await Promise.race([hook.invoke(event, timeoutMs), nothingLeftToDo()])
    process.stdin.ref()
    reply({ type: "done", outcome })
  }
}

let onNothingLeft = (): void => {}
process.on("beforeExit", () => onNothingLeft())

/** Fails a call that can't be answered any more: nobody called back, or its promise never settles. Lambda ends it, too. */
function nothingLeftToDo(): Promise<CodeHookOutcome> {
  return new Promise((resolve) => {
    onNothingLeft = () =>
      resolve({ type: "failed", error: "Unhandled", message: "the function came to its end without an answer" })
  })
}

// What is thrown where nobody catches it ends the call and the process, as on Lambda.
for (const kind of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(kind, (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
    const outcome = { type: "failed", error: "Unhandled", message: messageOf(error) } as const
    reply({ type: "done", outcome, isLast: true })
    process.exit(1)
  })
}
const [, , path = "", ...exportNames] = process.argv
const log = createLog("error", systemClock, (line) => process.stderr.write(`${line}\n`))
await answerCalls(await load(path, exportNames), log)
// The input has ended: whoever started this is gone.
process.exit(0)
