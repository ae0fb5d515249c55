// The servers that bench/turn.ts measures, each in a process of its own: the whole site as `npm start` runs it, and a
// bare Hono app that echoes JSON. Prints its address when it listens.

import type { AddressInfo } from "node:net"
import { createAdaptorServer } from "@hono/node-server"
import { Hono } from "hono"
import { startSite } from "#web/node.ts"

if (process.argv[2] === "echo") {
  const app = new Hono().post("/api/messages", async (c) => c.json(await c.req.json()))
  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
} else {
  const site = await startSite(process.env, (line) => process.stderr.write(`${line}\n`))
  console.log(site.url)
  process.on("SIGINT", () => void site.close().then(() => process.exit(0)))
}
