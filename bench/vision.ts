// `npm run bench -- vision`: what the local Rekognition finds in pictures labelled by hand, how long it takes beside the
// raw model, and the memory it holds. The pictures are vision-pictures.ts.

import {
  CompareFacesCommand,
  DetectFacesCommand,
  DetectLabelsCommand,
  DetectModerationLabelsCommand,
  DetectTextCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition"
import { systemClock } from "#core/time.ts"
import { createLocalEndpoint } from "#local/http/endpoint.ts"
import { openImage } from "#local/rekognition/models/decode-image.ts"
import { DETECTOR_SIDE, runDetector } from "#local/rekognition/models/object-detector.ts"
import { modelPath, readGraph } from "#local/rekognition/models/tensor-runtime.ts"
import { rekognitionService } from "#local/rekognition/rekognition-service.ts"
import { createVision } from "#local/rekognition/vision.ts"
import { type BenchResult, type BenchSuite, compared, percentile } from "./report.ts"
import { drawPages, type LabelledPicture, readPictures } from "./vision-pictures.ts"

type Say = (line: string) => void

/** The suite of vision. */
export const visionSuite: BenchSuite = {
  describes:
    "the local Rekognition on pictures labelled by hand: precision, recall, latency beside the raw model, memory",
  run: async ({ say }) => {
    const idleMb = process.memoryUsage().rss / 1e6
    const pictures = await readPictures(say)
    say(`${pictures.length} pictures labelled by hand`)
    const endpoint = createLocalEndpoint({
      services: [rekognitionService({ vision: createVision(), clock: systemClock })],
    })
    const { url } = await endpoint.listen(0)
    const client = new RekognitionClient({
      endpoint: url,
      region: "us-east-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    })
    const results = [
      ...(await measureThings(client, pictures, say)),
      ...(await measureFaces(client, pictures, say)),
      ...(await measureIdentity(client, pictures, say)),
      ...(await measureText(client, [...pictures, ...(await drawPages())], say)),
      ...(await measureModeration(client, pictures, say)),
      {
        name: "resident with every model warm",
        value: process.memoryUsage().rss / 1e6,
        unit: "MB",
        peer: "before the first picture",
        peerValue: idleMb,
      },
      ...(await measureLatency(client, pictures, say)),
    ]
    client.destroy()
    await endpoint.close()
    return results
  },
}

type Counts = { found: number; wrong: number; missed: number }

function toResults(what: string, { found, wrong, missed }: Counts): BenchResult[] {
  return [
    { name: `${what}, precision`, value: (100 * found) / Math.max(1, found + wrong), unit: "%" },
    { name: `${what}, recall`, value: (100 * found) / Math.max(1, found + missed), unit: "%" },
  ]
}

/** Labels of things that were found with a box, against those that people see. */
async function measureThings(
  client: RekognitionClient,
  pictures: readonly LabelledPicture[],
  say: Say,
): Promise<BenchResult[]> {
  const counts = { found: 0, wrong: 0, missed: 0 }
  for (const { name, bytes, things } of pictures) {
    if (things === undefined) continue
    const { Labels = [] } = await client.send(new DetectLabelsCommand({ Image: { Bytes: bytes } }))
    const told = Labels.filter(({ Instances }) => Instances?.length).map(({ Name = "" }) => Name)
    const wrong = told.filter((label) => !things.includes(label))
    const missed = things.filter((label) => !told.includes(label))
    counts.found += told.length - wrong.length
    counts.wrong += wrong.length
    counts.missed += missed.length
    if (wrong.length + missed.length > 0)
      say(`  things in ${name}: wrong ${wrong.join(", ") || "none"}; missed ${missed.join(", ") || "none"}`)
  }
  return toResults("labels at MinConfidence 55", counts)
}

async function measureFaces(
  client: RekognitionClient,
  pictures: readonly LabelledPicture[],
  say: Say,
): Promise<BenchResult[]> {
  const counts = { found: 0, wrong: 0, missed: 0 }
  for (const { name, bytes, faces } of pictures) {
    const { FaceDetails = [] } = await client.send(new DetectFacesCommand({ Image: { Bytes: bytes } }))
    counts.found += Math.min(faces, FaceDetails.length)
    counts.wrong += Math.max(0, FaceDetails.length - faces)
    counts.missed += Math.max(0, faces - FaceDetails.length)
    if (FaceDetails.length !== faces) say(`  faces in ${name}: ${FaceDetails.length} found, ${faces} there`)
  }
  return toResults("faces", counts)
}

/** Every pair of the man's pictures, and of his with somebody else's. */
async function measureIdentity(
  client: RekognitionClient,
  pictures: readonly LabelledPicture[],
  say: Say,
): Promise<BenchResult[]> {
  const own = pictures.filter(({ who }) => who === "owner")
  const others = pictures.filter(({ who }) => who === "other")
  const compare = async (a: LabelledPicture, b: LabelledPicture): Promise<number> => {
    const request = { SourceImage: { Bytes: a.bytes }, TargetImage: { Bytes: b.bytes }, SimilarityThreshold: 0 }
    const { FaceMatches } = await client.send(new CompareFacesCommand(request)).catch(() => ({ FaceMatches: [] }))
    return FaceMatches?.[0]?.Similarity ?? 0
  }
  const same: number[] = []
  const different: number[] = []
  for (const [i, a] of own.entries()) {
    for (const b of own.slice(i + 1)) same.push(await compare(a, b))
    for (const b of others) different.push(await compare(a, b))
  }
  if (same.length === 0) return []
  say(`  faces compared: ${same.length} pairs of one man, ${different.length} of him and others`)
  const share = (values: readonly number[], threshold: number): number =>
    (100 * values.filter((value) => value >= threshold).length) / Math.max(1, values.length)
  return [80, 50].flatMap((threshold) => [
    { name: `one person's pairs at similarity ${threshold}`, value: share(same, threshold), unit: "%" },
    { name: `two people's pairs at similarity ${threshold}`, value: share(different, threshold), unit: "%" },
  ])
}

/** Words that are told, against those that stand there; case and punctuation don't count. */
async function measureText(
  client: RekognitionClient,
  pictures: readonly LabelledPicture[],
  say: Say,
): Promise<BenchResult[]> {
  const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
  const groups = { print: { found: 0, missed: 0 }, photos: { found: 0, missed: 0 } }
  let invented = 0
  for (const { name, bytes, words } of pictures) {
    const { TextDetections = [] } = await client.send(new DetectTextCommand({ Image: { Bytes: bytes } }))
    const told = new Set(
      TextDetections.map(({ DetectedText = "" }) => DetectedText)
        .flatMap((text) => text.split(" "))
        .map(plain),
    )
    if (words.length === 0 && !name.includes("facematch") && !name.includes("facedetect")) invented += told.size
    const missed = words.filter((word) => !told.has(plain(word)))
    const group = /mmocr|road-sign/.test(name) ? groups.photos : groups.print
    group.found += words.length - missed.length
    group.missed += missed.length
    if (missed.length > 0) say(`  words in ${name}: missed ${missed.join(" ")}`)
  }
  return [
    { name: "words of print, recall", value: percentOf(groups.print), unit: "%" },
    { name: "words in photos, recall", value: percentOf(groups.photos), unit: "%" },
    { name: "words read where there are none", value: invented, unit: "words" },
  ]
}

function percentOf({ found, missed }: { readonly found: number; readonly missed: number }): number {
  return (100 * found) / Math.max(1, found + missed)
}

/** There are only harmless pictures: none may be refused. */
async function measureModeration(
  client: RekognitionClient,
  pictures: readonly LabelledPicture[],
  say: Say,
): Promise<BenchResult[]> {
  let refused = 0
  for (const { name, bytes } of pictures) {
    const { ModerationLabels = [] } = await client.send(new DetectModerationLabelsCommand({ Image: { Bytes: bytes } }))
    if (ModerationLabels.length === 0) continue
    refused += 1
    say(
      `  moderation of ${name}: ${ModerationLabels.map(({ Name, Confidence = 0 }) => `${Name} ${Confidence.toFixed(0)}`).join(", ")}`,
    )
  }
  return [{ name: "harmless pictures that moderation flags", value: refused, unit: `of ${pictures.length}` }]
}

const ROUNDS = 3

/** DetectLabels over the wire, and the network alone on pixels that lie ready, by turns. */
async function measureLatency(
  client: RekognitionClient,
  pictures: readonly LabelledPicture[],
  say: Say,
): Promise<BenchResult[]> {
  const photos = pictures.filter(({ things, words }) => things !== undefined && words.length === 0)
  const graph = await readGraph(modelPath("@vladmandic/human", "models", "centernet.json"))
  const squares: Uint8Array[] = []
  for (const { bytes } of photos) {
    const opened = await openImage(bytes)
    const square = opened.ok ? await opened.value.readSquare(DETECTOR_SIDE) : opened
    if (square.ok) squares.push(square.value.pixels.data)
  }
  await runDetector(graph, squares[0] ?? new Uint8Array(DETECTOR_SIDE ** 2 * 3))
  const wire = { ms: [] as number[], cpuMs: [] as number[] }
  const raw = { ms: [] as number[], cpuMs: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, { bytes }] of photos.entries()) {
      await time(wire, () => client.send(new DetectLabelsCommand({ Image: { Bytes: bytes } })))
      await time(raw, () => runDetector(graph, squares[i] ?? new Uint8Array(DETECTOR_SIDE ** 2 * 3)))
    }
  }
  say(`  ${wire.ms.length} calls`)
  const network = "the network alone"
  const row = (name: string, ours: readonly number[], theirs: readonly number[], share: number): BenchResult =>
    compared(`DetectLabels over the wire, ${name}`, percentile(ours, share), "ms", network, percentile(theirs, share))
  return [
    row("p50", wire.ms, raw.ms, 0.5),
    row("p95", wire.ms, raw.ms, 0.95),
    row("processor time p50", wire.cpuMs, raw.cpuMs, 0.5),
  ]
}

/** Measures by the clock, and by what all threads of this process took of the processor: that holds on a busy machine, too. */
async function time(
  into: { readonly ms: number[]; readonly cpuMs: number[] },
  work: () => Promise<unknown>,
): Promise<void> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  into.ms.push(performance.now() - start)
  const { user, system } = process.cpuUsage(cpu)
  into.cpuMs.push((user + system) / 1000)
}
