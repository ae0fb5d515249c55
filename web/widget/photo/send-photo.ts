// Sends a photo and reports how far it is. XMLHttpRequest, as fetch can't tell how much has gone up.

import type { Reply } from "../../contract.ts"

/** Why a photo was not answered. */
export type PhotoFailure = "bytes" | "kind" | "damaged" | "busy" | "unreachable" | "expired" | "cancelled" | "server"

/** The answer, or why there is none. */
export type PhotoOutcome =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly failure: PhotoFailure }

/** What is sent. The same `turnId` with the same photo and text has no second effect. */
export type PhotoUpload = {
  readonly endpoint: string
  readonly token: string
  readonly blob: Blob
  readonly text: string
  readonly turnId: string
}

const TIMEOUT_MS = 90_000

const FAILURES: Readonly<Record<number, PhotoFailure>> = {
  0: "unreachable",
  401: "expired",
  404: "expired",
  409: "busy",
  413: "bytes",
  415: "kind",
  422: "damaged",
  429: "busy",
  503: "busy",
}

/**
 * Sends it. Never throws.
 *
 * @param onProgress Told how much has gone up, 0 to 1.
 */
export function sendPhoto(
  { endpoint, token, blob, text, turnId }: PhotoUpload,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<PhotoOutcome> {
  const form = new FormData()
  form.set("image", blob, "photo.jpg")
  form.set("turnId", turnId)
  if (text !== "") form.set("text", text)
  let resolve: (outcome: PhotoOutcome) => void = () => {}
  const promise = new Promise<PhotoOutcome>((settle) => {
    resolve = settle
  })
  const request = new XMLHttpRequest()
  request.open("POST", `${endpoint.replace(/\/$/, "")}/api/images`)
  request.setRequestHeader("Authorization", `Bearer ${token}`)
  request.setRequestHeader("Accept", "application/json")
  request.timeout = TIMEOUT_MS
  request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total)
  request.onload = () => resolve(readOutcome(request))
  request.onerror = () => resolve({ ok: false, failure: "unreachable" })
  request.ontimeout = () => resolve({ ok: false, failure: "unreachable" })
  request.onabort = () => resolve({ ok: false, failure: "cancelled" })
  signal.addEventListener("abort", () => request.abort(), { once: true })
  request.send(form)
  return promise
}

function readOutcome(request: XMLHttpRequest): PhotoOutcome {
  if (request.status !== 200) return { ok: false, failure: FAILURES[request.status] ?? "server" }
  try {
    const reply: Reply = JSON.parse(request.responseText)
    return Array.isArray(reply.messages) ? { ok: true, reply } : { ok: false, failure: "server" }
  } catch {
    // A proxy's page: the photo may have been answered, trying again gives that answer.
    return { ok: false, failure: "server" }
  }
}
