// Broken pictures, thousands of them: nothing may crash or leak, and whatever is refused is refused as documented.
// `FUZZ_PICTURES=5000 npx vitest run test/local/rekognition/mutated-pictures.test.ts` is the long form.

import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { createImageLooker } from "#local/rekognition/look-at-image.ts"
import { countTensors } from "#local/rekognition/models/tensor-runtime.ts"
import { type LocalRekognition, startRekognition } from "#test/support/local-rekognition.ts"
import { mutateBytes } from "#test/support/mutate-bytes.ts"
import { drawText, groupPhoto } from "#test/support/pictures.ts"

const PICTURES = Number(process.env.FUZZ_PICTURES ?? 30)
/** What is held settles; after four fifths it may not grow by more than this. */
const MAX_GROWTH_MB = 60

const DOCUMENTED = ["InvalidImageFormatException", "ImageTooLargeException", "InvalidParameterException"]
const OPERATIONS = [
  { name: "DetectLabels", more: {} },
  { name: "DetectModerationLabels", more: {} },
  { name: "DetectFaces", more: { Attributes: ["ALL"] } },
  { name: "DetectText", more: {} },
  { name: "DetectLabels", more: { Features: ["IMAGE_PROPERTIES"] } },
  { name: "SearchFacesByImage", more: { CollectionId: "c" } },
]

function isDocumented(status: number, type = ""): boolean {
  return status === 200 || (status === 400 && DOCUMENTED.includes(type))
}

describe(`${PICTURES} mutated pictures`, () => {
  const looker = createImageLooker()
  let rekognition: LocalRekognition
  let seeds: readonly Buffer[] = []

  beforeAll(async () => {
    // In this very thread, so that its tensors can be counted; one after the other, as a thread would.
    let last: Promise<unknown> = Promise.resolve()
    rekognition = await startRekognition({
      vision: {
        look: (task, image, _signal, needs = {}) => {
          const answer = last.then(() => looker.look(task, image, needs))
          last = answer.catch(() => undefined)
          return answer
        },
        close: () => looker.close(),
      },
    })
    await call("CreateCollection", { CollectionId: "c" })
    const small = sharp(groupPhoto(1)).extract({ left: 1300, top: 100, width: 500, height: 500 }).resize(160)
    seeds = await Promise.all([
      small.clone().jpeg().toBuffer(),
      small.clone().jpeg({ progressive: true }).withMetadata({ orientation: 6 }).toBuffer(),
      small.clone().png().toBuffer(),
      small.clone().png({ progressive: true, palette: true }).toBuffer(),
      small.clone().greyscale().png({ compressionLevel: 0 }).toBuffer(),
      drawText("Room 12").then((text) => sharp(text).resize(200).ensureAlpha().png().toBuffer()),
    ])
  }, 240_000)
  afterAll(() => rekognition.close())

  async function call(operation: string, input: object): Promise<{ readonly status: number; readonly type?: string }> {
    const response = await fetch(rekognition.url, {
      method: "POST",
      headers: { "x-amz-target": `RekognitionService.${operation}` },
      body: JSON.stringify(input),
    })
    const { __type: type } = (await response.json()) as { readonly __type?: string }
    return { status: response.status, ...(type === undefined ? {} : { type }) }
  }

  async function round(count: number, firstSeed: number): Promise<string[]> {
    const problems: string[] = []
    for (let i = 0; i < count; i++) {
      const random = seededRandom(firstSeed + i)
      const picture = seeds[i % seeds.length] ?? Buffer.alloc(0)
      const isWarmUp = firstSeed === 1
      const at = isWarmUp ? Math.floor(i / seeds.length) : Math.floor(random() * OPERATIONS.length)
      const { name, more } = OPERATIONS[at] ?? { name: "", more: {} }
      // Every thirtieth is whole, so that all models are at work.
      const bytes = isWarmUp || i % 30 === 0 ? picture : Buffer.from(mutateBytes(picture, random))
      const { status, type } = await call(name, { Image: { Bytes: bytes.toString("base64") }, ...more })
      if (!isDocumented(status, type)) problems.push(`seed ${firstSeed + i}, ${name}: ${status} ${type}`)
    }
    return problems
  }

  it("are answered or refused as documented, and leave nothing behind", { timeout: 3_600_000 }, async () => {
    expect(await round(36, 1)).toEqual([])
    const tensors = countTensors()
    const held: number[] = []
    for (let fifth = 0; fifth < 5; fifth++) {
      expect(await round(PICTURES / 5, 1000 + fifth * PICTURES)).toEqual([])
      held.push(process.memoryUsage().rss / 1e6)
    }

    expect(countTensors()).toBe(tensors)
    const growth = (held[4] ?? 0) - (held[3] ?? 0)
    const megabytes = held.map((value) => value.toFixed(0)).join(", ")
    process.stdout.write(
      `${PICTURES} pictures: ${tensors} tensors before and after; after each fifth, MB: ${megabytes}\n`,
    )
    expect(growth).toBeLessThan(MAX_GROWTH_MB)
  })
})
