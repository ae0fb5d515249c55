// `node training/main.ts --texts FOLDER --frames FOLDER [--part NAME] [--limit N]`: writes what the acoustic network is
// trained with. README.md of this folder tells the rest.

import { parseArgs } from "node:util"
import { PARTS, writeFrames } from "./write-frames.ts"

const USAGE = `usage: node training/main.ts --texts FOLDER --frames FOLDER [--part ${Object.keys(PARTS).join("|")}] [--limit SENTENCES]`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      texts: { type: "string" },
      frames: { type: "string" },
      part: { type: "string" },
      limit: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  })
  const { texts, frames } = values
  const limit = Number(values.limit ?? Number.POSITIVE_INFINITY)
  if (values.help || texts === undefined || frames === undefined || !(limit > 0)) {
    console.log(USAGE)
    process.exitCode = values.help ? 0 : 2
    return
  }
  for (const part of values.part === undefined ? Object.keys(PARTS) : [values.part]) {
    await writeFrames({ texts, frames, part, limit, say: (line) => console.log(line) })
  }
}

await main()
