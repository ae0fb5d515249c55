// CloudFormation's protocol against a stand-in that answers what it is told to, in CloudFormation's own XML.

import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import { createStacks } from "#aws/cloudformation.ts"

type Answer = { readonly status?: number; readonly body: string }

let server: Server | undefined
afterEach(() => server?.close())

const result = (action: string, inner: string): Answer => ({
  body: `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${inner}</${action}Result></${action}Response>`,
})
const stack = (status: string, outputs = "") =>
  result(
    "DescribeStacks",
    `<Stacks><member><StackName>shop</StackName><StackId>arn:shop</StackId><StackStatus>${status}</StackStatus><CreationTime>2026-03-02T09:00:00Z</CreationTime><Outputs>${outputs}</Outputs></member></Stacks>`,
  )
const OUTPUTS = "<member><OutputKey>SiteUrl</OutputKey><OutputValue>https://abc</OutputValue></member>"
const refusal = (code: string, message: string): Answer => ({
  status: 400,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
})
const MISSING = refusal("ValidationError", "Stack with id shop does not exist")
const changeSet = (status: string, reason = "") =>
  result("DescribeChangeSet", `<Status>${status}</Status><StatusReason>${reason}</StatusReason>`)

/** Answers each action with its next answer, the last one again and again. */
async function open(script: Readonly<Record<string, readonly Answer[]>>) {
  const calls: URLSearchParams[] = []
  const counts: Record<string, number> = {}
  const own = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on("end", () => {
      const call = new URLSearchParams(body)
      calls.push(call)
      const action = call.get("Action") ?? ""
      const answers = script[action] ?? [result(action, "")]
      const nth = counts[action] ?? 0
      counts[action] = nth + 1
      const answer = answers[Math.min(nth, answers.length - 1)]
      response.writeHead(answer?.status ?? 200, { "Content-Type": "text/xml" }).end(answer?.body)
    })
  })
  server = own
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve))
  const endpoint = `http://127.0.0.1:${(own.address() as AddressInfo).port}`
  const stacks = createStacks(
    { region: "eu-west-1", endpoint },
    async () => {},
    () => "id",
  )
  const actions = () => calls.map((call) => call.get("Action"))
  return { stacks, calls, actions }
}

const PLAN = { name: "shop", template: "{}", parameters: { Key: { value: "k" }, Secret: "previous" } } as const

describe("createStacks", () => {
  it("makes a stack that isn't there, and waits for it", async () => {
    const { stacks, calls, actions } = await open({
      DescribeStacks: [MISSING, stack("CREATE_IN_PROGRESS"), stack("CREATE_COMPLETE", OUTPUTS)],
      DescribeChangeSet: [changeSet("CREATE_IN_PROGRESS"), changeSet("CREATE_COMPLETE")],
    })

    expect(await stacks.deploy(PLAN)).toEqual({ outputs: { SiteUrl: "https://abc" }, isChanged: true })
    expect(actions()).toContain("ExecuteChangeSet")
    const created = calls.find((call) => call.get("Action") === "CreateChangeSet")
    expect(Object.fromEntries(created ?? [])).toMatchObject({
      ChangeSetType: "CREATE",
      "Capabilities.member.1": "CAPABILITY_IAM",
      "Parameters.member.1.ParameterValue": "k",
      "Parameters.member.2.UsePreviousValue": "true",
    })
  })

  it("leaves a stack alone that is as it should be", async () => {
    const { stacks, calls, actions } = await open({
      DescribeStacks: [stack("UPDATE_COMPLETE", OUTPUTS)],
      DescribeChangeSet: [changeSet("FAILED", "The submitted information didn't contain changes.")],
    })

    expect(await stacks.deploy(PLAN)).toEqual({ outputs: { SiteUrl: "https://abc" }, isChanged: false })
    expect(actions()).not.toContain("ExecuteChangeSet")
    expect(actions()).toContain("DeleteChangeSet")
    expect(calls.find((call) => call.get("Action") === "CreateChangeSet")?.get("ChangeSetType")).toBe("UPDATE")
  })

  it("says what failed first", async () => {
    const event = (name: string, reason: string) =>
      `<member><LogicalResourceId>${name}</LogicalResourceId><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>${reason}</ResourceStatusReason><ClientRequestToken>concierge-id</ClientRequestToken></member>`
    const { stacks } = await open({
      DescribeStacks: [MISSING, stack("ROLLBACK_COMPLETE")],
      DescribeChangeSet: [changeSet("CREATE_COMPLETE")],
      DescribeStackEvents: [
        result(
          "DescribeStackEvents",
          `<StackEvents>${event("Site", "cancelled")}${event("CodeHook", "no such role")}</StackEvents>`,
        ),
      ],
    })

    await expect(stacks.deploy(PLAN)).rejects.toMatchObject({
      code: "setting-invalid",
      hint: "stack shop: ROLLBACK_COMPLETE\nCodeHook  no such role\nSite  cancelled",
    })
  })

  it("clears away a first attempt that failed", async () => {
    const { stacks, calls, actions } = await open({
      DescribeStacks: [stack("ROLLBACK_COMPLETE"), stack("DELETE_COMPLETE"), stack("CREATE_COMPLETE", OUTPUTS)],
      DescribeChangeSet: [changeSet("CREATE_COMPLETE")],
    })

    expect(await stacks.deploy(PLAN)).toMatchObject({ isChanged: true })
    expect(actions().indexOf("DeleteStack")).toBeLessThan(actions().indexOf("CreateChangeSet"))
    expect(calls.find((call) => call.get("Action") === "CreateChangeSet")?.get("ChangeSetType")).toBe("CREATE")
  })

  it.each([
    { answer: MISSING, finds: undefined },
    { answer: stack("ROLLBACK_COMPLETE"), finds: undefined },
    { answer: stack("UPDATE_ROLLBACK_COMPLETE", OUTPUTS), finds: { outputs: { SiteUrl: "https://abc" } } },
  ])("finds $finds", async ({ answer, finds }) => {
    const { stacks } = await open({ DescribeStacks: [answer] })

    expect(await stacks.find("shop")).toEqual(finds)
  })

  it("tells wrong credentials from a wrong template", async () => {
    const wrongKey = await open({ DescribeStacks: [refusal("InvalidClientTokenId", "The token is invalid")] })
    await expect(wrongKey.stacks.find("shop")).rejects.toMatchObject({
      code: "setting-invalid",
      hint: "InvalidClientTokenId: these credentials are not known to AWS",
    })
    server?.close()
    const wrongTemplate = await open({
      DescribeStacks: [MISSING],
      CreateChangeSet: [refusal("ValidationError", "Template format error")],
    })
    await expect(wrongTemplate.stacks.deploy(PLAN)).rejects.toMatchObject({
      code: "setting-invalid",
      hint: "CloudFormation refuses: Template format error",
    })
  })
})
