// Holds docs/lex-fidelity.md to the tests: every rule has tests that name it, and the page says which.

import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"

const ROOT = join(import.meta.dirname, "..")
const RULES = 142
const MOST_THAT_DIFFER = 0.05

type Row = { readonly rule: number; readonly status: string; readonly tests: readonly string[] }

function readPage(): Row[] {
  const page = readFileSync(join(ROOT, "docs/lex-fidelity.md"), "utf8")
  return page.split("\n").flatMap((line): Row[] => {
    const found = /^\| (\d+) \|.*\| (\w+) \| ([^|]*) \|$/.exec(line)
    if (found === null) return []
    const [, rule, status = "", tests = ""] = found
    return [{ rule: Number(rule), status, tests: tests.split(", ").filter((test) => test !== "") }]
  })
}

/** The test files whose titles name each rule, as the page writes them. */
function readTitles(): Map<number, string[]> {
  const named = new Map<number, string[]>()
  for (const file of globSync("test/**/*.test.ts", { cwd: ROOT }).toSorted()) {
    const name = file
      .replaceAll("\\", "/")
      .replace(/^test\//, "")
      .replace(/\.test\.ts$/, "")
    const rules = readFileSync(join(ROOT, file), "utf8").matchAll(/\[lex (\d+)\]/g)
    for (const rule of new Set([...rules].map(([, number]) => Number(number)))) {
      named.set(rule, [...(named.get(rule) ?? []), name])
    }
  }
  return named
}

describe("the page on fidelity", () => {
  const rows = readPage()
  const titles = readTitles()

  it("lists every rule once, in order", () => {
    expect(rows.map(({ rule }) => rule)).toEqual(Array.from({ length: RULES }, (_, i) => i + 1))
  })

  it("names the tests that name the rule, and no others", () => {
    const listed = rows.map(({ rule, tests }) => [rule, tests.toSorted()])
    const found = [...titles].map(([rule, tests]) => [rule, tests.toSorted()])

    expect(listed).toEqual(found.toSorted(([one], [other]) => Number(one) - Number(other)))
  })

  it("calls no rule missing, and few that differ", () => {
    const differing = rows.filter(({ status }) => status === "differs")

    expect(rows.filter(({ status }) => status !== "same" && status !== "differs")).toEqual([])
    expect(differing.length / rows.length).toBeLessThanOrEqual(MOST_THAT_DIFFER)
  })

  it("says of each that differs how it does", () => {
    const explained = readFileSync(join(ROOT, "docs/lex-fidelity.md"), "utf8").matchAll(/^- \*\*(\d+)\*\* /gm)

    expect([...explained].map(([, rule]) => Number(rule))).toEqual(
      rows.filter(({ status }) => status === "differs").map(({ rule }) => rule),
    )
  })
})
