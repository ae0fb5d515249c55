import { describe, expect, it } from "vitest"
import { findImageSource, findLinkTarget } from "#web/widget/links.ts"

const baseUrl = "https://hotel.example/rooms/"

describe("findLinkTarget", () => {
  it.each([
    ["https://other.example/a", "https://other.example/a"],
    ["/offers", "https://hotel.example/offers"],
    ["mailto:desk@hotel.example", "mailto:desk@hotel.example"],
    ["tel:+351210000000", "tel:+351210000000"],
    ["javascript:alert(1)", undefined],
    [" JaVaScRiPt:alert(1)", undefined],
    ["java\nscript:alert(1)", undefined],
    ["data:text/html,<script>", undefined],
    ["vbscript:x", undefined],
    ["file:///etc/passwd", undefined],
    ["blob:https://hotel.example/1", undefined],
    ["https://user:secret@bank.example/", undefined],
    ["https://bank.example@evil.example/", undefined],
    ["http://[", undefined],
  ])("takes %j to %j", (address, expected) => {
    expect(findLinkTarget(address, { baseUrl, hosts: [] })).toBe(expected)
  })

  it.each([
    ["https://docs.example/a", true],
    ["https://www.partner.example/", true],
    ["https://partner.example/", false],
    ["https://evil.example/?docs.example", false],
    ["https://docs.example.evil.example/", false],
    ["/own", true],
    ["mailto:a@b.example", true],
  ])("with listed hosts, %j is allowed: %s", (address, isAllowed) => {
    const hosts = ["docs.example", "*.partner.example"]

    expect(findLinkTarget(address, { baseUrl, hosts }) !== undefined).toBe(isAllowed)
  })
})

describe("findImageSource", () => {
  it.each([
    ["/site/images/beach.svg", "https://hotel.example/site/images/beach.svg"],
    ["https://cdn.example/a.jpg", "https://cdn.example/a.jpg"],
    ["data:image/svg+xml,<svg/>", undefined],
    ["javascript:1", undefined],
  ])("takes %j to %j", (address, expected) => {
    expect(findImageSource(address, baseUrl)).toBe(expected)
  })
})
