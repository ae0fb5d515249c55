import { describe, expect, it } from "vitest"
import { makePicture } from "#test/support/uploads.ts"
import { findViolations, recordAnnouncements, say, startChat, type WidgetPage } from "#test/support/widget-page.ts"
import { setUpWidgetTests } from "#test/support/widget-tests.ts"

const tests = setUpWidgetTests()
const { open } = tests

/** The focused element inside the widget, by name or class. */
async function focused(widget: WidgetPage): Promise<string> {
  return await widget.page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement
    return (
      element?.getAttribute("aria-label") ??
      (element?.id || element?.textContent?.trim() || element?.className || "none")
    )
  })
}

describe.each([
  { scheme: "light", context: { colorScheme: "light" } },
  { scheme: "dark", context: { colorScheme: "dark" } },
  { scheme: "forced colors", context: { forcedColors: "active" } },
] as const)("every state in $scheme", ({ context }) => {
  it("has no accessibility violations", async () => {
    const widget = await open({ context, attributes: 'teaser="Can I help?" policy-url="/privacy"' })
    const found: Record<string, readonly string[]> = {}
    const check = async (state: string): Promise<void> => {
      found[state] = await findViolations(widget.page)
    }
    const button = (name: string) => widget.page.getByRole("button", { name, exact: true })

    await widget.page.getByText("Can I help?").waitFor()
    await check("closed, with teaser")
    await widget.launcher.click()
    await button("Agree and start").waitFor()
    await check("gate")
    await button("Agree and start").click()
    await widget.log.getByText("Good evening").waitFor()
    await check("greeting with quick replies")
    await say(widget, "markdown")
    await widget.log.getByText("Check-in").waitFor()
    await say(widget, "recommend places")
    await widget.log.locator(".carousel").waitFor()
    await check("text and cards")
    tests.chat.delayMs = 1500
    await say(widget, "slow")
    await widget.log.locator(".typing").waitFor()
    await check("typing")
    await widget.log.getByText("Echo: slow").waitFor()
    tests.chat.delayMs = 0
    tests.chat.troubles = [{ path: "/api/messages", status: 500 }]
    await say(widget, "fails")
    await widget.log.getByText("Something went wrong").waitFor()
    await check("failed message")
    await widget.page.context().setOffline(true)
    await say(widget, "queued")
    await widget.panel.getByText("You are offline").waitFor()
    await check("offline")
    await widget.page.context().setOffline(false)
    await button("Options").click()
    await check("options")
    await button("Erase my data").click()
    await check("question")
    await button("Cancel").click()
    await button("Options").click()
    await button("Rate this conversation").click()
    await check("rating")
    await button("Cancel").click()
    const choose = async (buffer: Buffer): Promise<void> => {
      const file = { name: "photo.png", mimeType: "image/png", buffer }
      await widget.panel.locator("input[type=file]").first().setInputFiles(file)
    }
    await choose(Buffer.from(await makePicture(200, 120, "png")))
    await widget.panel.getByRole("img", { name: "Your photo" }).waitFor()
    await check("photo to be sent")
    await choose(Buffer.from("no picture at all"))
    await widget.panel.getByText("not a photo that can be read").waitFor()
    await check("photo that can't be sent")

    expect(Object.keys(found)).toHaveLength(12)
    expect(Object.fromEntries(Object.entries(found).filter(([, violations]) => violations.length > 0))).toEqual({})
    expect(widget.complaints).toEqual([])
  })
})

