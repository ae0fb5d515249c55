// What the local Rekognition sees in pictures, through the real SDK client; its answers checked against the service model.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  DetectLabelsCommand,
  DetectModerationLabelsCommand,
  DetectTextCommand,
  type Image,
} from "@aws-sdk/client-rekognition"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createVision } from "#local/rekognition/vision.ts"
import { openS3Folder } from "#local/s3-folder.ts"
import { type LocalRekognition, startRekognition } from "#test/support/local-rekognition.ts"
import { draw, drawText, groupPhoto } from "#test/support/pictures.ts"

let folder = ""
let rekognition: LocalRekognition

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rekognition-"))
  rekognition = await startRekognition({ s3: openS3Folder(join(folder, "s3")) })
})

afterAll(async () => {
  await rekognition.close()
  await rm(folder, { recursive: true })
})

const PEOPLE: Image = { Bytes: groupPhoto(1) }
const PEOPLE_IN_BASE64 = { Bytes: groupPhoto(1).toString("base64") }

describe("DetectLabels", () => {
  it("tells the people in a photo, with boxes inside of it", async () => {
    const { Labels = [], LabelModelVersion } = await rekognition.client.send(new DetectLabelsCommand({ Image: PEOPLE }))
    const person = Labels.find(({ Name }) => Name === "Person")

    expect(LabelModelVersion).toBe("3.0")
    expect(person).toMatchObject({
      Parents: [],
      Aliases: [{ Name: "Human" }],
      Categories: [{ Name: "Person Description" }],
    })
    expect(person?.Instances?.length).toBeGreaterThanOrEqual(2)
    for (const { BoundingBox: { Left = -1, Top = -1, Width = 2, Height = 2 } = {} } of person?.Instances ?? []) {
      expect(Math.min(Left, Top)).toBeGreaterThanOrEqual(0)
      expect(Math.max(Left + Width, Top + Height)).toBeLessThanOrEqual(1.0001)
    }
  })

  it("keeps to MinConfidence, MaxLabels and the filters", async () => {
    const names = async (input: Omit<ConstructorParameters<typeof DetectLabelsCommand>[0], "Image">) => {
      const { Labels = [] } = await rekognition.client.send(new DetectLabelsCommand({ Image: PEOPLE, ...input }))
      return Labels.map(({ Name = "" }) => Name)
    }
    const filtered = (GeneralLabels: object) => names({ MinConfidence: 20, Settings: { GeneralLabels } })

    expect(await names({ MinConfidence: 100 })).toEqual([])
    expect(await names({ MaxLabels: 1 })).toEqual(["Person"])
    expect(await filtered({ LabelInclusionFilters: ["Person"] })).toEqual(["Person"])
    expect(await filtered({ LabelCategoryInclusionFilters: ["Person Description"] })).toEqual(["Person"])
    expect(await filtered({ LabelExclusionFilters: ["Person"] })).not.toContain("Person")
    expect(await filtered({ LabelCategoryExclusionFilters: ["Person Description"] })).not.toContain("Person")
  })

  it("describes how a picture looks", async () => {
    const half = await draw('<rect width="200" height="400" fill="#ff0000"/>')
    const { ImageProperties, Labels } = await rekognition.client.send(
      new DetectLabelsCommand({
        Image: { Bytes: half },
        Features: ["IMAGE_PROPERTIES"],
        Settings: { ImageProperties: { MaxDominantColors: 2 } },
      }),
    )

    expect(Labels).toBeUndefined()
    expect(ImageProperties?.DominantColors).toEqual([
      expect.objectContaining({
        CSSColor: "white",
        HexCode: "#ffffff",
        SimplifiedColor: "white",
        PixelPercent: expect.closeTo(75, 0),
      }),
      expect.objectContaining({
        CSSColor: "red",
        HexCode: "#ff0000",
        Red: 255,
        Green: 0,
        Blue: 0,
        PixelPercent: expect.closeTo(25, 0),
      }),
    ])
    // Red is as bright as 30 percent of white.
    expect(ImageProperties?.Quality?.Brightness).toBeCloseTo(75 + 0.3 * 25, 0)
    expect(ImageProperties?.Quality?.Contrast).toBeCloseTo(2 * 0.7 * 100 * Math.sqrt(0.75 * 0.25), 0)
  })

  it("parts what is in the boxes of objects from what is behind them", async () => {
    const { ImageProperties, Labels } = await rekognition.client.send(
      new DetectLabelsCommand({ Image: PEOPLE, Features: ["GENERAL_LABELS", "IMAGE_PROPERTIES"] }),
    )
    const person = Labels?.find(({ Name }) => Name === "Person")

    expect(ImageProperties?.Foreground?.DominantColors?.length).toBeGreaterThan(0)
    expect(ImageProperties?.Background?.Quality?.Brightness).toBeGreaterThan(0)
    expect(person?.Instances?.[0]?.DominantColors?.length).toBeGreaterThan(0)
  })

  it.each([
    { what: "MaxLabels without labels", with: { Features: ["IMAGE_PROPERTIES"], MaxLabels: 3 } },
    { what: "a confidence above 100", with: { MinConfidence: 101 } },
    { what: "a feature there is not", with: { Features: ["FACES"] } },
    { what: "more colours than there may be", with: { Settings: { ImageProperties: { MaxDominantColors: 21 } } } },
    { what: "no picture", with: { Image: {} } },
    { what: "bytes and an object", with: { Image: { ...PEOPLE, S3Object: { Bucket: "photos", Name: "a" } } } },
  ])("refuses $what", async ({ with: members }) => {
    const request = { Image: PEOPLE, ...members } as ConstructorParameters<typeof DetectLabelsCommand>[0]

    await expect(rekognition.client.send(new DetectLabelsCommand(request))).rejects.toMatchObject({
      name: "InvalidParameterException",
      $metadata: { httpStatusCode: 400 },
    })
  })

  it("answers as the service model has it", async () => {
    const features = { Features: ["GENERAL_LABELS", "IMAGE_PROPERTIES"] }

    expect(await rekognition.breaks("DetectLabels", { Image: PEOPLE_IN_BASE64, ...features })).toEqual([])
    expect(await rekognition.breaks("DetectLabels", { Image: { Bytes: "AAAA" } })).toEqual([])
    expect(await rekognition.breaks("DetectLabels", { Image: PEOPLE_IN_BASE64, MinConfidence: 101 })).toEqual([])
  })
})

