// The command line of the local endpoint.

import { describe, expect, it } from "vitest"
import { readCommandLine } from "#local/command-line.ts"

const defaults = {
  port: 4566,
  host: "127.0.0.1",
  bots: [],
  lambda: undefined,
  functions: {},
  localeId: undefined,
  dataFolder: undefined,
  speechModules: { recognizer: undefined, voice: undefined },
  conversationLogFile: undefined,
  hasLexQuotas: false,
  isVerbose: false,
}

describe("functions on a command line", () => {
  it.each([
    {
      what: "one for every bot",
      args: "--bot a.zip --lambda f.mjs --bot b.zip",
      means: { bots: [{ path: "a.zip" }, { path: "b.zip" }], lambda: "f.mjs" },
    },
    {
      what: "one for each bot",
      args: "--bot a.zip --lambda f.mjs --bot b.zip --lambda g.py",
      means: {
        bots: [
          { path: "a.zip", lambda: "f.mjs" },
          { path: "b.zip", lambda: "g.py" },
        ],
      },
    },
    {
      what: "one for two bots, another for the third",
      args: "--bot a --bot b --lambda http://localhost/?x=1 --bot c --lambda g.py",
      means: {
        bots: [
          { path: "a", lambda: "http://localhost/?x=1" },
          { path: "b", lambda: "http://localhost/?x=1" },
          { path: "c", lambda: "g.py" },
        ],
      },
    },
    {
      what: "one before all for those without their own",
      args: "--lambda f.mjs --bot a --lambda g.py --bot b",
      means: { bots: [{ path: "a", lambda: "g.py" }, { path: "b" }], lambda: "f.mjs" },
    },
    {
      what: "by name",
      args: "--lambda Taxi=taxi/index.js --lambda f.mjs --bot a --lambda book-taxi=http://localhost:9000/?x=1",
      means: {
        bots: [{ path: "a" }],
        lambda: "f.mjs",
        functions: { Taxi: "taxi/index.js", "book-taxi": "http://localhost:9000/?x=1" },
      },
    },
  ])("are meant as $what", ({ args, means }) => {
    expect(readCommandLine(args.split(" "), {})).toEqual({ ...defaults, ...means })
  })
})

describe("a command line", () => {
  it.each([
    { args: [], environment: {}, means: {} },
    { args: [], environment: { AWS_LOCAL_PORT: "5000" }, means: { port: 5000 } },
    { args: ["--port", "0"], environment: { AWS_LOCAL_PORT: "5000" }, means: { port: 0 } },
    {
      args: ["--bot", "a.zip", "--bot", "folder"],
      environment: {},
      means: { bots: [{ path: "a.zip" }, { path: "folder" }] },
    },
    {
      args: ["--lambda", "http://localhost:9000/2015-03-31/functions/f/invocations"],
      environment: {},
      means: { lambda: "http://localhost:9000/2015-03-31/functions/f/invocations" },
    },
    {
      args: ["--locale=de_DE", "--data", ".data", "--verbose"],
      environment: {},
      means: { localeId: "de_DE", dataFolder: ".data", isVerbose: true },
    },
    {
      args: ["--recognizer", "own.mjs"],
      environment: { SPEECH_RECOGNIZER: "other.mjs", SPEECH_VOICE: "voice.mjs" },
      means: { speechModules: { recognizer: "own.mjs", voice: "voice.mjs" } },
    },
    { args: ["--quotas"], environment: {}, means: { hasLexQuotas: true } },
    { args: ["--log-conversations", "log.jsonl"], environment: {}, means: { conversationLogFile: "log.jsonl" } },
  ])("$args is read", ({ args, environment, means }) => {
    expect(readCommandLine(args, environment)).toEqual({ ...defaults, ...means })
  })

  it.each([
    { args: ["--port", "70000"], says: "--port must be a number from 0 to 65535, not '70000'" },
    { args: ["--port", "x"], says: "--port must be a number" },
    { args: ["--locale", "english"], says: "--locale must be a Lex locale such as en_US, not 'english'" },
    { args: ["--bott", "x"], says: "--bott" },
    { args: ["bot.zip"], says: "bot.zip" },
  ])("$args is refused", ({ args, says }) => {
    expect(readCommandLine(args, {})).toMatchObject({ problem: expect.stringContaining(says) })
  })

  it("asks for help", () => {
    expect(readCommandLine(["--help"], {})).toBe("help")
  })
})
