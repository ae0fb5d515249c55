// Token buckets: how often one conversation or one address may ask. Kept in memory, a bounded number of them, per
// process; what is too much for all processes together is for a proxy or the cloud's own firewall.

import type { Clock } from "#core/time.ts"

/** Lets requests through, or says when to come back. */
export interface RateLimit {
  /** @returns 0 when the request may go ahead, otherwise how many whole seconds to wait. */
  take(key: string): number
}

const MAX_BUCKETS = 20_000
/** A visitor who was away may do half a minute's requests at once. */
const BURST_SHARE = 0.5

type Bucket = { readonly tokens: number; readonly filledAt: number }

/** Creates a limit of so many requests a minute for each key; the key least recently seen is forgotten first. */
export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  const capacity = Math.max(1, Math.floor(perMinute * BURST_SHARE))
  const perMs = perMinute / 60_000
  const buckets = new Map<string, Bucket>()

  return {
    take(key) {
      const now = clock()
      const bucket = buckets.get(key) ?? { tokens: capacity, filledAt: now }
      const tokens = Math.min(capacity, bucket.tokens + Math.max(0, now - bucket.filledAt) * perMs)
      const mayPass = tokens >= 1
      // Taken out and put back, so that the map's order is that of last use.
      buckets.delete(key)
      buckets.set(key, { tokens: mayPass ? tokens - 1 : tokens, filledAt: now })
      if (buckets.size > MAX_BUCKETS) forgetOldest(buckets)
      return mayPass ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000))
    },
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const [oldest] = buckets.keys()
  if (oldest !== undefined) buckets.delete(oldest)
}

/** The part of an address that one visitor can't change at will: all of IPv4, the first 64 bits of IPv6. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!address.includes(":")) return address
  const [head = "", tail = ""] = address.split("%")[0]?.split("::") ?? []
  const groups = head === "" ? [] : head.split(":")
  const tailGroups = tail === "" ? [] : tail.split(":")
  const zeros = address.includes("::") ? Math.max(0, 8 - groups.length - tailGroups.length) : 0
  const all = [...groups, ...Array.from({ length: zeros }, () => "0"), ...tailGroups]
  return `${all.slice(0, 4).join(":")}::/64`
}
