import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { loadSpeechModules } from "#local/speech-modules.ts"

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "speech-"))
})

afterAll(() => rm(folder, { recursive: true }))

async function moduleOf(name: string, text: string): Promise<string> {
  const file = join(folder, `${name}.mjs`)
  await writeFile(file, text)
  return file
}

describe("loadSpeechModules", () => {
  it("leaves the embedded engines in place where no module is named", async () => {
    expect((await loadSpeechModules({})).speech).toEqual({})
  })

  it("creates the recognizer of a module, and closes it", async () => {
    const file = await moduleOf(
      "good",
      "export const createTranscriber = () => ({ transcribe: async () => [], close: () => { globalThis.closedSpeech = 1 } })",
    )
    const { speech, close } = await loadSpeechModules({ recognizer: file })
    await close()

    expect(Object.keys(speech)).toEqual(["transcriber"])
    expect(globalThis).toHaveProperty("closedSpeech", 1)
  })

  it.each([
    { name: "empty", text: "", says: "exports no function createTranscriber" },
    { name: "nothing", text: "export const createTranscriber = () => ({})", says: "gives nothing that has transcribe" },
    { name: "broken", text: "export const =", says: "can't be loaded" },
  ])("says what is wrong with a module that is $name", async ({ name, text, says }) => {
    const recognizer = await moduleOf(name, text)

    await expect(loadSpeechModules({ recognizer })).rejects.toMatchObject({
      code: "setting-invalid",
      hint: expect.stringContaining(says),
    })
  })

  it("says that a file is missing", async () => {
    await expect(loadSpeechModules({ voice: join(folder, "none.mjs") })).rejects.toMatchObject({
      hint: expect.stringContaining("none.mjs"),
    })
  })
})
