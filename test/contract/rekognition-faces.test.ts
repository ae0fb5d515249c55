// Faces at the local Rekognition, through the real SDK client; its answers checked against the service model.

import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  CompareFacesCommand,
  CreateCollectionCommand,
  DeleteCollectionCommand,
  DeleteFacesCommand,
  DescribeCollectionCommand,
  DetectFacesCommand,
  IndexFacesCommand,
  ListCollectionsCommand,
  ListFacesCommand,
  RecognizeCelebritiesCommand,
  SearchFacesByImageCommand,
  SearchFacesCommand,
} from "@aws-sdk/client-rekognition"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type LocalRekognition, startRekognition } from "#test/support/local-rekognition.ts"
import { draw, groupPhoto } from "#test/support/pictures.ts"

let folder = ""
let rekognition: LocalRekognition

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rekognition-"))
  rekognition = await startRekognition({ folder })
})

afterAll(async () => {
  await rekognition.close()
  await rm(folder, { recursive: true })
})

const PHOTO = groupPhoto(1)
const IN_BASE64 = { Bytes: PHOTO.toString("base64") }

/** Part of the photo, around the woman on the right. */
const RIGHT = () => sharp(PHOTO).extract({ left: 1300, top: 100, width: 500, height: 500 }).jpeg().toBuffer()
/** The same, smaller, paler and pressed harder. */
const RIGHT_WORN = () =>
  sharp(PHOTO)
    .extract({ left: 1350, top: 130, width: 450, height: 420 })
    .resize(300)
    .modulate({ brightness: 0.85 })
    .jpeg({ quality: 60 })
    .toBuffer()

describe("DetectFaces", () => {
  it("finds the three faces of a photo, with box, five landmarks, pose and quality", async () => {
    const { FaceDetails = [] } = await rekognition.client.send(new DetectFacesCommand({ Image: { Bytes: PHOTO } }))
    const middles = FaceDetails.map(({ BoundingBox: { Left = 0, Width = 0 } = {} }) => Left + Width / 2)

    expect(FaceDetails).toHaveLength(3)
    expect(middles.sort().map((middle) => middle.toFixed(1))).toEqual(["0.3", "0.5", "0.8"])
    for (const face of FaceDetails) {
      expect(Object.keys(face).sort()).toEqual(["BoundingBox", "Confidence", "Landmarks", "Pose", "Quality"])
      expect(face.Landmarks?.map(({ Type }) => Type)).toEqual([
        "eyeLeft",
        "eyeRight",
        "mouthLeft",
        "mouthRight",
        "nose",
      ])
    }
  })

  it("tells every attribute that there is a model for when asked for all, and no other", async () => {
    const { FaceDetails: [face] = [] } = await rekognition.client.send(
      new DetectFacesCommand({ Image: { Bytes: await RIGHT() }, Attributes: ["ALL"] }),
    )

    expect(face?.Landmarks).toHaveLength(30)
    expect(face?.Gender).toMatchObject({ Value: "Female" })
    expect(face?.Smile).toMatchObject({ Value: true })
    expect(face?.Emotions?.[0]).toMatchObject({ Type: "HAPPY" })
    expect(face?.Emotions).toHaveLength(7)
    expect((face?.AgeRange?.High ?? 0) - (face?.AgeRange?.Low ?? 0)).toBe(16)
    expect(face?.MouthOpen).toBeDefined()
    // Her head leans far to the right.
    expect(face?.Pose?.Roll).toBeGreaterThan(25)
    for (const unknown of ["Eyeglasses", "Sunglasses", "Beard", "Mustache", "FaceOccluded", "EyeDirection"]) {
      expect(face).not.toHaveProperty(unknown)
    }
  })

  it("leans the head the other way in the mirror", async () => {
    const mirrored = await sharp(await RIGHT())
      .flop()
      .jpeg()
      .toBuffer()
    const { FaceDetails: [face] = [] } = await rekognition.client.send(
      new DetectFacesCommand({ Image: { Bytes: mirrored } }),
    )

    expect(face?.Pose?.Roll).toBeLessThan(-25)
  })

  it("tells the attributes that are named", async () => {
    const { FaceDetails: [face] = [] } = await rekognition.client.send(
      new DetectFacesCommand({ Image: { Bytes: await RIGHT() }, Attributes: ["GENDER", "EYEGLASSES"] }),
    )

    expect(Object.keys(face ?? {}).sort()).toEqual([
      "BoundingBox",
      "Confidence",
      "Gender",
      "Landmarks",
      "Pose",
      "Quality",
    ])
  })

  it("finds a face that fills the picture, and none where there is none", async () => {
    const close = await sharp(PHOTO)
      .extract({ left: 1450, top: 200, width: 260, height: 260 })
      .resize(150)
      .jpeg()
      .toBuffer()
    const find = async (Bytes: Uint8Array) =>
      (await rekognition.client.send(new DetectFacesCommand({ Image: { Bytes } }))).FaceDetails

    expect(await find(close)).toHaveLength(1)
    expect(await find(await draw('<circle cx="200" cy="200" r="120" fill="tan"/>'))).toEqual([])
  })

  it("answers as the service model has it", async () => {
    expect(await rekognition.breaks("DetectFaces", { Image: IN_BASE64, Attributes: ["ALL"] })).toEqual([])
    expect(await rekognition.breaks("DetectFaces", { Image: IN_BASE64, Attributes: ["HAT"] })).toEqual([])
  })
})