describe("a picture", () => {
  const jpeg = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#777" } })
      .jpeg()
      .toBuffer()
  const send = (Bytes: Uint8Array) => rekognition.client.send(new DetectLabelsCommand({ Image: { Bytes } }))

  it.each([
    { what: "is a WebP", bytes: () => sharp(groupPhoto(1)).webp().toBuffer(), error: "InvalidImageFormatException" },
    {
      what: "is a GIF",
      bytes: async () =>
        sharp(await draw(""))
          .gif()
          .toBuffer(),
      error: "InvalidImageFormatException",
    },
    { what: "is no picture", bytes: async () => Buffer.from("hello"), error: "InvalidImageFormatException" },
    {
      what: "only begins like one",
      bytes: async () => Buffer.from("89504e470d0a1a0a00", "hex"),
      error: "InvalidImageFormatException",
    },
    {
      what: "ends too soon",
      bytes: async () => groupPhoto(1).subarray(0, 20_000),
      error: "InvalidImageFormatException",
    },
    { what: "is lower than 80 pixels", bytes: () => jpeg(200, 79), error: "InvalidParameterException" },
    { what: "is wider than 10,000 pixels", bytes: () => jpeg(10_001, 100), error: "ImageTooLargeException" },
    {
      what: "has more bytes than 5 MiB",
      bytes: async () => Buffer.alloc(5_242_881, groupPhoto(1)),
      error: "ImageTooLargeException",
    },
  ])("that $what is refused", async ({ bytes, error }) => {
    await expect(send(await bytes())).rejects.toMatchObject({ name: error, $metadata: { httpStatusCode: 400 } })
  })

  it("that blows up to more memory than may be held is refused", async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: "#000" } })
      .png({ progressive: true, compressionLevel: 9 })
      .toBuffer()

    expect(bomb.length).toBeLessThan(1_000_000)
    await expect(send(bomb)).rejects.toMatchObject({ name: "ImageTooLargeException" })
  })

  it.each(["jpeg", "png"] as const)("is taken as grey, and as CMYK or with alpha, as %s", async (format) => {
    const grey = await sharp(groupPhoto(1)).greyscale().toFormat(format).toBuffer()
    const other =
      format === "jpeg"
        ? await sharp(groupPhoto(1)).toColourspace("cmyk").jpeg().toBuffer()
        : await sharp(groupPhoto(1)).ensureAlpha(0.9).png().toBuffer()

    for (const bytes of [grey, other]) {
      const { Labels = [] } = await send(bytes)
      expect(Labels.map(({ Name }) => Name)).toContain("Person")
    }
  })

  it("comes from the folder that stands in for S3", async () => {
    await mkdir(join(folder, "s3", "photos", "people"), { recursive: true })
    await writeFile(join(folder, "s3", "photos", "people", "one.jpg"), groupPhoto(1))
    await writeFile(join(folder, "s3", "photos", "huge.jpg"), Buffer.alloc(15_728_641, groupPhoto(1)))
    await writeFile(join(folder, "secret.jpg"), groupPhoto(1))
    const find = (Bucket: string, Name: string) =>
      rekognition.client.send(new DetectLabelsCommand({ Image: { S3Object: { Bucket, Name } } }))

    expect((await find("photos", "people/one.jpg")).Labels?.length).toBeGreaterThan(0)
    const missing = { name: "InvalidS3ObjectException", $metadata: { httpStatusCode: 400 } }
    await expect(find("photos", "people/two.jpg")).rejects.toMatchObject(missing)
    await expect(find("elsewhere", "people/one.jpg")).rejects.toMatchObject(missing)
    await expect(find("photos", "../../secret.jpg")).rejects.toMatchObject(missing)
    await expect(find("photos", "huge.jpg")).rejects.toMatchObject({ name: "ImageTooLargeException" })
  })
})

