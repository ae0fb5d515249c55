// The attributes of <concierge-chat> and what they mean. Each is mirrored by a property of the same name in camel case.

/** Every attribute, with what it is when the page doesn't say. docs/widget.md explains each. */
export const ATTRIBUTES = {
  endpoint: "",
  locale: "",
  title: "",
  subtitle: "",
  greeting: "",
  teaser: "",
  consent: "gate",
  "consent-text": "",
  "consent-version": "1",
  "policy-url": "",
  persist: "tab",
  theme: "auto",
  position: "end",
  "link-hosts": "",
  ratings: "on",
  voice: "on",
  photos: "on",
  open: "",
} as const satisfies Record<string, string>

/** The name of an attribute. */
export type AttributeName = keyof typeof ATTRIBUTES

/** What the page asks for, read and made sense of. */
export type Options = {
  /** Base address of the API. */
  readonly endpoint: string
  /** BCP 47 tag of the widget's language: `en-US`. */
  readonly locale: string
  readonly title: string
  readonly subtitle: string
  readonly greeting: string
  readonly teaser: string
  readonly consent: "gate" | "notice" | "none"
  readonly consentText: string
  readonly consentVersion: string
  readonly policyUrl: string
  readonly persist: "tab" | "device"
  readonly linkHosts: readonly string[]
  readonly hasRatings: boolean
  /** `tap`: nothing is listened to but after a press; `off`: neither microphone nor reading aloud. */
  readonly voice: "on" | "tap" | "off"
  readonly hasPhotos: boolean
}

function oneOf<Value extends string>(value: string, values: readonly [Value, ...Value[]]): Value {
  return values.find((candidate) => candidate === value) ?? values[0]
}

/** Makes a language tag of what people write: `en_US`, `EN-us`, nothing at all. */
export function toLanguageTag(...candidates: readonly string[]): string {
  for (const candidate of candidates) {
    try {
      return new Intl.Locale(candidate.trim().replaceAll("_", "-")).toString()
    } catch {
      // Not a language tag: the next candidate is asked.
    }
  }
  return "en-US"
}

/**
 * The locale as the server names it, `en_US`; a missing region is the language's likeliest one.
 *
 * @returns `undefined` when the language has no region that could be guessed.
 */
export function toLocaleId(tag: string): string | undefined {
  const { language, region } = new Intl.Locale(tag).maximize()
  return region === undefined ? undefined : `${language}_${region}`
}

/** Whether a language is written from right to left. */
export function isRightToLeft(tag: string): boolean {
  const { script } = new Intl.Locale(tag).maximize()
  return ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"].includes(script ?? "")
}

/** Reads the attributes. Values that aren't known count as not given. */
export function readOptions(
  get: (name: AttributeName) => string,
  page: { readonly scriptOrigin: string; readonly language: string; readonly browserLanguage: string },
): Options {
  return {
    endpoint: get("endpoint") || page.scriptOrigin,
    locale: toLanguageTag(get("locale"), page.language, page.browserLanguage),
    title: get("title"),
    subtitle: get("subtitle"),
    greeting: get("greeting"),
    teaser: get("teaser"),
    consent: oneOf(get("consent"), ["gate", "notice", "none"]),
    consentText: get("consent-text"),
    consentVersion: get("consent-version"),
    policyUrl: get("policy-url"),
    persist: oneOf(get("persist"), ["tab", "device"]),
    linkHosts: get("link-hosts")
      .split(/[\s,]+/)
      .filter((host) => host !== ""),
    hasRatings: get("ratings") !== "off",
    voice: oneOf(get("voice"), ["on", "tap", "off"]),
    hasPhotos: get("photos") !== "off",
  }
}
