// Matches a bot's own regular expressions in time linear in the text: bot patterns are untrusted, and a backtracking
// engine could be made to hang. Knows the syntax Lex allows (no *, +, {n,} or wildcard) and plain groups and choices.

/** A pattern that a whole value must match. */
export type SafePattern = {
  /** Whether the whole text matches, letter case aside. */
  matches(text: string): boolean
  /** Whether a text that begins so may match: a reader needn't read on when it can't. */
  mayBegin(text: string): boolean
}

/** One character the machine may read next. */
type Test = { readonly isNegated: boolean; readonly ranges: readonly (readonly [number, number])[] }

type Instruction =
  | { readonly kind: "read"; readonly test: Test }
  | { readonly kind: "split"; readonly first: number; readonly second: number }
  | { readonly kind: "jump"; readonly to: number }
  | { readonly kind: "accept" }

type Node =
  | { readonly kind: "test"; readonly test: Test }
  | { readonly kind: "sequence"; readonly nodes: readonly Node[] }
  | { readonly kind: "choice"; readonly nodes: readonly Node[] }
  | { readonly kind: "repeat"; readonly node: Node; readonly least: number; readonly most: number }

/** Bounds that keep the machine small: Lex's patterns have 300 characters and values 30. */
const MAX_INSTRUCTIONS = 20_000
const MAX_REPEATS = 1000
const MAX_PATTERN_LENGTH = 1000

const CLASSES: ReadonlyMap<string, Test> = new Map([
  ["d", { isNegated: false, ranges: [[48, 57]] }],
  ["D", { isNegated: true, ranges: [[48, 57]] }],
  [
    "w",
    {
      isNegated: false,
      ranges: [
        [48, 57],
        [65, 90],
        [95, 95],
        [97, 122],
      ],
    },
  ],
  [
    "W",
    {
      isNegated: true,
      ranges: [
        [48, 57],
        [65, 90],
        [95, 95],
        [97, 122],
      ],
    },
  ],
  [
    "s",
    {
      isNegated: false,
      ranges: [
        [9, 13],
        [32, 32],
        [160, 160],
      ],
    },
  ],
  [
    "S",
    {
      isNegated: true,
      ranges: [
        [9, 13],
        [32, 32],
        [160, 160],
      ],
    },
  ],
])

