// The wording of broken constraints, as AWS words it.

import { describe, expect, it } from "vitest"
import { boolean, checkInput, lazily, list, map, number, structure, text } from "#local/http/constraints.ts"

const tree = structure(
  {
    name: text({ min: 1, max: 5, pattern: /^[a-z]+$/ }),
    mode: text({ oneOf: ["A", "B"] }),
    count: number({ min: 1, max: 20, integer: true }),
    done: boolean,
    children: list(
      lazily(() => tree),
      { max: 2 },
    ),
    notes: map(text({ min: 1 }), text({ max: 3 })),
  },
  { required: ["name"] },
)

describe("a broken constraint", () => {
  it.each([
    { input: {}, says: "Value at 'name' failed to satisfy constraint: Member must not be null" },
    { input: { name: null }, says: "Value at 'name' failed to satisfy constraint: Member must not be null" },
    {
      input: { name: "abcdef" },
      says: "Value at 'name' failed to satisfy constraint: Member must have length less than or equal to 5",
    },
    {
      input: { name: "A" },
      says: "Value at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]+$",
    },
    {
      input: { name: "a", mode: "C" },
      says: "Value at 'mode' failed to satisfy constraint: Member must satisfy enum value set: [A, B]",
    },
    {
      input: { name: "a", count: 0 },
      says: "Value at 'count' failed to satisfy constraint: Member must have value greater than or equal to 1",
    },
    {
      input: { name: "a", count: 21 },
      says: "Value at 'count' failed to satisfy constraint: Member must have value less than or equal to 20",
    },
    {
      input: { name: "a", notes: { x: "long" } },
      says: "Value at 'notes.x.member' failed to satisfy constraint: Member must have length less than or equal to 3",
    },
    {
      input: { name: "a", children: [{ name: "b" }, {}] },
      says: "Value at 'children.2.member.name' failed to satisfy constraint: Member must not be null",
    },
    {
      input: { name: "a", children: [{ name: "b" }, { name: "b" }, { name: "b" }] },
      says: "Value at 'children' failed to satisfy constraint: Member must have length less than or equal to 2",
    },
  ])("of $input is told", ({ input, says }) => {
    expect(() => checkInput(tree, input)).toThrow(`1 validation error detected: ${says}`)
  })

  it("of a shape that contains itself too often is told, however deep it is", () => {
    let input: object = { name: "a" }
    for (let i = 0; i < 20_000; i++) input = { name: "a", children: [input] }

    expect(() => checkInput(tree, input)).toThrow("Member must not be more than 32 levels deep")
  })

  it("is counted with the others", () => {
    expect(() => checkInput(tree, { name: "", mode: "x" })).toThrow(/^3 validation errors detected: .*; .*; /)
  })

  it("shows the value where the service does", () => {
    expect(() => checkInput(tree, { name: "a", mode: "C" }, { showValues: true })).toThrow("Value 'C' at 'mode' failed")
  })

  it.each([
    { name: 3 },
    { name: "a", count: 1.5 },
    { name: "a", done: "yes" },
    { name: "a", children: {} },
    { name: "a", notes: [] },
  ])("%j, of another JSON type, is a serialization error", (input) => {
    expect(() => checkInput(tree, input)).toThrow(expect.objectContaining({ code: "SerializationException" }))
  })
})

describe("input within its constraints", () => {
  it.each([
    { name: "a" },
    { name: "abcde", mode: "B", count: 20, done: false, children: [], notes: { x: null } },
    { name: "a", unknown: 1 },
  ])("%j passes", (input) => {
    expect(() => checkInput(tree, input)).not.toThrow()
  })
})
