// `bot diff`: what changed from one bot to another. Comparing is bot/diff.

import { toBot } from "#bot/archive/to-bot.ts"
import { diffBots, formatDiff } from "#bot/diff/diff.ts"
import { type Command, EXIT, readArguments } from "./command.ts"
import { findPassword, readSource } from "./files.ts"

/** The command. */
export const diffCommand: Command = {
  name: "diff",
  summary: "tell what changed from one bot to another",
  usage: `Usage: npm run bot -- diff BEFORE AFTER [--json] [--password WORD]

Compares two Lex V2 bots, zip or unpacked: intents, slots, utterances, messages and flow, in words. Identifiers and
the order of files don't count. Exits with 1 when they differ.

  --json           print the changes as JSON: [{kind, place, before, after}]
  --password WORD  the archives' password (or set LEX_ARCHIVE_PASSWORD)`,
  run: async (args, { print, environment }) => {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" }, password: { type: "string" } }, [
      "BEFORE",
      "AFTER",
    ])
    const options = findPassword(values.password, environment)
    const [before, after] = await Promise.all(positionals.map(async (path) => toBot(await readSource(path, options))))
    const changes = before && after ? diffBots(before, after) : []
    print(values.json ? JSON.stringify(changes, undefined, 2) : formatDiff(changes))
    return changes.length === 0 ? EXIT.ok : EXIT.findings
  },
}
