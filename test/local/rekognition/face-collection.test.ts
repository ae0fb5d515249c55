import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { epochMs } from "#core/time.ts"
import { createCollection, openCollection, type StoredFace } from "#local/rekognition/collections/face-collection.ts"

function face(faceId: string): StoredFace {
  const box = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 }
  return { faceId, imageId: "i", imageHash: "h", box, confidence: 90, descriptor: Float32Array.of(0.25, -1, 3) }
}

describe("a collection's file", () => {
  let folder = ""
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "collection-"))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it("gives back what was added and not removed", async () => {
    const path = join(folder, "a.jsonl")
    const made = await createCollection("guests", epochMs(7), path)
    await Promise.all([made.add([face("1"), face("2")]), made.add([face("3")]), made.remove(["2"])])

    const opened = await openCollection(path)
    expect([opened?.id, opened?.createdAt]).toEqual(["guests", 7])
    expect(opened?.faces()).toEqual([face("1"), face("3")])
  })

  it("loses no more than a line that was cut short, and can be added to after", async () => {
    const path = join(folder, "b.jsonl")
    await (await createCollection("guests", epochMs(7), path)).add([face("1")])
    await appendFile(path, '{"add":{"faceId":"2","ima')

    const opened = await openCollection(path)
    await opened?.add([face("3")])
    expect((await openCollection(path))?.faces().map(({ faceId }) => faceId)).toEqual(["1", "3"])
    expect((await readFile(path, "utf8")).split("\n")).toHaveLength(4)
  })
})
