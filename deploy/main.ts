#!/usr/bin/env node
// `npm run deploy:aws`: the entry point. The command is in commands.ts.

import { runDeploy } from "./commands.ts"

process.exitCode = await runDeploy(process.argv.slice(2), {
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
})
