// The voice of the widget in a real browser, in front of a server that understands what the test says it does: every state,
// the ways out, captions, reading aloud, strict policies. A real conversation is voice.test.ts.

import { describe, expect, it } from "vitest"
import { heardSounds, installMicrophone, speakInto } from "#test/support/fake-microphone.ts"
import { startMockChat } from "#test/support/mock-chat.ts"
import { joined, noise } from "#test/support/sound.ts"
import { findViolations, say, startChat, type WidgetPage, type WidgetPageOptions } from "#test/support/widget-page.ts"
import { setUpWidgetTests } from "#test/support/widget-tests.ts"

/** Set to look at every state: `SHOTS=/tmp/shots npx vitest run test/journeys/widget-voice.test.ts`. */
const SHOTS = process.env.SHOTS

/** Loud and uneven, as speech is, for a second. */
const SPEECH = joined(...Array.from({ length: 10 }, (_, i) => noise(0.1, 16_000, i % 2 === 0 ? 0.3 : 0.12, i + 1)))

const tests = setUpWidgetTests()

type Microphone = "there" | "denied" | "missing" | "none"

async function open(options: WidgetPageOptions = {}, microphone: Microphone = "there"): Promise<WidgetPage> {
  // The bare page is opened by then: scripts of the test go into the next.
  const widget = await tests.open(options)
  const { page } = widget
  if (microphone === "there") await installMicrophone(page)
  const failure = { denied: "NotAllowedError", missing: "NotFoundError" }[microphone as string]
  if (failure !== undefined) {
    await page.addInitScript((name) => {
      Object.assign(navigator.mediaDevices, { getUserMedia: () => Promise.reject(new DOMException("no", name)) })
    }, failure)
  }
  if (microphone === "none") {
    await page.addInitScript(() => Object.defineProperty(navigator, "mediaDevices", { value: undefined }))
  }
  await page.reload()
  await startChat(widget)
  return widget
}

const mic = ({ page }: WidgetPage) => page.locator("concierge-chat .mic")
const bar = ({ page }: WidgetPage) => page.locator("concierge-chat .voice")
const button = ({ page }: WidgetPage, name: string) => page.getByRole("button", { name, exact: true })

async function isIn(widget: WidgetPage, phase: string): Promise<void> {
  await expect.poll(() => bar(widget).getAttribute("data-phase"), { timeout: 20_000 }).toBe(phase)
}

async function startTalking(widget: WidgetPage): Promise<void> {
  await mic(widget).click()
  await button(widget, "Continue").click()
  await isIn(widget, "listening")
}

async function look(widget: WidgetPage, name: string): Promise<void> {
  if (SHOTS !== undefined) await widget.page.screenshot({ path: `${SHOTS}/${name.replaceAll(" ", "-")}.png` })
}

describe.each([
  { scheme: "light", context: { colorScheme: "light" } },
  { scheme: "dark", context: { colorScheme: "dark" } },
  { scheme: "forced colors", context: { forcedColors: "active" } },
  { scheme: "mobile", context: { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true } },
] as const)("every state of talking in $scheme", ({ scheme, context }) => {
  it("has no accessibility violations", async () => {
    const widget = await open({ context })
    const found: Record<string, readonly string[]> = {}
    const check = async (state: string): Promise<void> => {
      await look(widget, `${scheme} ${state}`)
      found[state] = await findViolations(widget.page)
    }

    await mic(widget).click()
    await button(widget, "Continue").waitFor()
    await check("explaining")
    await button(widget, "Continue").click()
    await isIn(widget, "listening")
    await check("listening")
    tests.chat.delayMs = 2500
    tests.chat.speechSeconds = 6
    await speakInto(widget.page, SPEECH)
    await isIn(widget, "thinking")
    await check("thinking")
    await isIn(widget, "speaking")
    await widget.log.locator(".is-spoken").waitFor()
    await check("speaking")
    tests.chat.delayMs = 0
    await button(widget, "Mute the voice").click()
    await isIn(widget, "listening")
    await check("muted")
    tests.chat.transcripts = [undefined]
    await speakInto(widget.page, SPEECH)
    await isIn(widget, "failed")
    await check("not understood")

    expect(Object.keys(found)).toHaveLength(6)
    expect(Object.fromEntries(Object.entries(found).filter(([, violations]) => violations.length > 0))).toEqual({})
    expect(widget.complaints).toEqual([])
  }, 90_000)
})

