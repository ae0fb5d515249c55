// What was recommended last, kept in the session, so that "not that one" and "something like it but shorter" have
// something to refer to.

/** The last recommendations of one kind. */
export type Recommended = {
  readonly kind: "places" | "movies"
  /** The items just shown, best first. */
  readonly shown: readonly string[]
  /** Everything shown since the wish was last put anew. */
  readonly seen: readonly string[]
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
): string {
  const seen = [...new Set([...(earlier?.seen ?? []), ...shown])].slice(-MAX_SEEN)
  return JSON.stringify({ kind, shown, seen } satisfies Recommended)
}
