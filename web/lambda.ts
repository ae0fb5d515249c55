// The AWS Lambda host, behind a function URL, API Gateway or a load balancer: the same app, with the files that
// `npm run build` put beside it. Other hosts are web/node.ts and web/worker.ts.

import { env, stdout } from "node:process"
import type { Context } from "hono"
import { handle, type LambdaEvent } from "hono/aws-lambda"
import { parseConfig } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { createLog } from "#core/log.ts"
import { systemClock } from "#core/time.ts"
import { createApp } from "./app.ts"
import { createAssets } from "./assets.ts"
import { readFolder } from "./build/read-folder.ts"
import { createServices } from "./services.ts"

/** Where the deployment package has the built site. */
const SITE = new URL("./site/", import.meta.url)

function createHandler(environment: Readonly<Record<string, string | undefined>>) {
  // Lambda sets the role's keys as variables; the SDK finds those itself, and renews what needs renewing.
  const config = parseConfig({
    ...environment,
    AWS_ACCESS_KEY_ID: "",
    AWS_SECRET_ACCESS_KEY: "",
    AWS_SESSION_TOKEN: "",
  })
  if (config.sessionSecret === undefined)
    throw new Fault("setting-invalid", { hint: "SESSION_SECRET must be set on the function" })
  if (config.lexBotId === undefined && config.awsEndpointUrl === undefined)
    throw new Fault("setting-invalid", { hint: "LEX_BOT_ID must be set: there is no local bot on Lambda" })
  const log = createLog(config.logLevel, systemClock, (line) => stdout.write(`${line}\n`))
  const services = createServices(config, {
    localEndpoint: undefined,
    sessionSecret: config.sessionSecret,
    operatorToken: config.operatorToken,
    assets: createAssets(() => readFolder(SITE, "/")),
    log,
    clock: systemClock,
    newId: () => crypto.randomUUID(),
    findPeerAddress: findSourceIp,
    compresses: true,
    // The function is frozen as soon as it has answered.
    flushesEachTurn: true,
    dropsWork: false,
    loadPhotoProcessor: async () => (await import("./photo/sharp-processor.ts")).loadSharpProcessor(log),
  })
  return handle(createApp(services))
}

/** The address that API Gateway or a function URL saw; a load balancer says it in `X-Forwarded-For` only. */
function findSourceIp(c: Context): string | undefined {
  const { event } = (c.env ?? {}) as { readonly event?: LambdaEvent }
  const context = event?.requestContext as
    | { readonly http?: { readonly sourceIp?: string }; readonly identity?: { readonly sourceIp?: string | null } }
    | undefined
  return (
    context?.http?.sourceIp ?? context?.identity?.sourceIp ?? c.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim()
  )
}

/** The Lambda function. */
export const handler: ReturnType<typeof createHandler> = createHandler(env)
