// The command line of the local endpoint: options in, their meaning out. Reading the real one is main.ts.

import { parseArgs } from "node:util"

/** What the command line asks for. */
export type CommandLine = {
  readonly port: number
  readonly host: string
  /** Exported bots, zip files or folders; empty serves the assistant's own. */
  readonly bots: readonly string[]
  /** A module that exports `handler`, or the URL of a Lambda Invoke endpoint. */
  readonly lambda: string | undefined
  /** Only this locale of each bot is served. */
  readonly localeId: string | undefined
  readonly dataFolder: string | undefined
  readonly conversationLogFile: string | undefined
  readonly isVerbose: boolean
}

/** The text of `--help`. */
export const USAGE = `Usage: npm run local -- [options]

Serves Amazon Lex V2 and DynamoDB on this machine, on the wire protocol of AWS.

  --port PORT        port to listen on (default 4566; 0 lets the system choose)
  --host HOST        address to listen on (default 127.0.0.1: this machine only)
  --bot PATH         an exported Lex V2 bot, zip or folder; may be repeated (default: the assistant's own bot)
  --lambda FILE|URL  code hook of every bot: a JavaScript or TypeScript module that exports \`handler\`, or the URL of
                     a Lambda Invoke endpoint (http://…/2015-03-31/functions/NAME/invocations)
  --locale LOCALE    serve only this locale of each bot, such as en_US
  --data DIR         keep sessions, trained models and tables in this folder (default: in memory)
  --log-conversations FILE
                     append what is said to this file, as Lex logs conversations
  --verbose          tell of every request and turn
  --help             show this

Environment: AWS_LOCAL_STRICT=1 verifies request signatures, against the key AWS_ACCESS_KEY_ID with the secret
AWS_SECRET_ACCESS_KEY and the key "local" with the secret "local". AWS_LOCAL_PORT is another default port.
`

/**
 * Reads a command line.
 *
 * @returns the options; `"help"` when they ask for help; or, as `problem`, what is wrong with them.
 */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine | "help" | { readonly problem: string } {
  let values: ReturnType<typeof parse>
  try {
    values = parse(args)
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
  if (values.help) return "help"
  const port = values.port ?? environment.AWS_LOCAL_PORT ?? "4566"
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return { problem: `--port must be a number from 0 to 65535, not '${port}'` }
  const { locale, lambda } = values
  if (locale !== undefined && !/^[a-z]{2,3}_[A-Za-z0-9]{2,4}$/.test(locale)) {
    return { problem: `--locale must be a Lex locale such as en_US, not '${locale}'` }
  }
  return {
    port: Number(port),
    host: values.host,
    bots: values.bot ?? [],
    lambda,
    localeId: locale,
    dataFolder: values.data,
    conversationLogFile: values["log-conversations"],
    isVerbose: values.verbose,
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    strict: true,
    options: {
      port: { type: "string" },
      host: { type: "string", default: "127.0.0.1" },
      bot: { type: "string", multiple: true },
      lambda: { type: "string" },
      locale: { type: "string" },
      data: { type: "string" },
      "log-conversations": { type: "string" },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  }).values
}
