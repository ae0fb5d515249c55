// What was recommended last, kept in the session, so that "not that one" and "something like it but shorter" have
// something to refer to.

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

/** The last recommendations of one kind. */
export type Recommended = {
  readonly kind: "places" | "movies"
  /** The items just shown, best first. */
  readonly shown: readonly string[]
  /** Everything shown since the wish was last put anew. */
  readonly seen: readonly string[]
  /** Of places: what was asked for, so that more of them are like that too. */
  readonly wish?: PlaceWish
}

/** At most this many items are remembered as seen: the attribute must stay far below Lex's 12 KB. */
const MAX_SEEN = 60

/** Reads the attribute; what another client may have put there that is not ours is ignored. */
export function parseRecommended(attribute: string | undefined, kind: Recommended["kind"]): Recommended | undefined {
  if (attribute === undefined) return undefined
  try {
    const value: Recommended = JSON.parse(attribute)
    return value.kind === kind && Array.isArray(value.shown) && Array.isArray(value.seen) ? value : undefined
  } catch {
    // Not JSON: someone else's attribute of the same name. There is then nothing to refer to.
    return undefined
  }
}

/** Writes the attribute after more items were shown. */
export function formatRecommended(
  kind: Recommended["kind"],
  shown: readonly string[],
  earlier: Recommended | undefined,
  wish?: PlaceWish,
): string {
  const seen = [...new Set([...(earlier?.seen ?? []), ...shown])].slice(-MAX_SEEN)
  return JSON.stringify({ kind, shown, seen, ...(wish === undefined ? {} : { wish }) } satisfies Recommended)
}
