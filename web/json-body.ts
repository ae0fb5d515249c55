// Reads request bodies within bounds and checks JSON against the contract. What a body means is for the routes.

import type { z } from "zod"
import type { Problem } from "./contract.ts"
import { HttpProblem } from "./problem.ts"

const READ_TIMEOUT_MS = 15_000
const MAX_ERRORS = 20

/**
 * Reads a body of at most so many bytes, whatever `Content-Length` claims.
 *
 * @throws {HttpProblem} `body-too-large`, `request-timeout` when it takes longer than 15 seconds to arrive,
 *   `malformed-request` when the connection breaks.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("Content-Length") ?? 0) > maxBytes) throw tooLarge(maxBytes)
  if (request.body === null) return new Uint8Array()
  const reader = request.body.getReader()
  const timeout = AbortSignal.timeout(READ_TIMEOUT_MS)
  const onTimeout = () => void reader.cancel(timeout.reason).catch(() => undefined)
  timeout.addEventListener("abort", onTimeout, { once: true })
  try {
    const body = await collect(reader, maxBytes)
    if (timeout.aborted) throw new HttpProblem("request-timeout")
    return body
  } finally {
    timeout.removeEventListener("abort", onTimeout)
  }
}

async function collect(reader: ReadableStreamDefaultReader<Uint8Array>, maxBytes: number) {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await nextChunk(reader)
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined)
      throw tooLarge(maxBytes)
    }
    chunks.push(value)
  }
  const body = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.byteLength
  }
  return body
}

async function nextChunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read()
  } catch (cause) {
    throw new HttpProblem("malformed-request", { detail: "The body didn't arrive whole.", cause })
  }
}

function tooLarge(maxBytes: number): HttpProblem {
  return new HttpProblem("body-too-large", { detail: `The body may have at most ${maxBytes} bytes.` })
}

/** JSON of a request is at most this long: the longest text, escaped throughout, fits three times over. */
const MAX_JSON_BYTES = 32_768

/**
 * Reads a JSON body and checks it. No body at all counts as `{}`.
 *
 * @throws {HttpProblem} `unsupported-media-type`, `malformed-json`, `invalid-request` with a pointer to each part that
 *   is wrong, and those of `readBody`.
 */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const bytes = await readBody(request, MAX_JSON_BYTES)
  const contentType = request.headers.get("Content-Type")
  if (bytes.length > 0 && !/^application\/(?:[\w.-]{1,50}\+)?json\s*(?:;|$)/i.test(contentType ?? ""))
    throw new HttpProblem("unsupported-media-type", { detail: "Send application/json." })
  const parsed = schema.safeParse(bytes.length === 0 ? {} : parseJson(bytes))
  if (parsed.success) return parsed.data
  throw new HttpProblem("invalid-request", { errors: toErrors(parsed.error) })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new HttpProblem("malformed-json", { detail: "The body is not JSON in UTF-8.", cause })
  }
}

/** What is wrong with each part, by its JSON pointer. */
export function toErrors(error: z.ZodError): NonNullable<Problem["errors"]> {
  return error.issues.slice(0, MAX_ERRORS).map(({ path, message }) => ({
    pointer: path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
    detail: message,
  }))
}
