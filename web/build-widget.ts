// Bundles the widget: a small launcher that is one classic script, and what it loads when needed. Serving is web/assets.ts.

import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { basename } from "node:path"
import { fileURLToPath } from "node:url"
import { build, type Plugin, transform } from "esbuild"

/** A file to be served. */
export type BuiltFile = { readonly body: Uint8Array; readonly contentType: string }

/** How to build. `isMinified` is on unless a developer reads the output. */
export type WidgetBuildOptions = { readonly isMinified?: boolean }

const JAVASCRIPT = "text/javascript; charset=utf-8"
const SOURCES = new URL("./widget/", import.meta.url)
/** Browsers since about 2022: constructable style sheets, `dialog`, `inert`, `:has`. */
const TARGETS = ["chrome111", "edge111", "firefox121", "safari16.4"]
/** The languages besides English, which the launcher brings along. */
const LANGUAGES = ["de", "es"] as const

/** Style sheets become minified texts. */
function styleTexts(isMinified: boolean): Plugin {
  return {
    name: "style-texts",
    setup(builder) {
      builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8")
        const { code } = await transform(source, { loader: "css", minify: isMinified, target: TARGETS })
        return { contents: code.trim(), loader: "text" }
      })
    },
  }
}

async function bundle(
  file: string,
  format: "iife" | "esm",
  isMinified: boolean,
  define: Record<string, string> = {},
): Promise<Uint8Array> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(file, SOURCES))],
    bundle: true,
    write: false,
    format,
    platform: "browser",
    target: TARGETS,
    minify: isMinified,
    legalComments: "none",
    charset: "utf8",
    define,
    plugins: [styleTexts(isMinified)],
    logLevel: "silent",
  })
  const [output] = result.outputFiles
  if (output === undefined) throw new Error(`the bundler made nothing of ${file}`)
  return output.contents
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** A name that changes with the content, so that the file may be cached forever; the hash is written as esbuild writes its own. */
function hashedName(file: string, body: Uint8Array): string {
  const digest = createHash("sha256").update(body).digest().subarray(0, 8)
  const hash = Array.from(digest, (byte) => BASE32[byte % 32]).join("")
  return `widget/${basename(file, ".ts")}-${hash}.js`
}

/**
 * Builds the widget.
 *
 * @returns the files by path: `/widget.js`, whose name never changes, and `/widget/NAME-HASH.js`, whose contents never do.
 *   Sites of other origins load them too: serve them with `Access-Control-Allow-Origin: *`.
 */
export async function buildWidget(options: WidgetBuildOptions = {}): Promise<ReadonlyMap<string, BuiltFile>> {
  const isMinified = options.isMinified ?? true
  const files = new Map<string, BuiltFile>()
  const addPart = async (file: string, define: Record<string, string> = {}): Promise<string> => {
    const body = await bundle(file, "esm", isMinified, define)
    const name = hashedName(file, body)
    files.set(`/${name}`, { body, contentType: JAVASCRIPT })
    return name
  }
  // Parts name each other by where they stand: beside each other.
  const beside = (name: string) => JSON.stringify(`./${basename(name)}`)
  const capture = await addPart("voice/capture.ts")
  const voice = await addPart("voice/voice.ts", { CAPTURE_FILE: beside(capture) })
  const download = await addPart("download.ts")
  const photos = await addPart("photo/photos.ts")
  const panel = await addPart("panel.ts", {
    VOICE_FILE: beside(voice),
    PHOTOS_FILE: beside(photos),
    DOWNLOAD_FILE: beside(download),
  })
  const languages = await Promise.all(
    LANGUAGES.map(async (language) => [language, await addPart(`strings/${language}.ts`)] as const),
  )
  const launcher = await bundle("main.ts", "iife", isMinified, {
    PANEL_FILE: JSON.stringify(panel),
    LANGUAGE_FILES: JSON.stringify(Object.fromEntries(languages)),
  })
  files.set("/widget.js", { body: launcher, contentType: JAVASCRIPT })
  return files
}
