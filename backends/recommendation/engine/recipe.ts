// Recipes: which kind of model with which parameters. Fitting one by name, and picking the best on data held out.

import { fitContent, type ItemFeatures } from "./content.ts"
import { fitEase } from "./ease.ts"
import { evaluateModel, type Metrics } from "./evaluate.ts"
import { countByItem, type Interactions } from "./interactions.ts"
import type { ItemTable } from "./item-table.ts"
import { fitItemKnn, fitRp3beta } from "./neighbors.ts"
import type { RankingModel } from "./ranking-model.ts"
import { splitWithinUsers } from "./split.ts"

/** A kind of model with its parameters. */
export type Recipe =
  | { readonly kind: "popularity" }
  | { readonly kind: "ease"; readonly lambda: number; readonly keep?: number }
  | {
      readonly kind: "rp3beta"
      readonly alpha: number
      readonly beta: number
      readonly keep: number
      readonly side: "source" | "target"
    }
  | { readonly kind: "item-knn"; readonly keep: number }

/** Above this many items EASE takes minutes and its table hundreds of megabytes. */
const EASE_MAX_ITEMS = 5000
/** Up to this many items several EASE fits take seconds. */
const EASE_SEARCH_ITEMS = 2000
/** Up to this many items all of EASE's weights are kept (36 MB); above, the strongest of each row. */
const EASE_FULL_ITEMS = 3000
const EASE_KEEP = 400
const CONTENT_KEEP = 50
/** Visitors a recipe is measured on while picking. */
const MEASURED_VISITORS = 2000
const HELD_OUT_SHARE = 0.2
/** How much content may count beside shared visitors; the best is picked where items have features. */
const CONTENT_WEIGHTS = [0.05, 0.15, 0.4]

/** The recipes that are tried for a number of items, cheapest first. */
export function listRecipes(items: number): readonly Recipe[] {
  const walks = (["source", "target"] as const).flatMap((side) =>
    [0.3, 0.6].map((beta) => ({ kind: "rp3beta" as const, alpha: 1, beta, keep: 200, side })),
  )
  return [{ kind: "popularity" }, { kind: "item-knn", keep: 200 }, ...walks, ...easeRecipes(items)]
}

function easeRecipes(items: number): readonly Recipe[] {
  if (items > EASE_MAX_ITEMS) return []
  const lambdas = items > EASE_SEARCH_ITEMS ? [500] : [20, 100, 300, 500]
  return lambdas.map((lambda) => ({
    kind: "ease",
    lambda,
    ...(items > EASE_FULL_ITEMS ? { keep: EASE_KEEP } : {}),
  }))
}

/** Fits a recipe. Columns are the data's; nothing is held out. */
export function fitRecipe(recipe: Recipe, data: Interactions): RankingModel {
  const collaborative = fitTable(recipe, data)
  return {
    itemIds: data.itemIds,
    popularity: countByItem(data),
    contentWeight: 0,
    ...(collaborative === undefined ? {} : { collaborative }),
  }
}

function fitTable(recipe: Recipe, data: Interactions): ItemTable | undefined {
  switch (recipe.kind) {
    case "popularity":
      return undefined
    case "ease":
      return fitEase(data, recipe)
    case "rp3beta":
      return fitRp3beta(data, recipe)
    case "item-knn":
      return fitItemKnn(data, recipe)
  }
}

/** Adds the content model to a fitted one; without any features it stays as it was. */
export function withContent(
  model: RankingModel,
  featuresOf: ReadonlyMap<string, ItemFeatures>,
  contentWeight: number,
): RankingModel {
  if (featuresOf.size === 0) return model
  return { ...model, contentWeight, content: fitContent(model.itemIds, featuresOf, CONTENT_KEEP) }
}

/** A recipe with what it reached on data held out. */
export type Trial = { readonly recipe: Recipe; readonly contentWeight: number; readonly metrics: Metrics }

/** What picking is told beside the data. */
export type PickOptions = {
  readonly seed: number
  readonly features: ReadonlyMap<string, ItemFeatures>
  /** Absent: those of listRecipes. */
  readonly recipes?: readonly Recipe[]
  /** A trial of an earlier run of the same job, so that it isn't run again. */
  readonly findTrial?: (key: string) => Trial | undefined
  /** Told of every trial as it is done; the next one begins when it has noted it. */
  readonly onTrial?: (key: string, trial: Trial) => Promise<void>
}

/**
 * Tries every recipe on a fifth of each visitor's items held out, then content beside the best.
 *
 * @returns all trials, the best first by NDCG at 10; of equal ones the one tried first.
 */
export async function pickRecipe(data: Interactions, options: PickOptions): Promise<readonly Trial[]> {
  const { train, heldOut } = splitWithinUsers(data, HELD_OUT_SHARE, options.seed)
  const measure = async (recipe: Recipe, contentWeight: number, makeModel: () => RankingModel): Promise<Trial> => {
    const key = JSON.stringify({ recipe, contentWeight })
    const known = options.findTrial?.(key)
    if (known !== undefined) return known
    const metrics = evaluateModel(makeModel(), train, heldOut, MEASURED_VISITORS)
    const trial = { recipe, contentWeight, metrics }
    await options.onTrial?.(key, trial)
    return trial
  }
  const recipes = options.recipes ?? listRecipes(data.itemIds.length)
  const trials: Trial[] = []
  for (const recipe of recipes) trials.push(await measure(recipe, 0, () => fitRecipe(recipe, train)))
  const best = bestFirst(trials)[0]
  if (best === undefined || options.features.size === 0) return bestFirst(trials)
  let fitted: RankingModel | undefined
  for (const contentWeight of CONTENT_WEIGHTS) {
    const blend = await measure(best.recipe, contentWeight, () => {
      fitted ??= withContent(fitRecipe(best.recipe, train), options.features, contentWeight)
      return { ...fitted, contentWeight }
    })
    trials.push(blend)
  }
  return bestFirst(trials)
}

function bestFirst(trials: readonly Trial[]): readonly Trial[] {
  return trials.toSorted((a, b) => b.metrics.ndcgAt10 - a.metrics.ndcgAt10)
}
