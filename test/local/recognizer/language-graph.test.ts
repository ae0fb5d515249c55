import { describe, expect, it } from "vitest"
import { buildLanguageGraph, type Sentence, type Token } from "#local/recognizer/language-graph.ts"
import { addPhrase, parsePhrase } from "#local/recognizer/spoken-grammar.ts"
import { plainWord } from "#local/recognizer/spoken-text.ts"
import { writeTranscript } from "#local/recognizer/transcript.ts"
import { WordGraph } from "#local/recognizer/word-graph.ts"

function sentence(text: string, weight = 1): Sentence {
  const tokens = text
    .split(" ")
    .map(
      (part): Token =>
        part.startsWith("{") ? { type: "value", kind: part.slice(1, -1) } : { type: "word", word: plainWord(part) },
    )
  return { tokens, weight }
}

const CITIES = { type: "list", values: ["Lisbon", "New York", "New York City"] } as const
const MATERIAL = {
  sentences: [sentence("book a room in {City}"), sentence("cancel a room"), sentence("fly to {Planet}")],
  values: new Map([["City", CITIES]]),
  commonWords: [plainWord("with"), plainWord("room")],
  sounds: [{ label: "+AA", text: "", phones: "AA" }],
}

/** What one of the likeliest paths costs that says exactly these labels; words may be parted by empty ways. */
function weigh(material: typeof MATERIAL, labels: readonly string[]): number | undefined {
  const { graph, start, end } = buildLanguageGraph(material)
  const empty = Array.from({ length: graph.size }, (_, from) =>
    graph.waysFrom(from).map((way) => ({ from, ...way })),
  ).flat()
  const spread = (reached: ReadonlyMap<number, number>) => {
    const wider = new Map(reached)
    for (const { from, to, weight } of empty) {
      const before = reached.get(from)
      if (before === undefined) continue
      wider.set(to, Math.max(wider.get(to) ?? Number.NEGATIVE_INFINITY, before + weight))
    }
    return wider
  }
  let reached: ReadonlyMap<number, number> = spread(new Map([[start, 0]]))
  for (const label of labels) {
    const next = new Map<number, number>()
    for (const { from, to, word, weight } of graph.arcs) {
      const before = reached.get(from)
      if (before === undefined || word.label !== label) continue
      next.set(to, Math.max(next.get(to) ?? Number.NEGATIVE_INFINITY, before + weight))
    }
    reached = spread(next)
  }
  return reached.get(end)
}

describe("buildLanguageGraph", () => {
  it("takes the sentences it learned from, with values in their places", () => {
    expect(weigh(MATERIAL, ["cancel", "a", "room"])).toBeLessThan(0)
    expect(weigh(MATERIAL, ["book", "a", "room", "in", "New_York"])).toBeLessThan(0)
  })

  it("goes on after a word that only ends the beginnings of sentences", () => {
    const beginning = { ...sentence("sadly"), isPart: "beginning" as const }
    const material = { ...MATERIAL, sentences: [...MATERIAL.sentences, beginning] }
    expect(weigh(material, ["sadly", "cancel", "a", "room"])).toBeLessThan(0)
    expect(weigh(material, ["sadly", "room"])).toBeLessThan(0)
  })

  it("takes other sentences of the same words, common words and mere sounds, as less likely", () => {
    const learned = weigh(MATERIAL, ["cancel", "a", "room"]) ?? 0

    expect(weigh(MATERIAL, ["room", "a", "cancel"])).toBeLessThan(learned)
    expect(weigh(MATERIAL, ["cancel", "with", "room"])).toBeLessThan(learned)
    expect(weigh(MATERIAL, ["cancel", "a", "+AA", "+AA", "room"])).toBeLessThan(learned)
  })

  it("leaves out sentences with kinds of values that it doesn't have", () => {
    expect(weigh(MATERIAL, ["fly", "to"])).toBeUndefined()
  })
})

describe("addPhrase", () => {
  it("joins words that always follow each other, but not across options", () => {
    const graph = new WordGraph()
    addPhrase(graph, graph.addState(), graph.addState(), parsePhrase("the day after [next] (one | two)", new Map()))

    expect(graph.arcs.map(({ word }) => word.label)).toEqual(["the_day_after", "next", "one", "two"])
  })
})

describe("writeTranscript", () => {
  it("writes words of one breath apart, spelled ones together, and sounds not at all", () => {
    const spelled = ["B", "K", "4"].map((text) => ({ label: `${text}~`, text, isSpelled: true as const }))
    const newYork = { label: "New_York", text: "New York", parts: [plainWord("New"), plainWord("York")] }

    expect(writeTranscript([plainWord("to"), newYork])).toBe("to New York")
    expect(writeTranscript([plainWord("cancel"), ...spelled, plainWord("please")])).toBe("cancel BK4 please")
    expect(writeTranscript([{ label: "+AA", text: "", phones: "AA" }, plainWord("yes")])).toBe("yes")
  })
})

describe("a choice", () => {
  it("is one way for parts that are alike, as likely as all of them", () => {
    const graph = new WordGraph()
    const [start, end] = [graph.addState(), graph.addState()]
    addPhrase(
      graph,
      start,
      end,
      parsePhrase("yes | yes | <no> | yes | <no>", new Map([["no", parsePhrase("no", new Map())]])),
    )
    const weights = graph.arcs.map(({ word, weight }) => [word.label, Math.round(Math.exp(weight) * 10)])
    expect(weights).toEqual([
      ["yes", 6],
      ["no", 4],
    ])
  })

  it("counts named parts that are alike as one way too", () => {
    const graph = new WordGraph()
    const [from, to] = [graph.addState(), graph.addState()]
    const rules = new Map([["yes", parsePhrase("yes | yep", new Map())]])
    addPhrase(graph, from, to, parsePhrase("<yes> | <yes> | <yes> | no", rules))
    const weights = graph.arcs.map(({ word, weight }) => [word.label, Math.round(Math.exp(weight) * 1000)])
    expect(weights).toEqual([
      ["yes", 375],
      ["yep", 375],
      ["no", 250],
    ])
  })

  it("makes the favorites of a list much likelier than its other values", () => {
    const graph = new WordGraph()
    const [from, to] = [graph.addState(), graph.addState()]
    addPhrase(graph, from, to, { type: "list", values: ["Cesar", "Peter"], favorites: new Set(["Peter"]) })
    const [rare, favorite] = graph.arcs.map(({ weight }) => weight)
    expect((favorite ?? 0) - (rare ?? 0)).toBeGreaterThan(Math.log(4))
  })
})