describe("DetectText", () => {
  it("reads lines and their words, where they stand", async () => {
    const Bytes = await drawText("Confirmation HRB-42871", "Arrival Friday 7 March")
    const { TextDetections = [] } = await rekognition.client.send(new DetectTextCommand({ Image: { Bytes } }))
    const told = TextDetections.map(({ Type, Id, ParentId, DetectedText }) => [Type, Id, ParentId, DetectedText])

    expect(told).toEqual([
      ["LINE", 0, undefined, "Confirmation HRB-42871"],
      ["LINE", 1, undefined, "Arrival Friday 7 March"],
      ["WORD", 2, 0, "Confirmation"],
      ["WORD", 3, 0, "HRB-42871"],
      ["WORD", 4, 1, "Arrival"],
      ["WORD", 5, 1, "Friday"],
      ["WORD", 6, 1, "7"],
      ["WORD", 7, 1, "March"],
    ])
    const box = TextDetections[0]?.Geometry?.BoundingBox
    expect(box?.Left).toBeCloseTo(40 / 800, 1)
    expect(box?.Top).toBeCloseTo(70 / 400, 1)
    expect(TextDetections[0]?.Geometry?.Polygon).toHaveLength(4)
  })

  it("keeps to the regions of interest and the word filter", async () => {
    const Bytes = await drawText("Confirmation HRB-42871", "Arrival Friday 7 March")
    const lines = async (Filters: object) => {
      const { TextDetections = [] } = await rekognition.client.send(
        new DetectTextCommand({ Image: { Bytes }, Filters }),
      )
      return TextDetections.filter(({ Type }) => Type === "LINE").map(({ DetectedText }) => DetectedText)
    }
    const lower = { Left: 0, Top: 0.35, Width: 1, Height: 0.3 }
    const triangle = [
      { X: 0, Y: 0 },
      { X: 1, Y: 0 },
      { X: 0, Y: 0.5 },
    ]

    expect(await lines({ RegionsOfInterest: [{ BoundingBox: lower }] })).toEqual(["Arrival Friday 7 March"])
    expect(await lines({ RegionsOfInterest: [{ Polygon: triangle }] })).toEqual(["Confirmation HRB-42871", "Arrival"])
    expect(await lines({ WordFilter: { MinBoundingBoxWidth: 0.2 } })).toEqual(["Confirmation HRB-42871"])
    expect(await lines({ WordFilter: { MinConfidence: 100 } })).toEqual([])
  })

  it("reads a JPEG that its metadata turns, upright, but leaves a PNG as it lies", async () => {
    const upright = await draw('<text x="60" y="220" font-size="60">Boarding pass</text>')
    const lying = await sharp(upright).rotate(270).toBuffer()
    const read = async (Bytes: Uint8Array) => {
      const { TextDetections = [] } = await rekognition.client.send(new DetectTextCommand({ Image: { Bytes } }))
      return TextDetections[0]
    }
    const jpeg = await sharp(lying).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    const png = await sharp(lying).png().withMetadata({ orientation: 6 }).toBuffer()

    const found = await read(jpeg)
    expect(found?.DetectedText).toBe("Boarding pass")
    expect(found?.Geometry?.BoundingBox?.Width).toBeGreaterThan(found?.Geometry?.BoundingBox?.Height ?? 1)
    const lies = (await read(png))?.Geometry?.BoundingBox
    expect(lies?.Height).toBeGreaterThan(lies?.Width ?? 1)
  })

  it.each([90, 180, 270])("reads a page that lies turned by %i degrees, and tells where it stands", async (angle) => {
    const upright = await drawText("Your booking reference is HRB-42871", "for two nights in a double room")
    const Bytes = await sharp(upright).rotate(angle).toBuffer()
    const { TextDetections = [] } = await rekognition.client.send(new DetectTextCommand({ Image: { Bytes } }))
    const [first, second] = TextDetections
    const { Left = 0, Top = 0, Width = 0, Height = 0 } = first?.Geometry?.BoundingBox ?? {}

    expect([first?.DetectedText, second?.DetectedText]).toEqual([
      "Your booking reference is HRB-42871",
      "for two nights in a double room",
    ])
    // The first line is in the upper quarter of the upright picture.
    const fromTop = { 90: 1 - Left - Width, 180: 1 - Top - Height, 270: Left }[angle] ?? 1
    expect(fromTop).toBeCloseTo(70 / 400, 1)
  })

  it("answers as the service model has it", async () => {
    const Image = { Bytes: (await drawText("Room 12 is ready")).toString("base64") }
    const badRegion = { RegionsOfInterest: [{ Polygon: [{ X: 0, Y: 0 }] }] }

    expect(await rekognition.breaks("DetectText", { Image })).toEqual([])
    expect(await rekognition.breaks("DetectText", { Image, Filters: badRegion })).toEqual([])
  })
})

