// Deploying against the local endpoint, which has Lex and DynamoDB; stacks and the bucket of code are made up.

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runDeploy } from "#deploy/commands.ts"
import type { PackedFunctions } from "#deploy/pack-functions.ts"
import { startLocal } from "#local/main.ts"
import { fakeCloud } from "./fake-cloud.ts"

let local: Awaited<ReturnType<typeof startLocal>>
beforeAll(async () => {
  local = await startLocal({ port: 0, lambda: async () => ({}) })
})
afterAll(() => local.close())

const packed = (version: string): PackedFunctions => {
  const code = (name: string) => ({ key: `${name}/${version}.zip`, zip: async () => new Uint8Array([1]) })
  return { CodeHook: code("code-hook"), Upkeep: code("upkeep"), Site: code("lambda") }
}

async function run(
  args: readonly string[],
  ports: object = {},
  environment: Record<string, string> = {},
  isReady = true,
) {
  const lines: string[] = []
  const print = (line: string) => lines.push(line)
  const asked: string[] = []
  const answers = async (url: string) => {
    asked.push(url)
    return isReady
  }
  const code = await runDeploy(args, { environment, print, complain: print, ports, answers })
  return { code, asked, text: lines.join("\n") }
}

describe("npm run deploy:aws", () => {
  it("deploys everything, and changes nothing the second time", async () => {
    const cloud = fakeCloud()
    const environment = { AWS_ENDPOINT_URL: local.url, TABLE_PREFIX: "shop-", POLLY_ENGINE: "standard" }
    const ports = { ...cloud, packFunctions: async () => packed("1") }

    const first = await run(["--region", "eu-west-1", "--demo"], ports, environment)
    const made = cloud.parametersOf("concierge")
    const second = await run(["--region", "eu-west-1"], ports, environment)

    expect(first).toMatchObject({ code: 0, text: expect.stringContaining("Imported concierge: bot ") })
    expect(first.text).toContain(`OPERATOR_TOKEN=${made.OperatorToken}`)
    expect(first.text).toContain('<script src="https://abc.execute-api.us-east-1.amazonaws.com/widget.js" defer>')
    expect(first.text).toContain("Catalogue: the demo's")
    expect(first.asked).toEqual(["https://abc.execute-api.us-east-1.amazonaws.com/readyz"])
    expect(made).toMatchObject({
      CodeBucket: "CodeBucket-value",
      SiteCode: "lambda/1.zip",
      LexBotId: expect.stringMatching(/^\w{10}$/),
      LexBotAliasId: expect.stringMatching(/^\w{10}$/),
    })
    expect(new Set([made.BookingKey, made.SessionSecret, made.OperatorToken]).size).toBe(3)
    expect(second).toMatchObject({
      code: 0,
      text: expect.stringContaining("Stack concierge: unchanged\nBot: unchanged"),
    })
    expect(second.text).not.toContain("OPERATOR_TOKEN")
    expect(cloud.parametersOf("concierge")).toEqual(made)
    expect(cloud.sent).toEqual(["code-hook/1.zip", "upkeep/1.zip", "lambda/1.zip"])
  }, 60_000)

  it("keeps the secrets and the bot when the code changes, and takes secrets that the owner sets", async () => {
    const cloud = fakeCloud()
    const deployBot = async () => ({ botId: "BOT0000001", aliasId: "ALIAS00001" })
    const environment = { AWS_ENDPOINT_URL: local.url, SESSION_SECRET: "s".repeat(40) }
    const ports = (version: string) => ({ ...cloud, deployBot, packFunctions: async () => packed(version) })

    await run(["--region", "eu-west-1"], ports("1"), environment)
    const made = cloud.parametersOf("concierge")
    await run(["--region", "eu-west-1"], ports("2"), { AWS_ENDPOINT_URL: local.url })

    expect(made.SessionSecret).toBe("s".repeat(40))
    expect(cloud.parametersOf("concierge")).toEqual({
      ...made,
      ...{ CodeHookCode: "code-hook/2.zip", UpkeepCode: "upkeep/2.zip", SiteCode: "lambda/2.zip" },
    })
  }, 60_000)

  it("goes on where it was broken off", async () => {
    const cloud = fakeCloud()
    const environment = { AWS_ENDPOINT_URL: local.url }
    let attempts = 0
    const deployBot = async () => {
      attempts++
      if (attempts === 1) throw new Error("Lex is away")
      return { botId: "BOT0000001", aliasId: "ALIAS00001" }
    }
    const ports = { ...cloud, deployBot, packFunctions: async () => packed("1") }

    await expect(run(["--region", "eu-west-1"], ports, environment)).rejects.toThrow("Lex is away")
    const made = cloud.parametersOf("concierge")
    const second = await run(["--region", "eu-west-1"], ports, environment)

    expect(second).toMatchObject({ code: 0, text: expect.stringContaining("Site: https://abc") })
    expect(cloud.parametersOf("concierge")).toMatchObject({ OperatorToken: made.OperatorToken, LexBotId: "BOT0000001" })
  }, 60_000)

  it("says where to look when the site isn't ready", async () => {
    const deployBot = async () => ({ botId: "BOT0000001", aliasId: "ALIAS00001" })
    const ports = { ...fakeCloud(), deployBot, packFunctions: async () => packed("1") }

    const outcome = await run(["--region", "eu-west-1"], ports, { AWS_ENDPOINT_URL: local.url }, false)

    expect(outcome).toMatchObject({ code: 1, text: expect.stringContaining("aws logs tail /concierge/concierge/Site") })
  }, 60_000)

  it("tells what it would make without asking AWS anything", async () => {
    const { code, text } = await run(
      ["--dry-run", "--stack", "shop"],
      {},
      { AWS_REGION: "eu-west-1", HISTORY_DAYS: "7" },
    )

    expect(code).toBe(0)
    expect(text).toMatch(/^In eu-west-1 would be made/)
    expect(text).toMatch(/Stack shop-code\n {2}AWS::S3::Bucket/)
    expect(text).toMatch(/AWS::Lambda::Function +CodeHook +answers Lex/)
    expect(text).toContain("concierge-bookings")
    expect(text).toContain("Settings that go along: HISTORY_DAYS")
  })

  it.each([
    { args: [], environment: {}, says: "say where to: --region eu-west-1, or set AWS_REGION" },
    {
      args: ["--region", "mars"],
      environment: {},
      says: 'AWS_REGION must be an AWS region such as eu-west-1, not "mars"',
    },
    { args: ["--region", "eu-west-1", "--stack", "my stack"], environment: {}, says: "--stack must be letters" },
    { args: ["--region", "eu-west-1"], environment: { ALLOWED_ORIGINS: "x" }, says: "ALLOWED_ORIGINS must be origins" },
    { args: ["--region", "eu-west-1", "now"], environment: {}, says: "now is one too many" },
  ])("refuses $args with $environment", async ({ args, environment, says }) => {
    const { code, text } = await run(args, {}, environment)

    expect(code).toBe(1)
    expect(text).toContain(says)
  })
})
