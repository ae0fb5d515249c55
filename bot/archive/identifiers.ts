// Ten-character identifiers: keeping those an export has, minting stable ones where it has none.
// References between files (a sub-slot's type) are resolved in to-bot.ts.

const IDENTIFIER = /^[0-9A-Za-z]{10}$/

/** Whether the text is an identifier as Lex gives them, its reserved word `FALLBCKINT` included. */
export function isIdentifier(text: string | undefined): text is string {
  return text !== undefined && IDENTIFIER.test(text)
}

/**
 * Makes the same ten characters from the same words, in every process and on every host.
 *
 * @param words What the thing is called, outermost first: locale, intent, slot.
 */
export function mintIdentifier(...words: string[]): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(words.join("/"))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return hash.toString(36).toUpperCase().padStart(10, "0").slice(-10)
}

/** Hands out identifiers among siblings: the given one when it is proper and still free, else a minted one. */
export function createIdentifierIssuer(): (given: string | undefined, ...words: string[]) => string {
  const taken = new Set<string>()
  return (given, ...words) => {
    let identifier = isIdentifier(given) ? given : mintIdentifier(...words)
    for (let i = 2; taken.has(identifier); i++) identifier = mintIdentifier(...words, String(i))
    taken.add(identifier)
    return identifier
  }
}
