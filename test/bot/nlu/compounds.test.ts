import { describe, expect, it } from "vitest"
import { Compounds } from "#bot/nlu/compounds.ts"
import { parseTemplates } from "#bot/nlu/templates.ts"
import { tokenize } from "#bot/nlu/text.ts"
import { buildLocale } from "./build-locale.ts"

const { intents } = buildLocale({
  Order: { utterances: ["order my birth stone", "log in to order"], slots: {} },
  Reset: { utterances: ["reset my password", "can not sign up today", "the wifi is down"], slots: {} },
})
const compounds = new Compounds(intents.flatMap((intent) => parseTemplates(intent, true)))

describe("a text", () => {
  it.each([
    { says: "a birthstone please", as: "a birth stone please" },
    { says: "My Pass word?", as: "My password?" },
    { says: "reset the pass-word now", as: "reset the password now" },
    { says: "no wi-fi here", as: "no wifi here" },
    { says: "no wi fi here", as: "no wi fi here" },
    { says: "login and signup", as: "log in and sign up" },
    // As the bot writes them already, or nothing of its.
    { says: "my birth stone", as: "my birth stone" },
    { says: "cannot log in", as: "cannot log in" },
    { says: "stone my", as: "stone my" },
    { says: "birth. Stone", as: "birth. Stone" },
    { says: "", as: "" },
  ])("'$says' is read as '$as'", ({ says, as }) => {
    expect(compounds.mend(says, tokenize(says, true))).toBe(as)
  })
})