describe("a spoken turn", () => {
  it("is in the transcript, is read aloud with its words marked one by one, and is followed by listening", async () => {
    const widget = await open()
    tests.chat.speechSeconds = 2
    await startTalking(widget)

    await speakInto(widget.page, SPEECH)
    await widget.log.getByText("When would you like to arrive?").waitFor()
    const marked = new Set<string>()
    const started = Date.now()
    while ((await bar(widget).getAttribute("data-phase")) !== "listening" && Date.now() - started < 20_000) {
      for (const word of await widget.log.locator(".is-spoken").allInnerTexts()) marked.add(word)
    }
    const heard = await heardSounds(widget.page)

    expect(await widget.log.locator(".bubble-visitor").allInnerTexts()).toEqual(["book a room"])
    expect([...marked].length).toBeGreaterThanOrEqual(5)
    expect((await widget.log.locator(".bubble-assistant").last().textContent()) ?? "").toContain(
      "With pleasure. When would you like to arrive?",
    )
    expect(heard.length).toBeGreaterThan(20)
    expect(tests.chat.spoken).toHaveLength(1)
    // From half a second before the speech to the silence after it.
    expect(tests.chat.spoken[0]?.seconds).toBeGreaterThan(1.5)
    expect(tests.chat.spoken[0]?.seconds).toBeLessThan(3.5)
    expect(tests.chat.received[0]).toMatchObject({ text: "book a room", turnId: tests.chat.spoken[0]?.turnId })
  }, 60_000)

  it("interrupts the assistant", async () => {
    const widget = await open()
    tests.chat.speechSeconds = 20
    await startTalking(widget)
    await speakInto(widget.page, SPEECH)
    await isIn(widget, "speaking")
    await expect.poll(async () => (await heardSounds(widget.page)).length, { timeout: 10_000 }).toBeGreaterThan(5)
    tests.chat.transcripts = ["recommend places"]

    await speakInto(widget.page, SPEECH)
    await widget.log.locator(".carousel").waitFor({ timeout: 15_000 })

    expect(tests.chat.spoken).toHaveLength(2)
    expect(await widget.log.locator(".bubble", { hasText: "With pleasure" }).locator(".is-spoken").count()).toBe(0)
  }, 60_000)

  it("is sent again, as the same turn, when it couldn't be", async () => {
    const widget = await open()
    await startTalking(widget)
    tests.chat.troubles = [{ path: "/api/voice", status: 503 }]

    await speakInto(widget.page, SPEECH)
    await isIn(widget, "failed")
    await button(widget, "Try again").click()
    await widget.log.getByText("When would you like to arrive?").waitFor()

    expect(tests.chat.requests.filter((request) => request === "POST /api/voice")).toHaveLength(2)
    expect(tests.chat.received).toHaveLength(1)
  }, 60_000)

  it("goes to a new conversation when the old one has expired", async () => {
    const widget = await open()
    await startTalking(widget)
    tests.chat.forgetSessions()

    await speakInto(widget.page, SPEECH)
    await isIn(widget, "failed")
    await expect.poll(() => tests.chat.sessions.size).toBe(1)
    await button(widget, "Try again").click()
    await widget.log.getByText("When would you like to arrive?").waitFor()

    expect(await widget.log.getByText("Your earlier conversation was idle").count()).toBe(1)
  }, 60_000)
})

describe("the ways out", () => {
  it("by Escape, by writing, and by closing the panel leave no microphone open", async () => {
    const widget = await open()
    await startTalking(widget)
    const isIdle = () => expect.poll(() => bar(widget).isHidden(), { timeout: 10_000 }).toBe(true)

    await mic(widget).press("Escape")
    await isIdle()
    expect(await widget.panel.isVisible()).toBe(true)
    await mic(widget).click()
    await isIn(widget, "listening")
    await say(widget, "hello")
    await isIdle()
    await mic(widget).click()
    await isIn(widget, "listening")
    await button(widget, "Close chat").first().click()
    await widget.launcher.click()
    await isIdle()

    expect(await mic(widget).getAttribute("aria-pressed")).toBe("false")
  }, 60_000)

  it.each([
    { microphone: "denied", says: "The microphone is blocked." },
    { microphone: "missing", says: "No microphone was found." },
  ] as const)("lead to writing when the microphone is $microphone", async ({ microphone, says }) => {
    const widget = await open({}, microphone)

    await mic(widget).click()
    await button(widget, "Continue").click()
    await bar(widget).getByText(says).waitFor()
    await look(widget, `light ${microphone}`)
    const violations = await findViolations(widget.page)
    await button(widget, "Type instead").click()
    const focused = await widget.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id)

    expect(focused).toBe("input")
    expect(violations).toEqual([])
  })

  it("are not needed where there is no microphone to be had: no dead button", async () => {
    const widget = await open({}, "none")

    expect(await mic(widget).count()).toBe(0)
    expect(await button(widget, "Read aloud").count()).toBe(1)
  })

  it.each(["off"])("nor where the page wants no voice (%s)", async (voice) => {
    const widget = await open({ attributes: `voice="${voice}"` })

    expect(await mic(widget).count()).toBe(0)
    expect(await button(widget, "Read aloud").count()).toBe(0)
  })
})