describe("the keyboard alone", () => {
  it("opens, agrees, talks, walks the transcript, goes into a card and out, and closes", async () => {
    const widget = await open({ context: { viewport: { width: 1200, height: 1100 } } })
    const { keyboard } = widget.page
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await keyboard.press(key)
    }
    await widget.page.locator("#before").focus()

    await press("Tab")
    expect(await focused(widget)).toBe("Open chat")
    await press("Enter")
    await widget.page.getByRole("button", { name: "Agree and start" }).waitFor()
    await expect.poll(() => focused(widget), { timeout: 10_000 }).toBe("Agree and start")
    await press("Enter")
    await expect.poll(() => focused(widget), { timeout: 10_000 }).toBe("input")
    await widget.log.getByText("Good evening").waitFor()
    await keyboard.type("recommend places")
    await press("Enter")
    await widget.log.locator(".carousel").waitFor()
    expect(await focused(widget)).toBe("input")

    await press("Shift+Tab")
    expect(await focused(widget)).toBe("Send a photo")
    await press("Shift+Tab", "Shift+Tab")
    expect(await focused(widget)).toBe("Somewhere warmer")
    await press("Shift+Tab")
    expect(await focused(widget)).toContain("Assistant said:")
    await press("ArrowUp")
    expect(await focused(widget)).toContain("You said:")
    await press("Home")
    expect(await focused(widget)).toContain("Good evening")
    await press("End", "Enter")
    expect(await focused(widget)).toBe("Book this stay, Casa do Farol")
    await press("Tab")
    expect(await focused(widget)).toBe("See details, Casa do Farol")
    await press("Escape")
    expect(await focused(widget)).toContain("Assistant said:")
    await press("Escape")
    expect(await focused(widget)).toBe("Open chat")
    expect(await widget.panel.isVisible()).toBe(false)
  })

  it("closes the innermost thing first", async () => {
    const widget = await open()
    await startChat(widget)
    const options = widget.page.getByRole("button", { name: "Options" })

    await options.press("Enter")
    await widget.page.keyboard.press("ArrowDown")
    expect(await focused(widget)).toBe("Download transcript: Text")
    await widget.page.keyboard.press("Escape")

    expect(await focused(widget)).toBe("Options")
    await options.press("Enter")
    await widget.page.getByRole("button", { name: "Clear conversation" }).press("Enter")
    expect(await focused(widget)).toBe("Cancel")
    await widget.page.keyboard.press("Escape")
    expect(await focused(widget)).toBe("Options")
    expect(await widget.panel.isVisible()).toBe(true)
  })

  it("finds the panel open again after a reload, and the focus where every page has it", async () => {
    const widget = await open()
    await startChat(widget)

    await widget.page.reload()
    await widget.log.getByText("Good evening").waitFor()

    expect(await widget.page.evaluate("document.activeElement.localName")).toBe("body")
    expect(await widget.log.locator("..").getAttribute("lang")).toBe("en-US")
  })

  it("keeps the focus where it is when an answer arrives", async () => {
    const widget = await open()
    await startChat(widget)
    tests.chat.delayMs = 300

    await say(widget, "hello")
    await widget.page.locator("#before").focus()
    await widget.log.getByText("Echo: hello").waitFor()

    expect(await widget.page.evaluate("document.activeElement.id")).toBe("before")
  })
})

describe("what is read out", () => {
  it("is the typing once, and each answer once, in order", async () => {
    const widget = await open()
    await startChat(widget)
    const announced = await recordAnnouncements(widget)
    tests.chat.delayMs = 200

    await say(widget, "one")
    expect(await widget.log.getByRole("status").textContent()).toBe("Assistant is typing…")
    await say(widget, "two")
    await widget.log.getByText("Echo: two").waitFor()

    expect(await announced()).toEqual(["Assistant said: Echo: one", "Assistant said: Echo: two"])
    expect(await widget.log.getByRole("status").textContent()).toBe("")
    expect(await widget.log.getAttribute("aria-live")).toBe(null)
  })

  it("is how many messages came while the panel was closed", async () => {
    const widget = await open()
    await startChat(widget)
    const announced = await recordAnnouncements(widget)
    tests.chat.delayMs = 400

    await say(widget, "hello")
    await widget.input.press("Escape")
    await widget.page.locator("concierge-chat .badge", { hasText: "1" }).waitFor()

    expect(await widget.launcher.getAttribute("aria-label")).toBe("Open chat, 1 new message")
    expect(await announced()).toEqual(["1 new message"])
    await widget.launcher.click()
    expect(await widget.launcher.getAttribute("aria-label")).toBe("Close chat")
  })
})