describe("CompareFaces", () => {
  it("matches the same person, and nobody else in the photo", async () => {
    const {
      FaceMatches = [],
      UnmatchedFaces,
      SourceImageFace,
    } = await rekognition.client.send(
      new CompareFacesCommand({ SourceImage: { Bytes: await RIGHT_WORN() }, TargetImage: { Bytes: PHOTO } }),
    )

    expect(SourceImageFace?.Confidence).toBeGreaterThan(80)
    expect(FaceMatches).toHaveLength(1)
    expect(FaceMatches[0]?.Similarity).toBeGreaterThan(95)
    expect(FaceMatches[0]?.Face?.BoundingBox?.Left).toBeGreaterThan(0.7)
    expect(UnmatchedFaces).toHaveLength(2)
  })

  it("takes every face for a match at a threshold of 0, the likest first", async () => {
    const { FaceMatches = [], UnmatchedFaces } = await rekognition.client.send(
      new CompareFacesCommand({
        SourceImage: { Bytes: await RIGHT() },
        TargetImage: { Bytes: PHOTO },
        SimilarityThreshold: 0,
      }),
    )
    const similarities = FaceMatches.map(({ Similarity = 0 }) => Similarity)

    expect(similarities).toHaveLength(3)
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a))
    expect(UnmatchedFaces).toEqual([])
  })

  it("refuses a source without a face", async () => {
    const request = { SourceImage: { Bytes: await draw("") }, TargetImage: { Bytes: PHOTO } }

    await expect(rekognition.client.send(new CompareFacesCommand(request))).rejects.toMatchObject({
      name: "InvalidParameterException",
    })
  })

  it("answers as the service model has it", async () => {
    expect(await rekognition.breaks("CompareFaces", { SourceImage: IN_BASE64, TargetImage: IN_BASE64 })).toEqual([])
  })
})

describe("RecognizeCelebrities", () => {
  it("knows none", async () => {
    const { CelebrityFaces, UnrecognizedFaces } = await rekognition.client.send(
      new RecognizeCelebritiesCommand({ Image: { Bytes: PHOTO } }),
    )

    expect(CelebrityFaces).toEqual([])
    expect(UnrecognizedFaces).toHaveLength(3)
    expect(UnrecognizedFaces?.[0]?.Emotions).toHaveLength(7)
    expect(await rekognition.breaks("RecognizeCelebrities", { Image: IN_BASE64 })).toEqual([])
  })
})

