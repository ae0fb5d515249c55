// The conversation as a file for the visitor: plain text, a web page, or JSON, with speakers and times. Pure.

import type { Options } from "./options.ts"
import { toPhotoText, toSpokenText } from "./spoken.ts"
import type { AssistantEntry, Entry, VisitorEntry } from "./state.ts"
import type { Strings } from "./strings/en.ts"

/** The formats on offer. */
export type TranscriptFormat = "text" | "html" | "json"

/** A file to be saved. */
export type TranscriptFile = { readonly name: string; readonly type: string; readonly content: string }

type Line = { readonly speaker: string; readonly at: string; readonly text: string }

const isSaid = (entry: Entry): entry is VisitorEntry | AssistantEntry => entry.kind !== "notice"

function toLine(entry: VisitorEntry | AssistantEntry, strings: Strings): Line {
  const at = new Date(entry.atMs).toISOString()
  if (entry.kind === "visitor") {
    const photo = entry.image === undefined ? "" : `[${toPhotoText(entry.image, strings)}]`
    const text = [photo, entry.shown ?? entry.text].filter((part) => part !== "").join("\n")
    return { speaker: strings.you, at, text }
  }
  const said = entry.messages.map((message) => toSpokenText(message, strings)).filter((text) => text !== "")
  return { speaker: strings.assistant, at, text: said.join("\n") }
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
}

function formatAt(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(Date.parse(at))
}

function toHtml(lines: readonly Line[], title: string, locale: string): string {
  const rows = lines.map(
    (line) =>
      `<dt>${escapeHtml(line.speaker)} <time datetime="${line.at}">${escapeHtml(formatAt(line.at, locale))}</time></dt>\n<dd dir="auto">${escapeHtml(line.text)}</dd>`,
  )
  const style =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}dt{font-weight:600;margin-top:1rem}time{font-weight:400;opacity:.75}dd{margin:0;white-space:pre-wrap}"
  return [
    "<!doctype html>",
    `<html lang="${escapeHtml(locale)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${escapeHtml(title)}</title><style>${style}</style>`,
    `<h1>${escapeHtml(title)}</h1>`,
    `<dl>\n${rows.join("\n")}\n</dl></html>`,
    "",
  ].join("\n")
}

/** Writes the conversation; the widget's own notices are left out. */
export function toTranscriptFile(
  entries: readonly Entry[],
  format: TranscriptFormat,
  strings: Strings,
  { locale, title }: Pick<Options, "locale" | "title">,
): TranscriptFile {
  const said = entries.filter(isSaid)
  const lines = said.map((entry) => toLine(entry, strings))
  const heading = [title || strings.title, strings.transcriptTitle].join(" – ")
  const day = said[0] === undefined ? "empty" : new Date(said[0].atMs).toISOString().slice(0, 10)
  const name = `conversation-${day}`
  switch (format) {
    case "text": {
      const content = lines.map((line) => `[${formatAt(line.at, locale)}] ${line.speaker}:\n${line.text}\n`).join("\n")
      return { name: `${name}.txt`, type: "text/plain", content: `${heading}\n\n${content}` }
    }
    case "html":
      return { name: `${name}.html`, type: "text/html", content: toHtml(lines, heading, locale) }
    case "json": {
      const turns = said.map((entry) =>
        entry.kind === "visitor"
          ? { from: "visitor", turnId: entry.turnId, at: new Date(entry.atMs).toISOString(), text: entry.text }
          : {
              from: "assistant",
              turnId: entry.turnId,
              at: new Date(entry.atMs).toISOString(),
              messages: entry.messages,
            },
      )
      return {
        name: `${name}.json`,
        type: "application/json",
        content: `${JSON.stringify({ title: heading, turns }, undefined, 2)}\n`,
      }
    }
  }
}
