// The Lambda host: a conversation through the events of a function URL. What the routes do is tested without it.

import type { LambdaContext } from "hono/aws-lambda"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startWebHarness, TEST_SECRET, type WebHarness } from "#test/support/web-harness.ts"
import type { handler as Handler } from "#web/lambda.ts"

let aws: WebHarness
let handler: typeof Handler

beforeAll(async () => {
  aws = await startWebHarness()
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    SESSION_SECRET: TEST_SECRET,
    AWS_ACCESS_KEY_ID: "role-key",
    AWS_SECRET_ACCESS_KEY: "role-secret",
    AWS_SESSION_TOKEN: "role-token",
  })
  handler = (await import("#web/lambda.ts")).handler
})
afterAll(() => aws.close())

type Answer = { readonly statusCode: number; readonly headers: Record<string, string>; readonly body: string }

async function invoke(method: string, path: string, body?: object, token?: string): Promise<Answer> {
  const event = {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: "",
    headers: {
      host: "abc.lambda-url.us-east-1.on.aws",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    requestContext: { domainName: "abc.lambda-url.us-east-1.on.aws", http: { method, path, sourceIp: "192.0.2.7" } },
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
  }
  return (await handler(event as never, {} as LambdaContext)) as Answer
}

describe("the Lambda function", () => {
  it("holds a conversation", async () => {
    const begun = await invoke("POST", "/api/sessions")
    const { token } = JSON.parse(begun.body) as { token: string }
    const asked = await invoke("POST", "/api/messages", { text: "book" }, token)
    const history = await invoke("GET", "/api/history", undefined, token)

    expect(begun.statusCode).toBe(201)
    expect(JSON.parse(asked.body)).toMatchObject({ dialogAction: "ElicitSlot" })
    expect(JSON.parse(history.body)).toMatchObject({ turns: [{}, { text: "book" }] })
  })

  it("answers problems as every host does", async () => {
    const answer = await invoke("GET", "/api/history")

    expect(answer.statusCode).toBe(401)
    expect(answer.headers["content-type"]).toBe("application/problem+json")
  })

  it("serves the site", async () => {
    const answer = await invoke("GET", "/")

    expect(answer.statusCode).toBe(200)
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8")
  })
})
