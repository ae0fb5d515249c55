// Keeps two processes from using one data folder: databases and sessions in it are for one at a time. What is kept there
// is each service's own.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { kill, pid } from "node:process"
import { Fault } from "#core/errors.ts"

const FILE = "in-use-by.pid"

/**
 * Claims a folder for this process, and makes it when it isn't there. A claim of a process that has ended doesn't count.
 *
 * @returns what gives the claim up.
 * @throws {Fault} `setting-invalid` naming the process that uses the folder, or why nothing can be kept there.
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  await makeFolder(folder)
  const path = join(folder, FILE)
  const write = () => writeFile(path, `${pid}\n`, { flag: "wx" })
  await write().catch(async (cause: unknown) => {
    if (!isCalled(cause, "EEXIST")) throw unusable(folder, cause)
    const owner = Number(await readFile(path, "utf8").catch(() => ""))
    if (owner !== pid && isRunning(owner)) {
      const hint = `The data folder ${folder} is in use by process ${owner}: stop that one, or give this one another folder.`
      throw new Fault("setting-invalid", { hint, cause })
    }
    await rm(path, { force: true })
    await write()
  })
  return () => rm(path, { force: true })
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw unusable(folder, cause)
  })
}

/** A file in its place, a folder of somebody else, a full disk: what the system says of it, and what to do. */
function unusable(folder: string, cause: unknown): Fault {
  const problem = cause instanceof Error ? cause.message : String(cause)
  const hint = `The data folder ${folder} can't be used (${problem}): give another folder, or make this one writable.`
  return new Fault("setting-invalid", { hint, cause })
}

function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false
  try {
    return kill(processId, 0)
  } catch (error) {
    // It runs, but belongs to somebody else.
    return isCalled(error, "EPERM")
  }
}

function isCalled(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code
}
