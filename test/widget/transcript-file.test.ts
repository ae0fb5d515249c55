import { describe, expect, it } from "vitest"
import type { Entry } from "#web/widget/state.ts"
import { en } from "#web/widget/strings/en.ts"
import { toTranscriptFile } from "#web/widget/transcript-file.ts"

const atMs = Date.parse("2026-11-21T12:00:00Z")
const entries: readonly Entry[] = [
  { kind: "notice", key: "n", atMs, notice: "sharedNotice" },
  { kind: "visitor", key: "v:t1", turnId: "t1", text: "<b>rooms</b> & more", atMs, delivery: "sent", attempts: 1 },
  {
    kind: "assistant",
    key: "a:t1",
    turnId: "t1",
    atMs,
    suggestions: [],
    messages: [
      { id: "1", type: "text", text: "Here is **one**:" },
      { id: "2", type: "card", title: "Casa", subtitle: "Lisbon", buttons: [{ text: "Book", value: "b" }] },
      { id: "3", type: "custom", payload: '{"a":1}' },
    ],
  },
]
const options = { locale: "en-US", title: "Ask us" }

describe("toTranscriptFile", () => {
  it("writes text with speakers, and without marks, notices or data for the page", () => {
    const file = toTranscriptFile(entries, "text", en, options)

    expect(file.name).toBe("conversation-2026-11-21.txt")
    expect(file.content.replace(/\[[^\]]*\]/g, "[time]")).toBe(
      "Ask us – Conversation transcript\n\n[time] You:\n<b>rooms</b> & more\n\n[time] Assistant:\nHere is one:\nCasa. Lisbon. Suggested replies: Book\n",
    )
  })

  it("writes a page in which what was said is text", () => {
    const { content } = toTranscriptFile(entries, "html", en, options)

    expect(content).toContain('<dd dir="auto">&lt;b&gt;rooms&lt;/b&gt; &amp; more</dd>')
    expect(content).not.toContain("<b>")
  })

  it("writes JSON with everything the turns had", () => {
    const { turns } = JSON.parse(toTranscriptFile(entries, "json", en, options).content)

    expect(turns).toEqual([
      { from: "visitor", turnId: "t1", at: "2026-11-21T12:00:00.000Z", text: "<b>rooms</b> & more" },
      {
        from: "assistant",
        turnId: "t1",
        at: "2026-11-21T12:00:00.000Z",
        messages: entries[2]?.kind === "assistant" ? entries[2].messages : [],
      },
    ])
  })
})