describe("the keyboard", () => {
  it("talks for as long as the space bar is held, and reaches every choice", async () => {
    const widget = await open()
    const { keyboard } = widget.page
    await mic(widget).focus()

    await keyboard.press("Enter")
    await button(widget, "Continue").waitFor()
    await keyboard.press("Enter")
    await isIn(widget, "listening")
    await keyboard.press("Escape")
    await expect.poll(() => bar(widget).isHidden()).toBe(true)
    await mic(widget).focus()
    await keyboard.down(" ")
    await bar(widget).getByText("Listening while you hold the key…").waitFor()
    await speakInto(widget.page, SPEECH.subarray(0, 8000))
    await keyboard.up(" ")
    await widget.log.getByText("When would you like to arrive?").waitFor()
    await expect.poll(() => bar(widget).isHidden(), { timeout: 15_000 }).toBe(true)

    expect(tests.chat.spoken).toHaveLength(1)
    expect(tests.chat.spoken[0]?.seconds).toBeLessThan(3)
  }, 60_000)
})

describe("reading aloud", () => {
  it("needs no microphone, and stops when asked", async () => {
    const widget = await open({}, "none")
    tests.chat.speechSeconds = 8

    await button(widget, "Read aloud").click()
    await isIn(widget, "speaking")
    await widget.log.locator(".is-spoken").first().waitFor()
    await button(widget, "Stop talking").click()

    await expect.poll(() => bar(widget).isHidden(), { timeout: 10_000 }).toBe(true)
    expect(await widget.log.locator(".is-spoken").count()).toBe(0)
    expect((await widget.log.locator(".bubble-assistant").textContent()) ?? "").toContain("Good evening, and welcome.")
  })

  it("remembers that the voice is muted, over a reload", async () => {
    const widget = await open()
    await startTalking(widget)
    await button(widget, "Mute the voice").click()
    await mic(widget).press("Escape")

    await widget.page.reload()
    await widget.log.getByText("Good evening").waitFor()
    await mic(widget).click()
    await isIn(widget, "listening")
    const isMuted = await button(widget, "Mute the voice").getAttribute("aria-pressed")
    await speakInto(widget.page, SPEECH)
    await widget.log.getByText("When would you like to arrive?").waitFor()
    await isIn(widget, "listening")

    expect(isMuted).toBe("true")
    expect(tests.chat.requests.filter((request) => request.includes("/api/speech/"))).toEqual([])
  }, 60_000)

  it("says so when it can't be done", async () => {
    const widget = await open()
    tests.chat.forgetSessions()

    await button(widget, "Read aloud").click()

    await isIn(widget, "failed")

    expect((await bar(widget).textContent()) ?? "").toContain("This can’t be read aloud just now.")
  })
})

describe("a page of another origin", () => {
  it("loads the voice from where the script is, under a policy that allows just that", async () => {
    const host = await startMockChat()
    const server = tests.chat.url
    host.policy = `default-src 'none'; script-src ${server}; style-src ${server}; img-src ${server}; connect-src ${server}`
    host.pages.set(
      "/shop",
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title></head>
<body><main><h1>A shop</h1></main><script src="${server}/widget.js" defer></script></body></html>`,
    )
    const context = await tests.browser.newContext({ locale: "en-US", reducedMotion: "reduce" })
    const page = await context.newPage()
    await installMicrophone(page)
    const complaints: string[] = []
    page.on("pageerror", (error) => complaints.push(error.message))
    page.on("console", (message) => {
      if (/Content.Security.Policy|CORS/i.test(message.text()) && !message.text().includes("/api/live"))
        complaints.push(message.text())
    })
    await page.goto(`${host.url}/shop`)
    await page.locator("concierge-chat .launcher").click()
    await page.getByRole("button", { name: "Agree and start" }).click()
    await page.locator("concierge-chat .log").getByText("Good evening").waitFor()

    await page.locator("concierge-chat .mic").click()
    await page.getByRole("button", { name: "Continue" }).click()
    await expect
      .poll(() => page.locator("concierge-chat .voice").getAttribute("data-phase"), { timeout: 20_000 })
      .toBe("listening")
    await speakInto(page, SPEECH)
    await page.locator("concierge-chat .log").getByText("When would you like to arrive?").waitFor()
    await page.locator("concierge-chat .is-spoken").first().waitFor()
    await context.close()
    await host.close()

    expect(complaints).toEqual([])
    expect(tests.chat.spoken).toHaveLength(1)
  }, 60_000)
})

describe("in other languages", () => {
  it.each([
    {
      locale: "de",
      talk: "Sprechen",
      agree: "Zustimmen und beginnen",
      explains: "fragt der Browser gleich nach Ihrem Mikrofon",
    },
    { locale: "es", talk: "Hablar", agree: "Aceptar y empezar", explains: "el navegador le pedirá permiso" },
  ])("($locale) the voice explains itself", async ({ locale, talk, agree, explains }) => {
    const widget = await tests.open({ attributes: `locale="${locale}"` })
    await widget.launcher.click()
    await button(widget, agree).click()
    await widget.log.getByText("Good evening").waitFor()

    await button(widget, talk).click()
    await bar(widget).getByText(explains).waitFor()

    expect(await widget.panel.isVisible()).toBe(true)
  })
})
