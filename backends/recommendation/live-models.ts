// The models in use, loaded: looks now and then which one is live and swaps it between two requests. A model that is gone
// or damaged changes nothing: the one before goes on answering.

import type { Log } from "#core/log.ts"
import type { Clock } from "#core/time.ts"
import type { RankingModel } from "./engine/ranking-model.ts"
import { hashShare } from "./engine/split.ts"
import { type Deployment, findModel, readDeployment } from "./model-registry.ts"
import type { ObjectStore } from "./object-store.ts"

/** A model ready to score, with the column of each item. */
export type LoadedModel = {
  readonly version: string
  readonly model: RankingModel
  readonly columnOf: ReadonlyMap<string, number>
}

/** Gives the model a visitor is served by. */
export interface LiveModels {
  /** @returns `undefined` when none is live. Waits for the first load only. */
  modelFor(visitorId: string): Promise<LoadedModel | undefined>
}

/** No trained model: content and popularity answer. */
export const NO_MODELS: LiveModels = { modelFor: async () => undefined }

/** What loading is told. */
export type LiveModelOptions = {
  readonly store: ObjectStore
  readonly clock: Clock
  readonly log: Log
  /** How often the store is asked which model is live. */
  readonly checkEveryMs: number
  /** Whether a request's work may be dropped with the request: then none waits for another's, and each looks itself. */
  readonly dropsWork?: boolean
}

/** Loads the models of a store. */
export function createLiveModels({ store, clock, log, checkEveryMs, dropsWork }: LiveModelOptions): LiveModels {
  let loaded: { readonly live?: LoadedModel; readonly challenger?: LoadedModel; readonly share: number } = { share: 0 }
  let checkedAt: number | undefined
  let checking: Promise<void> | undefined
  const load = async (version: string | undefined): Promise<LoadedModel | undefined> => {
    if (version === undefined) return undefined
    const known = [loaded.live, loaded.challenger].find((one) => one?.version === version)
    if (known !== undefined) return known
    const artifact = await findModel(store, version)
    if (artifact === undefined) throw new Error(`there is no model ${version}`)
    const { model } = artifact
    return { version, model, columnOf: new Map(model.itemIds.map((itemId, column) => [itemId, column])) }
  }
  const warn = (error: unknown): undefined => {
    log.warn("recommendation-model-kept", { reason: error instanceof Error ? error.message : "unknown" })
  }
  const loadLive = async ({ live, previous }: Deployment): Promise<LoadedModel | undefined> => {
    if (live === undefined && loaded.live !== undefined) throw new Error("there is no record of a live model")
    try {
      return await load(live)
    } catch (error) {
      if (loaded.live !== undefined) throw error
      // Just started: the best there is are the models that were live before.
      warn(error)
      for (const version of previous) {
        const before = await load(version).catch(warn)
        if (before !== undefined) return before
      }
      return undefined
    }
  }
  // A challenger that can't be read takes no part; what is live doesn't depend on it.
  const check = async (): Promise<void> => {
    try {
      const deployment = await readDeployment(store)
      const { challenger } = deployment
      const first = await loadLive(deployment)
      const second = await load(challenger?.version).catch(warn)
      loaded = {
        ...(first === undefined ? {} : { live: first }),
        ...(second === undefined ? {} : { challenger: second }),
        share: challenger?.share ?? 0,
      }
    } catch (error) {
      warn(error)
    }
  }
  // The distance either way: a clock that was put back must not put the next look off.
  const isDue = (): boolean => checkedAt === undefined || Math.abs(clock() - checkedAt) >= checkEveryMs
  const refresh = (): void => {
    if (checking !== undefined || !isDue()) return
    const isFirst = checkedAt === undefined
    checkedAt = clock()
    const running = check().finally(() => {
      checking = undefined
    })
    checking = running
    if (isFirst) first = running
  }
  let first: Promise<void> = Promise.resolve()
  const refreshApart = async (): Promise<void> => {
    if (!isDue()) return
    const startedAt = clock()
    await check()
    checkedAt = startedAt
  }
  return {
    async modelFor(visitorId) {
      if (dropsWork === true) await refreshApart()
      else refresh()
      await first
      const isChallenged = loaded.challenger !== undefined && isInTrial(visitorId, loaded.share)
      return isChallenged ? loaded.challenger : loaded.live
    },
  }
}

/** Whether a visitor is served by the challenger: the same answer for the same visitor, always. */
export function isInTrial(visitorId: string, share: number): boolean {
  return hashShare("challenger", visitorId) < share
}
