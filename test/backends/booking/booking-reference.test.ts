// References: how they are read, and that they give nothing away.

import { describe, expect, it } from "vitest"
import { deriveReference, parseReference, REFERENCE_ALPHABET } from "#backends/booking/booking-reference.ts"

describe("parseReference", () => {
  it.each([
    { text: "BK-4F7Q-9TKM", reference: "BK-4F7Q-9TKM" },
    { text: " bk 4f7q 9tkm ", reference: "BK-4F7Q-9TKM" },
    { text: "bk4f7q9tkm", reference: "BK-4F7Q-9TKM" },
    { text: "4F7Q–9TKM", reference: "BK-4F7Q-9TKM" },
    { text: "#BK.4F7Q.9TKM!", reference: "BK-4F7Q-9TKM" },
    { text: "BKBK-4F7Q", reference: "BK-BKBK-4F7Q" }, // without its BK; it may begin with one of its own
    { text: "BK-BK4F-7Q9T", reference: "BK-BK4F-7Q9T" },
    { text: "BK-4F7Q-9TKO", reference: undefined }, // no letter O
    { text: "BK-4F7Q-9TK", reference: undefined },
    { text: "BK-4F7Q-9TKMM", reference: undefined },
    { text: "", reference: undefined },
    { text: "4".repeat(100_000), reference: undefined },
  ])("reads '$text' as $reference", ({ text, reference }) => {
    expect(parseReference(text)).toBe(reference)
  })
})

describe("deriveReference", () => {
  it("is the same for the same request, and another for another request, attempt or key", async () => {
    const made = await Promise.all([
      deriveReference("key", "request", 0),
      deriveReference("key", "request", 0),
      deriveReference("key", "request", 1),
      deriveReference("key", "request2", 0),
      deriveReference("other", "request", 0),
    ])

    expect(made[0]).toBe(made[1])
    expect(new Set(made).size).toBe(4)
    expect(made.every((reference) => parseReference(reference) === reference)).toBe(true)
  })

  it("uses all symbols about equally", async () => {
    const made = await Promise.all(Array.from({ length: 1000 }, (_, count) => deriveReference("key", `${count}`, 0)))
    const counts = Map.groupBy([...made.join("").replace(/BK-|-/g, "")], String)

    expect([...counts.keys()].toSorted().join("")).toBe([...REFERENCE_ALPHABET].toSorted().join(""))
    // 8,000 symbols over 28: about 286 each; five standard deviations are 83.
    expect([...counts.values()].every((own) => own.length > 203 && own.length < 369)).toBe(true)
  })
})
