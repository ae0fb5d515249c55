import { describe, expect, it } from "vitest"
import { parseMovies, parseRatings } from "#backends/recommendation/cli/movielens.ts"
import { toInteractions } from "#backends/recommendation/training-data.ts"

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
    { text: "", says: "no ratings" },
    { text: "a story about films\n", says: "parted by" },
    { text: "196\t242\t3\t881250949\n186\t302\n", says: "line 2" },
    { text: "196\t242\t3\t881250949\n\n186\t302\t1", says: "line 3" },
    { text: "196;242;3;881250949\n", says: "parted by" },
    { text: "196 242 3 881250949\n", says: "parted by" },
    { text: "196\t242\t3\n", says: "line 1" },
    { text: "196\t242\t3\t881250949\t0\n", says: "line 1" },
    { text: "196\t242\t3\t881250949\n186::302::1::891717742\n", says: "line 2" },
    { text: "196\t242\tNaN\t881250949\n", says: "line 1" },
    { text: "196\t242\tInfinity\t881250949\n", says: "line 1" },
    { text: "196\t242\t \t881250949\n", says: "line 1" },
    { text: "196\t \t3\t881250949\n", says: "line 1" },
    { text: "196\t242\t3\t-5\n", says: "line 1" },
    { text: "userId,movieId,rating,timestamp\n1,2,3.5,soon\n", says: 'is "1,2,3.5,soon"' },
    { text: "userId,movieId,rating,timestamp\n", says: "no ratings" },
  ])("are refused when they are $text", ({ text, says }) => {
    expect(() => parseRatings(text)).toThrow(says)
  })
})

describe("MovieLens ratings that come twice", () => {
  it("are one like", () => {
    const events = parseRatings("1\t7\t3\t1\n1\t7\t5\t2\n1\t7\t3\t1\n")

    expect(toInteractions(events, [])).toMatchObject({ userIds: ["1"], itemIds: ["7"], values: new Float32Array([1]) })
  })
})

describe("MovieLens titles", () => {
  it.each([
    { file: "u.item", text: "1|Toy Story (1995)|01-Jan-1995\nToy Story\n", says: "u.item line 2" },
    { file: "movies.dat", text: "1::Toy Story (1995)::Comedy\n::Heat::Action\n", says: "movies.dat line 2" },
    { file: "movies.csv", text: "movieId,title,genres\none,Heat,Action\n", says: "movies.csv line 2" },
  ])("of $file are refused when they are no titles", ({ file, text, says }) => {
    expect(() => parseMovies(text, file)).toThrow(says)
  })

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
