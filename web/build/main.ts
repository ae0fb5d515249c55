// What `npm run build` runs: the site's files and the functions for AWS Lambda into dist/. The Worker is bundled by
// wrangler, the Node host runs the sources.

import { buildFunctions } from "./build-functions.ts"
import { writeSite } from "./write-site.ts"

const DIST = new URL("../../dist/", import.meta.url)

const count = await writeSite(new URL("site/", DIST))
console.log(`dist/site: ${count} files`)
await buildFunctions(DIST, (line) => console.log(line))