describe("DetectModerationLabels", () => {
  it("finds nothing in a photo of dressed people", async () => {
    const { ModerationLabels, ModerationModelVersion } = await rekognition.client.send(
      new DetectModerationLabelsCommand({ Image: PEOPLE }),
    )

    expect(ModerationLabels).toEqual([])
    expect(ModerationModelVersion).toBe("7.0")
  })

  it("tells everything it weighs when asked to, in the words of the taxonomy", async () => {
    const { ModerationLabels = [] } = await rekognition.client.send(
      new DetectModerationLabelsCommand({ Image: PEOPLE, MinConfidence: 0 }),
    )
    const told = ModerationLabels.map(({ Name, ParentName, TaxonomyLevel }) => [Name, ParentName, TaxonomyLevel])

    expect(told).toHaveLength(3)
    expect(told).toContainEqual(["Explicit", "", 1])
    expect(told).toContainEqual(["Explicit Nudity", "Explicit", 2])
    expect(told).toContainEqual(["Non-Explicit Nudity of Intimate parts and Kissing", "", 1])
  })

  it.each([
    {
      what: "people to look at it",
      with: { HumanLoopConfig: { HumanLoopName: "loop", FlowDefinitionArn: "arn" } },
      error: "HumanLoopQuotaExceededException",
    },
    {
      what: "an adapter",
      with: { ProjectVersion: "arn:aws:rekognition:us-east-1:000000000000:project/a/version/b/1" },
      error: "ResourceNotFoundException",
    },
  ])("has no $what", async ({ with: members, error }) => {
    const request = { Image: PEOPLE, ...members }

    await expect(rekognition.client.send(new DetectModerationLabelsCommand(request))).rejects.toMatchObject({
      name: error,
    })
  })

  it("answers as the service model has it", async () => {
    expect(await rekognition.breaks("DetectModerationLabels", { Image: PEOPLE_IN_BASE64, MinConfidence: 0 })).toEqual(
      [],
    )
  })
})

