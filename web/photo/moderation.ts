// Which labels of Rekognition's moderation make a photo one that the assistant doesn't look at. Swimwear, a glass of wine
// and a casino belong to holidays and refuse nothing.

import type { ModerationLabel } from "#aws/rekognition.ts"

/**
 * What refuses a photo, alone or as what stands above: categories of moderation model 7, and of those before it.
 * https://docs.aws.amazon.com/rekognition/latest/dg/moderation-api.html
 */
const REFUSED: ReadonlySet<string> = new Set([
  "Explicit",
  "Explicit Nudity",
  "Explicit Sexual Activity",
  "Exposed Male Genitalia",
  "Exposed Female Genitalia",
  "Exposed Buttocks or Anus",
  "Exposed Female Nipple",
  "Nudity",
  "Sexual Activity",
  "Sex Toys",
  "Non-Explicit Nudity",
  "Obstructed Intimate Parts",
  "Partial Nudity",
  "Violence",
  "Graphic Violence",
  "Weapon Violence",
  "Visually Disturbing",
  "Death and Emaciation",
  "Hate Symbols",
])

/** Whether a photo with these labels is refused. */
export function isRefused(labels: readonly ModerationLabel[]): boolean {
  return labels.some(({ name, parent }) => REFUSED.has(name) || REFUSED.has(parent))
}