describe("small screens, other directions, other languages", () => {
  it("fills a phone as a modal dialog, with text that iOS doesn't zoom", async () => {
    const widget = await open({ context: { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true } })
    await startChat(widget)

    const box = await widget.panel.boundingBox()
    const violations = await findViolations(widget.page)

    expect(box).toEqual({ x: 0, y: 0, width: 390, height: 760 })
    expect(await widget.panel.getAttribute("aria-modal")).toBe("true")
    expect(await widget.panel.evaluate((dialog) => dialog.matches(":modal"))).toBe(true)
    expect(await widget.input.evaluate((input) => getComputedStyle(input).fontSize)).toBe("16px")
    expect(violations).toEqual([])
  })

  it("does not cover the next page of a phone", async () => {
    const widget = await open({ context: { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true } })
    await startChat(widget)

    await widget.page.reload()
    await widget.launcher.click()
    await widget.log.getByText("Good evening").waitFor()

    expect(tests.chat.sessions.size).toBe(1)
  })

  it("needs no sideways scrolling at 320 pixels", async () => {
    const widget = await open({ context: { viewport: { width: 320, height: 256 } } })
    await startChat(widget)
    await say(widget, "recommend places")
    await widget.log.locator(".carousel").waitFor()

    const widths = await widget.page.evaluate(() => {
      const root = document.querySelector("concierge-chat")?.shadowRoot
      const log = root?.querySelector(".log")
      return [
        document.documentElement.scrollWidth,
        log?.scrollWidth,
        root?.querySelector(".composer")?.getBoundingClientRect().right,
      ]
    })

    expect(widths).toEqual([320, 320, 320])
  })

  it("is mirrored for languages that run from right to left", async () => {
    const widget = await open({ attributes: 'locale="ar"', language: "ar" })
    await startChat(widget)

    const launcher = await widget.launcher.boundingBox()

    expect(launcher?.x).toBe(24)
    expect(await widget.panel.evaluate((panel) => getComputedStyle(panel).direction)).toBe("rtl")
    expect(await findViolations(widget.page)).toEqual([])
  })

  it.each([
    { locale: "es", opens: "Abrir el chat", agrees: "Aceptar y empezar", asks: "es_ES" },
    { locale: "de_AT", opens: "Chat öffnen", agrees: "Zustimmen und beginnen", asks: "de_AT" },
  ])("speaks $locale, and asks the server for it", async ({ locale, opens, agrees, asks }) => {
    const widget = await open({ attributes: `locale="${locale}"` })

    await widget.page.getByRole("button", { name: opens }).click()
    await widget.page.getByRole("button", { name: agrees }).click()
    await widget.log.getByText("Good evening").waitFor()

    expect(tests.chat.sessionRequests).toEqual([{ locale: asks, consent: "1" }])
  })

  it("changes language in the middle of a conversation, which goes on", async () => {
    const widget = await open()
    await startChat(widget)
    await widget.input.fill("half a sentence")

    await widget.page.evaluate(() => document.querySelector("concierge-chat")?.setAttribute("locale", "es"))
    await widget.page.getByRole("button", { name: "Opciones" }).waitFor()

    expect(await widget.log.getByText("Good evening").count()).toBe(1)
    expect(await widget.input.inputValue()).toBe("half a sentence")
    expect(tests.chat.sessions.size).toBe(1)
  })

  it("replaces the dots by words for who wants no motion", async () => {
    const widget = await open()
    await startChat(widget)
    tests.chat.delayMs = 1000

    await say(widget, "hello")
    await widget.log.locator(".typing-text").waitFor({ state: "visible" })

    expect(await widget.log.locator(".dots").isVisible()).toBe(false)
  })
})
