import { gzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { buildWidget } from "#web/build-widget.ts"

describe("the built widget", () => {
  it("stays within its budgets: launcher 12 kB, with the text panel 30 kB, gzip", async () => {
    const files = await buildWidget()
    const bytes = (pattern: RegExp): number =>
      [...files].filter(([path]) => pattern.test(path)).reduce((sum, [, { body }]) => sum + gzipSync(body).length, 0)

    expect(bytes(/^\/widget\.js$/)).toBeLessThanOrEqual(12_000)
    expect(bytes(/^\/widget\.js$|panel-/)).toBeLessThanOrEqual(30_000)
  })

  it("names what it loads by content, and never parses markup", async () => {
    const files = await buildWidget()
    const [again, text] = [
      await buildWidget(),
      [...files.values()].map(({ body }) => new TextDecoder().decode(body)).join("\n"),
    ]

    expect([...again.keys()].sort()).toEqual([...files.keys()].sort())
    expect(
      [...files.keys()].filter((path) => path !== "/widget.js" && !/^\/widget\/[a-z]+-[A-Z2-7]{8}\.js$/.test(path)),
    ).toEqual([])
    expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.cssText/)
  })
})
