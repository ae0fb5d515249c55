// Packs the functions as Lambda takes them: a zip each, named by the hash of what is in it, so that code that is there
// already isn't sent again. What is built is web/build's.

import { exec } from "node:child_process"
import { createHash } from "node:crypto"
import { readdir, readFile, rm } from "node:fs/promises"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { writeArchive } from "#bot/archive/zip.ts"
import { Fault } from "#core/errors.ts"
import { buildFunctions, type FunctionFolder } from "#web/build/build-functions.ts"
import { ARCHITECTURE } from "./functions.ts"

/** A function's code. */
export type PackedFunction = {
  /** Where it goes in the bucket of code. */
  readonly key: string
  zip(): Promise<Uint8Array>
}

/** The functions of the stack. */
export type PackedFunctions = Readonly<Record<"CodeHook" | "Upkeep" | "Site", PackedFunction>>

const FOLDERS = { CodeHook: "code-hook", Upkeep: "upkeep", Site: "lambda" } as const satisfies Readonly<
  Record<keyof PackedFunctions, FunctionFolder>
>

/**
 * Builds and packs the functions.
 *
 * @param dist The folder they are built in, with a slash at its end.
 * @throws {Fault} `setting-invalid` when npm can't install what decodes photos.
 */
export async function packFunctions(dist: URL, print: (line: string) => void): Promise<PackedFunctions> {
  await buildFunctions(dist, print, Object.values(FOLDERS))
  await installSharp(fileURLToPath(new URL(`${FOLDERS.Site}/`, dist)))
  const packed = Object.entries(FOLDERS).map(async ([name, folder]) => {
    const files = await readFiles(fileURLToPath(new URL(`${folder}/`, dist)))
    return [name, { key: `${folder}/${digestOf(files)}.zip`, zip: () => writeArchive({ files }) }] as const
  })
  return Object.fromEntries(await Promise.all(packed)) as PackedFunctions
}

/** Native code that photos are decoded with, for the system of the functions, which isn't always this one. */
async function installSharp(folder: string): Promise<void> {
  const { version } = JSON.parse(await readFile(new URL("../node_modules/sharp/package.json", import.meta.url), "utf8"))
  await rm(path.join(folder, "node_modules"), { recursive: true, force: true })
  const system = `--os=linux --cpu=${ARCHITECTURE.npm} --libc=glibc`
  const quietly = "--no-save --no-package-lock --no-audit --no-fund --ignore-scripts"
  try {
    await promisify(exec)(`npm install ${quietly} ${system} --prefix . sharp@${version}`, { cwd: folder })
  } catch (cause) {
    throw new Fault("setting-invalid", { cause, hint: `npm can't install sharp ${version} into ${folder}` })
  }
}

/** Files under a folder by their path with slashes, in the order of the paths; sources of native code aren't needed. */
async function readFiles(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const places = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((place) => !/(?:^|[\\/])(?:\.bin|\.package-lock\.json|sharp[\\/]src)(?:[\\/]|$)/.test(place))
    .toSorted()
  const files = places.map(async (place) => {
    const bytes = new Uint8Array(await readFile(path.join(folder, place)))
    return [place.replaceAll(path.sep, "/"), bytes] as const
  })
  return new Map(await Promise.all(files))
}

function digestOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256")
  for (const [place, bytes] of files) hash.update(`${place}\0${bytes.length}\0`).update(bytes)
  return hash.digest("hex").slice(0, 32)
}
