// What `npm start` runs: the site on Node, until a signal ends it. What it consists of is web/node.ts.

import { enableCompileCache } from "node:module"
import { join } from "node:path"
import { Fault } from "#core/errors.ts"
import { restartWithLeanMalloc } from "#local/lean-malloc.ts"
import type { RunningSite } from "./node.ts"

function describeStart(site: RunningSite, dataDir: string, hasOperatorToken: boolean): string {
  const token = hasOperatorToken ? "token: your OPERATOR_TOKEN" : `token: see ${join(dataDir, "operator-token")}`
  const local = site.localEndpoint === undefined ? [] : [`  AWS       ${site.localEndpoint}`]
  return [
    "Concierge is ready.",
    "",
    `  Site      ${site.url}`,
    ...local,
    ...site.localSummary.map((line) => `              ${line}`),
    `  Operator  ${site.url}/operator  (${token})`,
    "",
    "Next: open the site and ask for a room in Lisbon, or put the assistant on a page of yours:",
    `  <script src="${site.url}/widget.js" defer></script>`,
    "  (on another host or port: start with ALLOWED_ORIGINS=https://that.page)",
    "Ctrl-C stops it. Settings: docs/configuration.md",
    "",
  ].join("\n")
}

async function main(): Promise<void> {
  restartWithLeanMalloc()
  // From the second start on, modules are read as they were compiled.
  enableCompileCache()
  const { startSite } = await import("./node.ts")
  const site = await startSite(process.env, (line) => process.stderr.write(`${line}\n`))
  const dataDir = process.env.DATA_DIR || ".data"
  process.stdout.write(describeStart(site, dataDir, Boolean(process.env.OPERATOR_TOKEN)))
  let isClosing = false
  const close = () => {
    // A second signal doesn't wait.
    if (isClosing) process.exit(1)
    isClosing = true
    site.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on("SIGINT", close)
  process.on("SIGTERM", close)
}

function fail(error: unknown): void {
  const text =
    error instanceof Fault ? (error.hint ?? error.code) : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`Concierge did not start: ${text}\n`)
  process.exit(1)
}

if (import.meta.main) main().catch(fail)
