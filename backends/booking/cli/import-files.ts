// Reads an owner's tables from disk: files, and folders of them. What is in them is catalogue-import.ts.

import { readdir, readFile, stat } from "node:fs/promises"
import path from "node:path"
import { Fault } from "#core/errors.ts"
import type { ImportFile } from "../catalogue-import.ts"

/** Well above what the largest hotel chain needs, and small enough to read at once. */
const MAX_BYTES = 64 * 2 ** 20

/**
 * Reads files, and the .csv and .json files of folders.
 *
 * @throws {Fault} `data-invalid` when one is missing, too large or not text in UTF-8.
 */
export async function readImportFiles(places: readonly string[]): Promise<readonly ImportFile[]> {
  const files = (await Promise.all(places.map(listFiles))).flat()
  if (files.length === 0) throw invalid(`${places.join(", ")}: no .csv or .json file is there`)
  return Promise.all(files.map(readImportFile))
}

async function listFiles(place: string): Promise<readonly string[]> {
  const found = await stat(place).catch(() => undefined)
  if (found === undefined) throw invalid(`there is no file or folder ${place}`)
  if (!found.isDirectory()) return [place]
  const names = await readdir(place)
  return names.filter((name) => /\.(?:csv|json)$/i.test(name)).map((name) => path.join(place, name))
}

async function readImportFile(file: string): Promise<ImportFile> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Fault("data-invalid", { cause, hint: `${file} can't be read` })
  })
  if (bytes.length > MAX_BYTES) throw invalid(`${file} is larger than 64 MB`)
  try {
    return { name: path.basename(file), text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) }
  } catch (cause) {
    throw new Fault("data-invalid", { cause, hint: `${file} is not UTF-8: save it as "CSV UTF-8"` })
  }
}

function invalid(hint: string): Fault {
  return new Fault("data-invalid", { hint })
}
