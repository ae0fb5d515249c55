// `bot build`: the assistant's own intents as an archive that Lex imports.

import { toArchive } from "#bot/archive/to-archive.ts"
import { compileBot } from "#bot/compile.ts"
import { lint } from "#bot/lint/lint.ts"
import { type Command, EXIT, readArguments } from "./command.ts"
import { findPassword, writeZip } from "./files.ts"
import { formatFindings } from "./lint-command.ts"

/** The command. */
export const buildCommand: Command = {
  name: "build",
  summary: "compile our intents to a Lex V2 archive",
  usage: `Usage: npm run bot -- build [--out FILE] [--password WORD]

Compiles the intents of this project to a bot archive that Amazon Lex V2 imports, and checks it first: what Lex
would refuse is listed, and nothing is written.

  --out FILE       where to write it (default dist/bot.zip)
  --password WORD  protect the archive (or set LEX_ARCHIVE_PASSWORD)`,
  run: async (args, { print, complain, environment }) => {
    const { values } = readArguments(
      args,
      { out: { type: "string", default: "dist/bot.zip" }, password: { type: "string" } },
      [],
    )
    const bot = compileBot()
    const archive = toArchive(bot)
    const refused = lint(archive).filter((finding) => finding.severity === "refused")
    if (refused.length > 0) {
      complain(formatFindings(refused))
      return EXIT.findings
    }
    await writeZip(archive, values.out, findPassword(values.password, environment))
    const intents = bot.locales.reduce((sum, locale) => sum + locale.intents.length, 0)
    print(
      `${values.out}: ${bot.name}, ${intents} intents in ${bot.locales.map((locale) => locale.localeId).join(", ")}`,
    )
    return EXIT.ok
  },
}
