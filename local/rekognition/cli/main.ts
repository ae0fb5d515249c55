// `npm run vision -- train DIR`: trains custom labels on folders of photos, for DetectCustomLabels. How is custom/train-project.ts.

import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { Fault } from "#core/errors.ts"
import { systemClock } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import type { HeadMetrics } from "../custom/head-evaluation.ts"
import { PROJECT_NAME, saveVersion, versionArn } from "../custom/project-store.ts"
import { trainProject } from "../custom/train-project.ts"

const USAGE = `Usage: npm run vision -- train DIR [options]

Trains custom labels on photos: each folder in DIR is a label, the JPEG, PNG and WebP files in it its photos (4 at least;
some dozens are better). A quarter of them is held out to measure how good the labels are.

  --project NAME   name of the project (default: photos)
  --version NAME   name of the version; one of this name is replaced (default: 1)
  --seed NUMBER    chooses what is held out (default: 1)
  --data DIR       data folder of the endpoint that serves the version (default: DATA_DIR, or .data)
`

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      project: { type: "string", default: "photos" },
      version: { type: "string", default: "1" },
      seed: { type: "string", default: "1" },
      data: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  })
  const [command, photos] = positionals
  if (values.help) {
    process.stdout.write(USAGE)
    return
  }
  if (command !== "train" || photos === undefined || positionals.length > 2)
    throw new Fault("setting-invalid", { hint: USAGE })
  for (const name of [values.project, values.version]) {
    if (!PROJECT_NAME.test(name) || name.startsWith(".")) {
      throw new Fault("setting-invalid", { hint: `'${name}' is no name: letters, digits, '_', '-' and '.' make one` })
    }
  }
  if (!/^\d+$/.test(values.seed)) throw new Fault("setting-invalid", { hint: "--seed must be a whole number" })
  const version = await trainProject({
    photos: resolve(photos),
    project: values.project,
    version: values.version,
    random: seededRandom(Number(values.seed)),
    clock: systemClock,
    say: (line) => process.stdout.write(`${line}\n`),
  })
  const folder = resolve(values.data ?? process.env.DATA_DIR ?? ".data")
  const path = await saveVersion(join(folder, "rekognition", "projects"), version)
  process.stdout.write(`${describeMetrics(version.metrics)}\nKept in ${path}\n`)
  process.stdout.write(
    `aws rekognition detect-custom-labels --project-version-arn ${versionArn(version)} --image-bytes fileb://PHOTO\n`,
  )
}

function describeMetrics({ accuracy, f1, labels, confusion }: HeadMetrics): string {
  const width = Math.max(5, ...labels.map(({ label }) => label.length))
  const percent = (share: number): string => `${Math.round(100 * share)} %`.padStart(10)
  const rows = labels.map(
    ({ label, precision, recall, pictures }) =>
      `${label.padEnd(width)}${percent(precision)}${percent(recall)}${String(pictures).padStart(10)}`,
  )
  const counts = confusion.map(
    (row, i) => `${(labels[i]?.label ?? "").padEnd(width)}${row.map((count) => String(count).padStart(6)).join("")}`,
  )
  return [
    `On held-out photos: ${percent(accuracy).trim()} right, F1 ${f1.toFixed(2)}`,
    `${"label".padEnd(width)} precision    recall    photos`,
    ...rows,
    "Which label (row) was taken for which (column, in the same order):",
    ...counts,
  ].join("\n")
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Fault ? error.hint : error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exitCode = 1
})
