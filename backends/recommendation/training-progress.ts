// The finished trials of a training job, written down one by one: a job that was killed goes on after the last of them.
// What a trial is and which are made is engine/recipe.ts.

import { compareIds } from "./engine/interactions.ts"
import type { Trial } from "./engine/recipe.ts"
import { type ObjectStore, readText, writeText } from "./object-store.ts"

/** The trials of a job. */
export type Progress = {
  /** How many an earlier run of the same job has finished. */
  readonly done: number
  find(key: string): Trial | undefined
  /** Keeps a trial; once it has returned the trial survives whatever happens to the process. */
  note(key: string, trial: Trial): Promise<void>
  /** Forgets the job, which is done. */
  discard(): Promise<void>
}

/** Opens what an earlier run has left; two runs at once find the same trials and don't disturb each other. */
export async function openProgress(store: ObjectStore, key: string): Promise<Progress> {
  const trials = new Map(parseTrials(await readText(store, key)))
  return {
    done: trials.size,
    find: (trialKey) => trials.get(trialKey),
    async note(trialKey, trial) {
      trials.set(trialKey, trial)
      await writeText(store, key, JSON.stringify([...trials].toSorted(([a], [b]) => compareIds(a, b))))
    },
    discard: () => store.delete(key),
  }
}

/** A record that can't be read only costs the trials it stood for. */
function parseTrials(text: string | undefined): readonly (readonly [string, Trial])[] {
  if (text === undefined) return []
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every(isEntry) ? value : []
  } catch {
    return []
  }
}

function isEntry(value: unknown): value is readonly [string, Trial] {
  if (!Array.isArray(value)) return false
  const [key, own]: readonly unknown[] = value
  const trial = own as Partial<Trial> | null | undefined
  if (typeof trial !== "object" || trial?.recipe === undefined) return false
  // A trial belongs to the recipe that it is kept under.
  if (key !== JSON.stringify({ recipe: trial.recipe, contentWeight: trial.contentWeight })) return false
  const { ndcgAt10, recallAt20, coverageAt10, visitors } = trial.metrics ?? {}
  return [ndcgAt10, recallAt20, coverageAt10, visitors].every(Number.isFinite)
}
