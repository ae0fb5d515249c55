// Lambda functions as files, run in processes of their own: in each language, with everything Lambda would give them, and
// whatever they do to their process.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { CodeHookOutcome } from "#bot/code-hook.ts"
import { silentLog } from "#core/log.ts"
import type { CodeHook } from "#local/lex/code-hooks.ts"
import { openFunction } from "#local/lex/functions/open-function.ts"
import { codeHookEvent } from "#test/support/code-hook-event.ts"

const event = codeHookEvent("BookTrip", {})
const SOON_MS = 30_000

let folder: string
let opened: CodeHook[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "functions-"))
})

afterEach(async () => {
  for (const hook of opened) await hook.close?.()
  opened = []
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

async function write(name: string, source: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, source)
  return path
}

async function open(given: string, functionName?: string): Promise<CodeHook> {
  const environment = () => ({ AWS_REGION: "eu-west-1" })
  const hook = await openFunction(given, { log: silentLog, environment }, functionName)
  opened.push(hook)
  return hook
}

async function call(name: string, source: string, timeoutMs = SOON_MS): Promise<CodeHookOutcome> {
  return (await open(await write(name, source))).invoke(event, timeoutMs)
}

describe("a function in a file", () => {
  it.each([
    { name: "hook.mjs", source: "export const handler = async () => ({ from: 'mjs' })", body: { from: "mjs" } },
    { name: "hook.cjs", source: "exports.handler = async () => ({ from: 'cjs' })", body: { from: "cjs" } },
    {
      name: "index.js",
      source: "exports.handler = (event, _, done) => done(null, event.sessionId)",
      body: "session-1",
    },
    {
      name: "hook.ts",
      source:
        "enum Kind { Own = 1 }\nexport const handler = async (event: { sessionId: string }) => [event.sessionId, Kind.Own]",
      body: ["session-1", 1],
    },
    {
      name: "late.ts",
      source: "const name: string = await Promise.resolve('late')\nexport const handler = () => name",
      body: "late",
    },
    {
      name: "lambda_function.py",
      source:
        "import decimal\ndef lambda_handler(event, context):\n    return [event['sessionId'], decimal.Decimal('1.5')]",
      body: ["session-1", 1.5],
    },
  ])("$name answers", async ({ name, source, body }) => {
    expect(await call(name, source)).toEqual({ type: "answered", body })
  })

  it("is CommonJS wherever it says so, whatever the project around it is", async () => {
    await write("package.json", '{"type":"module"}')

    await write("part.js", "module.exports = (name) => typeof name")
    expect(
      await call("index.js", "const os = require('os')\nexports.handler = async () => require('./part')(os.cpus)"),
    ).toEqual({
      type: "answered",
      body: "function",
    })
  })

  it("may be TypeScript for a bundler: names without endings, require beside import, exports.handler", async () => {
    await write(
      "shared/words.ts",
      "export interface Word { text: string }\nexport const HELLO: Word = { text: 'hello' }",
    )
    const source = `
      import { HELLO, Word } from "../shared/words"
      const { join } = require("path")
      exports.handler = async (): Promise<Word> => ({ text: join(HELLO.text, "x") })`

    expect(await call("src/index.ts", source)).toEqual({ type: "answered", body: { text: "hello/x" } })
  })

  it.each([
    {
      name: "hook.cjs",
      source:
        "const { writeSync } = require('fs')\nexports.handler = async () => { writeSync(1, 'half a line'); return 'kept' }",
    },
    {
      name: "hook.py",
      source:
        "import os, subprocess\ndef lambda_handler(event, context):\n    os.write(1, b'half')\n    subprocess.run(['echo', 'a line'])\n    return 'kept'",
    },
  ])("$name may write to standard output by any way", async ({ name, source }) => {
    const hook = await open(await write(name, source))

    expect([await hook.invoke(event, SOON_MS), await hook.invoke(event, SOON_MS)]).toEqual([
      { type: "answered", body: "kept" },
      { type: "answered", body: "kept" },
    ])
  })

  it("may stand below the folder that its own packages are in", async () => {
    await write("src/__init__.py", "")
    await write("src/words.py", "HELLO = 'hello'")
    await write("src/app/tone.py", "LOUD = str.upper")
    const source =
      "from src.words import HELLO\nfrom tone import LOUD\ndef lambda_handler(e, c):\n    return LOUD(HELLO)"

    expect(await call("src/app/main.py", source)).toEqual({ type: "answered", body: "HELLO" })
  })

  it.each([
    { name: "index.py", source: "def handler(event, context):\n    return 'handler'", body: "handler" },
    { name: "index.mjs", source: "export const lambda_handler = async () => 'lambda_handler'", body: "lambda_handler" },
  ])("$name may be called as in the other languages", async ({ name, source, body }) => {
    expect(await call(name, source)).toEqual({ type: "answered", body })
  })

  it("has the AWS SDK at hand, as on Lambda", async () => {
    const source = `const { LexRuntimeV2Client } = require("@aws-sdk/client-lex-runtime-v2")
      exports.handler = async () => new LexRuntimeV2Client({}).config.region()`

    expect(await call("index.js", source)).toEqual({ type: "answered", body: "eu-west-1" })
  })

  it("is given by its folder, and by its name in the file", async () => {
    await write("bus/book_bus.py", "def lambda_handler(event, context):\n    return context.function_name")
    await write(
      "taxi/index.mjs",
      "export const handler = (_, { functionName }) => functionName\nexport const main = () => 'main'",
    )
    const outcomes = [
      await (await open(join(folder, "taxi"))).invoke(event, SOON_MS),
      await (await open(join(folder, "taxi/index.mjs#main"))).invoke(event, SOON_MS),
      await (await open(join(folder, "taxi"), "book-taxi")).invoke(event, SOON_MS),
      await (await open(join(folder, "bus"))).invoke(event, SOON_MS),
    ]

    expect(outcomes.map((outcome) => "body" in outcome && outcome.body)).toEqual([
      "taxi",
      "main",
      "book-taxi",
      "book_bus",
    ])
  })

  it.each([
    {
      name: "index.mjs",
      source:
        "import { readFileSync } from 'node:fs'\nexport const handler = () => readFileSync('data.txt', 'utf8') + process.env.LAMBDA_TASK_ROOT",
    },
    {
      name: "main.py",
      source:
        "import os\ndef lambda_handler(event, context):\n    return open('data.txt').read() + os.environ['LAMBDA_TASK_ROOT']",
    },
  ])("$name runs in its own folder, and knows it", async ({ name, source }) => {
    await write("data.txt", "data ")

    expect(await call(name, source)).toEqual({ type: "answered", body: `data ${folder}` })
  })

  it.each([
    {
      name: "index.mjs",
      own: "import { word } from './word.mjs'\nexport const handler = () => word",
      part: "word.mjs",
      says: (word: string) => `export const word = "${word}"`,
    },
    {
      name: "main.py",
      own: "from words import word\ndef lambda_handler(event, context):\n    return word",
      part: "words.py",
      says: (word: string) => `word = "${word}"`,
    },
  ])("$name is loaded again when a module of its changed", async ({ name, own, part, says }) => {
    await write(part, says("one"))
    const hook = await open(await write(name, own))
    const first = await hook.invoke(event, SOON_MS)
    await write(part, says("second"))

    expect([first, await hook.invoke(event, SOON_MS)]).toEqual([
      { type: "answered", body: "one" },
      { type: "answered", body: "second" },
    ])
  })

  it.each([
    {
      what: "has no handler",
      name: "hook.mjs",
      source: "export const other = 1",
      message: "exports no function named handler",
    },
    { what: "is no JavaScript", name: "hook.mjs", source: "export const handler = (", message: "Unexpected" },
    { what: "lacks a package", name: "hook.cjs", source: "require('no-such-package')", message: "no-such-package" },
    { what: "has no lambda_handler", name: "hook.py", source: "other = 1", message: "lambda_handler" },
    { what: "can't be imported", name: "hook.py", source: "import no_such_module", message: "no_such_module" },
    {
      what: "throws",
      name: "hook.mjs",
      source: "export const handler = () => { throw new Error('down') }",
      message: "down",
    },
    {
      what: "raises",
      name: "hook.py",
      source: "def lambda_handler(event, context):\n    raise KeyError('down')",
      message: "down",
    },
    {
      what: "answers what isn't JSON",
      name: "hook.py",
      source: "def lambda_handler(event, context):\n    return {'price': float('nan')}",
      message: "JSON",
    },
    {
      what: "writes where its answers go",
      name: "hook.cjs",
      source:
        "exports.handler = async () => { require('fs').writeSync(3, 'x\\n'); await new Promise((go) => setTimeout(go, 5000)) }",
      message: "ended",
    },
    {
      what: "ends itself",
      name: "hook.py",
      source: "import sys\ndef lambda_handler(event, context):\n    sys.exit('enough')",
      message: "ended",
    },
    {
      what: "ends its process",
      name: "hook.mjs",
      source: "export const handler = () => process.exit(3)",
      message: "exit code 3",
    },
    {
      what: "ends its process",
      name: "hook.py",
      source: "import os\ndef lambda_handler(event, context):\n    os._exit(3)",
      message: "exit code 3",
    },
  ])("that $what ($name) fails", async ({ name, source, message }) => {
    expect(await call(name, source)).toEqual({
      type: "failed",
      error: "Unhandled",
      message: expect.stringContaining(message),
    })
  })

  it.each([
    { what: "whose promise never settles", source: "export const handler = () => new Promise(() => {})" },
    { what: "that doesn't call back", source: "export const handler = (event, context, callback) => 'lost'" },
  ])("$what fails as soon as it has nothing left to do", async ({ source }) => {
    const hook = await open(await write("hook.mjs", source))
    const failed = { type: "failed", error: "Unhandled", message: expect.stringContaining("without an answer") }

    expect([await hook.invoke(event, SOON_MS), await hook.invoke(event, SOON_MS)]).toEqual([failed, failed])
  })

  it.each([
    {
      name: "hook.mjs",
      source: "export const handler = ({ inputTranscript }) => { while (inputTranscript === 'hang') {} return 1 }",
    },
    {
      name: "hook.py",
      source: "def lambda_handler(event, context):\n    while event['inputTranscript'] == 'hang': pass\n    return 1",
    },
  ])("that hangs ($name) is timed out, and called anew", async ({ name, source }) => {
    const hook = await open(await write(name, source))
    await hook.invoke(event, SOON_MS)
    const hanging = await hook.invoke({ ...event, inputTranscript: "hang" }, 300)

    expect([hanging, await hook.invoke(event, SOON_MS)]).toEqual([{ type: "timed-out" }, { type: "answered", body: 1 }])
  })

  it("finds its process as the call before left it", async () => {
    const source = "export const handler = async () => process.eventNames().map((name) => process.listenerCount(name))"
    const hook = await open(await write("hook.mjs", source))

    expect(await hook.invoke(event, SOON_MS)).toEqual(await hook.invoke(event, SOON_MS))
  })

  it("is told, and tells, texts with any characters", async () => {
    const text = "a\u2028b\u2029c\r\n\u0085d\ud83d\ude00"
    const hook = await open(
      await write("hook.mjs", "export const handler = async ({ inputTranscript }) => inputTranscript"),
    )

    expect(await hook.invoke({ ...event, inputTranscript: text }, SOON_MS)).toEqual({ type: "answered", body: text })
  })

  it.each([
    { given: undefined, zone: ":UTC" },
    { given: "Asia/Tokyo", zone: "Asia/Tokyo" },
  ])("has the time zone of Lambda, unless $given is set", async ({ given, zone }) => {
    vi.stubEnv("TZ", given)
    const source = "export const handler = async () => [process.env.TZ, new Date(0).getHours()]"

    expect(await call("hook.mjs", source)).toEqual({ type: "answered", body: [zone, given === undefined ? 0 : 9] })
  })

  it.each(["de_DE.ISO-8859-1", "C"])("in Python is told texts as they are, in the locale %s", async (locale) => {
    vi.stubEnv("LC_ALL", locale)
    vi.stubEnv("PYTHONIOENCODING", "latin-1")
    const hook = await open(
      await write("hook.py", "def lambda_handler(event, context):\n    return event['inputTranscript']"),
    )

    expect(await hook.invoke({ ...event, inputTranscript: "Zürich 北京" }, SOON_MS)).toEqual({
      type: "answered",
      body: "Zürich 北京",
    })
  })

  it("takes calls that coincide in processes of their own", async () => {
    const source =
      "let count = 0\nexport const handler = async () => { await new Promise((go) => setTimeout(go, 50)); return ++count }"
    const hook = await open(await write("hook.mjs", source))

    expect(await Promise.all([hook.invoke(event, SOON_MS), hook.invoke(event, SOON_MS)])).toEqual([
      { type: "answered", body: 1 },
      { type: "answered", body: 1 },
    ])
  })

  it("that isn't there is told at once", async () => {
    await expect(open(join(folder, "none.mjs"))).rejects.toThrow("there is no code hook at")
    await expect(open(folder)).rejects.toThrow("none of index.mjs")
    await expect(open(await write("Hook.java", "class Hook {}"))).rejects.toThrow(
      "no JavaScript, TypeScript or Python file",
    )
    await expect(open(await write("hook.zip", ""))).rejects.toThrow("unpack")
  })
})