class Parser {
  #at = 0
  readonly #pattern: string

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  parse(): Node | undefined {
    if (this.#peek() === "^") this.#at++
    const node = this.#choice()
    if (this.#peek() === "$") this.#at++
    return this.#at === this.#pattern.length ? node : undefined
  }

  #peek(): string {
    return this.#pattern.charAt(this.#at)
  }

  #choice(): Node | undefined {
    const nodes: Node[] = []
    for (;;) {
      const sequence = this.#sequence()
      if (sequence === undefined) return undefined
      nodes.push(sequence)
      if (this.#peek() !== "|") break
      this.#at++
    }
    return { kind: "choice", nodes }
  }

  #sequence(): Node | undefined {
    const nodes: Node[] = []
    while (this.#at < this.#pattern.length && !"|)".includes(this.#peek())) {
      if (this.#peek() === "$" && this.#at === this.#pattern.length - 1) break
      const atom = this.#atom()
      const node = atom && this.#repeated(atom)
      if (node === undefined) return undefined
      nodes.push(node)
    }
    return { kind: "sequence", nodes }
  }

  #repeated(atom: Node): Node | undefined {
    const character = this.#peek()
    if (character === "?") {
      this.#at++
      return { kind: "repeat", node: atom, least: 0, most: 1 }
    }
    if (character === "*" || character === "+") return undefined
    if (character !== "{") return atom
    const match = /^\{(\d{1,4})(?:,(\d{1,4}))?\}/.exec(this.#pattern.slice(this.#at, this.#at + 12))
    if (match === null) return undefined
    this.#at += match[0].length
    const least = Number(match[1])
    const most = match[2] === undefined ? least : Number(match[2])
    return most < least || most > MAX_REPEATS ? undefined : { kind: "repeat", node: atom, least, most }
  }

  #atom(): Node | undefined {
    const character = this.#peek()
    if (character === "(") return this.#group()
    if (character === "[") return this.#set()
    if (".*+?{}".includes(character)) return undefined
    this.#at++
    if (character !== "\\") return literal(character)
    const named = CLASSES.get(this.#peek())
    if (named !== undefined) {
      this.#at++
      return { kind: "test", test: named }
    }
    const escaped = this.#escaped()
    return escaped === undefined ? undefined : literal(escaped)
  }

  #group(): Node | undefined {
    this.#at++
    if (this.#pattern.startsWith("?:", this.#at)) this.#at += 2
    else if (this.#peek() === "?") return undefined
    const node = this.#choice()
    if (this.#peek() !== ")") return undefined
    this.#at++
    return node
  }

  /** The character after a backslash: `\\uXXXX`, or itself. Letters that mean something else are refused. */
  #escaped(): string | undefined {
    const character = this.#peek()
    if (character === "u") {
      const digits = this.#pattern.slice(this.#at + 1, this.#at + 5)
      if (!/^[0-9a-f]{4}$/i.test(digits)) return undefined
      this.#at += 5
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    if (character === "" || /[A-Za-z0-9]/.test(character)) return undefined
    this.#at++
    return character
  }

  #setCharacter(): string | undefined {
    const character = this.#peek()
    this.#at++
    return character === "\\" ? this.#escaped() : character
  }

  #set(): Node | undefined {
    this.#at++
    const isNegated = this.#peek() === "^"
    if (isNegated) this.#at++
    const ranges: (readonly [number, number])[] = []
    while (this.#peek() !== "]") {
      if (this.#at >= this.#pattern.length) return undefined
      const named = this.#peek() === "\\" ? CLASSES.get(this.#pattern.charAt(this.#at + 1)) : undefined
      if (named !== undefined) {
        if (named.isNegated) return undefined
        this.#at += 2
        ranges.push(...named.ranges)
        continue
      }
      const range = this.#range()
      if (range === undefined) return undefined
      ranges.push(range)
    }
    this.#at++
    return { kind: "test", test: { isNegated, ranges } }
  }

  #range(): readonly [number, number] | undefined {
    const first = this.#setCharacter()
    if (first === undefined) return undefined
    const isRange = this.#peek() === "-" && this.#pattern.charAt(this.#at + 1) !== "]"
    if (!isRange) return [first.charCodeAt(0), first.charCodeAt(0)]
    this.#at++
    const last = this.#setCharacter()
    if (last === undefined || last < first) return undefined
    return [first.charCodeAt(0), last.charCodeAt(0)]
  }
}

function literal(character: string): Node {
  const code = character.charCodeAt(0)
  return { kind: "test", test: { isNegated: false, ranges: [[code, code]] } }
}

/** The machine being made; `steps` counts the work, so that nested repeats of nothing come to an end as well. */
type Draft = { readonly program: Instruction[]; steps: number }

function compile(node: Node, draft: Draft): boolean {
  const { program } = draft
  draft.steps++
  if (program.length > MAX_INSTRUCTIONS || draft.steps > 4 * MAX_INSTRUCTIONS) return false
  switch (node.kind) {
    case "test":
      program.push({ kind: "read", test: node.test })
      return true
    case "sequence":
      return node.nodes.every((part) => compile(part, draft))
    case "choice":
      return compileChoice(node.nodes, draft)
    case "repeat":
      return compileRepeat(node.node, node.least, node.most, draft)
  }
}

function compileChoice(nodes: readonly Node[], draft: Draft): boolean {
  const { program } = draft
  const jumps: number[] = []
  for (const [index, node] of nodes.entries()) {
    const splitAt = program.length
    const isLast = index === nodes.length - 1
    if (!isLast) program.push({ kind: "accept" })
    if (!compile(node, draft)) return false
    if (isLast) continue
    jumps.push(program.length)
    program.push({ kind: "accept" })
    program[splitAt] = { kind: "split", first: splitAt + 1, second: program.length }
  }
  for (const jump of jumps) program[jump] = { kind: "jump", to: program.length }
  return true
}

function compileRepeat(node: Node, least: number, most: number, draft: Draft): boolean {
  const { program } = draft
  for (let count = 0; count < least; count++) if (!compile(node, draft)) return false
  const splits: number[] = []
  for (let count = least; count < most; count++) {
    splits.push(program.length)
    program.push({ kind: "accept" })
    if (!compile(node, draft)) return false
  }
  for (const split of splits) program[split] = { kind: "split", first: split + 1, second: program.length }
  return true
}

function isInRanges({ ranges }: Test, code: number): boolean {
  for (const [first, last] of ranges) if (code >= first && code <= last) return true
  return false
}

/** A letter passes in either case: visitors type codes in small letters. */
function passesInAnyCase(characters: Test, character: string): boolean {
  const isIn =
    isInRanges(characters, character.charCodeAt(0)) ||
    isInRanges(characters, character.toLowerCase().charCodeAt(0)) ||
    isInRanges(characters, character.toUpperCase().charCodeAt(0))
  return isIn !== characters.isNegated
}

/** Adds a place of the program and all it leads to without reading. */
function follow(program: readonly Instruction[], from: number, places: Set<number>): void {
  const open = [from]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (places.has(place)) continue
    places.add(place)
    const instruction = program[place]
    if (instruction?.kind === "jump") open.push(instruction.to)
    if (instruction?.kind === "split") open.push(instruction.first, instruction.second)
  }
}

/** Where the program may stand after a text; nowhere when nothing that begins so matches. */
function run(program: readonly Instruction[], text: string): ReadonlySet<number> {
  let places = new Set<number>()
  follow(program, 0, places)
  for (let at = 0; at < text.length && places.size > 0; at++) {
    const next = new Set<number>()
    for (const place of places) {
      const instruction = program[place]
      if (instruction?.kind === "read" && passesInAnyCase(instruction.test, text.charAt(at)))
        follow(program, place + 1, next)
    }
    places = next
  }
  return places
}

/**
 * Prepares a pattern for matching whole values.
 *
 * @returns `undefined` when the pattern isn't one Lex accepts (endless repeats, wildcards, look-around) or is too big.
 */
export function compilePattern(pattern: string): SafePattern | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH) return undefined
  const node = new Parser(pattern).parse()
  const program: Instruction[] = []
  if (node === undefined || !compile(node, { program, steps: 0 })) return undefined
  program.push({ kind: "accept" })
  return {
    matches: (text) => [...run(program, text)].some((place) => program[place]?.kind === "accept"),
    mayBegin: (text) => run(program, text).size > 0,
  }
}
