// Measures what a page downloads for the chat: the launcher, and with it the text panel, beside the smallest peer.

import { gzipSync } from "node:zlib"
import { type BuiltFile, buildWidget } from "#web/build-widget.ts"
import type { BenchResult, BenchSuite } from "./report.ts"

/** deep-chat's bundle, the smallest of the chat widgets that were measured (gzip, November 2026); see docs/widget.md. */
const SMALLEST_PEER = { name: "deep-chat", bytes: 111_000 }

function gzipBytes(files: ReadonlyMap<string, BuiltFile>, isCounted: (path: string) => boolean): number {
  return [...files]
    .filter(([path]) => isCounted(path))
    .reduce((sum, [, { body }]) => sum + gzipSync(body, { level: 9 }).length, 0)
}

const isLauncher = (path: string): boolean => path === "/widget.js"
const isPanel = (path: string): boolean => path.includes("/panel-")

/** Bytes over the wire. */
export const widgetSuite: BenchSuite = {
  describes: "gzip bytes of the widget, as built for a page",
  run: async () => {
    const files = await buildWidget()
    const text = gzipBytes(files, (path) => isLauncher(path) || isPanel(path))
    const results: BenchResult[] = [
      { name: "launcher", value: gzipBytes(files, isLauncher), unit: "bytes" },
      { name: "text panel", value: gzipBytes(files, isPanel), unit: "bytes" },
      {
        name: "launcher and text panel",
        value: text,
        unit: "bytes",
        peer: SMALLEST_PEER.name,
        peerValue: SMALLEST_PEER.bytes,
        ratio: Number((text / SMALLEST_PEER.bytes).toPrecision(3)),
      },
    ]
    const others = [...files.keys()].filter((path) => !isLauncher(path) && !isPanel(path)).sort()
    for (const path of others) {
      const name = `on demand: ${path.replace(/^\/widget\/|-[A-Z2-7]{8}\.js$/g, "")}`
      results.push({ name, value: gzipBytes(files, (other) => other === path), unit: "bytes" })
    }
    return results
  },
}
