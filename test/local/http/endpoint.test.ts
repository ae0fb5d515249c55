// The front door: two protocols on one port, routing, limits, strangers. Signatures are signature.test.ts.

import { connect as connectHttp2, constants } from "node:http2"
import { connect } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import { AwsError } from "#local/http/aws-error.ts"
import { jsonResponse } from "#local/http/aws-service.ts"
import { createLocalEndpoint, type LocalEndpoint, type LocalEndpointOptions } from "#local/http/endpoint.ts"
import { jsonTargetService } from "#local/http/json-target.ts"
import { restJsonService } from "#local/http/rest-json.ts"

const opened: LocalEndpoint[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((endpoint) => endpoint.close()))
})

const paint = restJsonService({
  name: "paint",
  signingName: "paint",
  operations: [
    {
      name: "Echo",
      method: "POST",
      path: "/v1/echo/{Name}",
      maxBodyBytes: 64,
      handle: async (request) => jsonResponse(request.labels),
    },
    { name: "EchoAll", method: "POST", path: "/v1/echo/all/", handle: async () => jsonResponse("all") },
    {
      name: "Fail",
      method: "GET",
      path: "/v1/fail",
      handle: () =>
        Promise.reject(new AwsError("ColorException", 418, "No such color", { members: { Color: "ultra" } })),
    },
    {
      name: "Break",
      method: "GET",
      path: "/v1/break",
      handle: () => Promise.reject(new TypeError("a secret of the inside")),
    },
  ],
})

const count = jsonTargetService({
  name: "count",
  signingName: "count",
  protocol: "json-1.1",
  targetPrefix: "CountService",
  operations: { Add: async (input) => ({ Sum: Number(input.A) + Number(input.B) }) },
})

async function open(options: Partial<LocalEndpointOptions> = {}): Promise<string> {
  const endpoint = createLocalEndpoint({ services: [paint, count], closeGraceMs: 100, ...options })
  opened.push(endpoint)
  return (await endpoint.listen(0)).url
}

describe("the endpoint, with a REST service and a target service", () => {
  it.each([
    { path: "/v1/echo/a%3Ab", answers: { Name: "a:b" } },
    { path: "/v1/echo/red?shade=1", answers: { Name: "red" } },
    { path: "/v1/echo/all", answers: "all" }, // the fixed path wins over the label
  ])("routes POST $path", async ({ path, answers }) => {
    const response = await fetch(`${await open()}${path}`, { method: "POST" })

    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/)
    expect(await response.json()).toEqual(answers)
  })

  it("routes by target, and answers in the service's media type", async () => {
    const response = await callTarget(await open(), "CountService.Add", '{"A":1,"B":2}')

    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1")
    expect(await response.json()).toEqual({ Sum: 3 })
  })

  it.each([
    {
      what: "an unknown REST path",
      method: "GET",
      path: "/v2/nothing",
      target: undefined,
      body: undefined,
      status: 404,
      type: "UnknownOperationException",
    },
    {
      what: "a known path with another method",
      method: "DELETE",
      path: "/v1/fail",
      target: undefined,
      body: undefined,
      status: 404,
      type: "UnknownOperationException",
    },
    {
      what: "a modeled error",
      method: "GET",
      path: "/v1/fail",
      target: undefined,
      body: undefined,
      status: 418,
      type: "ColorException",
    },
    {
      what: "a bug",
      method: "GET",
      path: "/v1/break",
      target: undefined,
      body: undefined,
      status: 500,
      type: "InternalServerException",
    },
    {
      what: "a broken label",
      method: "POST",
      path: "/v1/echo/%E0%A4%A",
      target: undefined,
      body: undefined,
      status: 400,
      type: "ValidationException",
    },
    {
      what: "too long a body",
      method: "POST",
      path: "/v1/echo/x",
      target: undefined,
      body: "x".repeat(65),
      status: 413,
      type: "RequestEntityTooLargeException",
    },
  ])("answers $what with status $status", async ({ method, path, body, status, type }) => {
    const response = await fetch(`${await open()}${path}`, { method, ...(body === undefined ? {} : { body }) })

    expect({ status: response.status, type: response.headers.get("x-amzn-errortype") }).toEqual({ status, type })
    expect(await response.text()).not.toContain("secret of the inside")
  })

  it("answers services that speak in forms, none of which is here, in XML", async () => {
    const body = new URLSearchParams({ Action: "GetCallerIdentity", Version: "2011-06-15" })
    const response = await fetch(`${await open()}/`, { method: "POST", body })

    expect([response.status, response.headers.get("content-type")]).toEqual([400, "text/xml"])
    expect(await response.text()).toContain("<Code>InvalidAction</Code>")
  })

  it("puts the further members of a modeled error beside its message", async () => {
    const response = await fetch(`${await open()}/v1/fail`)

    expect(await response.json()).toEqual({ message: "No such color", Color: "ultra" })
  })

  it.each([
    { target: "CountService.Divide", body: "{}", type: "UnknownOperationException" },
    { target: "OtherService.Add", body: "{}", type: "UnknownOperationException" },
    { target: "CountService.Add", body: "{", type: "SerializationException" },
    { target: "CountService.Add", body: "[]", type: "SerializationException" },
    { target: "CountService.toString", body: "{}", type: "UnknownOperationException" }, // not an own operation
  ])("answers target $target with body $body as $type, status 400", async ({ target, body, type }) => {
    const response = await callTarget(await open(), target, body)

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ __type: type })
  })

  it("answers HTTP/2 with prior knowledge on the same port", async () => {
    const session = connectHttp2(await open())
    const stream = session.request({ ":method": "POST", ":path": "/v1/echo/h2" })
    stream.end()
    const [status, body] = await new Promise<[unknown, string]>((resolve, reject) => {
      let text = ""
      let code: unknown
      stream.on("response", (headers) => {
        code = headers[constants.HTTP2_HEADER_STATUS]
      })
      stream.on("data", (chunk) => {
        text += String(chunk)
      })
      stream.on("end", () => resolve([code, text]))
      stream.on("error", reject)
    })
    session.destroy()

    expect([status, body]).toEqual([200, '{"Name":"h2"}'])
  })

  it.each([
    { what: "garbage", bytes: "\u0000\u0001\u0002 nothing of this\r\n\r\n" },
    { what: "a header without a colon", bytes: "GET / HTTP/1.1\r\nHost x\r\n\r\n" },
    { what: "half an HTTP/2 preface", bytes: "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\ngarbage that is no frame" },
    {
      what: "a body shorter than promised",
      bytes: "POST /v1/echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nshort",
    },
  ])("survives $what", async ({ bytes }) => {
    const url = await open()
    await sendRaw(Number(new URL(url).port), bytes)

    const response = await fetch(`${url}/v1/echo/still`, { method: "POST" })

    expect(await response.json()).toEqual({ Name: "still" })
  })

  it("takes the first bytes one by one", async () => {
    const port = Number(new URL(await open()).port)

    const answer = await sendRaw(port, "PUT /v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", true)

    expect(answer).toMatch(/^HTTP\/1.1 404/)
  })
})

