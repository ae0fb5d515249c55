// Custom labels: trained by the project's own command, served by the local Rekognition through the real SDK client.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  DescribeProjectsCommand,
  DescribeProjectVersionsCommand,
  DetectCustomLabelsCommand,
  StartProjectVersionCommand,
  StopProjectVersionCommand,
} from "@aws-sdk/client-rekognition"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { epochMs } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import { type ProjectVersion, saveVersion } from "#local/rekognition/custom/project-store.ts"
import { trainProject } from "#local/rekognition/custom/train-project.ts"
import { type LocalRekognition, startRekognition } from "#test/support/local-rekognition.ts"
import { draw, drawText, groupPhoto } from "#test/support/pictures.ts"

const PROJECT = "arn:aws:rekognition:us-east-1:000000000000:project/scenes/1700000000000"
const VERSION = "arn:aws:rekognition:us-east-1:000000000000:project/scenes/version/first/1700000000000"

/** Part of a group photo; of numbers up to 4 none is seen in training. */
function people(photo: number, left: number): Promise<Buffer> {
  return sharp(groupPhoto(photo)).extract({ left, top: 0, width: 1200, height: 1200 }).resize(400).jpeg().toBuffer()
}

function dots(hue: number): Promise<Buffer> {
  const circles = [1, 2, 3, 4, 5].map(
    (i) =>
      `<circle cx="${(hue * i) % 780}" cy="${(hue * i * 7) % 390}" r="${20 + i * 12}" fill="hsl(${hue * i},80%,50%)"/>`,
  )
  return draw(circles.join(""))
}

describe("custom labels", () => {
  let folder = ""
  let rekognition: LocalRekognition
  let version: ProjectVersion

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "custom-"))
    const photos = {
      people: await Promise.all([people(1, 0), people(1, 700), people(2, 0), people(2, 700), people(3, 0)]),
      letters: await Promise.all(
        [1, 2, 3, 4, 5].map((i) => drawText(`Letter ${i}`, `Dear guest ${i * 7}`, "your room is ready")),
      ),
      dots: await Promise.all([50, 110, 170, 230, 290].map(dots)),
    }
    for (const [label, pictures] of Object.entries(photos)) {
      await mkdir(join(folder, "photos", label), { recursive: true })
      await Promise.all(pictures.map((bytes, i) => writeFile(join(folder, "photos", label, `${i}.png`), bytes)))
    }
    await writeFile(join(folder, "photos", "dots", "broken.jpg"), "no picture")
    version = await trainProject({
      photos: join(folder, "photos"),
      project: "scenes",
      version: "first",
      random: seededRandom(1),
      clock: () => epochMs(1_700_000_000_000),
      say: () => undefined,
    })
    await saveVersion(join(folder, "rekognition", "projects"), version)
    rekognition = await startRekognition({ folder: join(folder, "rekognition") })
    // Thirty pictures go through the network: seconds, but many of them on a busy machine.
  }, 240_000)
  afterAll(async () => {
    await rekognition.close()
    await rm(folder, { recursive: true })
  })

  const detect = async (Bytes: Uint8Array, more: { MinConfidence?: number; MaxResults?: number } = {}) => {
    const request = { ProjectVersionArn: VERSION, Image: { Bytes }, ...more }
    const { CustomLabels = [] } = await rekognition.client.send(new DetectCustomLabelsCommand(request))
    return CustomLabels.map(({ Name }) => Name)
  }

  it("are measured on photos that were held out", () => {
    expect(version.metrics.labels.map(({ label, pictures }) => [label, pictures])).toEqual([
      ["dots", 1],
      ["letters", 1],
      ["people", 1],
    ])
    expect(version.metrics.accuracy).toBe(1)
    expect(version.metrics.confusion).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
  })

  it("name pictures that weren't seen before", async () => {
    expect(await detect(await people(5, 300))).toEqual(["people"])
    expect(await detect(await drawText("Boarding pass", "Gate B12"))).toEqual(["letters"])
    expect(await detect(await dots(77))).toEqual(["dots"])
  })

  it("keep to MinConfidence and MaxResults", async () => {
    expect(await detect(await people(5, 300), { MinConfidence: 0 })).toHaveLength(3)
    expect(await detect(await people(5, 300), { MinConfidence: 0, MaxResults: 1 })).toEqual(["people"])
    expect(await detect(await people(5, 300), { MinConfidence: 100 })).toEqual([])
  })

  it("are described as projects and versions", async () => {
    const { client, breaks } = rekognition
    const { ProjectDescriptions } = await client.send(new DescribeProjectsCommand({}))
    const { ProjectVersionDescriptions } = await client.send(
      new DescribeProjectVersionsCommand({ ProjectArn: PROJECT }),
    )

    expect(ProjectDescriptions).toMatchObject([{ ProjectArn: PROJECT, Status: "CREATED", Feature: "CUSTOM_LABELS" }])
    expect(ProjectVersionDescriptions).toMatchObject([
      { ProjectVersionArn: VERSION, Status: "RUNNING", EvaluationResult: { F1Score: 1 } },
    ])
    expect(await breaks("DescribeProjects", { ProjectNames: ["other"] })).toEqual([])
    expect(await breaks("DescribeProjectVersions", { ProjectArn: PROJECT })).toEqual([])
    expect(await breaks("DescribeProjectVersions", { ProjectArn: PROJECT.replace("scenes", "other") })).toEqual([])
    const Image = { Bytes: (await dots(77)).toString("base64") }
    expect(await breaks("DetectCustomLabels", { ProjectVersionArn: VERSION, Image })).toEqual([])
    expect(await breaks("DetectCustomLabels", { ProjectVersionArn: `${VERSION}1`, Image })).toEqual([])
    expect(await breaks("DetectCustomLabels", { ProjectVersionArn: "arn", Image })).toEqual([])
  })

  it("aren't served by a version that was stopped", async () => {
    const own = await startRekognition({ folder: join(folder, "rekognition") })
    const { client } = own
    const request = { ProjectVersionArn: VERSION, Image: { Bytes: await dots(77) } }

    await client.send(new StopProjectVersionCommand({ ProjectVersionArn: VERSION }))
    await expect(client.send(new DetectCustomLabelsCommand(request))).rejects.toMatchObject({
      name: "ResourceNotReadyException",
    })
    await expect(client.send(new StopProjectVersionCommand({ ProjectVersionArn: VERSION }))).rejects.toMatchObject({
      name: "ResourceInUseException",
    })
    await client.send(new StartProjectVersionCommand({ ProjectVersionArn: VERSION, MinInferenceUnits: 1 }))
    expect((await client.send(new DetectCustomLabelsCommand(request))).CustomLabels?.[0]?.Name).toBe("dots")
    await own.close()
  })

  it.each([
    { what: "one label", labels: { a: 4 }, hint: "at least two labels" },
    { what: "few photos of one", labels: { a: 4, b: 3 }, hint: "at least 4 photos are needed of b" },
  ])("aren't trained on $what", async ({ labels, hint }) => {
    const photos = await mkdtemp(join(folder, "few-"))
    for (const [label, count] of Object.entries(labels)) {
      await mkdir(join(photos, label))
      for (let i = 0; i < count; i++) await writeFile(join(photos, label, `${i}.png`), await dots(40 + i))
    }
    const options = {
      project: "p",
      version: "v",
      random: seededRandom(1),
      clock: () => epochMs(0),
      say: () => undefined,
    }

    await expect(trainProject({ photos, ...options })).rejects.toThrow(hint)
  })
})
