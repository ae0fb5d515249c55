// What the command lines of the backends share: a name, operands and options in, an exit code out. The commands themselves
// are in the cli folder of each backend.

import { type ParseArgsConfig, parseArgs } from "node:util"
import { Fault } from "#core/errors.ts"

type OptionsConfig = NonNullable<ParseArgsConfig["options"]>

/** The values of options, by name. */
export type OptionValues<Options extends OptionsConfig> = ReturnType<typeof parseArgs<{ options: Options }>>["values"]

/**
 * Runs the command that a command line names.
 *
 * @param run Calls it; what it throws as a Fault is told by its hint.
 * @returns the exit code: 0 done, 1 refused or failed, 2 not understood (the usage is told).
 */
export async function runCommandLine<const Options extends OptionsConfig, Command>(
  line: {
    readonly args: readonly string[]
    readonly options: Options
    readonly commands: Readonly<Record<string, Command>>
    readonly usage: string
    readonly complain: (line: string) => void
  },
  run: (command: Command, operands: readonly string[], options: OptionValues<Options>) => Promise<void>,
): Promise<number> {
  const parsed = parse(line.args, line.options)
  const [name = "", ...operands] = parsed?.positionals ?? []
  const command = Object.hasOwn(line.commands, name) ? line.commands[name] : undefined
  if (parsed === undefined || command === undefined) {
    line.complain(line.usage)
    return 2
  }
  try {
    await run(command, operands, parsed.values)
    return 0
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    line.complain(error.hint ?? error.code)
    return 1
  }
}

function parse<const Options extends OptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    // An option nobody knows: the usage says which there are.
    return undefined
  }
}

/** A refusal of a command, in words that say what to do. */
export function refused(hint: string): Fault {
  return new Fault("data-invalid", { hint })
}
