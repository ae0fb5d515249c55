// Which function serves which bot, from the order and the names on the command line. Opening them is
// lex/functions/open-function.ts.

/** An exported bot, and the function named after it, if it has one of its own. */
export type BotArgument = { readonly path: string; readonly lambda?: string }

/** Bots and functions as they are meant. */
export type LambdaOptions = {
  readonly bots: readonly BotArgument[]
  /** The function of every bot without one of its own. */
  readonly lambda: string | undefined
  /** Functions by name: of bots by theirs, and of aliases by that in their ARN. */
  readonly functions: Readonly<Record<string, string>>
}

/** `NAME=FILE|URL`, where a name is one that Lambda or Lex takes; an URL may have an equals sign, too. */
const NAMED = /^([A-Za-z0-9_-]{1,140})=(.+)$/

/**
 * Sorts out `--bot` and `--lambda`, in the order in which they stand. One function without a name serves every bot; of
 * several, each serves the bots before it that have none yet, and one that stands before every bot serves the rest.
 */
export function readLambdaOptions(
  options: readonly { readonly name: "bot" | "lambda"; readonly value: string }[],
): LambdaOptions {
  const functions: Record<string, string> = {}
  const unnamed = options.filter(({ name, value }) => {
    const named = name === "lambda" ? NAMED.exec(value) : null
    if (named !== null) functions[named[1] ?? ""] = named[2] ?? ""
    return named === null
  })
  const lambdas = unnamed.filter(({ name }) => name === "lambda")
  const bots: { path: string; lambda?: string }[] = []
  let lambda = lambdas.length === 1 ? lambdas[0]?.value : undefined
  for (const { name, value } of unnamed) {
    if (name === "bot") bots.push({ path: value })
    else if (lambdas.length > 1) {
      if (bots.length === 0) lambda = value
      for (const bot of bots) bot.lambda ??= value
    }
  }
  return { bots, lambda, functions }
}
