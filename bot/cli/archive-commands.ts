// `bot import` and `bot export`: an archive as a folder to review and keep under version control, and back.

import { toBot } from "#bot/archive/to-bot.ts"
import { type Command, EXIT, readArguments } from "./command.ts"
import { findPassword, readSource, writeFolder, writeZip } from "./files.ts"

/** The command that unpacks. */
export const importCommand: Command = {
  name: "import",
  summary: "unpack an archive to a folder of files to review",
  usage: `Usage: npm run bot -- import FILE DIR [--force] [--password WORD]

Unpacks an exported Lex V2 bot, one JSON field a line, for review and version control. White space apart nothing
changes; bot export makes an archive of it again.

  --force          replace a bot that is in DIR already; other files there stay
  --password WORD  the archive's password (or set LEX_ARCHIVE_PASSWORD)`,
  run: async (args, { print, environment }) => {
    const { values, positionals } = readArguments(
      args,
      { force: { type: "boolean", default: false }, password: { type: "string" } },
      ["FILE", "DIR"],
    )
    const [file = "", folder = ""] = positionals
    const archive = await readSource(file, findPassword(values.password, environment))
    const bot = toBot(archive)
    await writeFolder(archive, folder, values.force)
    print(`${folder}: ${bot.name}, ${archive.files.size} files`)
    return EXIT.ok
  },
}

/** The command that packs. */
export const exportCommand: Command = {
  name: "export",
  summary: "pack such a folder to an archive that Lex imports",
  usage: `Usage: npm run bot -- export DIR FILE [--password WORD]

Packs an unpacked Lex V2 bot to an archive that Lex imports: the same files give the same bytes. Files that aren't
part of an export are left out.

  --password WORD  protect the archive (or set LEX_ARCHIVE_PASSWORD)`,
  run: async (args, { print, environment }) => {
    const { values, positionals } = readArguments(args, { password: { type: "string" } }, ["DIR", "FILE"])
    const [folder = "", file = ""] = positionals
    const archive = await readSource(folder)
    const bot = toBot(archive)
    await writeZip(archive, file, findPassword(values.password, environment))
    print(`${file}: ${bot.name}, ${archive.files.size} files`)
    return EXIT.ok
  },
}
