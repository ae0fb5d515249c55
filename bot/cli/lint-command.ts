// `bot lint`: tells what is wrong with a bot. The rules are bot/lint.

import { lint } from "#bot/lint/lint.ts"
import type { Finding } from "#bot/lint/rule.ts"
import { type Command, EXIT, readArguments } from "./command.ts"
import { findPassword, readSource } from "./files.ts"

/** The command. */
export const lintCommand: Command = {
  name: "lint",
  summary: "find what Lex would refuse in a bot, and what would disappoint visitors",
  usage: `Usage: npm run bot -- lint FILE|DIR [--strict] [--json] [--password WORD]

Checks an exported Lex V2 bot, zip or unpacked. "refused" is what Lex won't import or build; "risky" is what works
but not well. Exits with 1 when anything is refused.

  --strict         exit with 1 for risky findings, too
  --json           print the findings as JSON: [{severity, rule, file, path, message, fix}]
  --password WORD  the archive's password (or set LEX_ARCHIVE_PASSWORD)`,
  run: async (args, { print, environment }) => {
    const { values, positionals } = readArguments(
      args,
      { strict: { type: "boolean" }, json: { type: "boolean" }, password: { type: "string" } },
      ["FILE|DIR"],
    )
    const archive = await readSource(positionals[0] ?? "", findPassword(values.password, environment))
    const findings = lint(archive)
    print(values.json ? JSON.stringify(findings, undefined, 2) : formatFindings(findings))
    const isBad = findings.some((finding) => finding.severity === "refused" || values.strict)
    return isBad ? EXIT.findings : EXIT.ok
  },
}

/** Lays out findings by file, with a count at the end. */
export function formatFindings(findings: readonly Finding[]): string {
  const files = new Map<string, Finding[]>()
  for (const finding of findings) files.set(finding.file, [...(files.get(finding.file) ?? []), finding])
  const blocks = [...files].map(([file, ones]) => [file, ...ones.map(formatFinding)].join("\n"))
  const refused = findings.filter((finding) => finding.severity === "refused").length
  return [...blocks, `${refused} refused, ${findings.length - refused} risky`].join("\n\n")
}

function formatFinding({ severity, rule, path, message, fix }: Finding): string {
  return `  ${severity}  ${path === "" ? "" : `${path}: `}${message}\n           ${fix} [${rule}]`
}
