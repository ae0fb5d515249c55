import { describe, expect, it } from "vitest"
import { toBot } from "#bot/archive/to-bot.ts"
import type { ActualTurn } from "#bot/test-set/check-turn.ts"
import { renderReport } from "#bot/test-set/html-report.ts"
import { type Answer, type CaseOutcome, type Partner, runCase, skipCase } from "#bot/test-set/run-case.ts"
import { summarize } from "#bot/test-set/summary.ts"
import { readTranscriptCases, type TestCase } from "#bot/test-set/test-case.ts"
import { formatReport } from "#bot/test-set/text-report.ts"
import { tripBundle } from "../archive/bundle.ts"

const TRIP_LOCALE = toBot(tripBundle()).locales[0]

function firstCase(text: string): TestCase {
  const [testCase] = readTranscriptCases(text, "a.txt")
  if (!testCase) throw new Error("no conversation in the text")
  return testCase
}

/** A partner that answers by rote, and remembers what it was told. */
function rote(...answers: readonly Answer[]): Partner & { readonly heard: string[] } {
  const heard: string[] = []
  return {
    heard,
    say: async (text) => {
      heard.push(text)
      return answers[heard.length - 1] ?? { type: "refused", message: "nothing left to say" }
    },
  }
}

function answer(intent: string, action: string, content: string, slots: Record<string, string> = {}): Answer {
  const [type, slotToElicit] = action.split(" ")
  const filled = Object.entries(slots).map(([name, value]) => [
    name,
    { value: { originalValue: value.toUpperCase(), interpretedValue: value } },
  ])
  const turn: ActualTurn = {
    messages: [{ contentType: "PlainText", content }],
    sessionState: { dialogAction: { type, slotToElicit }, intent: { name: intent, slots: Object.fromEntries(filled) } },
  }
  return { type: "answered", turn }
}

const BOOKING = `# Books a car
guest: book a car
bot: Which size? [ElicitSlot Size; intent: Book]
guest: large
bot: A Large car, yes? [ConfirmIntent; Size=Large]
guest: yes
bot: Done. [intent: Book]
`

const RIGHT = [
  answer("Book", "ElicitSlot Size", "Which size?"),
  answer("Book", "ConfirmIntent", "A Large car, yes?", { Size: "Large" }),
  answer("Book", "Close", "Done.", { Size: "Large" }),
]

async function outcomesOf(...runs: readonly (readonly Answer[])[]): Promise<CaseOutcome[]> {
  return Promise.all(runs.map((answers) => runCase(firstCase(BOOKING), rote(...answers))))
}

describe("runCase", () => {
  it("passes when every turn is as written", async () => {
    const partner = rote(...RIGHT)
    const outcome = await runCase(firstCase(BOOKING), partner)

    expect(outcome.status).toBe("passed")
    expect(partner.heard).toEqual(["book a car", "large", "yes"])
  })

  it("[lex 137] goes on after a wrong slot value or wrong words", async () => {
    const answers = [RIGHT[0], answer("Book", "ConfirmIntent", "Small?", { Size: "Small" }), RIGHT[2]].filter(
      (one) => one !== undefined,
    )
    const [outcome] = await outcomesOf(answers)

    expect(outcome?.status).toBe("failed")
    expect(outcome?.turns.map((turn) => turn.status)).toEqual(["passed", "failed", "passed"])
  })

  it.each([
    { what: "another intent", first: answer("FallbackIntent", "ElicitSlot Size", "Which size?") },
    { what: "another question", first: answer("Book", "ElicitIntent", "Which size?") },
    { what: "silence", first: { type: "answered", turn: {} } as const },
    { what: "a refusal", first: { type: "refused", message: "no" } as const },
  ])("skips the rest after $what", async ({ first }) => {
    const partner = rote(first, ...RIGHT)
    const outcome = await runCase(firstCase(BOOKING), partner)

    expect(outcome.turns.map((turn) => turn.status)).toEqual(["failed", "skipped", "skipped"])
    expect(partner.heard).toHaveLength(1)
  })
})

