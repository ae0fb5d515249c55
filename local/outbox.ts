// Mail on one machine: nothing is sent, each letter becomes a file in a folder. What a letter looks like is the
// backends' business.

import { mkdir, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"

/**
 * Gives the function that writes letters into a folder. The same name again is the same file; a file is there whole or
 * not at all, also when the process ends in between.
 *
 * @param folder Made when first needed; without one, letters are dropped.
 */
export function createOutbox(folder: string | undefined): (fileName: string, text: string) => Promise<void> {
  return async (fileName, text) => {
    if (folder === undefined) return
    await mkdir(folder, { recursive: true })
    const path = join(folder, fileName)
    await writeFile(`${path}.new`, text, { mode: 0o600 })
    await rename(`${path}.new`, path)
  }
}
