// What was recommended last, kept in the session, so that "not that one" and "something like it but shorter" have
// something to refer to.

import type { MovieQuery } from "#backends/recommendation/recommendation-service.ts"
import type { IsoDate } from "#core/time.ts"

/** What places should be, as far as it was said. */
export type PlaceWish = {
  /** In the words of the slot type PlaceFeature; all of them must be met. */
  readonly features: readonly string[]
  readonly city?: string
  /** A night, in whole units of the hotel's currency. */
  readonly maximumRate?: number
  /** The first night. */
  readonly date?: IsoDate
}

/** What films should be, as far as it was said or follows from comparisons with films that were shown. */
export type FilmWish = Pick<
  MovieQuery,
  "genre" | "maximumMinutes" | "minimumMinutes" | "newerThan" | "olderThan" | "likeMovieId"
>

type Wishes = { readonly places: PlaceWish; readonly movies: FilmWish }
type Kind = keyof Wishes

/** The last recommendations of one kind. */
export type Recommended<Of extends Kind = Kind> = {
  readonly kind: Of
  /** The items just shown, best first. */
  readonly shown: readonly string[]
  /** Everything shown since the wish was last put anew. */
  readonly seen: readonly string[]
  /** What was asked for, so that more of them are like that too. */
  readonly wish?: Wishes[Of]
}

/** At most this many items are remembered as seen: the attribute must stay far below Lex's 12 KB. */
const MAX_SEEN = 60

/** Reads the attribute; what another client may have put there that is not ours is ignored. */
export function parseRecommended<Of extends Kind>(
  attribute: string | undefined,
  kind: Of,
): Recommended<Of> | undefined {
  if (attribute === undefined) return undefined
  try {
    const value: Recommended<Of> = JSON.parse(attribute)
    return value.kind === kind && Array.isArray(value.shown) && Array.isArray(value.seen) ? value : undefined
  } catch {
    // Not JSON: someone else's attribute of the same name. There is then nothing to refer to.
    return undefined
  }
}

/** Writes the attribute after more items were shown. */
export function formatRecommended<Of extends Kind>(
  kind: Of,
  shown: readonly string[],
  earlier: Recommended<Of> | undefined,
  wish?: Wishes[Of],
): string {
  const seen = [...new Set([...(earlier?.seen ?? []), ...shown])].slice(-MAX_SEEN)
  return JSON.stringify({ kind, shown, seen, ...(wish === undefined ? {} : { wish }) } satisfies Recommended<Of>)
}
