import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseCsv } from "#bot/test-set/csv.ts"
import { readWorkbenchCases } from "#bot/test-set/workbench.ts"

const HEADER = "Line #,Conversation #,Source,Input,Expected Output Intent,Expected Output Slot 1,Expected Output Slot 2"

describe("parseCsv", () => {
  it.each([
    {
      text: "a,b\nc,d",
      rows: [
        ["a", "b"],
        ["c", "d"],
      ],
    },
    {
      text: "a,b\r\nc,d\r\n",
      rows: [
        ["a", "b"],
        ["c", "d"],
      ],
    },
    { text: '\uFEFF"a, b","c ""d"""\n', rows: [["a, b", 'c "d"']] },
    {
      text: '"two\nlines",x\ny,z',
      rows: [
        ["two\nlines", "x"],
        ["y", "z"],
      ],
    },
    { text: "a,,c\n,,\n", rows: [["a", "", "c"]] },
    { text: '"never closed, x', rows: [["never closed, x"]] },
    { text: "", rows: [] },
  ])("reads $text", ({ text, rows }) => {
    expect(parseCsv(text).map((row) => row.cells)).toEqual(rows)
  })

  it("counts the lines inside quotes", () => {
    expect(parseCsv('"a\nb",1\nc,2\n\nd,3').map((row) => row.line)).toEqual([1, 3, 5])
  })

  it("reads whatever was quoted properly", () => {
    const cell = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== "")
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 })), (rows) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(",")).join("\r\n")
        expect(parseCsv(text).map((row) => row.cells)).toEqual(rows)
      }),
    )
  })

  it("takes a cell of a million characters", () => {
    expect(parseCsv(`"${'""x'.repeat(400_000)}",b`)[0]?.cells[1]).toBe("b")
  })
})

describe("readWorkbenchCases", () => {
  it("[lex 136] reads conversations by their number, and single utterances", () => {
    const text = `${HEADER}
1,1,User,I want to book a hotel,BookHotel,,
2,1,Agent,What city will you be staying in?,,,
3,1,User,New York City,BookHotel,Location = New York City,
4,N/A,User,rent a car tomorrow,BookCar,PickUpDate = tomorrow,CarType=
1,2,User,help,-,,
2,-,User,bye,,,
`
    const cases = readWorkbenchCases(text, "set.csv")

    expect(cases.map(({ title, turns }) => [title, turns.length])).toEqual([
      ["conversation 1", 2],
      ["line 5", 1],
      ["conversation 2", 1],
      ["line 7", 1],
    ])
    expect(cases[0]?.turns).toEqual([
      {
        line: 2,
        guest: "I want to book a hotel",
        attributes: {},
        expectations: { intentName: "BookHotel", speech: "What city will you be staying in?" },
      },
      {
        line: 4,
        guest: "New York City",
        attributes: {},
        expectations: { intentName: "BookHotel", spokenSlots: { Location: "New York City" } },
      },
    ])
    expect(cases[1]?.turns[0]?.expectations.spokenSlots).toEqual({ PickUpDate: "tomorrow", CarType: "" })
    expect(cases[2]?.turns[0]?.expectations).toEqual({})
  })

  it("joins what the agent says in several rows", () => {
    const text = `${HEADER}\n1,1,User,hi,Greet,,\n2,1,Agent,Hello!,,,\n3,1,Agent,How can I help?,,,`

    expect(readWorkbenchCases(text, "set.csv")[0]?.turns[0]?.expectations.speech).toBe("Hello! How can I help?")
  })

  it.each([
    { text: "", says: "line 1: the test set is empty" },
    { text: "Line #,Input\n1,a", says: 'line 1: the column "source" is missing' },
    { text: `${HEADER}\n1,1,Robot,hi,,,`, says: 'line 2: the source must be User or Agent, not "robot"' },
    { text: `${HEADER}\n1,1,Agent,hi,,,`, says: "line 2: an agent row needs a user row before it" },
    { text: `${HEADER}\n1,1,User,,Greet,,`, says: "line 2: the input is empty" },
    { text: `${HEADER}\n1,1,User,hi,Greet,Name,`, says: 'line 2: a slot is written Name = value, not "Name"' },
  ])("refuses $text", ({ text, says }) => {
    expect(() => readWorkbenchCases(text, "set.csv")).toThrow(`data-invalid: ${says}`)
  })
})