describe("a collection", () => {
  it("is made once, described, listed by pages, and deleted", async () => {
    const own = await startRekognition()
    const { client, breaks } = own
    const made = await client.send(new CreateCollectionCommand({ CollectionId: "guests" }))
    await client.send(new CreateCollectionCommand({ CollectionId: "Guests" }))
    await client.send(new CreateCollectionCommand({ CollectionId: "staff" }))

    expect(made).toMatchObject({
      StatusCode: 200,
      CollectionArn: "aws:rekognition:us-east-1:000000000000:collection/guests",
    })
    await expect(client.send(new CreateCollectionCommand({ CollectionId: "guests" }))).rejects.toMatchObject({
      name: "ResourceAlreadyExistsException",
      message: "The collection id: guests already exists",
    })
    const first = await client.send(new ListCollectionsCommand({ MaxResults: 2 }))
    const second = await client.send(new ListCollectionsCommand({ NextToken: first.NextToken }))
    expect([first.CollectionIds, second.CollectionIds, second.NextToken]).toEqual([
      ["Guests", "guests"],
      ["staff"],
      undefined,
    ])
    await expect(client.send(new ListCollectionsCommand({ NextToken: "x" }))).rejects.toMatchObject({
      name: "InvalidPaginationTokenException",
    })
    expect(await breaks("ListCollections", {})).toEqual([])
    expect(await breaks("DescribeCollection", { CollectionId: "guests" })).toEqual([])
    expect(await client.send(new DescribeCollectionCommand({ CollectionId: "guests" }))).toMatchObject({ FaceCount: 0 })
    for (const CollectionId of ["guests", "Guests", "staff"]) {
      expect((await client.send(new DeleteCollectionCommand({ CollectionId }))).StatusCode).toBe(200)
    }
    expect((await client.send(new ListCollectionsCommand({}))).CollectionIds).toEqual([])
    await own.close()
  })

  it.each([
    { operation: "DescribeCollection", input: {} },
    { operation: "DeleteCollection", input: {} },
    { operation: "ListFaces", input: {} },
    { operation: "IndexFaces", input: { Image: IN_BASE64 } },
    { operation: "SearchFacesByImage", input: { Image: IN_BASE64 } },
    { operation: "SearchFaces", input: { FaceId: "00000000-0000-0000-0000-000000000000" } },
    { operation: "DeleteFaces", input: { FaceIds: ["00000000-0000-0000-0000-000000000000"] } },
  ])("that isn't there makes $operation fail", async ({ operation, input }) => {
    const response = await fetch(rekognition.url, {
      method: "POST",
      headers: { "x-amz-target": `RekognitionService.${operation}` },
      body: JSON.stringify({ CollectionId: "none", ...input }),
    })

    expect(await response.json()).toMatchObject({
      __type: "ResourceNotFoundException",
      Message: "The collection id: none does not exist",
    })
  })
})

