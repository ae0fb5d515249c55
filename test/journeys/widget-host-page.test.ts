import { describe, expect, it } from "vitest"
import { startMockChat } from "#test/support/mock-chat.ts"
import { findViolations, say, startChat } from "#test/support/widget-page.ts"
import { setUpWidgetTests } from "#test/support/widget-tests.ts"

const tests = setUpWidgetTests()
const { open } = tests

describe("on somebody's page", () => {
  it("adds one element and one global by one tag, and breaks no policy", async () => {
    tests.chat.pages.set("/frame", "<!doctype html><title>Frame</title>")
    tests.chat.pages.set(
      "/one-tag",
      `<!doctype html><html lang="en"><head><title>One tag</title></head><body><p>Text</p>
      <script src="/widget.js" data-title="Ask us" defer></script></body></html>`,
    )
    const widget = await open({ path: "/one-tag" })
    const globals = await widget.page.evaluate(async () => {
      const frame = document.createElement("iframe")
      frame.srcdoc = ""
      document.body.append(frame)
      const clean = new Set(Object.getOwnPropertyNames(frame.contentWindow))
      frame.remove()
      return Object.getOwnPropertyNames(window).filter(
        (name) => !clean.has(name) && !/^(\d+|__playwright.*)$/.test(name),
      )
    })

    await startChat(widget)
    await say(widget, "recommend places")
    await widget.log.locator(".carousel").waitFor()

    expect(globals).toEqual(["concierge"])
    expect(await widget.page.locator("concierge-chat").count()).toBe(1)
    expect(await widget.panel.getByRole("heading", { name: "Ask us" }).count()).toBe(1)
    expect(await widget.page.locator("[style], style").count()).toBe(0)
    expect(widget.complaints).toEqual([])
  })

  it("moves nothing on the page, and loads the panel only when somebody comes near", async () => {
    const widget = await open()
    await widget.launcher.waitFor()
    const shift = await widget.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().length)).observe({
            type: "layout-shift",
            buffered: true,
          })
          setTimeout(() => resolve(0), 300)
        }),
    )
    const before = tests.chat.requests.filter((request) => request.includes("panel-"))

    await widget.launcher.hover()
    await expect
      .poll(() => tests.chat.requests.filter((request) => request.includes("panel-")).length, { timeout: 10_000 })
      .toBe(1)

    expect(shift).toBe(0)
    expect(before).toEqual([])
  })

  it("mirrors attributes and properties", async () => {
    const widget = await open({ attributes: 'consent-text="**Hello** there" theme="dark"' })

    const mirrored = await widget.page.evaluate(() => {
      const chatElement = document.querySelector("concierge-chat") as unknown as HTMLElement & Record<string, unknown>
      const read = [chatElement["consentText"], chatElement["theme"], chatElement["open"]]
      Object.assign(chatElement, { consentVersion: "7", open: true, locale: "es" })
      return [...read, chatElement.getAttribute("consent-version"), chatElement.hasAttribute("open"), chatElement.lang]
    })
    await widget.panel.waitFor()

    expect(mirrored).toEqual(["**Hello** there", "dark", false, "7", true, ""])
    expect(await widget.panel.locator(".gate strong").textContent()).toBe("Hello")
    await widget.page.evaluate(() => document.querySelector("concierge-chat")?.removeAttribute("open"))
    await expect.poll(() => widget.panel.isVisible(), { timeout: 10_000 }).toBe(false)
  })

  it("comes from another host, and talks to that one", async () => {
    const site = await startMockChat()
    site.policy = `default-src 'none'; style-src 'self'; script-src ${tests.chat.url}; connect-src ${tests.chat.url}; img-src ${tests.chat.url}`
    site.pages.set(
      "/elsewhere",
      `<!doctype html><html lang="es"><head><title>Elsewhere</title><script src="${tests.chat.url}/widget.js" defer></script></head><body></body></html>`,
    )
    const widget = await open({ path: "/elsewhere" }, site)

    await widget.page.getByRole("button", { name: "Abrir el chat" }).click()
    await widget.page.getByRole("button", { name: "Aceptar y empezar" }).click()
    await widget.log.getByText("Good evening").waitFor()
    await say(widget, "hotel")
    const picture = widget.log.locator(".card-picture img")
    await picture.waitFor()

    expect(await picture.getAttribute("src")).toBe(`${tests.chat.url}/site/images/by-the-sea.svg`)
    expect(site.requests.filter((request) => request.includes("/api/"))).toEqual([])
    expect(widget.complaints).toEqual([])
    await widget.close()
    await site.close()
  })

  it("says things in the page's own words", async () => {
    const widget = await open({ attributes: 'locale="es"' })

    await widget.page.evaluate(() => {
      Object.assign(document.querySelector("concierge-chat") ?? {}, { strings: { openChat: "¡Hola!" } })
    })

    await expect.poll(() => widget.launcher.getAttribute("aria-label"), { timeout: 10_000 }).toBe("¡Hola!")
    await widget.launcher.click()
    await widget.page.getByRole("button", { name: "Aceptar y empezar" }).waitFor()
  })

  it("opens from the page with a question, which waits for the visitor's agreement", async () => {
    const widget = await open()

    await widget.page.evaluate("window.concierge.open({ text: 'a room by the sea', send: true })")
    await widget.page.getByRole("button", { name: "Agree and start" }).click()
    await widget.log.getByText("Echo: a room by the sea").waitFor()

    expect(tests.chat.received.map(({ text }) => text)).toEqual(["a room by the sea"])
  })

  it.each(["html{font-size:62.5%}", "*{font-size:10px}", "html{font-size:30px}"])(
    "keeps the reader's own text size under %s",
    async (css) => {
      tests.chat.pages.set(
        "/small-print",
        `<!doctype html><html lang="en"><head><title>Small print</title><style>${css}</style>
        <script src="/widget.js" defer></script></head><body><p>Text</p></body></html>`,
      )
      const { policy } = tests.chat
      tests.chat.policy = "style-src 'unsafe-inline'"
      const widget = await open({ path: "/small-print" })
      tests.chat.policy = policy
      await startChat(widget)

      const size = await widget.log
        .locator(".bubble-assistant")
        .first()
        .evaluate((bubble) => getComputedStyle(bubble).fontSize)

      expect(size).toBe("15px")
    },
  )

  it("is not styled by the page, and takes its custom properties", async () => {
    tests.chat.pages.set(
      "/styled",
      `<!doctype html><html lang="en"><head><title>Styled</title><link rel="stylesheet" href="/site/site.css"><script src="/widget.js" defer></script></head>
      <body><concierge-chat></concierge-chat></body></html>`,
    )
    const widget = await open({ path: "/styled" })
    await widget.launcher.waitFor()

    const styles = await widget.launcher.evaluate((launcher) => {
      const { backgroundColor, fontFamily } = getComputedStyle(launcher)
      return [backgroundColor, fontFamily.includes("Iowan")]
    })

    expect(styles).toEqual(["rgb(31, 77, 69)", false])
  })
})

