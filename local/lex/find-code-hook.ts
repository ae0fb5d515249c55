// Which Lambda function serves a bot: the one its alias names, if there is one of that name here, else the bot's own.

import type { AliasLocaleSettings, CatalogBot } from "./bot-types.ts"
import type { CodeHook } from "./code-hooks.ts"

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, with a version or alias of the function behind it or not. */
const FUNCTION_ARN = /^arn:[\w-]+:lambda:[^:]*:[^:]*:function:([\w-]+)/

/**
 * Finds the code hook of a locale of an alias.
 *
 * @param settings The alias's for the locale; absent for the bot's own aliases.
 * @returns `undefined` for a bot without one. A function that an alias names and nobody gave fails when it is called.
 */
export function findCodeHook(
  { draft, codeHook }: CatalogBot,
  settings: AliasLocaleSettings | undefined,
  functions: ReadonlyMap<string, CodeHook>,
): CodeHook | undefined {
  const arn = settings?.codeHookSpecification?.lambdaCodeHook?.lambdaARN
  const name = arn === undefined ? undefined : (FUNCTION_ARN.exec(arn)?.[1] ?? arn)
  const found = functions.get(name ?? "") ?? functions.get(draft.name) ?? functions.get(draft.id) ?? codeHook
  return found ?? (name === undefined ? undefined : missingFunction(name))
}

function missingFunction(name: string): CodeHook {
  const message = `there is no function ${name} here: start with --lambda ${name}=FILE|URL`
  return { invoke: async () => ({ type: "failed", error: "Unhandled", message }) }
}