describe("the extension for likeness", () => {
  const post = (body: BodyInit) => fetch(`${rekognition.url}/concierge/image-embedding`, { method: "POST", body })
  const embed = async (bytes: Uint8Array<ArrayBuffer>) => (await (await post(bytes)).json()).embedding as number[]
  const cosine = (a: readonly number[], b: readonly number[]) => {
    const dot = (x: readonly number[], y: readonly number[]) =>
      x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0)
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
  }

  it("gives pictures that are alike vectors that are alike", async () => {
    const people = await embed(new Uint8Array(groupPhoto(1)))
    const mirrored = await embed(new Uint8Array(await sharp(groupPhoto(1)).flop().jpeg({ quality: 60 }).toBuffer()))
    const text = await embed(new Uint8Array(await drawText("Confirmation HRB-42871")))

    expect(people).toHaveLength(120)
    expect(cosine(people, mirrored)).toBeGreaterThan(0.9)
    expect(cosine(people, text)).toBeLessThan(0.7)
  })

  it("names its network, and refuses what is no picture", async () => {
    const answer = await (await post(new Uint8Array(groupPhoto(2)))).json()
    expect(answer.model).toBe("centernet-mobilenetv3/expanded_conv_14")
    const refusal = await post("hello")
    expect(refusal.status).toBe(400)
    expect((await refusal.json()).__type).toBe("InvalidImageFormatException")
    expect((await fetch(`${rekognition.url}/concierge/image-embedding`)).status).toBe(405)
  })
})

describe("more pictures than may wait", () => {
  it("are refused as throughput that isn't provisioned; the others are answered", async () => {
    const busy = await startRekognition({ vision: createVision({ maxWaiting: 1 }) })
    const calls = [1, 2, 3, 4].map(() => busy.client.send(new DetectLabelsCommand({ Image: PEOPLE })))
    const outcomes = await Promise.allSettled(calls)
    const refused = outcomes.filter(({ status }) => status === "rejected")

    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2)
    expect(refused).toHaveLength(2)
    for (const outcome of refused) {
      expect(outcome).toMatchObject({
        reason: { name: "ProvisionedThroughputExceededException", $metadata: { httpStatusCode: 400 } },
      })
    }
    await busy.close()
  })
})
