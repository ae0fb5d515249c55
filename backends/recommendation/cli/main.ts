#!/usr/bin/env node
// `npm run recommend`: the entry point. The commands are in commands.ts.

import { runRecommend } from "./commands.ts"

process.exitCode = await runRecommend(
  process.argv.slice(2),
  process.env,
  (line) => process.stdout.write(`${line}\n`),
  (line) => process.stderr.write(`${line}\n`),
)
