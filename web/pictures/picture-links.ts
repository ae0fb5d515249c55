// Links to pictures that anyone may follow until they expire: S3's own where the pictures are in S3, the same idea signed
// here where they are in a folder.

import type { Clock } from "#core/time.ts"

/** Makes links. */
export interface PictureLinks {
  /** @returns an absolute address, or a path of this site. */
  sign(key: string, expiresInSeconds: number): Promise<string>
}

/** Links of this site, which it can tell from others'. */
export interface OwnPictureLinks extends PictureLinks {
  /**
   * Reads a link back.
   *
   * @param url The link, with the query it was made with.
   * @returns the key, or why the link is no good.
   */
  verify(url: URL): Promise<{ readonly key: string } | "invalid" | "expired">
}

/** What the paths of links begin with. */
export const LINK_PATH = "/files/"

const ALGORITHM = { name: "HMAC", hash: "SHA-256" }
const SIGNATURE = /^[0-9a-f]{64}$/

/** Signs links with a secret of the installation's (HMAC-SHA-256 over the key and the moment it ends). */
export function createOwnPictureLinks(secret: string, clock: Clock): OwnPictureLinks {
  const encoder = new TextEncoder()
  const key = crypto.subtle.importKey("raw", encoder.encode(`picture-links:${secret}`), ALGORITHM, false, [
    "sign",
    "verify",
  ])
  const signed = (picture: string, expires: string) => encoder.encode(`${expires}\n${picture}`)
  return {
    async sign(picture, expiresInSeconds) {
      const expires = String(Math.ceil(clock() / 1000) + expiresInSeconds)
      const signature = new Uint8Array(await crypto.subtle.sign(ALGORITHM, await key, signed(picture, expires)))
      const hex = Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("")
      const path = picture.split("/").map(encodeURIComponent).join("/")
      return `${LINK_PATH}${path}?expires=${expires}&signature=${hex}`
    },
    async verify({ pathname, searchParams }) {
      const [expires = "", hex = ""] = [searchParams.get("expires") ?? "", searchParams.get("signature") ?? ""]
      const picture = decode(pathname.slice(LINK_PATH.length))
      if (picture === undefined || !/^\d{1,12}$/.test(expires) || !SIGNATURE.test(hex)) return "invalid"
      const signature = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      if (!(await crypto.subtle.verify(ALGORITHM, await key, signature, signed(picture, expires)))) return "invalid"
      return Number(expires) * 1000 <= clock() ? "expired" : { key: picture }
    },
  }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    // Not percent-encoded: none of our links.
    return undefined
  }
}
