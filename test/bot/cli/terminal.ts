// Runs commands of `npm run bot` in this process, in a folder of their own, and keeps what they print.

import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Command, runCommand } from "#bot/cli/command.ts"

/** What a command came to. */
export type Outcome = { readonly exitCode: number; readonly output: string; readonly complaints: string }

/** Runs a command line. */
export async function run(
  commands: readonly Command[],
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const output: string[] = []
  const complaints: string[] = []
  const exitCode = await runCommand(commands, args, {
    print: (line) => output.push(line),
    complain: (line) => complaints.push(line),
    environment,
  })
  return { exitCode, output: output.join("\n"), complaints: complaints.join("\n") }
}

/** Calls back with the path of a new folder, which is gone afterwards. */
export async function inFolder(use: (path: (name: string) => string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bot-cli-"))
  try {
    await use((name) => join(folder, name))
  } finally {
    await rm(folder, { recursive: true })
  }
}
