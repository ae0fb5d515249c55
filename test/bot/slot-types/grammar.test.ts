import { describe, expect, it } from "vitest"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { listType, localeWith, meaning, mentionsOf, WEDNESDAY } from "./one-slot.ts"

const head = (format: string, root: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><grammar version="1.0" xmlns="http://www.w3.org/2001/06/grammar" xml:lang="en-US" tag-format="${format}" root="${root}">`

const TICKETS = `${head("semantics/1.0", "ticket")}
  <rule id="ticket" scope="public">
    <!-- an optional opening -->
    <item repeat="0-1">ticket number</item>
    <tag>out.number = "";</tag>
    <item repeat="2-3"><ruleref uri="#digit"/><tag>out.number = out.number + rules.digit;</tag></item>
    <item repeat="0-1">
      <one-of>
        <item>first class<tag>out.class = "first"</tag></item>
        <item>economy<tag>out.class = "eco" + "nomy"</tag></item>
      </one-of>
    </item>
  </rule>
  <rule id="digit">
    <one-of>
      <item>one<tag>out = "1";</tag></item>
      <item>two<tag>out = "2";</tag></item>
      <item>oh<tag>out = 0;</tag></item>
      <item>zero<tag>out = 0;</tag></item>
    </one-of>
  </rule>
</grammar>`

const ANSWERS = `${head("semantics/1.0-literals", "answer")}
  <rule id="answer"><one-of><item>no</item><item>nope</item><item>no way</item></one-of><tag>no</tag></rule>
</grammar>`

const PLAIN = `${head("semantics/1.0", "drink")}
  <rule id="drink"><one-of><item>flat white</item><item><ruleref uri="#tea"/></item></one-of></rule>
  <rule id="tea">tea<tag>if (meta.current().text === "tea") { out = "TEA".toLowerCase() + "!" } else out = null</tag></rule>
</grammar>`

const LOOP = `${head("semantics/1.0", "a")}
  <rule id="a"><one-of><item><ruleref uri="#a"/> x</item><item>x</item></one-of><tag>out.self = out; out.list = [out, out]</tag></rule>
</grammar>`

const HARMFUL = `${head("semantics/1.0", "a")}
  <rule id="a">x<tag>try { out = 1 } catch (e) {}</tag></rule>
</grammar>`

/** A grammar of one word whose tag makes the value. */
const scripted = (script: string, headScript = "") =>
  `${head("semantics/1.0", "a")}<tag><![CDATA[${headScript}]]></tag><rule id="a">x<tag><![CDATA[${script}]]></tag></rule></grammar>`

function resolversFor(document: string | undefined) {
  const type = {
    ...listType({}, "OriginalValue"),
    grammar: { s3BucketName: "grammars", s3ObjectKey: "own.grxml" },
  }
  const options = document === undefined ? {} : { grammars: { "own.grxml": document } }
  return createSlotResolvers(localeWith("Listed", { slotTypes: [type] }), options)
}

const resolverFor = (document: string) => resolversFor(document).forSlot("Tell", "Value")

describe("a grammar type", () => {
  it.each([
    { document: TICKETS, says: "ticket number one two oh", means: '{"number":"120"}' },
    { document: TICKETS, says: "two zero first class", means: '{"number":"20","class":"first"}' },
    { document: TICKETS, says: "One two economy!", means: '{"number":"12","class":"economy"}' },
    { document: TICKETS, says: "one", means: undefined },
    { document: TICKETS, says: "three three", means: undefined },
    { document: ANSWERS, says: "no way", means: "no" },
    { document: PLAIN, says: "flat white", means: "flat white" },
    { document: PLAIN, says: "tea", means: "tea!" },
  ])("takes '$says' as $means", ({ document, says, means }) => {
    expect(meaning(resolverFor(document).resolveSpan(says, WEDNESDAY))).toBe(means)
  })

  it.each([
    { script: 'var a = 1, b = 2; out = a + b + ""', means: "3" },
    {
      script: 'out = ""; for (var i = 0; i < 4; i++) { if (i == 1) continue; if (i == 3) break; out += i }',
      means: "02",
    },
    { script: 'out = ""; var i = 3; while (i > 0) out += i--;', means: "321" },
    { script: 'var i = 0; do { ++i } while (i < 5); out = i * 2 + ""', means: "10" },
    { script: 'out = ""; for (var key in {a: 1, b: 2}) out += key', means: "ab" },
    {
      script: 'switch (1 + 1) { case 1: out = "one"; break; case 2: out = "two"; break; default: out = "many" }',
      means: "two",
    },
    { script: 'switch (7) { case 1: out = "one"; break; default: out = "many" }', means: "many" },
    { script: 'switch (1) { case 1: out = "one"; case 2: out += "+"; break; default: out = "many" }', means: "one+" },
    { script: 'function twice(text) { var all = text + text; return all } out = twice("ab")', means: "abab" },
    { script: 'function f(n) { if (n < 2) return 1; return n * f(n - 1) } out = "" + f(5)', means: "120" },
    { script: "/* a /= 2 */ var a = 8; a /= 2; out = typeof a + a // done", means: "number4" },
    { script: 'out = "a"; while (true) {}', means: "a" },
    { script: 'out = "a"; function f() { f() } f(); out = "b"', means: "a" },
  ])("runs the tag '$script'", ({ script, means }) => {
    expect(resolversFor(scripted(script)).warnings).toEqual([])
    expect(meaning(resolverFor(scripted(script)).resolveSpan("x", WEDNESDAY))).toBe(means)
  })

  it("knows the functions of the grammar's head in every tag", () => {
    const grammar = scripted('out = shout("hi")', 'function shout(text) { return text.toUpperCase() + "!" }')

    expect(meaning(resolverFor(grammar).resolveSpan("x", WEDNESDAY))).toBe("HI!")
  })

  it("finds what it accepts inside a longer answer", () => {
    const resolver = resolverFor(TICKETS)

    expect(meaning(resolver.resolveAnswer("it is one two first class please", WEDNESDAY))).toBe(
      '{"number":"12","class":"first"}',
    )
    expect(mentionsOf(resolver, "show one two and two two")).toEqual([
      'one two={"number":"12"}',
      'two two={"number":"22"}',
    ])
  })

  it("comes to an end on a rule that begins with itself and a value that holds itself", () => {
    expect(meaning(resolverFor(LOOP).resolveSpan("x", WEDNESDAY))).toContain("list")
  })

  it("warns of a script that tags don't have, and doesn't run it", () => {
    const resolvers = resolversFor(HARMFUL)

    expect(resolvers.warnings).toEqual([
      "a tag in the grammar of slot type Listed can't be run: try { out = 1 } catch (e) {}",
    ])
    expect(meaning(resolvers.forSlot("Tell", "Value").resolveSpan("x", WEDNESDAY))).toBe("x")
  })

  it.each([
    { document: undefined, problem: "is not here" },
    { document: "<grammar><rule>", problem: "is not SRGS XML" },
    { document: '<!DOCTYPE x [<!ENTITY a "b">]><grammar/>', problem: "is not SRGS XML" },
  ])("takes any answer when its grammar $problem", ({ document, problem }) => {
    const resolvers = resolversFor(document)

    expect(resolvers.warnings).toEqual([
      `the grammar own.grxml of slot type Listed ${problem}: any answer is taken as it is`,
    ])
    expect(meaning(resolvers.forSlot("Tell", "Value").resolveAnswer("something", WEDNESDAY))).toBe("something")
  })
})
