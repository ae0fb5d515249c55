// What `npm run build` runs: the site's files and the Lambda package into dist/. The Worker is bundled by wrangler, the
// Node host runs the sources.

import { stat } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { writeSite } from "./write-site.ts"

const DIST = new URL("../../dist/", import.meta.url)

async function main(): Promise<void> {
  const count = await writeSite(new URL("site/", DIST))
  console.log(`dist/site: ${count} files`)

  const file = fileURLToPath(new URL("lambda/index.mjs", DIST))
  await build({
    entryPoints: [fileURLToPath(new URL("../lambda.ts", import.meta.url))],
    outfile: file,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node22",
    // CommonJS inside the bundle asks for Node's modules by `require`, which ES modules don't have.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "warning",
  })
  await writeSite(new URL("lambda/site/", DIST))
  console.log(`dist/lambda/index.mjs: ${Math.round((await stat(file)).size / 1024)} kB`)
}

await main()