describe("the faces of a collection", () => {
  const CollectionId = "visitors"

  it("are indexed, found again by face and by picture, listed and deleted", async () => {
    const { client } = rekognition
    await client.send(new CreateCollectionCommand({ CollectionId }))
    const { FaceRecords = [], UnindexedFaces } = await client.send(
      new IndexFacesCommand({ CollectionId, Image: { Bytes: PHOTO }, ExternalImageId: "party.jpg" }),
    )
    const faceIds = FaceRecords.map(({ Face }) => Face?.FaceId ?? "")

    expect(new Set(faceIds).size).toBe(3)
    expect(UnindexedFaces).toEqual([])
    const found = await client.send(
      new SearchFacesByImageCommand({ CollectionId, Image: { Bytes: await RIGHT_WORN() } }),
    )
    expect(found.FaceMatches?.map(({ Face }) => Face?.ExternalImageId)).toEqual(["party.jpg"])
    const rightmost = FaceRecords.find(({ Face }) => (Face?.BoundingBox?.Left ?? 0) > 0.7)?.Face?.FaceId
    expect(found.FaceMatches?.[0]?.Face?.FaceId).toBe(rightmost)
    const near = await client.send(
      new SearchFacesCommand({ CollectionId, FaceId: rightmost, FaceMatchThreshold: 0, MaxFaces: 1 }),
    )
    expect(near.FaceMatches).toHaveLength(1)
    expect(near.FaceMatches?.[0]?.Face?.FaceId).not.toBe(rightmost)
    const unknown = randomUUID()
    const gone = await client.send(new DeleteFacesCommand({ CollectionId, FaceIds: [rightmost ?? "", unknown] }))
    expect(gone.DeletedFaces).toEqual([rightmost])
    expect(gone.UnsuccessfulFaceDeletions).toEqual([{ FaceId: unknown, Reasons: ["FACE_NOT_FOUND"] }])
    const page = await client.send(new ListFacesCommand({ CollectionId, MaxResults: 1 }))
    const rest = await client.send(new ListFacesCommand({ CollectionId, NextToken: page.NextToken }))
    expect([...(page.Faces ?? []), ...(rest.Faces ?? [])].map(({ FaceId }) => FaceId).sort()).toEqual(
      faceIds.filter((id) => id !== rightmost).sort(),
    )
  })

  it("are kept over a restart", async () => {
    await rekognition.client.send(new CreateCollectionCommand({ CollectionId: "kept" }))
    await rekognition.client.send(new IndexFacesCommand({ CollectionId: "kept", Image: { Bytes: await RIGHT() } }))
    const again = await startRekognition({ folder })

    const { FaceMatches } = await again.client.send(
      new SearchFacesByImageCommand({ CollectionId: "kept", Image: { Bytes: await RIGHT_WORN() } }),
    )
    await again.close()
    expect(FaceMatches).toHaveLength(1)
  })

  it("are remembered once, however often a picture comes", async () => {
    const index = async () => {
      const input = { CollectionId: "once", Image: { Bytes: PHOTO }, ExternalImageId: "a" }
      const { FaceRecords = [] } = await rekognition.client.send(new IndexFacesCommand(input))
      return FaceRecords.map(({ Face }) => Face?.FaceId)
    }
    await rekognition.client.send(new CreateCollectionCommand({ CollectionId: "once" }))

    expect(await index()).toEqual(await index())
    expect(await rekognition.client.send(new DescribeCollectionCommand({ CollectionId: "once" }))).toMatchObject({
      FaceCount: 3,
    })
  })

  it("are left out when they are too many or not good enough, with the reason", async () => {
    const dark = await sharp(PHOTO).linear(0.08, 0).jpeg().toBuffer()
    await rekognition.client.send(new CreateCollectionCommand({ CollectionId: "few" }))
    const index = async (Bytes: Uint8Array, more: object) => {
      const input = { CollectionId: "few", Image: { Bytes }, ...more }
      const { FaceRecords = [], UnindexedFaces = [] } = await rekognition.client.send(new IndexFacesCommand(input))
      return [FaceRecords.length, UnindexedFaces.map(({ Reasons }) => Reasons?.[0])]
    }

    expect(await index(PHOTO, { MaxFaces: 1 })).toEqual([1, ["EXCEEDS_MAX_FACES", "EXCEEDS_MAX_FACES"]])
    const [indexed, reasons] = await index(dark, {})
    expect(indexed).toBe(0)
    expect(reasons).toContain("LOW_BRIGHTNESS")
    expect((await index(dark, { QualityFilter: "NONE" }))[1]).toEqual([])
  })

  it("answer as the service model has it", async () => {
    const { client, breaks } = rekognition
    await client.send(new CreateCollectionCommand({ CollectionId: "model" }))
    const { FaceRecords = [] } = await client.send(
      new IndexFacesCommand({ CollectionId: "model", Image: { Bytes: PHOTO }, ExternalImageId: "p" }),
    )
    const FaceId = FaceRecords[0]?.Face?.FaceId
    const all = { CollectionId: "model", DetectionAttributes: ["ALL"], MaxFaces: 2 }

    expect(await breaks("IndexFaces", { ...all, Image: IN_BASE64 })).toEqual([])
    expect(await breaks("ListFaces", { CollectionId: "model" })).toEqual([])
    expect(await breaks("SearchFaces", { CollectionId: "model", FaceId, FaceMatchThreshold: 0 })).toEqual([])
    expect(await breaks("SearchFaces", { CollectionId: "model", FaceId: randomUUID() })).toEqual([])
    expect(await breaks("SearchFacesByImage", { CollectionId: "model", Image: IN_BASE64 })).toEqual([])
    expect(await breaks("DeleteFaces", { CollectionId: "model", FaceIds: [FaceId, randomUUID()] })).toEqual([])
    expect(await breaks("IndexFaces", { CollectionId: "a b", Image: IN_BASE64 })).toEqual([])
  })

  it("aren't found in a picture without any", async () => {
    await rekognition.client.send(new CreateCollectionCommand({ CollectionId: "empty" }))
    const request = { CollectionId: "empty", Image: { Bytes: await draw("") } }

    await expect(rekognition.client.send(new SearchFacesByImageCommand(request))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "There are no faces in the image. Should be at least 1.",
    })
  })
})
