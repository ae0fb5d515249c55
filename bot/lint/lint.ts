// Runs every rule over a bot or an export: what Lex would refuse, and what is likely to disappoint visitors.
// The rules are the …-rules.ts, as data; showing findings is bot/cli.

import type { BotArchive } from "#bot/archive/archive.ts"
import { type BotFiles, findBotFiles } from "#bot/archive/layout.ts"
import { toBot } from "#bot/archive/to-bot.ts"
import type { Bot } from "#bot/definition.ts"
import { Fault } from "#core/errors.ts"
import { ARCHIVE_RULES } from "./archive-rules.ts"
import { BOT_RULES } from "./bot-rules.ts"
import { viewBot } from "./bot-view.ts"
import { CONDITION_RULES } from "./condition-rules.ts"
import { FLOW_RULES } from "./flow-rules.ts"
import { INTENT_RULES } from "./intent-rules.ts"
import { MESSAGE_RULES } from "./message-rules.ts"
import type { Finding, Rule } from "./rule.ts"
import { SLOT_RULES } from "./slot-rules.ts"
import { SLOT_TYPE_RULES } from "./slot-type-rules.ts"

/** Every rule about bots, in the order in which findings are told. */
export const RULES: readonly Rule[] = [
  ...BOT_RULES,
  ...INTENT_RULES,
  ...SLOT_RULES,
  ...SLOT_TYPE_RULES,
  ...MESSAGE_RULES,
  ...FLOW_RULES,
  ...CONDITION_RULES,
]

/**
 * Looks for flaws. An export that can't be read gives one finding, `unreadable`.
 *
 * @returns the `refused` findings, which keep Lex from importing or building the bot, then the `risky` ones.
 */
export function lint(subject: Bot | BotArchive): readonly Finding[] {
  return findFlaws(subject).toSorted((a, b) => a.severity.localeCompare(b.severity))
}

function findFlaws(subject: Bot | BotArchive): Finding[] {
  if (!("files" in subject)) return runRules(subject)
  try {
    const files = findBotFiles(subject)
    const isWholeBot = files.bot !== undefined
    return [...runArchiveRules(files), ...runRules(toBot(subject), files, isWholeBot)]
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
    return [unreadable(cause)]
  }
}

function unreadable(fault: Fault): Finding {
  const [file = "", ...rest] = (fault.hint ?? "").split(": ")
  const fix = "Mend the file; nothing else was looked at."
  return { severity: "refused", rule: "unreadable", file, path: "", message: rest.join(": "), fix }
}

function runArchiveRules(files: BotFiles): Finding[] {
  return ARCHIVE_RULES.flatMap((rule) =>
    rule.check(files).map((found) => ({ severity: rule.severity, rule: rule.name, ...found })),
  )
}

/** Without the bot's own file there is no name or timeout of its to judge. */
function runRules(bot: Bot, files?: BotFiles, isWholeBot = true): Finding[] {
  const view = viewBot(bot, files)
  const findings = RULES.flatMap((rule) =>
    rule.check(view).map((found) => ({ severity: rule.severity, rule: rule.name, ...found })),
  )
  return isWholeBot ? findings : findings.filter((finding) => finding.file !== view.file)
}
