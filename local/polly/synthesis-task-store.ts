// Keeps synthesis tasks: in a folder, or in memory. What becomes of a task is synthesis-task.ts.

import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { EpochMs } from "#core/time.ts"

/** Where a task stands. */
export type TaskStatus = "scheduled" | "inProgress" | "completed" | "failed"

/** A task, without its text. */
export type SynthesisTask = {
  readonly id: string
  readonly status: TaskStatus
  /** Why it failed. */
  readonly statusReason?: string
  readonly createdAt: EpochMs
  readonly billedCharacters: number
  /** Where its output goes. */
  readonly bucket: string
  readonly key: string
  readonly outputUri: string
  /** Members of the request that are shown again, with Polly's names. */
  readonly asked: Readonly<Record<string, unknown>>
}

/** Tasks by id. */
export interface SynthesisTaskStore {
  /** The newest first. */
  list(): Promise<readonly SynthesisTask[]>
  find(id: string): Promise<SynthesisTask | undefined>
  put(task: SynthesisTask): Promise<void>
  /** Drops those older than a time, and the oldest when there are too many; who still has work to do stays. */
  dropOld(before: EpochMs): Promise<void>
}

/** More aren't kept. */
const MAX_TASKS = 1000

/** Opens a store; ids must be fit for file names. Without a folder nothing outlives the process. */
export function createSynthesisTaskStore(folder?: string): SynthesisTaskStore {
  let loaded: Promise<Map<string, SynthesisTask>> | undefined
  const load = () => {
    loaded ??= folder === undefined ? Promise.resolve(new Map()) : readFolder(folder)
    return loaded
  }
  const list = async () => [...(await load()).values()].sort((a, b) => b.createdAt - a.createdAt)
  return {
    list,
    find: async (id) => (await load()).get(id),
    put: async (task) => {
      const tasks = await load()
      tasks.set(task.id, task)
      if (folder !== undefined) await write(folder, task)
    },
    dropOld: async (before) => {
      const tasks = await load()
      const finished = (await list()).filter(({ status }) => status === "completed" || status === "failed")
      const dropped = finished.filter(({ createdAt }, i) => createdAt < before || i >= MAX_TASKS)
      for (const { id } of dropped) {
        tasks.delete(id)
        if (folder !== undefined) await rm(join(folder, `${id}.json`), { force: true })
      }
    },
  }
}

async function readFolder(folder: string): Promise<Map<string, SynthesisTask>> {
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"))
  const tasks = await Promise.all(
    names.map(async (name) => {
      // Only `write` puts files there.
      const task = JSON.parse(await readFile(join(folder, name), "utf8")) as SynthesisTask
      const isOver = task.status === "completed" || task.status === "failed"
      // Its text is gone with the process that had it.
      return isOver ? task : { ...task, status: "failed" as const, statusReason: "The endpoint was stopped." }
    }),
  )
  return new Map(tasks.map((task) => [task.id, task]))
}

async function write(folder: string, task: SynthesisTask): Promise<void> {
  const path = join(folder, `${task.id}.json`)
  // A file that is half written is never read.
  await writeFile(`${path}.new`, JSON.stringify(task))
  await rename(`${path}.new`, path)
}
