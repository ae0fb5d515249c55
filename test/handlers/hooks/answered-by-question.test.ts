import { describe, expect, it } from "vitest"
import { withoutQuestion } from "#handlers/hooks/answered-by-question.ts"

describe("withoutQuestion", () => {
  it.each([
    { says: "how much is that?", name: "how much is that", isQuestion: true },
    { says: "hm how much is business", name: "how much is business", isQuestion: true },
    { says: "so what’s the price", name: "so what’s the price", isQuestion: true },
    { says: "breakfast included?", name: "breakfast included", isQuestion: true },
    { says: "can you put it under John Smith?", name: "John Smith", isQuestion: false },
    { says: "Will Smith", name: "Will Smith", isQuestion: false },
    { says: "Who Lee", name: "Who Lee", isQuestion: false },
    // Of a name that is known already nothing is said.
    { says: "four?", name: "John", isQuestion: false },
  ])("takes '$says' for a question: $isQuestion", ({ says, name, isQuestion }) => {
    const turn = { slots: { GuestName: name }, transcript: says, localeId: "en_US" }

    expect(withoutQuestion(turn as never)).toEqual(isQuestion ? { GuestName: null } : {})
  })
})