describe("the demo site", () => {
  it.each(["light", "dark"] as const)(
    "is accessible in %s, breaks no policy and asks no other host",
    async (colorScheme) => {
      const hosts = new Set<string>()
      const widget = await open({ path: "/site/icon.svg", context: { colorScheme } })
      widget.page.on("request", (request) => hosts.add(new URL(request.url()).host))

      for (const path of ["/", "/site/privacy.html"]) {
        await widget.page.goto(tests.chat.url + path)
        await widget.launcher.waitFor()
        expect(await findViolations(widget.page, "document")).toEqual([])
      }

      expect([...hosts]).toEqual([new URL(tests.chat.url).host])
      expect(widget.complaints).toEqual([])
    },
  )

  it("asks the concierge from the hero and from its buttons", async () => {
    const widget = await open({ path: "/" })

    await widget.page.getByLabel("Ask the concierge").fill("a place with a view")
    await widget.page.getByRole("button", { name: "Ask", exact: true }).click()
    await widget.page.getByRole("button", { name: "Agree and start" }).click()
    await widget.log.getByText("Echo: a place with a view").waitFor()
    await widget.page.getByRole("button", { name: "A film for tonight" }).click()
    await widget.log.locator(".bubble-visitor").nth(1).waitFor()

    expect(tests.chat.received.map(({ text }) => text)).toEqual(["a place with a view", "Recommend a film for tonight"])
  })

  it.each([320, 390, 768, 1360])("fits %i pixels without scrolling sideways", async (width) => {
    const widget = await open({ path: "/", context: { viewport: { width, height: 800 } } })

    expect(await widget.page.evaluate("document.documentElement.scrollWidth")).toBe(width)
  })

  it("goes dark together with the chat", async () => {
    const widget = await open({ path: "/" })

    await widget.page.getByRole("button", { name: "Dark colors" }).click()

    expect(await widget.page.locator("concierge-chat").getAttribute("theme")).toBe("dark")
    await widget.page.reload()
    await expect
      .poll(() => widget.page.locator("concierge-chat").getAttribute("theme"), { timeout: 10_000 })
      .toBe("dark")
  })
})
