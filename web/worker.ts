// The Cloudflare Workers host: the same app, AWS over fetch, files from the assets binding. Settings are the Worker's
// variables and secrets. Other hosts are web/node.ts and web/lambda.ts.

import { type Environment, parseConfig } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { createLog } from "#core/log.ts"
import { systemClock } from "#core/time.ts"
import { createApp } from "./app.ts"
import { type Asset, type Assets, cacheControlOf, contentTypeOf, isEmbeddable } from "./assets.ts"
import { losslessProcessor } from "./photo/photo-processor.ts"
import { createServices, type Services } from "./services.ts"

/** What Cloudflare hands in: variables and secrets as texts, and the files of `dist/site`. */
type Bindings = { readonly ASSETS: { fetch(url: string): Promise<Response> }; readonly [name: string]: unknown }

type ExecutionContext = { waitUntil(work: Promise<unknown>): void }

type Site = { readonly services: Services; readonly app: ReturnType<typeof createApp> }

const sites = new WeakMap<Bindings, Site>()

function openSite(bindings: Bindings): Site {
  const texts = Object.entries(bindings).filter((entry): entry is [string, string] => typeof entry[1] === "string")
  const environment: Environment = Object.fromEntries(texts)
  const config = parseConfig(environment)
  if (config.sessionSecret === undefined)
    throw new Fault("setting-invalid", { hint: "SESSION_SECRET must be set: wrangler secret put SESSION_SECRET" })
  if (config.lexBotId === undefined && config.awsEndpointUrl === undefined)
    throw new Fault("setting-invalid", { hint: "LEX_BOT_ID must be set: there is no local bot on Workers" })
  const services = createServices(config, {
    localEndpoint: undefined,
    sessionSecret: config.sessionSecret,
    operatorToken: config.operatorToken,
    assets: bindingAssets(bindings.ASSETS),
    // Cloudflare collects what is written to the console.
    // biome-ignore lint/suspicious/noConsole: it is the one place a Worker can write its log to.
    log: createLog(config.logLevel, systemClock, (line) => console.log(line)),
    clock: systemClock,
    newId: () => crypto.randomUUID(),
    findPeerAddress: (c) => c.req.header("CF-Connecting-IP"),
    // Cloudflare compresses on the way out.
    compresses: false,
    flushesEachTurn: false,
    dropsWork: true,
    loadPhotoProcessor: async () => losslessProcessor,
  })
  return { services, app: createApp(services) }
}

/** Files from the binding; those found are kept, they don't change before the next deployment. */
function bindingAssets(binding: Bindings["ASSETS"]): Assets {
  const found = new Map<string, Asset>()
  return {
    async find(path) {
      const known = found.get(path)
      if (known !== undefined) return known
      const hasEnding = /\.[a-z0-9]+$/i.test(path)
      const file = hasEnding ? path : `${path.replace(/\/$/, "")}/index.html`
      const response = await binding.fetch(`https://assets.local${file}`)
      if (response.status !== 200) return undefined
      const asset = {
        body: new Uint8Array(await response.arrayBuffer()),
        contentType: contentTypeOf(path),
        tag: (response.headers.get("ETag") ?? "").replace(/^W\/|"/g, ""),
        cacheControl: cacheControlOf(path),
        isEmbeddable: isEmbeddable(path),
        encoded: {},
      }
      found.set(path, asset)
      return asset
    },
  }
}

export default {
  async fetch(request: Request, bindings: Bindings, context: ExecutionContext): Promise<Response> {
    const site = sites.get(bindings) ?? openSite(bindings)
    sites.set(bindings, site)
    const answering = Promise.resolve(site.app.fetch(request, bindings))
    // A turn is ended even when the visitor has gone, and what it adds to the counts is stored after the answer.
    context.waitUntil(answering.then(() => site.services.insights.flush()))
    return await answering
  },
}
