import { describe, expect, it } from "vitest"
import { parseMarkdown, toPlainText } from "#web/widget/markdown.ts"

/** A short notation for what was read: tags in angle brackets. */
function outline(text: string): string {
  type Inline = { kind: string; text?: string; address?: string; children?: readonly Inline[] }
  const inline = (run: Inline): string => {
    const inside = run.children === undefined ? (run.text ?? "") : run.children.map(inline).join("")
    if (run.kind === "text") return inside
    return run.kind === "link" ? `<a ${run.address}|${inside}>` : `<${run.kind}|${inside}>`
  }
  return parseMarkdown(text)
    .map((block) =>
      block.kind === "list"
        ? `${block.isOrdered ? "ol" : "ul"}(${block.items.map((item) => item.map(inline).join("")).join(" / ")})`
        : block.lines.map((line) => line.map(inline).join("")).join("⏎"),
    )
    .join(" ¶ ")
}

describe("parseMarkdown", () => {
  it.each([
    ["plain words", "plain words"],
    ["**bold** and *slanted* and _slanted_", "<strong|bold> and <em|slanted> and <em|slanted>"],
    ["**bold with *both* inside**", "<strong|bold with <em|both> inside>"],
    ["`code *as is*`", "<code|code *as is*>"],
    ["one\ntwo\n\nthree", "one⏎two ¶ three"],
    ["- a\n- b\n\n1. c\n2) d", "ul(a / b) ¶ ol(c / d)"],
    ["Text:\n* item", "Text: ¶ ul(item)"],
    ["[the rules](https://a.example/b)", "<a https://a.example/b|the rules>"],
    ["[wiki](https://a.example/b_(c)) after", "<a https://a.example/b_(c)|wiki> after"],
    ["See https://a.example/b?c=d.", "See <a https://a.example/b?c=d|https://a.example/b?c=d>."],
    // Not marks: what people write without meaning Markdown.
    ["2 * 3 * 4 = 24", "2 * 3 * 4 = 24"],
    ["snake_case_name", "snake_case_name"],
    ["5* hotel and 4* hotel", "5* hotel and 4* hotel"],
    ["unclosed **bold and `code", "unclosed **bold and `code"],
    ["[not a link] (really)", "[not a link] (really)"],
    ["[a](b c)", "[a](b c)"],
    ["-5 degrees", "-5 degrees"],
    ["\\*stars\\*", "*stars*"],
    ["<b>html</b> & entities &amp;", "<b>html</b> & entities &amp;"],
    ["**مرحبا** بك", "<strong|مرحبا> بك"],
    ["", ""],
  ])("reads %j", (text, expected) => {
    expect(outline(text)).toBe(expected)
  })

  // Time that grew with the square of the length would take minutes here, and run into the test's own limit.
  it.each(["*", "**", "_", "`", "[", "[a](", "](", "*a _b ", "h", "http://", "\\"])(
    "gets through 200,000 times %j",
    (piece) => {
      const text = piece.repeat(200_000)

      expect(parseMarkdown(text).length).toBeGreaterThan(0)
    },
  )
})

describe("toPlainText", () => {
  it("leaves the words and drops the marks", () => {
    const text = "From **15:00**:\n\n- your [code](https://a.example)\n- an `ID`\n\n1. first"

    expect(toPlainText(parseMarkdown(text))).toBe("From 15:00:\n• your code\n• an ID\n1. first")
  })
})
