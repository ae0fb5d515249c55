import { describe, expect, it } from "vitest"
import { toArchive } from "#bot/archive/to-archive.ts"
import { compileBot } from "#bot/compile.ts"
import { lint } from "#bot/lint/lint.ts"
import { TRIP, tripBundle, tripFiles } from "../archive/bundle.ts"
import { asking, branching, type Files, intent, other, slot, slotType, step, utterances } from "./changes.ts"

/** The rules that complain about the trip bot with these changes, and where. */
function complaints(files: Files): string[] {
  return lint(tripBundle(files)).map((finding) => `${finding.rule} ${finding.path}`.trim())
}

/** What the trip bot is told as it is: it is a small one. */
const BASELINE = [
  "few-utterances sampleUtterances",
  "prompt-without-variation intentConfirmationSetting.promptSpecification.messageGroupsList",
  "prompt-without-variation valueElicitationSetting.promptSpecification.messageGroupsList",
]

describe("lint", () => {
  it("has nothing but advice for the trip bot", () => {
    expect(complaints({}).sort()).toEqual(BASELINE)
  })

  it("says the same of a bot and of the archive made from it", () => {
    const ours = compileBot()

    expect(lint(toArchive(ours))).toEqual(lint(ours))
  })

  it("finds nothing in the assistant's own bot that Lex would refuse", () => {
    expect(lint(compileBot()).filter(({ severity }) => severity === "refused")).toEqual([])
  })

  it("names severity, file, field, flaw and cure", () => {
    const findings = lint(tripBundle(slot({ slotTypeName: "AMAZON.NUMBER" })))

    expect(findings[0]).toEqual({
      severity: "refused",
      rule: "slot-type-exists",
      file: TRIP.slot,
      path: "slotTypeName",
      message: "there is no slot type AMAZON.NUMBER",
      fix: "Use AMAZON.Number.",
    })
  })

  it("names the files of a wrapped archive as they are", () => {
    const wrapped = Object.entries(tripFiles()).map(([path, json]) => [`export/${path}`, json])
    const findings = lint(
      tripBundle({
        ...Object.fromEntries(Object.keys(tripFiles()).map((path) => [path, undefined])),
        ...Object.fromEntries(wrapped),
      }),
    )

    expect(findings.map((finding) => finding.file)).toContain(`export/${TRIP.slot}`)
  })

  it("finds an export unreadable instead of failing", () => {
    expect(lint(tripBundle({ [TRIP.slot]: "{" }))).toMatchObject([
      { rule: "unreadable", severity: "refused", file: TRIP.slot },
    ])
  })

  it("doesn't ask a locale export for its bot", () => {
    const manifest = { metaData: { schemaVersion: "1", resourceType: "BOT_LOCALE", fileFormat: "LexJson" } }

    expect(complaints({ [TRIP.bot]: undefined, [TRIP.manifest]: manifest }).sort()).toEqual(BASELINE)
  })
})

describe("lint, given what is fine", () => {
  it.each<{ what: string; files: Files; not: string }>([
    {
      what: "the same words under another context",
      files: other({ ...utterances("book a car"), inputContexts: [{ name: "c" }] }),
      not: "utterance-in-two-intents",
    },
    {
      what: "different things that start alike",
      files: { ...intent(utterances("what is this")), ...other(utterances("what can you do")) },
      not: "overlapping-intents",
    },
    {
      what: "a filled slot asked again once it was cleared",
      files: asking({
        slotCaptureSetting: {
          captureNextStep: {
            ...step("ElicitSlot", { slotToElicit: "Size" }),
            intent: { name: null, slots: { Size: null } },
          },
        },
      }),
      not: "asks-a-filled-slot-again",
    },
    {
      what: "JSON in a custom payload",
      files: asking({
        promptSpecification: {
          messageGroupsList: [{ message: { customPayload: { value: '{"Colour":"{Size}"}' } } }],
          maxRetries: 0,
        },
      }),
      not: "unknown-placeholder",
    },
    {
      what: "a closed pattern with a full stop in a class",
      files: slotType({
        slotTypeValues: null,
        parentSlotTypeSignature: "AMAZON.AlphaNumeric",
        valueSelectionSetting: { regexFilter: { pattern: "[A-Z.]{2}[0-9]{3,4}" } },
      }),
      not: "regex-form",
    },
    {
      what: "alternatives in a condition",
      files: branching('{Size} = "Large" OR {Size} = "Small"'),
      not: "contradictory-condition",
    },
  ])("lets $what pass", ({ files, not }) => {
    const rules = lint(tripBundle(files)).map((finding) => finding.rule)

    expect(rules).not.toContain(not)
    expect(rules).not.toContain("unreadable")
  })
})
