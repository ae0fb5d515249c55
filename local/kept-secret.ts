// Secrets that an installation on one machine makes for itself, once, and keeps in files.

import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"

/**
 * Gives the secret of that name, made at the first call and the same ever after; only this user can read its file.
 *
 * @param folder Made when it is missing.
 * @returns 32 characters.
 */
export async function keepSecret(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, name)
  const made = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("base64url")
  try {
    await writeFile(file, `${made}\n`, { flag: "wx", mode: 0o600 })
    return made
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
    return (await readFile(file, "utf8")).trim()
  }
}
