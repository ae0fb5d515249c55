// How a language without stems, synonyms and kinds of words fares: a small German bot, asked in other words than its samples.

import { describe, expect, it } from "vitest"
import type { UnderstandingContext } from "#bot/language-model.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { isoDate } from "#core/time.ts"
import { buildLocale } from "./build-locale.ts"

const CONTEXT: UnderstandingContext = { today: isoDate(2026, 3, 2), timeOfDay: "10:00" }

const SAMPLES: Readonly<Record<string, string>> = {
  Reserve:
    "ich möchte ein Zimmer buchen|ein Zimmer für zwei Nächte|haben Sie noch Zimmer frei|bitte ein Doppelzimmer reservieren|ich brauche eine Übernachtung|Zimmer buchen",
  Cancel:
    "ich möchte meine Buchung stornieren|bitte die Reservierung absagen|ich kann leider nicht kommen|Buchung löschen|wir reisen doch nicht an|stornieren",
  Change:
    "ich möchte meine Buchung ändern|können wir einen Tag später anreisen|die Reservierung verschieben|mein Aufenthalt soll länger dauern|anderes Zimmer für meine Buchung|Datum ändern",
  Breakfast:
    "wann gibt es Frühstück|ist das Frühstück inbegriffen|was kostet das Frühstück|wo wird gefrühstückt|habt ihr ein Frühstücksbuffet|bis wann kann man frühstücken",
  Parking:
    "wo kann ich parken|gibt es einen Parkplatz|haben Sie eine Tiefgarage|was kostet das Parken|kann ich mein Auto abstellen|Parkplätze vor dem Haus",
  Human:
    "ich möchte mit einem Mitarbeiter sprechen|bitte einen Menschen|rufen Sie mich zurück|verbinden Sie mich mit der Rezeption|ich habe eine Beschwerde|Kundendienst",
}
const ASKED: Readonly<Record<string, string>> = {
  Reserve: "könnten wir bei Ihnen übernachten|wir hätten gern ein Einzelzimmer|ist am Freitag noch ein Zimmer frei",
  Cancel: "stornieren Sie bitte mein Zimmer|ich muss die Buchung leider absagen|die Reservierung bitte löschen",
  Change:
    "ich würde die Buchung gern ändern|wir wollen später anreisen als gebucht|kann man die Reservierung verlängern",
  Breakfast: "um wie viel Uhr wird Frühstück serviert|ist Frühstück im Preis enthalten|gibts ein Frühstück",
  Parking: "kann man bei euch parken|wieviel kostet ein Parkplatz pro Tag|wo stelle ich das Auto ab",
  Human: "ich will mit einem echten Menschen sprechen|können Sie mich bitte zurückrufen|ich möchte mich beschweren",
}
const FOREIGN = [
  "wie wird das Wetter morgen",
  "wer hat das Spiel gewonnen",
  "spiel ein Lied",
  "was ist die Hauptstadt von Peru",
]

describe("a German bot of six intents", () => {
  const intents = Object.fromEntries(
    Object.entries(SAMPLES).map(([name, said]) => [name, { utterances: said.split("|") }]),
  )
  const locale = buildLocale(intents, {}, "de_DE")
  const model = trainLanguageModel(locale, createSlotResolvers(locale))
  const asked = Object.entries(ASKED).flatMap(([name, said]) => said.split("|").map((text) => ({ name, text })))
  const guessed = asked.map(({ name, text }) => ({ name, text, best: model.rankIntents(text, CONTEXT)[0] }))

  it("ranks the right intent first for most of 18 texts", () => {
    const wrong = guessed.filter(({ name, best }) => best?.intentName !== name).map(({ text }) => text)

    expect(wrong.length).toBeLessThanOrEqual(2)
  })

  it("believes most of them, and no text about something else", () => {
    const believed = guessed.filter(({ best }) => (best?.confidence ?? 0) >= 0.4)
    const foreign = FOREIGN.filter((text) => (model.rankIntents(text, CONTEXT)[0]?.confidence ?? 0) >= 0.4)

    expect(believed.length).toBeGreaterThanOrEqual(12)
    expect(foreign).toEqual([])
  })
})
