// `npm run bench -- SUITE [--data FILE|DIR] [--json FILE] [--full]`: runs one benchmark suite. To add a suite: a file
// beside this one that exports a BenchSuite, and a line in SUITES.

import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { Fault } from "#core/errors.ts"
import { restartWithLeanMalloc } from "#local/lean-malloc.ts"
import { type BenchSuite, describeMachine, formatResults } from "./report.ts"

/** Every suite by name; loaded only when it is run. */
const SUITES: Readonly<Record<string, () => Promise<BenchSuite>>> = {
  nlu: async () => (await import("./nlu.ts")).nluSuite,
  slots: async () => (await import("./slots.ts")).slotsSuite,
  booking: async () => (await import("./booking.ts")).bookingSuite,
  speech: async () => (await import("./speech.ts")).speechSuite,
  "speech-turn": async () => (await import("./speech-turn.ts")).speechTurnSuite,
  recommend: async () => (await import("./recommend.ts")).recommendSuite,
  voice: async () => (await import("./voice.ts")).voiceSuite,
  turn: async () => (await import("./turn.ts")).turnSuite,
  vision: async () => (await import("./vision.ts")).visionSuite,
  widget: async () => (await import("./widget.ts")).widgetSuite,
}

const USAGE = `usage: npm run bench -- ${Object.keys(SUITES).join("|")} [--data FILE|DIR] [--json FILE] [--full]`

/** @throws {Error} when an option is unknown. */
function readCommandLine() {
  return parseArgs({
    allowPositionals: true,
    options: {
      data: { type: "string" },
      json: { type: "string" },
      full: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  })
}

async function main(): Promise<void> {
  const { positionals, values } = readCommandLine()
  if (values.help) {
    console.log(USAGE)
    return
  }
  const name = positionals[0] ?? ""
  const load = Object.hasOwn(SUITES, name) ? SUITES[name] : undefined
  if (load === undefined) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  const suite = await load()
  console.log(`${name}: ${suite.describes}`)
  const results = await suite.run({ data: values.data, isFull: values.full, say: (line) => console.log(line) })
  for (const line of formatResults(results)) console.log(line)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ suite: name, machine: describeMachine(), results }, null, 2)}\n`)
  }
}

restartWithLeanMalloc()
try {
  await main()
} catch (error) {
  const isWrongOption = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  const hint = error instanceof Fault ? error.hint : undefined
  if (hint === undefined && !isWrongOption) throw error
  console.error(hint ?? `${String(error)}\n${USAGE}`)
  process.exitCode = 1
}
