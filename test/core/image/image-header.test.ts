import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { readImageHeader } from "#core/image/image-header.ts"
import { stripMetadata } from "#core/image/strip-metadata.ts"
import { claimPng, makePicture } from "#test/support/uploads.ts"

const FORMATS = ["jpeg", "png", "webp"] as const

/** A picture with Exif (a place, an owner), turned by so much. */
async function withExif(format: (typeof FORMATS)[number], orientation: number) {
  const exif = { IFD0: { Copyright: "Anna Keller" }, IFD3: { GPSLatitude: "38/1 42/1 0/1", GPSLatitudeRef: "N" } }
  const image = sharp(await makePicture(120, 90))
    .withMetadata({ orientation })
    .withExifMerge(exif)
  return Uint8Array.from(await image.toFormat(format).toBuffer())
}

describe.each(FORMATS)("the header of a %s", (format) => {
  it("says the kind, the size and which way is up", async () => {
    const read = readImageHeader(await withExif(format, 6))

    expect(read).toEqual({
      ok: true,
      value: { type: `image/${format}`, width: 120, height: 90, frames: 1, orientation: 6 },
    })
  })

  it("is never read beyond what is there", async () => {
    const whole = await withExif(format, 3)
    const lengths = Array.from({ length: Math.min(whole.length, 1200) }, (_, i) => i)

    const refusals = lengths.map((length) => {
      const read = readImageHeader(whole.subarray(0, length))
      return read.ok ? "ok" : read.refusal
    })

    expect(new Set(refusals)).toEqual(new Set(["unknown-type", "damaged", "ok"]))
  })

  it("survives any byte being wrong", async () => {
    const whole = await withExif(format, 8)
    const reading = () => {
      for (let at = 0; at < Math.min(whole.length, 600); at++) {
        const broken = whole.slice()
        broken[at] = (broken[at] ?? 0) ^ 0xff
        const read = readImageHeader(broken)
        if (read.ok) stripMetadata(broken, read.value)
      }
      return "done"
    }

    expect(reading()).toBe("done")
  })

  it("loses place and owner without losing a pixel", async () => {
    const before = await withExif(format, format === "webp" ? 1 : 6)
    const header = readImageHeader(before)
    if (!header.ok) throw new Error(header.refusal)

    const after = stripMetadata(before, header.value)

    const text = Buffer.from(after).toString("latin1")
    expect(Buffer.from(before).toString("latin1")).toContain("Anna Keller")
    expect(text).not.toContain("Anna Keller")
    const [one, other] = await Promise.all([before, after].map((bytes) => sharp(bytes).autoOrient().raw().toBuffer()))
    expect(other?.equals(one ?? Buffer.alloc(0))).toBe(true)
    expect(readImageHeader(after)).toMatchObject({ value: { orientation: format === "webp" ? 1 : 6 } })
  })
})

describe("readImageHeader", () => {
  it("tells an animation by its frames", async () => {
    const frame = await sharp(await makePicture(100, 100))
      .png()
      .toBuffer()
    const animation = await sharp([frame, await makePicture(100, 100, "webp")].map(Buffer.from), {
      join: { animated: true },
    })
      .webp({ delay: [100, 100] })
      .toBuffer()

    expect(readImageHeader(animation)).toMatchObject({ value: { frames: 2 } })
  })

  it("takes a claim of many pixels for what it is, without making room for them", () => {
    expect(readImageHeader(claimPng(60_000, 50_000))).toMatchObject({ value: { width: 60_000, height: 50_000 } })
  })

  it.each([
    { what: "text", bytes: new TextEncoder().encode("this is no picture"), refusal: "unknown-type" },
    { what: "nothing", bytes: new Uint8Array(), refusal: "unknown-type" },
    { what: "a GIF", bytes: new TextEncoder().encode("GIF89a, really"), refusal: "unknown-type" },
    { what: "the first bytes of a PNG", bytes: claimPng(1, 1).subarray(0, 20), refusal: "damaged" },
    { what: "a picture without height", bytes: claimPng(10, 0), refusal: "damaged" },
  ])("refuses $what as $refusal", ({ bytes, refusal }) => {
    expect(readImageHeader(bytes)).toEqual({ ok: false, refusal })
  })
})
