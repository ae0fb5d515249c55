// The settings: what is read, what is refused, and that the documentation says the same as the code.

import { readFile } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { parseConfig, SETTINGS, type Setting } from "#core/config.ts"
import { Fault } from "#core/errors.ts"

const refusal = (environment: Record<string, string>): string => {
  try {
    return `accepted: ${JSON.stringify(parseConfig(environment))}`
  } catch (error) {
    return error instanceof Fault ? `${error.code}: ${error.hint}` : String(error)
  }
}

describe("parseConfig", () => {
  it("runs everything on this machine when nothing is set", () => {
    expect(parseConfig({})).toMatchObject({
      port: 8787,
      awsLocalPort: 4566,
      dataDir: ".data",
      lexBotId: undefined,
      lexLocaleId: ["en_US"],
      awsRegion: "us-east-1",
      cloudServices: [],
      awsEndpointUrl: undefined,
      allowedOrigins: [],
      logLevel: "info",
    })
  })

  it("takes an empty variable for one that is not set", () => {
    expect(parseConfig({ PORT: "", LEX_BOT_ID: " ", SESSION_SECRET: "" })).toEqual(parseConfig({}))
  })

  it.each([
    { name: "PORT", text: "0", key: "port", value: 0 },
    { name: "LEX_LOCALE_ID", text: "en_US, fr_FR", key: "lexLocaleId", value: ["en_US", "fr_FR"] },
    { name: "LEX_WELCOME_INTENT", text: "none", key: "lexWelcomeIntent", value: "none" },
    { name: "AWS_ENDPOINT_URL", text: "http://127.0.0.1:4566/", key: "awsEndpointUrl", value: "http://127.0.0.1:4566" },
    { name: "CLOUD_SERVICES", text: "dynamodb,polly", key: "cloudServices", value: ["dynamodb", "polly"] },
    {
      name: "ALLOWED_ORIGINS",
      text: "https://a.example,http://localhost:3000",
      key: "allowedOrigins",
      value: ["https://a.example", "http://localhost:3000"],
    },
    { name: "ALLOWED_ORIGINS", text: "*", key: "allowedOrigins", value: ["*"] },
    { name: "AWS_REGION", text: "ap-southeast-2", key: "awsRegion", value: "ap-southeast-2" },
    { name: "AWS_REGION", text: "us-gov-west-1", key: "awsRegion", value: "us-gov-west-1" },
    { name: "MISSED_UTTERANCE_DAYS", text: "0", key: "missedUtteranceDays", value: 0 },
  ])("reads $name=$text", ({ name, text, key, value }) => {
    expect(parseConfig({ [name]: text })).toHaveProperty(key, value)
  })

  it.each([
    { name: "PORT", text: "http" },
    { name: "PORT", text: "65536" },
    { name: "PORT", text: "-1" },
    { name: "PORT", text: "80.5" },
    { name: "LEX_BOT_ID", text: "short" },
    { name: "LEX_LOCALE_ID", text: "english" },
    { name: "AWS_REGION", text: "europe" },
    { name: "AWS_ENDPOINT_URL", text: "127.0.0.1:4566" },
    { name: "CLOUD_SERVICES", text: "dynamo" },
    { name: "ALLOWED_ORIGINS", text: "https://a.example/page" },
    { name: "SESSION_TTL", text: "30" },
    { name: "LOG_LEVEL", text: "loud" },
  ])("refuses $name=$text, saying what it may be", ({ name, text }) => {
    const mayBe = Object.values<Setting<unknown>>(SETTINGS).find((own) => own.name === name)?.mayBe

    expect(refusal({ [name]: text })).toBe(`setting-invalid: ${name} must be ${mayBe}, not "${text}"`)
  })

  it("names everything that is wrong at once, but shows no secret", () => {
    const hint = refusal({ PORT: "x", SESSION_SECRET: "too short", OPERATOR_TOKEN: "tiny" })

    expect(hint).toContain("PORT must be")
    expect(hint).toContain("SESSION_SECRET must be 32 to 1024 characters")
    expect(hint).toContain("OPERATOR_TOKEN must be")
    expect(hint).not.toContain("too short")
    expect(hint).not.toContain("tiny")
  })

  it.each([
    { environment: { LEX_BOT_ID: "ABCDEFGHIJ" }, hint: "LEX_BOT_ALIAS_ID must be set" },
    {
      environment: { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE" },
      hint: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set together",
    },
    { environment: { LEX_LOCALE_ID: "," }, hint: "LEX_LOCALE_ID must name a locale" },
  ])("refuses settings that don't go together: $environment", ({ environment, hint }) => {
    expect(refusal(environment)).toContain(hint)
  })
})

describe("the documentation", () => {
  const settings = Object.values<Setting<unknown>>(SETTINGS)

  it("has one line for each setting, saying what the code says", async () => {
    const page = await readFile(new URL("../../docs/configuration.md", import.meta.url), "utf8")

    const rows = page.split("\n").filter((line) => line.startsWith("| `"))
    expect(rows).toEqual(
      settings.map(({ name, defaultText, mayBe, purpose, isSecret }) => {
        const text = defaultText === "" ? "" : `\`${defaultText}\``
        return `| \`${name}\` | ${text} | ${mayBe} | ${purpose}${isSecret ? " (secret)" : ""} |`
      }),
    )
  })

  it("has every setting in .env.example, as a comment with its default", async () => {
    const example = await readFile(new URL("../../.env.example", import.meta.url), "utf8")

    const lines = example.split("\n").filter((line) => /^#[A-Z]/.test(line))
    expect(lines).toEqual(settings.map(({ name, defaultText }) => `#${name}=${defaultText}`))
  })
})
