// What `npm run build` runs: the site's files and the functions for AWS Lambda into dist/. The Worker is bundled by
// wrangler, the Node host runs the sources.

import { fileURLToPath } from "node:url"
import { bundleFunction } from "./bundle-function.ts"
import { writeSite } from "./write-site.ts"

const DIST = new URL("../../dist/", import.meta.url)

/** The Lambda functions, by their folder in dist/. */
const FUNCTIONS = {
  lambda: new URL("../lambda.ts", import.meta.url),
  "code-hook": new URL("../../handlers/code-hook.ts", import.meta.url),
  thumbnail: new URL("../../handlers/thumbnail.ts", import.meta.url),
  upkeep: new URL("../../handlers/upkeep.ts", import.meta.url),
}

async function main(): Promise<void> {
  const count = await writeSite(new URL("site/", DIST))
  console.log(`dist/site: ${count} files`)
  for (const [folder, entry] of Object.entries(FUNCTIONS)) {
    const bytes = await bundleFunction(entry, fileURLToPath(new URL(`${folder}/index.mjs`, DIST)))
    console.log(`dist/${folder}/index.mjs: ${Math.round(bytes / 1024)} kB`)
  }
  await writeSite(new URL("lambda/site/", DIST))
}

await main()
