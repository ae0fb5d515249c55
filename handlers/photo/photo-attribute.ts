// The session attribute `photo`: what was seen, as the web face writes it and the hooks read it. The visitor can't set it.

/** What a photo shows and says. */
export type Photo = {
  readonly labels: readonly PhotoLabel[]
  readonly colors: readonly PhotoColor[]
  /** What is printed in it, line by line. */
  readonly lines: readonly string[]
  /** The ways the booking reference in it can be read, the likeliest first. */
  readonly references?: readonly string[]
  /** What the picture is like, as numbers, where that could be told. */
  readonly embedding?: readonly number[]
}

/** Something seen; `confidence` is a percentage, `count` 0 for what isn't a thing by itself. */
export type PhotoLabel = {
  readonly name: string
  readonly confidence: number
  readonly parents: readonly string[]
  readonly categories: readonly string[]
  readonly count: number
}

/** A color, 0 to 255 each, and its share of the pixels in percent. */
export type PhotoColor = { readonly red: number; readonly green: number; readonly blue: number; readonly share: number }

const MAX_LABELS = 20
/** All attributes together must stay far below Lex's 12 KB. */
const MAX_TEXT = 600
const MAX_JSON = 6000

/** Writes the attribute, cut to what a session may hold. */
export function formatPhoto(photo: Photo): string {
  const { embedding, colors, references = [] } = photo
  const whole = {
    labels: photo.labels.slice(0, MAX_LABELS).map((label) => ({ ...label, confidence: Math.round(label.confidence) })),
    colors: colors.map((color) => ({ ...color, share: Math.round(color.share) })),
    lines: cutLines(photo.lines),
    ...(references.length === 0 ? {} : { references }),
    ...(embedding === undefined ? {} : { embedding: embedding.map((one) => Math.round(one * 1000) / 1000) }),
  }
  const text = JSON.stringify(whole)
  if (text.length <= MAX_JSON) return text
  const names = whole.labels.map((label) => ({ ...label, categories: [] }))
  return JSON.stringify({ ...whole, labels: names.slice(0, MAX_LABELS / 2), embedding: undefined })
}

function cutLines(lines: readonly string[]): readonly string[] {
  let room = MAX_TEXT
  return lines.filter((line) => {
    room -= line.length
    return room >= 0
  })
}

/** Reads the attribute; `undefined` when there is none, or it isn't one of ours. */
export function parsePhoto(attribute: string | undefined): Photo | undefined {
  if (attribute === undefined) return undefined
  try {
    const photo: Partial<Photo> | null = JSON.parse(attribute)
    const isPhoto = Array.isArray(photo?.labels) && Array.isArray(photo.lines) && Array.isArray(photo.colors)
    return isPhoto ? (photo as Photo) : undefined
  } catch {
    // Not JSON: nothing that the web face put there.
    return undefined
  }
}
