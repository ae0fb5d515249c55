import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { runRecommend } from "#backends/recommendation/cli/commands.ts"

const folder = mkdtempSync(path.join(tmpdir(), "recommend-"))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...args: readonly string[]) {
  const lines: string[] = []
  const code = await runRecommend(
    args,
    { DATA_DIR: folder },
    (line) => lines.push(line),
    (line) => lines.push(line),
  )
  return { code, text: lines.join("\n") }
}

describe("npm run recommend", () => {
  it("takes data from import to a live model that scores", async () => {
    const films = ["u.data", "u.item"].map((file) => path.join(folder, file))
    // Odd users watch films 1 to 6, even ones 7 to 12, each without one of them.
    const lines = Array.from({ length: 60 }, (_, user) =>
      [1, 2, 3, 4, 5, 6]
        .filter((film) => film !== 1 + (user % 6))
        .map((film) => `${user + 1}\t${user % 2 === 0 ? film : film + 6}\t4\t0`),
    )
    writeFileSync(films[0] ?? "", `${lines.flat().join("\n")}\n`)
    const titles = Array.from({ length: 12 }, (_, film) => `${film + 1}|Film ${film + 1}|||`)
    writeFileSync(films[1] ?? "", `${titles.join("\n")}\n`)

    expect(await run("import", folder)).toEqual({ code: 0, text: "imported 300 events and 12 items" })
    const trained = await run("train")
    const version = /published ([0-9a-f]{16})/.exec(trained.text)?.[1] ?? ""
    expect(trained.code).toBe(0)
    expect((await run("score")).text).toContain("no model is live")
    expect((await run("promote", version)).text).toContain(`${version} is live`)
    expect((await run("evaluate")).text).toContain(`${version} (live)`)

    const scored = await run("score", "--liked", "1,2,77", "--limit", "4")

    expect(scored.text).toContain("the model doesn't know 77")
    expect([...scored.text.matchAll(/ {2}(\d+) Film/g)].map(([, film]) => film).sort()).toEqual(["3", "4", "5", "6"])
    expect(scored.text).toMatch(/because of [12] Film [12]/)
    const stranger = (await run("score", "--visitor", "nobody", "--limit", "1")).text
    expect(stranger).toMatch(/^the training data knows nothing of nobody\n.*\(popular\)$/)

    truncateSync(path.join(folder, "recommendation", "movies", "models", `${version}.model`), 200)
    expect(await run("score", "--liked", "1")).toEqual({
      code: 1,
      text: `models/${version}.model is truncated or was changed`,
    })
    expect((await run("promote", version)).code).toBe(1)
    expect((await run("evaluate")).text).toBe(
      `${version} (live) can't be evaluated: models/${version}.model is truncated or was changed`,
    )
    writeFileSync(path.join(folder, "recommendation", "movies", "live.json"), "{")
    for (const command of [["score"], ["evaluate"], ["promote", version], ["rollback"], ["challenge", version, "0.1"]])
      expect((await run(...command)).code).toBe(1)
    expect((await run("score")).text).toContain("live.json is not a record of live models: delete it")
  })

  it("says where nothing answers when the assistant isn't running", async () => {
    const lines: string[] = []
    const environment = { DATA_DIR: folder, AWS_ENDPOINT_URL: "http://127.0.0.1:1" }

    const code = await runRecommend(
      ["import", "--live"],
      environment,
      () => {},
      (line) => lines.push(line),
    )

    expect(code).toBe(1)
    expect(lines.join()).toContain("no answer from the local endpoint http://127.0.0.1:1")
  })

  it("knows the catalogues there are", async () => {
    expect(await run("evaluate", "--catalogue", "../movies")).toEqual({
      code: 1,
      text: "--catalogue is movies or places",
    })
  })

  it.each([
    { args: ["train"], code: 1, says: "import events first" },
    { args: ["import", "/nowhere"], code: 1, says: "no file or folder" },
    { args: ["promote", "../../etc/passwd"], code: 1, says: "unknown-version" },
    { args: ["promote"], code: 1, says: "name the version" },
    { args: ["rollback"], code: 1, says: "no model was live before" },
    { args: ["evaluate"], code: 1, says: "train one first" },
    { args: ["compare"], code: 1, says: "no model is on trial" },
    { args: ["dance"], code: 2, says: "usage" },
    { args: ["train", "--quick"], code: 2, says: "usage" },
    { args: ["import", "--synthetic", "a,b"], code: 1, says: "must be a number" },
    { args: ["import", "--synthetic", "1.5,2,3"], code: 1, says: "must be a whole number" },
    { args: ["train", "--seed", "x"], code: 1, says: "must be a number" },
    { args: ["challenge", "0123456789abcdef", "20"], code: 1, says: "SHARE must be from 0 to 1" },
    { args: ["challenge", "0123456789abcdef", "0.2"], code: 1, says: "no-live-model" },
  ])("answers $args with words", async ({ args, code, says }) => {
    const answer = await run(...args, "--catalogue", "places")

    expect(answer.code).toBe(code)
    expect(answer.text).toContain(says)
  })
})
