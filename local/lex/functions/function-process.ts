// One process that holds a Lambda function, as Lambda holds an instance: takes one call at a time, and is ended when a call
// takes too long. Having enough of them is function-pool.ts.

import { type ChildProcess, spawn } from "node:child_process"
import { env, execPath, platform } from "node:process"
import { createInterface } from "node:readline"
import type { Readable } from "node:stream"
import { fileURLToPath } from "node:url"
import type { CodeHookEvent, CodeHookOutcome } from "#bot/code-hook.ts"
import type { FunctionFile } from "./function-file.ts"
import { type FunctionReply, type FunctionRequest, REPLIES_FD, toLine } from "./function-protocol.ts"

/** Variables of a process beside those of this one. */
export type Environment = Readonly<Record<string, string>>

/** A function that is loaded. */
export interface FunctionProcess {
  /** Its own modules, by path. */
  readonly files: readonly string[]
  /** Ended ones never become idle again. */
  readonly state: "busy" | "idle" | "ended"
  /** Takes an idle one for a call. */
  claim(): void
  /** Calls the function, once claimed. Never rejects. */
  call(event: CodeHookEvent, timeoutMs: number): Promise<CodeHookOutcome>
  end(): void
}

/** A function that can't be loaded; the message is its runtime's. */
export class FunctionNotLoaded extends Error {
  override readonly name = "FunctionNotLoaded"
}

/** Loading may import much. Lambda gives it ten seconds, of a machine that has nothing else to do. */
const LOAD_TIMEOUT_MS = 30_000

const RUNTIMES = {
  node: { command: execPath, script: new URL("./node-runtime.ts", import.meta.url) },
  python: {
    command: platform === "win32" ? "python" : "python3",
    script: new URL("./python_runtime.py", import.meta.url),
  },
} as const

/**
 * Starts a process and loads the function in it.
 *
 * @param isHeard Whether what the function prints is shown, on standard error.
 * @throws {FunctionNotLoaded}
 */
export async function startFunction(
  file: FunctionFile,
  environment: Environment,
  isHeard: boolean,
): Promise<FunctionProcess> {
  const { command, script } = RUNTIMES[file.runtime]
  // Standard output is this program's own: what the function prints goes to standard error.
  const printed = isHeard ? 2 : "ignore"
  const child = spawn(command, [fileURLToPath(script), file.path, ...file.exportNames], {
    cwd: file.folder,
    env: { ...env, ...environment },
    stdio: ["pipe", printed, printed, "pipe"],
  })
  const instance = new Instance(child)
  await instance.loaded(command)
  return instance
}

class Instance implements FunctionProcess {
  files: readonly string[] = []
  readonly #child: ChildProcess
  #onReply: (reply: FunctionReply) => void = () => {}
  #onEnd: (how: string) => void = () => {}
  #state: FunctionProcess["state"] = "busy"

  constructor(child: ChildProcess) {
    this.#child = child
    // A process whose function waits for nothing must not keep this one from ending.
    child.unref()
    const replies = child.stdio[REPLIES_FD] as Readable
    for (const stream of [child.stdin, replies]) if (stream && "unref" in stream) (stream.unref as () => void)()
    child.stdin?.on("error", () => this.end())
    createInterface({ input: replies }).on("line", (line) => this.#read(line))
    child.once("error", (error) => this.#ended(error.message))
    child.once("exit", (code, signal) => this.#ended(signal === null ? `exit code ${code}` : signal))
  }

  get state(): FunctionProcess["state"] {
    return this.#state
  }

  claim(): void {
    if (this.#state === "idle") this.#state = "busy"
  }

  async loaded(command: string): Promise<void> {
    const reply = await this.#next(LOAD_TIMEOUT_MS)
    if (typeof reply !== "string" && reply.type !== "done") this.files = reply.files
    if (typeof reply !== "string" && reply.type === "ready") return
    this.end()
    throw new FunctionNotLoaded(explainLoading(reply, command))
  }

  async call(event: CodeHookEvent, timeoutMs: number): Promise<CodeHookOutcome> {
    const request: FunctionRequest = { event, timeoutMs }
    const reply = this.#next(timeoutMs)
    this.#child.stdin?.write(toLine(request))
    const answer = await reply
    if (answer === "timed-out") this.end()
    if (answer === "timed-out") return { type: "timed-out" }
    if (typeof answer !== "string" && answer.type === "done") return answer.outcome
    return { type: "failed", error: "Unhandled", message: `the function's process ended: ${String(answer)}` }
  }

  end(): void {
    this.#state = "ended"
    this.#child.kill("SIGKILL")
  }

  #read(line: string): void {
    try {
      this.#onReply(JSON.parse(line) as FunctionReply)
    } catch {
      // Someone else writes there, too: nothing that comes from this process can be told apart any more.
      this.end()
      this.#ended("it wrote something else where its answers go")
    }
  }

  #ended(how: string): void {
    this.#state = "ended"
    this.#onEnd(how)
  }

  /** The next reply; else how the process ended, or that it took too long. */
  #next(timeoutMs: number): Promise<FunctionReply | string> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve("timed-out"), timeoutMs)
      this.#onEnd = (how) => {
        clearTimeout(timer)
        resolve(how)
      }
      this.#onReply = (reply) => {
        clearTimeout(timer)
        const isLast = reply.type === "done" && reply.isLast === true
        if (this.#state !== "ended") this.#state = isLast ? "ended" : "idle"
        resolve(reply)
      }
    })
  }
}

function explainLoading(reply: FunctionReply | string, command: string): string {
  if (reply === "timed-out") return `it was not loaded within ${LOAD_TIMEOUT_MS / 1000} seconds`
  if (typeof reply !== "string") return reply.type === "not-loaded" ? reply.message : "it answered before it was called"
  return reply.includes("ENOENT") ? `there is no ${command} on this machine to run it` : `its process ended: ${reply}`
}