describe("calls from web pages", () => {
  it("are refused by default", async () => {
    const response = await fetch(`${await open()}/v1/echo/x`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
    })

    expect(response.status).toBe(403)
    expect(response.headers.get("access-control-allow-origin")).toBeNull()
  })

  it("are answered when the origin is allowed, after their preflight", async () => {
    const url = await open({ corsOrigins: ["https://shop.example"] })
    const headers = { origin: "https://shop.example" }
    const preflight = await fetch(`${url}/v1/echo/x`, {
      method: "OPTIONS",
      headers: { ...headers, "access-control-request-method": "POST" },
    })
    const call = await fetch(`${url}/v1/echo/x`, { method: "POST", headers })

    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([
      204,
      "https://shop.example",
    ])
    expect([call.status, call.headers.get("access-control-allow-origin")]).toEqual([200, "https://shop.example"])
  })
})

describe("more requests than the endpoint takes", () => {
  it("are refused with the protocol's throttling error, and the others are answered", async () => {
    const release: (() => void)[] = []
    const slow = restJsonService({
      name: "slow",
      signingName: "slow",
      operations: [
        {
          name: "Wait",
          method: "GET",
          path: "/wait",
          handle: async () => {
            await new Promise<void>((resolve) => release.push(resolve))
            return jsonResponse("done")
          },
        },
      ],
    })
    const url = await open({ services: [slow], maxConcurrentRequests: 1, maxQueuedRequests: 1 })
    const calls = Array.from({ length: 3 }, () => fetch(`${url}/wait`))

    const refused = await Promise.race(calls)
    const timer = setInterval(() => {
      for (const go of release.splice(0)) go()
    }, 1)
    const statuses = (await Promise.all(calls)).map((response) => response.status).sort()
    clearInterval(timer)

    expect(refused.headers.get("x-amzn-errortype")).toBe("ThrottlingException")
    expect(statuses).toEqual([200, 200, 429])
  })
})

function callTarget(url: string, target: string, body: string): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" },
    body,
  })
}

/** Sends bytes as they are, says nothing more, and gives what came back until the other side is done. */
function sendRaw(port: number, bytes: string, isOneByOne = false): Promise<string> {
  return new Promise((resolve) => {
    let answer = ""
    const socket = connect(port, "127.0.0.1", async () => {
      for (const part of isOneByOne ? bytes : [bytes]) {
        socket.write(part)
        await new Promise((next) => setImmediate(next))
      }
      if (!isOneByOne) socket.end()
    })
    socket.setNoDelay(true)
    socket.on("data", (chunk) => {
      answer += String(chunk)
    })
    socket.on("error", () => resolve(answer))
    socket.on("close", () => resolve(answer))
  })
}