describe("runCase, with a slot that was expected and not recognized", () => {
  it("[lex 137] skips the rest", async () => {
    const answers = [
      answer("Book", "ElicitSlot Size", "Which size?"),
      answer("Book", "ConfirmIntent", "A Large car, yes?"),
    ]
    const [outcome] = await outcomesOf(answers)

    expect(outcome?.turns.map((turn) => turn.status)).toEqual(["passed", "failed", "skipped"])
  })
})

describe("summarize", () => {
  it("counts conversations, intents, slots and confusions", async () => {
    const outcomes = [
      ...(await outcomesOf(RIGHT, [answer("Rent", "ElicitSlot Size", "Which size?")])),
      skipCase(firstCase(BOOKING), "no reason"),
    ]

    expect(summarize(outcomes)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 1,
      intents: [{ name: "Book", passed: 2, total: 3 }],
      slots: [{ name: "Book.Size", passed: 1, total: 1 }],
      confusions: [
        { expected: "Book", actual: "Book", count: 2 },
        { expected: "Book", actual: "Rent", count: 1 },
      ],
      coverage: [],
    })
  })

  it("tells what of the bot was not reached", async () => {
    const outcomes = await outcomesOf(RIGHT)

    expect(summarize(outcomes, TRIP_LOCALE).coverage).toEqual([
      { name: "intents", total: 2, missed: ["FallbackIntent"] },
      { name: "slots", total: 1, missed: [] },
      { name: "prompts", total: 2, missed: [] },
    ])
  })

  it("counts the branches a partner tells of", async () => {
    const branch = (name: string) => ({ name, expression: `{Size} = "${name}"` })
    const conditional = { isActive: true, branches: [branch("Large"), branch("Small")], defaultBranch: {} }
    const locale = TRIP_LOCALE && {
      ...TRIP_LOCALE,
      intents: TRIP_LOCALE.intents.map((intent) => ({ ...intent, initialResponse: { conditional } })),
    }
    const condition = (name: string, result: boolean) =>
      ({ type: "condition", branch: name, expression: `{Size} = "${name}"`, evaluated: "", result }) as const
    const traced = RIGHT.map((one) => ({ ...one, trace: [condition("Large", false), condition("Small", true)] }))

    expect(summarize(await outcomesOf(traced), locale).coverage).toContainEqual({
      name: "branches",
      total: 2,
      missed: ['Large: {Size} = "Large"'],
    })
  })
})

describe("reports", () => {
  const wrong = [answer("Rent", "ElicitSlot Size", "<b>Which</b> size?")]

  it("show failures in full on the terminal", async () => {
    const outcomes = await outcomesOf(RIGHT, wrong)

    expect(formatReport(outcomes, summarize(outcomes))).toBe(`✓ a.txt: Books a car
✗ a.txt: Books a car
    line 2, "book a car"
      intent: expected Book, got Rent
      message: expected "Which size?", got "<b>Which</b> size?"

Intents
  Book: 2 of 3, 66.7 %

Slots
  Book.Size: 1 of 1, 100.0 %

Taken for another intent
  Book as Rent: 1

1 passed, 1 failed, 0 skipped`)
  })

  it("are a page with nothing of the guest's taken for markup", async () => {
    const outcomes = await outcomesOf(RIGHT, wrong)
    const page = renderReport("Trip & more", outcomes, summarize(outcomes, TRIP_LOCALE))

    expect(page).toContain("<h1>Trip &amp; more</h1>")
    expect(page).toContain("<dd>&lt;b&gt;Which&lt;/b&gt; size?</dd>")
    expect(page).toContain('<th scope="row">Book</th><td class="right">2</td><td class="wrong">1</td>')
    expect(page).not.toContain("<b>")
    expect(page).not.toContain("<script")
  })
})
