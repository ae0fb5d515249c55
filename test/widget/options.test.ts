import { describe, expect, it } from "vitest"
import { ATTRIBUTES, isRightToLeft, readOptions, toLanguageTag, toLocaleId } from "#web/widget/options.ts"

const page = { scriptOrigin: "https://chat.example", language: "de", browserLanguage: "fr-CA" }

describe("readOptions", () => {
  it("finds everything in the page when no attribute is given", () => {
    expect(readOptions((name) => ATTRIBUTES[name], page)).toMatchObject({
      endpoint: "https://chat.example",
      locale: "de",
      consent: "gate",
      persist: "tab",
      hasRatings: true,
      linkHosts: [],
    })
  })

  it("takes values it doesn't know as not given", () => {
    const given: Record<string, string> = {
      consent: "maybe",
      persist: "forever",
      "link-hosts": "a.example, *.b.example",
    }

    expect(readOptions((name) => given[name] ?? ATTRIBUTES[name], page)).toMatchObject({
      consent: "gate",
      persist: "tab",
      linkHosts: ["a.example", "*.b.example"],
    })
  })
})

describe("languages", () => {
  it.each([
    [["en_US"], "en-US"],
    [["", "pt-br"], "pt-BR"],
    [["not a language!", "", "fr"], "fr"],
    [["", ""], "en-US"],
  ])("makes a tag of %j", (candidates, expected) => {
    expect(toLanguageTag(...candidates)).toBe(expected)
  })

  it.each([
    ["en", "en_US"],
    ["de-AT", "de_AT"],
    ["es", "es_ES"],
    ["zh-Hant", "zh_TW"],
  ])("asks the server for %s as %s", (tag, expected) => {
    expect(toLocaleId(tag)).toBe(expected)
  })

  it.each([
    ["ar", true],
    ["he-IL", true],
    ["ur", true],
    ["en", false],
    ["az", false],
  ])("%s runs from right to left: %s", (tag, expected) => {
    expect(isRightToLeft(tag)).toBe(expected)
  })
})
