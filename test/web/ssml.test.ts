// The words of SSML without its markup.

import { describe, expect, it } from "vitest"
import { stripSsml } from "#web/ssml.ts"

describe("stripSsml", () => {
  it.each([
    { ssml: "<speak>Hello</speak>", text: "Hello" },
    { ssml: "<speak>Hello <emphasis level='strong'>you</emphasis>!</speak>", text: "Hello you!" },
    { ssml: "<speak><p>One.</p><p>Two.</p></speak>", text: "One. Two." },
    { ssml: "<speak>One<break time='1s'/>two</speak>", text: "One two" },
    { ssml: "<speak><say-as interpret-as='date'>2026-03-02</say-as></speak>", text: "2026-03-02" },
    { ssml: "<speak>A<!-- <b>not</b> said -->B</speak>", text: "AB" },
    { ssml: "<?xml version='1.0'?><speak>Hi</speak>", text: "Hi" },
    { ssml: "Tom &amp; Jerry &lt;3 &#233;t&#xe9; &quot;x&quot;", text: 'Tom & Jerry <3 été "x"' },
    { ssml: "&nosuch; &#0; &#x110000;", text: "&nosuch; &#0; &#x110000;" },
    { ssml: "1 < 2 and 3 > 2", text: "1 < 2 and 3 > 2" },
    { ssml: "an unclosed <tag", text: "an unclosed <tag" },
    { ssml: "an unclosed <!-- comment", text: "an unclosed <!-- comment" },
    { ssml: "", text: "" },
  ])("reads $ssml as '$text'", ({ ssml, text }) => {
    expect(stripSsml(ssml)).toBe(text)
  })

  it("shows markup that was written as text as text, not as markup", () => {
    expect(stripSsml("&lt;script&gt;alert(1)&lt;/script&gt;")).toBe("<script>alert(1)</script>")
  })
})
