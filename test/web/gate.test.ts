// Work in front of an engine: so much at once, so much waiting, the rest sent away.

import { describe, expect, it } from "vitest"
import { createGate, createLanes } from "#web/gate.ts"

const never = new AbortController().signal
const held = () => Promise.withResolvers<string>()
const codeOf = (error: unknown) => (error as { readonly code?: string }).code

describe("a gate", () => {
  it("lets in what has a place, then what waits in order, and refuses what finds the queue full", async () => {
    const gate = createGate({ places: 1, queue: 1 })
    const first = held()
    const order: string[] = []
    const one = gate.run(never, () => first.promise)
    const two = gate.run(never, async () => order.push("two"))

    const refused = await gate.run(never, async () => order.push("three")).catch(codeOf)
    expect([gate.inFlight, gate.waiting, refused]).toEqual([1, 1, "overloaded"])
    first.resolve("done")

    expect(await one).toBe("done")
    await two
    expect(order).toEqual(["two"])
    expect([gate.inFlight, gate.waiting]).toEqual([0, 0])
  })

  it("gives a place back when the work fails", async () => {
    const gate = createGate({ places: 1, queue: 0 })

    const failed = await gate
      .run(never, () => Promise.reject(new Error("broken")))
      .catch((error: Error) => error.message)

    expect(failed).toBe("broken")
    expect(await gate.run(never, async () => "next")).toBe("next")
  })

  it("forgets what has no time left to wait", async () => {
    const gate = createGate({ places: 1, queue: 5 })
    const first = held()
    const one = gate.run(never, () => first.promise)
    const hurry = new AbortController()
    const waiting = gate.run(hurry.signal, async () => "too late").catch(codeOf)

    hurry.abort()

    expect(await waiting).toBe("overloaded")
    expect(gate.waiting).toBe(0)
    expect(await gate.run(hurry.signal, async () => "x").catch(codeOf)).toBe("overloaded")
    first.resolve("done")
    await one
  })
})

describe("lanes", () => {
  it("keep the work of one key in order, also after a failure, and let other keys pass", async () => {
    const lanes = createLanes(5)
    const first = held()
    const order: string[] = []
    const one = lanes.run("a", () => first.promise).catch(() => order.push("one failed"))
    const two = lanes.run("a", async () => order.push("two"))
    await lanes.run("b", async () => order.push("other"))

    first.reject(new Error("broken"))
    await Promise.all([one, two])

    expect(order[0]).toBe("other")
    expect(order.toSorted()).toEqual(["one failed", "other", "two"])
  })

  it("refuse more of one key than they hold", async () => {
    const lanes = createLanes(2)
    const first = held()
    const work = [lanes.run("a", () => first.promise), lanes.run("a", () => first.promise)]

    const refused = await lanes.run("a", () => first.promise).catch(codeOf)
    first.resolve("done")
    await Promise.all(work)

    expect(refused).toBe("session-busy")
    expect(await lanes.run("a", async () => "next")).toBe("next")
  })
})
