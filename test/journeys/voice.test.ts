// A visitor talks to the assistant in a real browser, and hears it. Everything is real but the visitor's throat: the local
// Polly speaks in their place.

import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Locator, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createSpeaker, type Speaker } from "#local/polly/speaker.ts"
import { launchBrowser } from "#test/support/browser.ts"
import { type HeardSound, heardSounds, installMicrophone, speakInto } from "#test/support/fake-microphone.ts"
import { joined, noise, toPcm16, writeWav } from "#test/support/sound.ts"
import { speakAloud } from "#test/support/spoken-wav.ts"
import type { LiveEvent, Reply } from "#web/contract.ts"
import { type RunningSite, startSite } from "#web/node.ts"

/** The assistant speaks with another voice. */
const VISITORS_VOICE = "Matthew"
const PATIENCE_MS = 90_000

let site: RunningSite
let folder: string
let speaker: Speaker

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "concierge-voice-"))
  const environment = {
    PORT: "0",
    AWS_LOCAL_PORT: "0",
    DATA_DIR: folder,
    LOG_LEVEL: "error",
    // A machine with other work makes a spoken turn wait behind all else.
    TURN_TIMEOUT_MS: "120000",
  }
  site = await startSite(environment, (line) => process.stderr.write(`${line}\n`))
  speaker = createSpeaker({ threads: 1 })
})
afterAll(async () => {
  await speaker.close()
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

/** A page with the chat, and what came down its live line. */
type Visit = { readonly page: Page; readonly log: Locator; readonly voice: Locator; readonly events: LiveEvent[] }

async function visit(page: Page): Promise<Visit> {
  const events: LiveEvent[] = []
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => {
      if (typeof payload === "string") events.push(JSON.parse(payload) as LiveEvent)
    })
  })
  await page.goto(site.url)
  await page.locator("concierge-chat .launcher").click()
  await page.getByRole("button", { name: "Agree and start" }).click()
  const log = page.locator("concierge-chat .log")
  await log.getByText("Hello! I'm the Concierge").waitFor()
  return { page, log, voice: page.locator("concierge-chat .voice"), events }
}

async function startTalking({ page, voice }: Visit): Promise<void> {
  await page.locator("concierge-chat .mic").click()
  await page.getByRole("button", { name: "Continue" }).click()
  await isIn(voice, "listening")
}

async function isIn(voice: Locator, phase: string): Promise<void> {
  await expect.poll(() => voice.getAttribute("data-phase"), { timeout: PATIENCE_MS }).toBe(phase)
}

const REQUEST = "I would like to book a hotel room in Lisbon"
/** What the visitor answers, by the slot that is asked for. */
const ANSWERS: Readonly<Record<string, string>> = {
  CheckInDate: "Next Friday",
  Nights: "Three nights",
  Guests: "Two guests",
  Hotel: "The second one",
  GuestName: "Anna Keller",
}

function lastReply({ events }: Visit): Reply | undefined {
  return events.findLast((event) => event.type === "reply")?.reply
}

/** Says something, and waits until it is answered, or told that it was not understood. */
async function sayAloud({ page, log, voice, events }: Visit, words: string): Promise<void> {
  const said = await speakAloud(speaker, words, VISITORS_VOICE)
  const count = async () =>
    (await log.locator(".line-assistant").count()) + events.filter(({ type }) => type === "problem").length
  const before = await count()
  // Five offers are read out; who knows what they want interrupts.
  await isIn(voice, words === ANSWERS.Hotel ? "speaking" : "listening")
  await speakInto(page, said)
  await expect.poll(count, { timeout: PATIENCE_MS }).toBeGreaterThan(before)
}

/** Asks for a room, again when it was misheard as people do, until the assistant asks for the day. */
async function askForRoom(visit: Visit): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    await sayAloud(visit, REQUEST)
    if ((await visit.log.getByText("What day would you like to arrive?").count()) > 0) return
  }
  throw new Error(`a room was asked for in vain: ${await visit.log.locator(".bubble-visitor").allInnerTexts()}`)
}

/** Answers what is asked, as often as it is asked, until the room is booked. */
async function answerUntilBooked(visit: Visit): Promise<void> {
  for (let turn = 1; turn <= 12; turn++) {
    const { slotToElicit = "", dialogAction, intent } = lastReply(visit) ?? {}
    if (intent?.name === "BookHotel" && intent.state === "Fulfilled") return
    const answer = dialogAction === "ConfirmIntent" ? "Yes please" : (ANSWERS[slotToElicit] ?? REQUEST)
    await sayAloud(visit, answer)
  }
  throw new Error("twelve answers, and no room is booked")
}

/** From the first to the last loud moment, in seconds, of what was heard after a moment of the audio clock. */
function lengthOf(sounds: readonly HeardSound[]): number {
  return (sounds.at(-1)?.at ?? 0) - (sounds[0]?.at ?? 0)
}

/** How long the marks say that a message is spoken: its last word lasts as long as the others. */
function markedSeconds(marks: string): number {
  const times = marks
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { time: number }).time)
  const last = times.at(-1) ?? 0
  return (last + last / Math.max(1, times.length - 1) - (times[0] ?? 0)) / 1000
}

