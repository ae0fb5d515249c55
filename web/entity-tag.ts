// Entity tags: whether a client has what it asks for already.

/** Compares weakly, as RFC 9110 says for `If-None-Match`: proxies that re-encode mark tags as weak. */
export function hasTag(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(",", 50).map((tag) => tag.trim().replace(/^W\//, "")) ?? []
  return tags.includes(etag) || tags.includes("*")
}
