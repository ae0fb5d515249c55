// Trains a version of custom labels on folders of photos, one folder a label. The command line is cli/main.ts.

import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import sharp from "sharp"
import { Fault } from "#core/errors.ts"
import type { Clock } from "#core/time.ts"
import type { RandomSource } from "#core/units.ts"
import { createImageLooker, type ImageLooker } from "../look-at-image.ts"
import { EMBEDDING_MODEL } from "../models/object-detector.ts"
import { evaluateHead, holdOut } from "./head-evaluation.ts"
import { type Example, trainHead } from "./linear-head.ts"
import type { ProjectVersion } from "./project-store.ts"

/** What is trained, and on what. */
export type TrainingOptions = {
  /** A folder of folders: the names are the labels, the photos in them JPEG, PNG or WebP. */
  readonly photos: string
  readonly project: string
  readonly version: string
  readonly random: RandomSource
  readonly clock: Clock
  /** Tells how far it is, a line each. */
  readonly say: (line: string) => void
}

/** Held out to measure the head; the head that is kept is trained on all photos. */
const HELD_OUT_SHARE = 0.25
const MIN_PHOTOS = 4
const LONGEST_SIDE = 1024

type Photo = { readonly label: string; readonly path: string }
/** A photo as it is, and in the mirror: rooms and views have no left and right. */
type EmbeddedPhoto = { readonly label: string; readonly plain: Float32Array; readonly mirrored: Float32Array }

/**
 * Trains a version.
 *
 * @throws {Fault} `data-invalid` for fewer than two labels, or fewer than four photos of one.
 */
export async function trainProject(options: TrainingOptions): Promise<ProjectVersion> {
  const { project, version, random, clock, say } = options
  const createdAt = clock()
  const photos = await listPhotos(options.photos)
  const embedded = await embedPhotos(photos, say)
  checkCounts(embedded)
  const { train, heldOut } = holdOut(embedded, HELD_OUT_SHARE, random)
  const metrics = evaluateHead(trainHead(toExamples(train)), heldOut.map(toPlain))
  return {
    project,
    version,
    createdAt,
    model: EMBEDDING_MODEL,
    head: trainHead(toExamples(embedded)),
    metrics,
    trainingSeconds: (clock() - createdAt) / 1000,
  }
}

async function listPhotos(folder: string): Promise<Photo[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new Fault("data-invalid", { hint: `there is no folder ${folder}`, cause })
  })
  const labels = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const lists = await Promise.all(
    labels.sort().map(async (label) => {
      const names = await readdir(join(folder, label))
      const photos = names.filter((name) => /\.(?:jpe?g|png|webp)$/i.test(name)).sort()
      return photos.map((name) => ({ label, path: join(folder, label, name) }))
    }),
  )
  return lists.flat()
}

async function embedPhotos(photos: readonly Photo[], say: (line: string) => void): Promise<EmbeddedPhoto[]> {
  const looker = createImageLooker()
  const embedded: EmbeddedPhoto[] = []
  for (const [i, { label, path }] of photos.entries()) {
    const photo = await readPhoto(path)
    const plain = photo && (await embed(looker, photo))
    const mirrored = photo && (await embed(looker, await sharp(photo).flop().jpeg().toBuffer()))
    if (plain === undefined || mirrored === undefined) say(`left out, it can't be read: ${path}`)
    else embedded.push({ label, plain, mirrored })
    if ((i + 1) % 50 === 0) say(`${i + 1} of ${photos.length} photos`)
  }
  await looker.close()
  return embedded
}

/** The photo as a JPEG the service takes, whatever it was; `undefined` for what can't be read. */
async function readPhoto(path: string): Promise<Buffer | undefined> {
  const bytes = await readFile(path)
  return sharp(bytes)
    .autoOrient()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#fff" })
    .jpeg({ quality: 92 })
    .toBuffer()
    .catch(() => undefined)
}

async function embed(looker: ImageLooker, bytes: Uint8Array): Promise<Float32Array | undefined> {
  const answer = await looker.look("objects", bytes, {})
  return answer.ok ? answer.value.embedding : undefined
}

function checkCounts(photos: readonly EmbeddedPhoto[]): void {
  const labels = [...new Set(photos.map(({ label }) => label))]
  if (labels.length < 2) {
    throw new Fault("data-invalid", { hint: "photos of at least two labels are needed, each in a folder of its name" })
  }
  const few = labels.filter((label) => photos.filter((photo) => photo.label === label).length < MIN_PHOTOS)
  if (few.length === 0) return
  throw new Fault("data-invalid", { hint: `at least ${MIN_PHOTOS} photos are needed of ${few.join(", ")}` })
}

function toExamples(photos: readonly EmbeddedPhoto[]): Example[] {
  return photos.flatMap(({ label, plain, mirrored }) => [
    { label, embedding: plain },
    { label, embedding: mirrored },
  ])
}

function toPlain({ label, plain }: EmbeddedPhoto): Example {
  return { label, embedding: plain }
}
