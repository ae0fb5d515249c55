// Calls a Lambda function in processes of its own: one call each at a time, more of them when calls coincide, new ones when
// its files changed.

import { stat } from "node:fs/promises"
import { env } from "node:process"
import type { CodeHookEvent, CodeHookOutcome } from "#bot/code-hook.ts"
import type { Log } from "#core/log.ts"
import { createGate } from "#local/http/gate.ts"
import type { CodeHook } from "../code-hooks.ts"
import type { FunctionFile } from "./function-file.ts"
import { type Environment, FunctionNotLoaded, type FunctionProcess, startFunction } from "./function-process.ts"

/** What a function runs with. */
export type FunctionPoolOptions = {
  readonly log: Log
  /** Asked when a process starts. */
  readonly environment?: () => Environment
  /** Shows what the function prints on standard error. */
  readonly isHeard?: boolean
}

/** Processes at once; further calls wait, and are refused as Lambda refuses them when too many do. */
const MAX_PROCESSES = 8
const MAX_WAITING = 256

/** Creates the code hook of a function; nothing is started before the first call. */
export function createFunctionPool(file: FunctionFile, options: FunctionPoolOptions): CodeHook {
  const pool = new Pool(file, options)
  const gate = createGate(MAX_PROCESSES, MAX_WAITING)
  return {
    invoke: (event, timeoutMs) =>
      gate
        .run(
          () => pool.invoke(event, timeoutMs),
          () => new Full(),
        )
        .catch((error: unknown) => {
          if (error instanceof Full) return { type: "throttled" }
          throw error
        }),
    close: async () => pool.close(),
  }
}

class Full extends Error {}

class Pool {
  readonly #file: FunctionFile
  readonly #options: FunctionPoolOptions
  #processes: FunctionProcess[] = []
  /** Of the files at the last start. */
  #version = ""
  #files: readonly string[]

  constructor(file: FunctionFile, options: FunctionPoolOptions) {
    this.#file = file
    this.#options = options
    this.#files = [file.path]
  }

  async invoke(event: CodeHookEvent, timeoutMs: number): Promise<CodeHookOutcome> {
    const { log } = this.#options
    try {
      const outcome = await (await this.#take()).call(event, timeoutMs)
      if (outcome.type === "failed") log.error("code-hook-failed", { path: this.#file.path, detail: outcome.message })
      return outcome
    } catch (error) {
      if (!(error instanceof FunctionNotLoaded)) throw error
      log.error("code-hook-not-loaded", { path: this.#file.path, detail: error.message })
      return { type: "failed", error: "Unhandled", message: error.message }
    }
  }

  close(): void {
    for (const process of this.#processes.splice(0)) process.end()
  }

  /** A process that is nobody else's until it has answered. */
  async #take(): Promise<FunctionProcess> {
    const version = await findVersion(this.#files)
    for (const process of this.#processes) if (version !== this.#version && process.state === "idle") process.end()
    this.#processes = this.#processes.filter(({ state }) => state !== "ended")
    const idle = this.#processes.find(({ state }) => state === "idle")
    if (idle === undefined) return this.#start()
    idle.claim()
    return idle
  }

  async #start(): Promise<FunctionProcess> {
    const { environment, isHeard = false } = this.#options
    const own = { ...standardEnvironment(this.#file), ...environment?.() }
    const process = await startFunction(this.#file, own, isHeard)
    process.claim()
    this.#processes.push(process)
    this.#files = process.files
    this.#version = await findVersion(process.files)
    return process
  }
}

/** What Lambda's runtimes tell a function of itself; its region is that of this process, if it has one. */
function standardEnvironment({ folder, functionName, exportNames, runtime }: FunctionFile): Environment {
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? "us-east-1"
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    LAMBDA_TASK_ROOT: folder,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
    AWS_EXECUTION_ENV: runtime === "node" ? "AWS_Lambda_nodejs24.x" : "AWS_Lambda_python3.13",
    _HANDLER: exportNames.join(),
    TZ: env.TZ ?? ":UTC",
  }
}

/** Changes when a file was written, added or removed. */
async function findVersion(files: readonly string[]): Promise<string> {
  const stats = await Promise.all(files.map((file) => stat(file).catch(() => undefined)))
  return stats.map((info, i) => `${files[i]}:${info?.mtimeMs}:${info?.size}`).join("\n")
}
