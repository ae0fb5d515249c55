// The WebSocket of a live conversation, on hosts that have one. What is said on it is web/live.

import { type Context, Hono } from "hono"
import type { WSContext } from "hono/ws"
import { LiveConnection } from "../live/live-connection.ts"
import type { LiveHost, LiveSocket } from "../live/live-host.ts"
import { HttpProblem } from "../problem.ts"
import type { Services } from "../services.ts"

/** `GET /api/live`, upgraded; no route at all where the host has no WebSockets. */
export function liveRoutes(services: Services): Hono {
  const { liveHost, lines } = services
  const routes = new Hono()
  if (liveHost === undefined || services.config.liveConnections === 0) return routes

  const checkRoom = (c: Context) => {
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
      c.header("Upgrade", "websocket")
      throw new HttpProblem("upgrade-required")
    }
    if (services.shutdown.isUnderWay) throw new HttpProblem("shutting-down")
    if (!lines.hasRoom) throw new HttpProblem("overloaded")
  }
  const open = (socket: WSContext<unknown>): LiveConnection => {
    const connection: LiveConnection = new LiveConnection({
      services,
      listener: liveHost.listener,
      socket: toLiveSocket(socket, liveHost.bufferedBytes),
      enter: (sessionId) => lines.enter(connection, sessionId),
    })
    lines.add(connection)
    return connection
  }
  const upgrade = liveHost.upgrade(() => {
    let connection: LiveConnection | undefined
    return {
      onOpen: (_event, socket) => {
        connection = open(socket)
      },
      onMessage: ({ data }) => {
        if (typeof data === "string") connection?.onText(data)
        else if (data instanceof ArrayBuffer) connection?.onSound(new Uint8Array(data))
      },
      onClose: () => {
        if (connection === undefined) return
        connection.onClose()
        lines.remove(connection)
      },
    }
  })
  routes.get("/api/live", async (c, next) => {
    checkRoom(c)
    return await upgrade(c, next)
  })
  return routes
}

function toLiveSocket(socket: WSContext<unknown>, bufferedBytes: LiveHost["bufferedBytes"]): LiveSocket {
  return {
    send: (data) => socket.send(data),
    bufferedBytes: () => bufferedBytes(socket),
    close: (code, reason) => socket.close(code, reason),
  }
}
