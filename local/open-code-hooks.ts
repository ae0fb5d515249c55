// Opens the bots and functions that the local Lex is started with, and says which function serves which bot.

import { env } from "node:process"
import type { Bot } from "#bot/definition.ts"
import type { Log } from "#core/log.ts"
import { awsEnvironment } from "./aws-environment.ts"
import type { BotArgument } from "./lambda-options.ts"
import type { BotSource } from "./lex/bot-catalog.ts"
import { openBotFile } from "./lex/bot-file.ts"
import { type CodeHook, createFunctionHook, type LambdaHandler } from "./lex/code-hooks.ts"
import type { FunctionPoolOptions } from "./lex/functions/function-pool.ts"
import { openFunction } from "./lex/functions/open-function.ts"

/** The bots and functions that the local Lex is started with. */
export type BotOptions = {
  /** Exported bots (zip files or folders), and bots as values. When absent or empty, `startLocal` serves the assistant's own. */
  readonly bots?: readonly (string | Bot | BotArgument)[]
  /**
   * The code hook of every bot without one of its own: a file, an Invoke URL or a function; the assistant's own for its
   * own bot.
   */
  readonly lambda?: string | LambdaHandler
  /** Functions (files, Invoke URLs) by name: of bots by their name or id, of aliases by the name in their Lambda ARN. */
  readonly functions?: Readonly<Record<string, string>>
  /** Shows on standard error what functions print that run in processes of their own. */
  readonly isHeard?: boolean
}

/** What is opened. */
export type OpenedBots = {
  readonly sources: readonly BotSource[]
  readonly functions: ReadonlyMap<string, CodeHook>
  /** How people call the function of a bot: by where it is. */
  describe(bot: Bot, index: number): string
}

/**
 * Opens bots and functions; bots are not read yet. A function that serves several bots is opened once.
 *
 * @param url Of the local endpoint, once it is known: functions call it when they call AWS.
 * @throws {Fault} `data-invalid` when a function isn't there.
 */
export async function openCodeHooks(options: BotOptions, log: Log, url: () => string): Promise<OpenedBots> {
  const { lambda, functions = {}, bots = [], isHeard = false } = options
  const pool: FunctionPoolOptions = { log, isHeard, environment: () => awsEnvironment(env, url()) }
  const opened = new Map<string, Promise<CodeHook>>()
  const open = (given: string, name?: string): Promise<CodeHook> => {
    const key = `${name ?? ""} ${given}`
    const hook = opened.get(key) ?? openFunction(given, pool, name)
    opened.set(key, hook)
    return hook
  }
  const shared = typeof lambda === "string" ? await open(lambda) : lambda && createFunctionHook(lambda, log)
  const named = new Map<string, CodeHook>()
  for (const [name, given] of Object.entries(functions)) named.set(name, await open(given, name))
  const targets = bots.map((bot) => (typeof bot === "object" && "path" in bot ? bot.lambda : undefined))
  const sources: BotSource[] = []
  for (const [i, bot] of bots.entries()) {
    const target = targets[i]
    const codeHook = target === undefined ? shared : await open(target)
    sources.push({ ...sourceOf(bot), ...(codeHook === undefined ? {} : { codeHook }) })
  }
  return {
    sources,
    functions: named,
    describe: ({ id, name }, index) =>
      functions[name] ??
      functions[id] ??
      targets[index] ??
      (typeof lambda === "function" ? "built in" : lambda) ??
      "none",
  }
}

function sourceOf(bot: NonNullable<BotOptions["bots"]>[number]): BotSource {
  const password = env.LEX_ARCHIVE_PASSWORD
  const open = (path: string) => ({ file: openBotFile(path, password === undefined ? {} : { password }) })
  if (typeof bot === "string") return open(bot)
  return "path" in bot ? open(bot.path) : { bot }
}
