// The files the site is made of: found by path, with their type, entity tag and encodings. Where they come from (built at
// the first request, or before deployment) is each host's; pages and widget themselves are web/site, web/operator, web/widget.

/** A file as it was built: its URL path (`/widget.js`, `/` for the front page) and its bytes. */
export type AssetFile = { readonly path: string; readonly body: Uint8Array<ArrayBuffer> }

/** Ways to make a file shorter on the way, best first. */
export const ENCODINGS = ["br", "gzip"] as const

/** A way to make a file shorter. */
export type Encoding = (typeof ENCODINGS)[number]

/** A file as it is served. */
export type Asset = {
  readonly body: Uint8Array<ArrayBuffer>
  readonly contentType: string
  /** Strong, without quotes; an encoded body has the encoding's name appended. */
  readonly tag: string
  readonly cacheControl: string
  /** Whether pages of other origins may load it: the widget's files. */
  readonly isEmbeddable: boolean
  readonly encoded: Partial<Readonly<Record<Encoding, Uint8Array<ArrayBuffer>>>>
}

/** Finds files. */
export interface Assets {
  /** @returns `undefined` when there is no file at the path. */
  find(path: string): Promise<Asset | undefined>
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  webmanifest: "application/manifest+json",
  txt: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  avif: "image/avif",
  gif: "image/gif",
  ico: "image/x-icon",
  woff2: "font/woff2",
  wasm: "application/wasm",
  mp3: "audio/mpeg",
}

/** The media type of a path by its ending; a path without one is a page. */
export function contentTypeOf(path: string): string {
  const ending = /\.([a-z0-9]{1,12})$/i.exec(path)?.[1]?.toLowerCase()
  return ending === undefined ? "text/html; charset=utf-8" : (CONTENT_TYPES[ending] ?? "application/octet-stream")
}

/**
 * Whether pages of other origins load the path: `/widget.js`, what it loads from `/widget/`, and the pictures of the site,
 * which cards show wherever the widget is.
 */
export function isEmbeddable(path: string): boolean {
  return (
    path === "/widget.js" || ["/widget/", "/widget.", "/site/images/"].some((beginning) => path.startsWith(beginning))
  )
}

/** How the names of files end that change with their content: with a hash of it. */
const HASHED_NAME = /-(?:[A-Z2-7]{8}|[0-9a-f]{10,64})\.[a-z0-9]+$/

/** How long a path may be kept: for good when its name has a hash of its content, pages not without asking. */
export function cacheControlOf(path: string): string {
  if (HASHED_NAME.test(path)) return "public, max-age=31536000, immutable"
  return contentTypeOf(path).startsWith("text/html") ? "no-cache" : "public, max-age=300"
}

/** Serves files that are loaded once, at the first request; a load that fails is tried again at the next. */
export function createAssets(load: () => Promise<readonly AssetFile[]>): Assets {
  let loading: Promise<ReadonlyMap<string, () => Promise<Asset>>> | undefined
  const open = () => {
    loading ??= load().then(
      (files) => new Map(files.map((file) => [file.path, once(() => toAsset(file))])),
      (error: unknown) => {
        loading = undefined
        throw error
      },
    )
    return loading
  }
  return {
    async find(path) {
      return await (await open()).get(path)?.()
    },
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Shorter than this, a file fits one packet either way. */
const MIN_ENCODED_BYTES = 1024

async function toAsset({ path, body }: AssetFile): Promise<Asset> {
  const contentType = contentTypeOf(path)
  const isText = /^(?:text\/|image\/svg|application\/(?:json|manifest|wasm))/.test(contentType)
  const encoded: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>> = {}
  for (const encoding of isText && body.length >= MIN_ENCODED_BYTES ? ENCODINGS : []) {
    const shorter = await encode(body, encoding)
    if (shorter !== undefined && shorter.length < body.length) encoded[encoding] = shorter
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body))
  const tag = btoa(String.fromCharCode(...hash.subarray(0, 15)))
  return { body, contentType, tag, cacheControl: cacheControlOf(path), isEmbeddable: isEmbeddable(path), encoded }
}

/**
 * Compresses bytes.
 *
 * @returns `undefined` when the host doesn't know the encoding: not all of them know Brotli.
 */
export async function encode(
  body: Uint8Array<ArrayBuffer>,
  encoding: Encoding,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let compression: CompressionStream
  try {
    compression = new CompressionStream(encoding === "br" ? ("brotli" as CompressionFormat) : encoding)
  } catch {
    return undefined
  }
  const compressed = new Blob([body]).stream().pipeThrough(compression)
  return new Uint8Array(await new Response(compressed).arrayBuffer())
}

/** The best of the available encodings that a client takes; `undefined` for none. A quality of zero is a refusal. */
export function chooseEncoding(
  acceptEncoding: string | undefined,
  available: readonly Encoding[],
): Encoding | undefined {
  const offers = (acceptEncoding ?? "")
    .toLowerCase()
    .split(",", 20)
    .map((offer) => offer.trim())
  const accepted = offers
    .filter((offer) => !/;\s*q=0(?:\.0*)?$/.test(offer))
    .map((offer) => offer.split(";")[0]?.trim())
  return available.find((encoding) => accepted.includes(encoding))
}
