import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatJson } from "#bot/archive/format-json.ts"

describe("formatJson", () => {
  it("puts one field on a line", () => {
    expect(formatJson('{"a":[1,{"b":null}],"c":{},"d":[]}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}\n',
    )
  })

  it("keeps numbers, escapes, repeated and number-like keys as they were written", () => {
    expect(formatJson('{"b":0.40,"2":1e3,"1":"\\u0041 \\" {","b":-0}')).toBe(
      '{\n  "b": 0.40,\n  "2": 1e3,\n  "1": "\\u0041 \\" {",\n  "b": -0\n}\n',
    )
  })

  it("changes no value, and nothing at all the second time", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const formatted = formatJson(json)
        expect(JSON.parse(formatted)).toEqual(JSON.parse(json))
        expect(formatJson(formatted)).toBe(formatted)
      }),
    )
  })
})
