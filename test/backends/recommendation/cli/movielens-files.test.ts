import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { readMovieLens } from "#backends/recommendation/cli/movielens-files.ts"

const folder = mkdtempSync(path.join(tmpdir(), "movielens-"))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
function release(files: Readonly<Record<string, string | Uint8Array>>): string {
  const place = path.join(folder, String(count++))
  mkdirSync(place)
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(place, name), content)
  return place
}

const LATIN1 = (text: string) => Buffer.from(text, "latin1")

describe("a MovieLens release on disk", () => {
  it.each([
    {
      form: "100K",
      files: { "u.data": "1\t7\t3\t881250949\n", "u.item": LATIN1("7|Amélie (2001)|||\n") },
    },
    {
      form: "1M",
      files: { "ratings.dat": "1::7::3::978300760\n", "movies.dat": LATIN1("7::Amélie (2001)::\n") },
    },
    {
      form: "10M",
      files: { "ratings.dat": "1::7::3.5::978300760\n", "movies.dat": "7::Amélie (2001)::\n" },
    },
    {
      form: "CSV",
      files: {
        "ratings.csv": "userId,movieId,rating,timestamp\r\n1,7,3.5,964982703\r\n",
        "movies.csv": "movieId,title,genres\r\n7,Amélie (2001),(no genres listed)\r\n",
      },
    },
    {
      form: "CSV with byte-order marks",
      files: {
        "ratings.csv": "\uFEFFuserId,movieId,rating,timestamp\n1,7,3.5,964982703\n",
        "movies.csv": "\uFEFFmovieId,title,genres\n7,Amélie (2001),\n",
      },
    },
  ])("in the form of $form is read in its own encoding", ({ files }) => {
    expect(readMovieLens(release(files))).toEqual({
      events: [{ visitorId: "1", itemId: "7", kind: "rated" }],
      items: [{ id: "7", title: "Amélie (2001)", tags: [] }],
    })
  })

  it("needs no titles, and any name will do for a file of ratings alone", () => {
    const place = release({ "u1.base": "1\t7\t3\t881250949\n" })

    expect(readMovieLens(path.join(place, "u1.base")).items).toEqual([])
  })

  it.each([
    { what: "nothing", make: () => path.join(folder, "nowhere"), says: "no file or folder" },
    { what: "an empty folder", make: () => release({}), says: "none of u.data" },
    {
      what: "a folder for a file",
      make: () => {
        const place = release({})
        mkdirSync(path.join(place, "u.data"))
        return place
      },
      says: "can't be read",
    },
    {
      what: "bytes",
      make: () => path.join(release({ "u.data": Buffer.from([0, 255, 1]) }), "u.data"),
      says: "parted by",
    },
  ])("that is $what is refused", ({ make, says }) => {
    expect(() => readMovieLens(make())).toThrow(says)
  })
})