/** Of each answer, whether its first message came spoken. */
function spokenFirst(events: readonly LiveEvent[]): readonly boolean[] {
  const spoken = new Set(events.flatMap((event) => (event.type === "speech" ? [event.messageId] : [])))
  return events.flatMap((event) => (event.type === "reply" ? [spoken.has(event.reply.messages[0]?.id ?? "")] : []))
}

describe("a visitor who only talks", () => {
  it("books a room, and hears every answer", async () => {
    const browser = await launchBrowser()
    const page = await (await browser.newContext({ locale: "en-US" })).newPage()
    await installMicrophone(page)
    const own = await visit(page)
    await startTalking(own)

    await askForRoom(own)
    await isIn(own.voice, "listening")
    const firstAnswer = await heardSounds(page)
    await answerUntilBooked(own)
    const transcripts = await own.log.locator(".bubble-visitor").allInnerTexts()
    const booked = (await own.log.textContent()) ?? ""
    await expect.poll(() => spokenFirst(own.events).every(Boolean), { timeout: PATIENCE_MS }).toBe(true)
    const loud = await heardSounds(page)
    // The booking is there for whoever asks, not only in the words.
    await page.locator("concierge-chat #input").fill("what did I book?")
    await page.locator("concierge-chat #input").press("Enter")
    await own.log.getByText("Here is your booking").waitFor({ timeout: PATIENCE_MS })
    const found = (await own.log.textContent()) ?? ""
    await browser.close()

    expect(transcripts.join("\n")).toMatch(/lisbon[\s\S]*yes/i)
    const heard = transcripts.map((text) => text.toLowerCase())
    const heardAsSaid = Object.values(ANSWERS).filter((words) => heard.includes(words.toLowerCase()))
    // A misheard answer is asked for again, as in life.
    expect(heardAsSaid.length).toBeGreaterThanOrEqual(3)
    const reference = /BK-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(booked)?.[0] ?? "no reference"
    expect(found.split("Here is your booking")[1]).toContain(reference)

    const speech = own.events.filter((event) => event.type === "speech")
    expect(spokenFirst(own.events).length).toBeGreaterThanOrEqual(7)
    // Speech is loud, and lasts as long as its marks say.
    const marked = markedSeconds(speech[0]?.marks ?? "")
    expect(Math.max(...firstAnswer.map(({ level }) => level))).toBeGreaterThan(0.05)
    expect(lengthOf(firstAnswer)).toBeGreaterThan(marked * 0.8)
    expect(lengthOf(firstAnswer)).toBeLessThan(marked * 1.2)
    expect(loud.length).toBeGreaterThan(firstAnswer.length * 3)
  }, 400_000)
})

describe("a live line that breaks while the visitor speaks", () => {
  it("loses no turn: it is sent whole, and answered once", async () => {
    const browser = await launchBrowser()
    const page = await (await browser.newContext({ locale: "en-US" })).newPage()
    await installMicrophone(page)
    const posts: string[] = []
    page.on("request", (request) => {
      if (request.url().includes("/api/voice")) posts.push(request.url())
    })
    await page.routeWebSocket(/\/api\/live$/, (socket) => {
      const server = socket.connectToServer()
      let pieces = 0
      socket.onMessage((message) => {
        server.send(message)
        // After a fifth of a second of sound.
        if (typeof message !== "string" && ++pieces === 10) void Promise.all([server.close(), socket.close()])
      })
    })
    const own = await visit(page)
    await startTalking(own)

    await askForRoom(own)
    const said = await own.log.locator(".bubble-visitor").allInnerTexts()
    await browser.close()

    expect(posts).toEqual([expect.stringMatching(/turnId=\w+&live=1$/)])
    expect(said).toEqual([expect.stringMatching(/Lisbon/)])
  }, 240_000)
})

describe("a microphone of the browser's own", () => {
  let browser: Browser

  it("is heard, and its visitor answered, over the live line", async () => {
    const said = await speakAloud(speaker, REQUEST, VISITORS_VOICE, 48_000)
    const file = join(folder, "said.wav")
    // Said again and again, with pauses that an answer fits in, as by somebody who isn't answered.
    const sound = joined(noise(1.5, 48_000, 0.0005), said, noise(6, 48_000, 0.0005))
    await writeFile(file, writeWav({ sampleRateHz: 48_000, data: toPcm16(sound) }))
    browser = await launchBrowser([
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-audio-capture=${file}`,
    ])
    const page = await (await browser.newContext({ locale: "en-US" })).newPage()
    const own = await visit(page)

    await startTalking(own)
    await own.log
      .getByText("What day would you like to arrive?")
      .waitFor({ timeout: PATIENCE_MS })
      .catch(async (error: unknown) => {
        const heard = await own.log.textContent()
        throw new Error(`the visitor was not answered: ${heard}\n${JSON.stringify(own.events)}`, { cause: error })
      })
    await isIn(own.voice, "listening")
    const transcripts = await own.log.locator(".bubble-visitor").allInnerTexts()
    await browser.close()

    expect(transcripts.join("\n")).toMatch(/book a hotel room in Lisbon/i)
    expect(own.events.map(({ type }) => type).join(" ")).toMatch(/^ready (?:.* )?transcript reply speech speech-end/)
  }, 240_000)
})
