// JSON of strangers, nested as deep as may be and deeper.

import { describe, expect, it } from "vitest"
import { AwsError } from "#local/http/aws-error.ts"
import { parseBoundedJson } from "#local/http/bounded-json.ts"
import { readJsonObject } from "#local/http/rest-json.ts"

const lists = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`
const objects = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`

describe("JSON that is read with a bound", () => {
  it.each([
    ["lists", lists(256)],
    ["objects", objects(256)],
    ["brackets in a text", JSON.stringify(lists(9000))],
  ])("takes 256 levels: %s", (_, json) => {
    expect(JSON.stringify(parseBoundedJson(json))).toBe(json)
  })

  it.each([
    ["lists", lists(257)],
    ["objects", objects(257)],
    ["lists without end", lists(100_000)],
  ])("refuses more: %s", (_, json) => {
    expect(() => parseBoundedJson(json)).toThrow("256 levels")
  })

  it("is SerializationException, status 400, as the body of a request", () => {
    const body = new TextEncoder().encode(`{"text":"hi","sessionState":{"junk":${lists(20_000)}}}`)

    expect(() => readJsonObject(body)).toThrow(
      new AwsError("SerializationException", 400, "JSON must not be nested more than 256 levels deep."),
    )
  })
})
