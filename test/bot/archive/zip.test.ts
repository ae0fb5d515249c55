import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ARCHIVE_LIMITS, archiveFromFiles } from "#bot/archive/archive.ts"
import { readArchive, writeArchive } from "#bot/archive/zip.ts"
import { tripBundle } from "./bundle.ts"

const bytes = (text: string) => new TextEncoder().encode(text)

async function zipOf(...files: readonly (readonly [string, Uint8Array])[]): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
  for (const [path, content] of files) await writer.add(path, new Uint8ArrayReader(content))
  return await writer.close()
}

/** Changes a file's name where it stands in the zip, local header and directory alike. */
function renamed(zip: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(zip).toString("latin1").replaceAll(from, to)
  return new Uint8Array(Buffer.from(text, "latin1"))
}

describe("writeArchive and readArchive", () => {
  it("give back every file, byte for byte and in order, and the same zip again", async () => {
    const name = fc.stringMatching(/^[A-Za-z0-9é _-]{1,12}$/).filter((text) => text.trim() === text)
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"))
    const files = fc.uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 300 })), { selector: ([key]) => key })
    await fc.assert(
      fc.asyncProperty(files, async (list) => {
        const archive = archiveFromFiles(list)
        const zip = await writeArchive(archive)
        const again = await readArchive(zip)
        expect([...again.files]).toEqual([...archive.files])
        expect(await writeArchive(again)).toEqual(zip)
      }),
      { numRuns: 25 },
    )
  })

  it("open what a password protects, and say what is wrong without it", async () => {
    const archive = tripBundle()
    const zip = await writeArchive(archive, { password: "open sesame" })

    expect([...(await readArchive(zip, { password: "open sesame" })).files]).toEqual([...archive.files])
    await expect(readArchive(zip)).rejects.toThrow(/Manifest\.json: protected by a password, and none was given/)
    await expect(readArchive(zip, { password: "sesame" })).rejects.toThrow(/Manifest\.json: the password is wrong/)
  })

  it("write dates that don't depend on the day", async () => {
    const zip = await writeArchive(archiveFromFiles([["a.json", bytes("{}")]]))

    expect([...zip.slice(10, 14)]).toEqual([0, 0, 0x21, 0])
  })
})

describe("readArchive, handed something else than an export", () => {
  it.each([
    { what: "nothing at all", data: new Uint8Array(), says: /the zip file: not a readable zip file/ },
    { what: "a text", data: bytes("Dear Lex, ".repeat(20)), says: /the zip file: not a readable zip file/ },
  ])("refuses $what", async ({ data, says }) => {
    await expect(readArchive(data)).rejects.toMatchObject({
      code: "data-invalid",
      message: expect.stringMatching(says),
    })
  })

  it("refuses a zip cut short anywhere", async () => {
    const zip = await writeArchive(tripBundle())
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const start = zip.slice(0, Math.floor(zip.length * share))
      await expect(readArchive(start)).rejects.toMatchObject({ code: "data-invalid" })
    }
  })

  it("refuses a file whose bytes were damaged", async () => {
    const zip = await zipOf(["Bot.json", bytes("x".repeat(500))])
    const damaged = zip.map((byte, i) => (i === 49 ? byte ^ 0xff : byte))

    await expect(readArchive(damaged)).rejects.toThrow(/Bot\.json: cannot be unpacked/)
  })

  it.each([
    { from: "aa/b.json", to: "../b.json" },
    { from: "aa/b.json", to: "/a/b.json" },
    { from: "aa/b.json", to: "C:/b.json" },
    { from: "aa/b.json", to: "..\\b.json" },
  ])("refuses the file name $to", async ({ from, to }) => {
    const zip = renamed(await zipOf([from, bytes("{}")]), from, to)

    await expect(readArchive(zip)).rejects.toMatchObject({ code: "data-invalid" })
  })

  it("takes folders written with backslashes", async () => {
    const zip = renamed(await zipOf(["aa/b.json", bytes("{}")]), "aa/b.json", "aa\\b.json")

    expect([...(await readArchive(zip)).files.keys()]).toEqual(["aa/b.json"])
  })

  it("refuses a file that is there twice", async () => {
    const zip = renamed(await zipOf(["a.json", bytes("1")], ["b.json", bytes("2")]), "b.json", "a.json")

    await expect(readArchive(zip)).rejects.toMatchObject({ code: "data-invalid" })
  })

  it("refuses a bomb by the size it claims", async () => {
    const zip = await zipOf(["Bot.json", new Uint8Array(ARCHIVE_LIMITS.maxFileBytes + 1)])

    expect(zip.length).toBeLessThan(100_000)
    await expect(readArchive(zip)).rejects.toThrow(/Bot\.json: larger than/)
  })

  it("refuses a bomb that lies about its size", async () => {
    const zip = await zipOf(["Bot.json", new Uint8Array(ARCHIVE_LIMITS.maxFileBytes + 1)])
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
    const directory = view.getUint32(zip.length - 6, true)
    view.setUint32(directory + 24, 100, true)

    await expect(readArchive(zip)).rejects.toMatchObject({ code: "data-invalid" })
  })
})

describe("archiveFromFiles", () => {
  it("leaves out what a path says twice", () => {
    expect([...archiveFromFiles([["./Trip//Bot.json", bytes("{}")]]).files.keys()]).toEqual(["Trip/Bot.json"])
  })
})
