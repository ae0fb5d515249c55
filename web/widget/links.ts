// Which addresses may become links or pictures. Everything else stays text.

const LINK_SCHEMES: readonly string[] = ["https:", "http:", "mailto:", "tel:"]

/** The hosts links may lead to, such as `example.com` or `*.example.com`; none means every host. */
export type LinkRule = { readonly baseUrl: string; readonly hosts: readonly string[] }

function isHostAllowed(host: string, hosts: readonly string[]): boolean {
  return hosts.some((rule) => (rule.startsWith("*.") ? host.endsWith(rule.slice(1)) : host === rule))
}

function parse(address: string, baseUrl: string): URL | undefined {
  return URL.canParse(address, baseUrl) ? new URL(address, baseUrl) : undefined
}

/**
 * Tells where a link may lead.
 *
 * @returns the full address; `undefined` for scripts, data, unknown schemes, user names in addresses, and hosts not listed.
 */
export function findLinkTarget(address: string, rule: LinkRule): string | undefined {
  const url = parse(address.trim(), rule.baseUrl)
  if (url === undefined || !LINK_SCHEMES.includes(url.protocol)) return undefined
  if (url.protocol === "mailto:" || url.protocol === "tel:") return url.href
  if (url.username !== "" || url.password !== "") return undefined
  const isOwn = url.host === new URL(rule.baseUrl).host
  return rule.hosts.length === 0 || isOwn || isHostAllowed(url.hostname, rule.hosts) ? url.href : undefined
}

/**
 * Tells where a card's picture comes from.
 *
 * @returns the full address; `undefined` for anything but http and https.
 */
export function findImageSource(address: string, baseUrl: string): string | undefined {
  const url = parse(address.trim(), baseUrl)
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : undefined
}
