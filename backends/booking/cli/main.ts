#!/usr/bin/env node
// `npm run booking`: the entry point. The commands are in commands.ts.

import { runBooking } from "./commands.ts"

process.exitCode = await runBooking(
  process.argv.slice(2),
  process.env,
  (line) => process.stdout.write(`${line}\n`),
  (line) => process.stderr.write(`${line}\n`),
)
