// Reads a photo from a request: a form with the part `image`, or the bare picture. What is in it is check-photo.ts.

import type { z } from "zod"
import { photoRequest } from "../contract.ts"
import { readBody } from "../json-body.ts"
import { HttpProblem } from "../problem.ts"
import { MAX_PHOTO_BYTES } from "./check-photo.ts"

/** What came in, not yet looked at. */
export type PhotoRequest = z.output<typeof photoRequest> & { readonly bytes: Uint8Array<ArrayBuffer> }

/** Room for the other parts of a form, and what stands between them. */
const FORM_BYTES = 16_384

/**
 * Reads the request.
 *
 * @throws {HttpProblem} `body-too-large`, `unsupported-media-type`, `malformed-request`, `invalid-request`, and those of
 *   `readBody`.
 */
export async function readPhotoRequest(request: Request): Promise<PhotoRequest> {
  const contentType = request.headers.get("Content-Type") ?? ""
  const isForm = /^multipart\/form-data\s*;/i.test(contentType)
  const isBare =
    contentType === "" || /^(?:image\/[\w.+-]{1,50}|application\/octet-stream)\s*(?:;|$)/i.test(contentType)
  if (!isForm && !isBare) {
    const detail = "Send multipart/form-data with the part image, or the picture itself as image/jpeg."
    throw new HttpProblem("unsupported-media-type", { detail })
  }
  const body = await readWhole(request, isForm ? MAX_PHOTO_BYTES + FORM_BYTES : MAX_PHOTO_BYTES)
  const { fields, bytes } = isForm
    ? await readForm(body, contentType)
    : { fields: Object.fromEntries(new URL(request.url).searchParams), bytes: body }
  if (bytes.length > MAX_PHOTO_BYTES) throw tooLarge()
  if (bytes.length === 0)
    throw new HttpProblem("invalid-request", { errors: [{ pointer: "/image", detail: "There is no picture." }] })
  const parsed = photoRequest.safeParse(fields)
  if (parsed.success) return { ...parsed.data, bytes }
  const errors = parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, detail: message }))
  throw new HttpProblem("invalid-request", { errors })
}

async function readWhole(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBody(request, maxBytes)
  } catch (error) {
    throw error instanceof HttpProblem && error.code === "body-too-large" ? tooLarge() : error
  }
}

function tooLarge(): HttpProblem {
  const most = `${MAX_PHOTO_BYTES / 1024 / 1024} MB`
  return new HttpProblem("body-too-large", { detail: `The picture may have at most ${most}. Make it smaller.` })
}

async function readForm(body: Uint8Array<ArrayBuffer>, contentType: string) {
  const form = await parseForm(body, contentType)
  const image = form.get("image")
  const fields = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  )
  return { fields, bytes: image instanceof Blob ? new Uint8Array(await image.arrayBuffer()) : new Uint8Array() }
}

async function parseForm(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { "Content-Type": contentType } }).formData()
  } catch (cause) {
    throw new HttpProblem("malformed-request", { detail: "The form can't be read.", cause })
  }
}
