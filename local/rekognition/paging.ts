// Pages of a list, and the tokens that lead from one to the next. What is listed is each operation's own.

import { rekognitionError } from "./rekognition-error.ts"

/** One page. */
export type Page<Item> = { readonly items: readonly Item[]; readonly nextToken?: string }

/**
 * Cuts a page out of a list.
 *
 * @param keyOf A key that rises along the list; tokens hold it, so that what comes and goes between pages does no harm.
 * @throws {AwsError} `InvalidPaginationTokenException` for a token that was never given.
 */
export function takePage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { token, size }: { readonly token: string | null | undefined; readonly size: number },
): Page<Item> {
  const after = token ? readToken(token) : undefined
  const rest = after === undefined ? items : items.filter((item) => keyOf(item) > after)
  const page = rest.slice(0, size)
  const last = page.at(-1)
  if (last === undefined || page.length === rest.length) return { items: page }
  return { items: page, nextToken: Buffer.from(`${PREFIX}${keyOf(last)}`).toString("base64url") }
}

const PREFIX = "after:"

function readToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString("utf8")
  if (!text.startsWith(PREFIX)) throw rekognitionError("InvalidPaginationTokenException", "Invalid pagination token")
  return text.slice(PREFIX.length)
}
