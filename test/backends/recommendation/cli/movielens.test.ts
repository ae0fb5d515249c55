import { describe, expect, it } from "vitest"
import { parseMovies, parseRatings } from "#backends/recommendation/cli/movielens.ts"

describe("MovieLens ratings", () => {
  it.each([
    { release: "100K", text: "196\t242\t3\t881250949\n186\t302\t1\t891717742\n" },
    { release: "1M", text: "196::242::3::978300760\r\n186::302::1::978302109\r\n" },
    { release: "CSV", text: "userId,movieId,rating,timestamp\n196,242,3.5,964982703\n186,302,0.5,964981247" },
  ])("of the $release release are read", ({ text }) => {
    expect(parseRatings(text)).toEqual([
      { visitorId: "196", itemId: "242", kind: "rated" },
      { visitorId: "186", itemId: "302", kind: "rated" },
    ])
  })

  it.each([
    { text: "", says: "parted by" },
    { text: "a story about films\n", says: "parted by" },
    { text: "196\t242\t3\t881250949\n186\t302\n", says: "line 2" },
    { text: "userId,movieId,rating,timestamp\n", says: "no ratings" },
  ])("are refused when they are $text", ({ text, says }) => {
    expect(() => parseRatings(text)).toThrow(says)
  })
})

describe("MovieLens titles", () => {
  it.each([
    {
      file: "u.item",
      text: "1|Toy Story (1995)|01-Jan-1995||http://example.com|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n",
      tags: ["Animation", "Children's", "Comedy"],
    },
    { file: "movies.dat", text: "1::Toy Story (1995)::Animation|Comedy\n", tags: ["Animation", "Comedy"] },
    {
      file: "movies.csv",
      text: 'movieId,title,genres\n1,"Toy Story (1995)",Animation|Comedy\n',
      tags: ["Animation", "Comedy"],
    },
    { file: "movies.csv", text: "movieId,title,genres\n1,Toy Story (1995),(no genres listed)\n", tags: [] },
  ])("of $file are read", ({ file, text, tags }) => {
    expect(parseMovies(text, file)).toEqual([{ id: "1", title: "Toy Story (1995)", tags }])
  })
})
