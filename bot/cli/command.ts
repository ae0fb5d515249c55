// What a command of `npm run bot` is: its words, its options, and how it ends. The commands are the other files here;
// main.ts chooses among them.

import { type ParseArgsConfig, parseArgs } from "node:util"
import { Fault } from "#core/errors.ts"

/** How a command ended: all well; something was found, differed or failed; the command line was wrong. */
export const EXIT = { ok: 0, findings: 1, usage: 2 } as const

/** The world as commands see it. */
export type Terminal = {
  /** Prints a line to standard output. */
  readonly print: (line: string) => void
  /** Prints a line to standard error. */
  readonly complain: (line: string) => void
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** One command. */
export type Command = {
  readonly name: string
  /** Half a line, for the list of commands. */
  readonly summary: string
  /** The text of `--help`. */
  readonly usage: string
  /** @returns the exit code. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>
}

/** A command line that can't be understood; the message says why. */
export class UsageProblem extends Error {
  override readonly name = "UsageProblem"
}

type Options = NonNullable<ParseArgsConfig["options"]>

/**
 * Reads options and operands.
 *
 * @param operands Names of what must stand beside the options, `…` behind the last for one or more.
 * @throws {UsageProblem} for unknown options, missing values, too few or too many operands.
 */
export function readArguments<Wanted extends Options>(
  args: readonly string[],
  options: Wanted,
  operands: readonly string[],
): ReturnType<typeof parseArgs<{ args: string[]; options: Wanted; allowPositionals: true; strict: true }>> {
  const parsed = parse(args, options)
  const count = parsed.positionals.length
  const isOpen = operands.at(-1)?.endsWith("…") ?? false
  if (count < operands.length) throw new UsageProblem(`${operands[count]?.replace("…", "")} is missing`)
  if (count > operands.length && !isOpen)
    throw new UsageProblem(`${parsed.positionals[operands.length]} is one too many`)
  return parsed
}

function parse<Wanted extends Options>(args: readonly string[], options: Wanted) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (cause) {
    throw new UsageProblem(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/**
 * Runs the command that the arguments name, and turns what it throws into words.
 *
 * @param args Without the interpreter and the script.
 */
export async function runCommand(
  commands: readonly Command[],
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [name = "", ...rest] = args
  if (["", "help", "--help", "-h"].includes(name)) {
    terminal.print(overview(commands))
    return name === "" ? EXIT.usage : EXIT.ok
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) {
    terminal.complain(`There is no command ${name}.\n\n${overview(commands)}`)
    return EXIT.usage
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    terminal.print(command.usage)
    return EXIT.ok
  }
  try {
    return await command.run(rest, terminal)
  } catch (cause) {
    return explain(cause, command, terminal)
  }
}

function explain(cause: unknown, command: Command, terminal: Terminal): number {
  if (cause instanceof UsageProblem) {
    terminal.complain(`${cause.message}\n\n${command.usage}`)
    return EXIT.usage
  }
  if (!(cause instanceof Fault)) throw cause
  terminal.complain(cause.hint ?? cause.code)
  return EXIT.findings
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  const list = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return [
    "Usage: npm run bot -- COMMAND [options]",
    "",
    "Builds, checks, compares, tests and deploys Amazon Lex V2 bots.",
    "",
    ...list,
    "",
    "npm run bot -- COMMAND --help tells more. Exit codes: 0 all well, 1 something found or failed, 2 wrong usage.",
  ].join("\n")
}
