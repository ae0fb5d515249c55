// The command line of the local endpoint.

import { describe, expect, it } from "vitest"
import { readCommandLine } from "#local/command-line.ts"

const defaults = {
  port: 4566,
  host: "127.0.0.1",
  bots: [],
  lambda: undefined,
  localeId: undefined,
  dataFolder: undefined,
  conversationLogFile: undefined,
  isVerbose: false,
}

describe("a command line", () => {
  it.each([
    { args: [], environment: {}, means: {} },
    { args: [], environment: { AWS_LOCAL_PORT: "5000" }, means: { port: 5000 } },
    { args: ["--port", "0"], environment: { AWS_LOCAL_PORT: "5000" }, means: { port: 0 } },
    { args: ["--bot", "a.zip", "--bot", "folder"], environment: {}, means: { bots: ["a.zip", "folder"] } },
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
