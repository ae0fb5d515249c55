import { describe, expect, it } from "vitest"
import { withVariants } from "#local/recognizer/pronunciation-variants.ts"

describe("ways to say a word", () => {
  it("keep a vowel before an r and another vowel as well", () => {
    expect(withVariants("maria", ["M ER IY AH"])).toEqual(["M ER IY AH", "M AH R IY AH"])
  })

  it("know how places that end in -burgh are called there", () => {
    expect(withVariants("edinburgh", ["EH D AH N B ER OW"])).toContain("EH D AH N B R AH")
    expect(withVariants("hamburg", ["HH AE M B ER G"])).toEqual(["HH AE M B ER G"])
  })

  it("stay the same where no rule is for the word", () => {
    const ways = ["F L AO R AH N S"]
    expect(withVariants("florence", ways)).toBe(ways)
    expect(withVariants("third", ["TH ER D"])).toEqual(["TH ER D"])
  })
})
