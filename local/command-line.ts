// The command line of the local endpoint: options in, their meaning out. Reading the real one is main.ts.

import { parseArgs } from "node:util"
import { type LambdaOptions, readLambdaOptions } from "./lambda-options.ts"

/** What the command line asks for. */
export type CommandLine = LambdaOptions & {
  readonly port: number
  readonly host: string
  /** Only this locale of each bot is served. */
  readonly localeId: string | undefined
  readonly dataFolder: string | undefined
  /** Modules with a recognizer and a voice of one's own. */
  readonly speechModules: { readonly recognizer: string | undefined; readonly voice: string | undefined }
  readonly conversationLogFile: string | undefined
  /** Refuses more conversations at once than Lex's quotas allow an alias. */
  readonly hasLexQuotas: boolean
  readonly isVerbose: boolean
}

/** The text of `--help`. */
export const USAGE = `Usage: npm run local -- [options]

Serves Amazon Lex V2, Polly, Rekognition and DynamoDB on this machine, on the wire protocol of AWS.

  --port PORT        port to listen on (default 4566; 0 lets the system choose)
  --host HOST        address to listen on (default 127.0.0.1: this machine only)
  --bot PATH         an exported Lex V2 bot, zip or folder; may be repeated (default: the assistant's own bot)
  --lambda FILE|URL  code hook of every bot: a JavaScript, TypeScript or Python file (or its folder) with a function
                     \`handler\` or \`lambda_handler\`, another as FILE#NAME; or the URL of a Lambda Invoke endpoint
                     (http://…/2015-03-31/functions/NAME/invocations). Given several times, each serves the bots
                     before it: --bot A.zip --lambda a.mjs --bot B.zip --lambda b.py
  --lambda NAME=FILE|URL
                     the function of this name: code hook of the bot of this name or id, and of aliases whose Lambda
                     ARN ends in it; may be repeated
  --locale LOCALE    serve only this locale of each bot, such as en_US
  --data DIR         keep sessions, trained models and tables in this folder (default: in memory)
  --recognizer FILE  a module that exports \`createTranscriber\`, which understands speech in place of the embedded one
  --voice FILE       a module that exports \`createSynthesizer\`, which speaks for Lex in place of the embedded voices
  --log-conversations FILE
                     append what is said to this file, as Lex logs conversations
  --quotas           refuse more conversations at once than Lex allows an alias: two for TestBotAlias
  --verbose          tell of every request and turn
  --help             show this

Environment: AWS_LOCAL_STRICT=1 verifies request signatures, against the key AWS_ACCESS_KEY_ID with the secret
AWS_SECRET_ACCESS_KEY and the key "local" with the secret "local". AWS_LOCAL_PORT is another default port; SPEECH_RECOGNIZER
and SPEECH_VOICE are other defaults of --recognizer and --voice. LEX_ARCHIVE_PASSWORD opens zips with a password.
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
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
  const { values, tokens } = parsed
  if (values.help) return "help"
  const port = values.port ?? environment.AWS_LOCAL_PORT ?? "4566"
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return { problem: `--port must be a number from 0 to 65535, not '${port}'` }
  const { locale } = values
  if (locale !== undefined && !/^[a-z]{2,3}_[A-Za-z0-9]{2,4}$/.test(locale)) {
    return { problem: `--locale must be a Lex locale such as en_US, not '${locale}'` }
  }
  return {
    port: Number(port),
    host: values.host,
    ...readLambdaOptions(
      tokens.flatMap((token) => {
        if (token.kind !== "option" || (token.name !== "bot" && token.name !== "lambda")) return []
        return [{ name: token.name, value: token.value ?? "" }]
      }),
    ),
    localeId: locale,
    dataFolder: values.data,
    speechModules: {
      recognizer: values.recognizer ?? environment.SPEECH_RECOGNIZER,
      voice: values.voice ?? environment.SPEECH_VOICE,
    },
    conversationLogFile: values["log-conversations"],
    hasLexQuotas: values.quotas,
    isVerbose: values.verbose,
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    strict: true,
    tokens: true,
    options: {
      port: { type: "string" },
      host: { type: "string", default: "127.0.0.1" },
      bot: { type: "string", multiple: true },
      lambda: { type: "string", multiple: true },
      locale: { type: "string" },
      data: { type: "string" },
      recognizer: { type: "string" },
      voice: { type: "string" },
      "log-conversations": { type: "string" },
      quotas: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  })
}
