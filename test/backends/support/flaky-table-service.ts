// A table service that fails as DynamoDB and networks do: between the clients and a real one, each call may be throttled,
// never arrive, or be carried out without its answer coming back.

import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** What becomes of a call: `lost` is carried out, and its answer never arrives. */
export type CallFate = "answered" | "throttled" | "refused" | "lost"

/** A running service. */
export type FlakyTableService = {
  readonly endpoint: string
  /** Decides over each call from now on. @param operation Such as `PutItem`. */
  decide(fateOf: (operation: string) => CallFate): void
  close(): Promise<void>
}

const THROTTLED = JSON.stringify({
  __type: "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
  message: "The level of configured provisioned throughput for the table was exceeded.",
})

/** Starts it. @param target The endpoint of the real one. */
export async function startFlakyTableService(target: string): Promise<FlakyTableService> {
  let fateOf: (operation: string) => CallFate = () => "answered"
  const server: Server = createServer(async (incoming, outgoing) => {
    const body = await readBody(incoming)
    const operation = String(incoming.headers["x-amz-target"]).split(".")[1] ?? ""
    const fate = fateOf(operation)
    if (fate === "throttled") outgoing.writeHead(400, { "content-type": "application/x-amz-json-1.0" }).end(THROTTLED)
    else if (fate === "refused") incoming.socket.destroy()
    else await forward(target, incoming, body, fate === "lost" ? undefined : outgoing)
    if (fate === "lost") incoming.socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    decide(given) {
      fateOf = given
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const { host: _, ...headers } = incoming.headers
    const call = request(new URL(incoming.url ?? "/", target), { method: "POST", headers }, async (answer) => {
      const content = await readBody(answer)
      outgoing?.writeHead(answer.statusCode ?? 500, answer.headers).end(content)
      resolve()
    })
    call.on("error", reject)
    call.end(body)
  })
}
