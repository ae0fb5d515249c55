#!/usr/bin/env node
// `npm run bot`: the entry point. Each command is a file of its own.

import { exportCommand, importCommand } from "./archive-commands.ts"
import { buildCommand } from "./build-command.ts"
import { runCommand } from "./command.ts"
import { createDeployCommand } from "./deploy-command.ts"
import { diffCommand } from "./diff-command.ts"
import { lintCommand } from "./lint-command.ts"
import { testCommand } from "./test-command.ts"

const COMMANDS = [
  buildCommand,
  lintCommand,
  importCommand,
  exportCommand,
  diffCommand,
  testCommand,
  createDeployCommand(),
]

process.exitCode = await runCommand(COMMANDS, process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  environment: process.env,
})
