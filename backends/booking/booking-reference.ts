// How bookings are named: BK-XXXX-XXXX, short enough to say aloud, too many to guess. Which booking it is, the store knows.

/**
 * The symbols of a reference: no vowels (no words), no 0/O, 1/I/L. 28 symbols, 28^8 = 3.8e11 references.
 */
export const REFERENCE_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"

const SYMBOLS = 8

/**
 * Reads a reference the way guests write or say it: any case, spaces or dashes anywhere, with or without "BK".
 *
 * @returns `BK-XXXX-XXXX`, or `undefined` when it can't be one.
 */
export function parseReference(text: string): string | undefined {
  if (text.length > 64) return undefined
  const compact = text.toUpperCase().replace(/[^0-9A-Z]/g, "")
  const code = compact.length === SYMBOLS + 2 && compact.startsWith("BK") ? compact.slice(2) : compact
  if (code.length !== SYMBOLS || [...code].some((symbol) => !REFERENCE_ALPHABET.includes(symbol))) return undefined
  return formatReference(code)
}

/**
 * Derives the reference of a request: the same request always gives the same one, and nobody without the key can tell
 * which (HMAC-SHA-256).
 *
 * @param attempt 0 first; 1 and up when the one before belongs to another booking.
 */
export async function deriveReference(key: string, requestId: string, attempt: number): Promise<string> {
  const encoder = new TextEncoder()
  const algorithm = { name: "HMAC", hash: "SHA-256" }
  const secret = await crypto.subtle.importKey("raw", encoder.encode(`booking-reference:${key}`), algorithm, false, [
    "sign",
  ])
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", secret, encoder.encode(`${attempt}:${requestId}`)))
  // Each symbol takes 4 of the 32 bytes: the bias of the remainder is below 1e-8.
  const view = new DataView(digest.buffer)
  const symbols = Array.from({ length: SYMBOLS }, (_, index) =>
    REFERENCE_ALPHABET.charAt(view.getUint32(index * 4) % REFERENCE_ALPHABET.length),
  )
  return formatReference(symbols.join(""))
}

function formatReference(code: string): string {
  return `BK-${code.slice(0, 4)}-${code.slice(4)}`
}
