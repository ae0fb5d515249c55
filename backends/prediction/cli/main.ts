#!/usr/bin/env node
// `npm run predict`: the entry point. The commands are in commands.ts.

import { runPredict } from "./commands.ts"

process.exitCode = await runPredict(
  process.argv.slice(2),
  process.env,
  (line) => process.stdout.write(`${line}\n`),
  (line) => process.stderr.write(`${line}\n`),
)
