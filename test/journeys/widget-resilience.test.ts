import { describe, expect, it } from "vitest"
import { say, startChat, type WidgetPage } from "#test/support/widget-page.ts"
import { setUpWidgetTests } from "#test/support/widget-tests.ts"

const tests = setUpWidgetTests()
const { open } = tests

const button = (widget: WidgetPage, name: string) => widget.page.getByRole("button", { name, exact: true })

describe("a message that fails", () => {
  it("says why and is sent again with the same turn", async () => {
    const widget = await open()
    await startChat(widget)
    const turns: unknown[] = []
    widget.page.on("request", (request) => {
      if (request.url().endsWith("/api/messages")) turns.push(request.postDataJSON().turnId)
    })
    tests.chat.troubles = [{ path: "/api/messages", status: 500 }]

    await say(widget, "hello")
    await widget.log.getByText("Not sent. Something went wrong on our side.").waitFor()
    await button(widget, "Try again").click()
    await widget.log.getByText("Echo: hello").waitFor()

    expect(turns).toHaveLength(2)
    expect(new Set(turns).size).toBe(1)
    expect(await widget.log.locator(".bubble-visitor").count()).toBe(1)
  })

  it("shows the server's own reason when it is the message that is wrong", async () => {
    const widget = await open()
    await startChat(widget)
    tests.chat.troubles = [{ path: "/api/messages", status: 422, detail: "Only questions, please." }]

    await say(widget, "hello")

    await widget.log.getByText("Not sent. Only questions, please.").waitFor()
    await button(widget, "Remove").click()
    expect(await widget.log.locator(".bubble-visitor").count()).toBe(0)
  })

  it("waits as long as the server asks, then goes out of its own accord", async () => {
    const widget = await open()
    await startChat(widget)
    tests.chat.troubles = [{ path: "/api/messages", status: 429, retryAfter: "2" }]

    const sentAt = performance.now()
    await say(widget, "hello")
    await widget.log.getByText(/Too many messages in a short time\. Trying again in \d seconds?/).waitFor()
    expect(await button(widget, "Try again").count()).toBe(0)
    await widget.log.getByText("Echo: hello").waitFor()

    expect(performance.now() - sentAt).toBeGreaterThan(1900)
  })

  it("waits for the visitor when the server asks for longer", async () => {
    const widget = await open()
    await startChat(widget)
    tests.chat.troubles = [{ path: "/api/messages", status: 503, retryAfter: "600" }]

    await say(widget, "hello")

    await widget.log.getByText(/The assistant is unavailable for the moment\. You can try again from/).waitFor()
    expect(await button(widget, "Try again").count()).toBe(0)
  })

  it("goes to a new session when the old one has expired, and the visitor is told", async () => {
    const widget = await open()
    await startChat(widget)
    await say(widget, "before")
    await widget.log.getByText("Echo: before").waitFor()
    tests.chat.forgetSessions()

    await say(widget, "after")
    await widget.log.getByText("Echo: after").waitFor()

    expect(await widget.log.getByText("Your earlier conversation was idle").count()).toBe(1)
    expect(tests.chat.received.map(({ text, sessionId }) => `${sessionId} ${text}`)).toEqual(["s1 before", "s2 after"])
  })
})

describe("without a connection", () => {
  it("keeps what is written, through a reload, and sends it once when the connection is back", async () => {
    const widget = await open()
    await startChat(widget)
    const calls = /\/api\//
    await widget.page.context().setOffline(true)
    await widget.panel.getByText("You are offline. Messages are kept").waitFor()
    await say(widget, "first")
    await say(widget, "second")
    await widget.log.getByText("Not sent yet").nth(1).waitFor()

    // The page itself comes from a cache in real life; only the API stays out of reach here.
    await widget.page.route(calls, (route) => route.abort("internetdisconnected"))
    await widget.page.context().setOffline(false)
    await widget.page.reload()
    await widget.log.getByText("second", { exact: true }).waitFor()
    await widget.page.unroute(calls)
    await widget.page.evaluate(() => window.dispatchEvent(new Event("online")))
    await widget.log.getByText("Echo: second").waitFor()

    expect(tests.chat.received.map(({ text }) => text)).toEqual(["first", "second"])
    expect(await widget.log.locator(".line").allTextContents()).toEqual([
      expect.stringContaining("Good evening"),
      expect.stringContaining("first"),
      expect.stringContaining("Echo: first"),
      expect.stringContaining("second"),
      expect.stringContaining("Echo: second"),
    ])
  })

  it("comes online again by itself", async () => {
    const widget = await open()
    await startChat(widget)

    await widget.page.context().setOffline(true)
    await say(widget, "hello")
    await widget.log.getByText("Not sent yet").waitFor()
    await widget.page.context().setOffline(false)
    await widget.log.getByText("Echo: hello").waitFor()

    expect(await widget.panel.getByText("You are offline").isVisible()).toBe(false)
    expect(tests.chat.received).toHaveLength(1)
  })

  it("offers to start again when the conversation can't be started", async () => {
    const widget = await open({ attributes: 'consent="none"' })
    tests.chat.troubles = [{ path: "/api/sessions", status: 503 }]

    await widget.launcher.click()
    await widget.panel.getByText("The conversation could not start. The assistant is unavailable").waitFor()
    await say(widget, "hello?")
    await widget.log.getByText("Echo: hello?").waitFor()

    expect(tests.chat.sessions.size).toBe(1)
  })

  it("says that the chat could not be loaded, and loads it at the next press", async () => {
    const widget = await open()
    await widget.page.route(/panel-/, (route) => route.abort())

    await widget.launcher.click()
    await widget.page.locator(".teaser").getByText("The chat could not be loaded").waitFor()
    await widget.page.unroute(/panel-/)
    await widget.page.reload()
    await widget.launcher.click()

    await button(widget, "Agree and start").waitFor()
    expect(await widget.panel.isVisible()).toBe(true)
  })
})

describe("two tabs", () => {
  it("share one conversation, and say so", async () => {
    const first = await open()
    await startChat(first)
    await say(first, "from the first")
    await first.log.getByText("Echo: from the first").waitFor()

    const second = await open({ beside: first })
    await second.launcher.click()
    await second.log.getByText("The conversation of your other tab").waitFor()
    await say(second, "from the second")
    await second.log.getByText("Echo: from the second").waitFor()
    await first.log.getByText("Echo: from the second").waitFor()

    expect(tests.chat.sessions.size).toBe(1)
    expect(await first.log.locator(".bubble-visitor").allTextContents()).toEqual(["from the first", "from the second"])
    expect(await second.log.locator(".bubble-visitor").allTextContents()).toEqual(["from the first", "from the second"])
  })

  it("count as unread what nobody has seen, until one of them shows it", async () => {
    const first = await open()
    await startChat(first)
    const second = await open({ beside: first })
    await second.launcher.waitFor()
    await first.page.bringToFront()
    tests.chat.delayMs = 300

    await say(first, "hello")
    await first.input.press("Escape")
    await expect
      .poll(() => second.launcher.getAttribute("aria-label"), { timeout: 10_000 })
      .toBe("Open chat, 1 new message")
    expect(await first.launcher.getAttribute("aria-label")).toBe("Open chat, 1 new message")
    await first.launcher.click()

    await expect.poll(() => second.launcher.getAttribute("aria-label"), { timeout: 10_000 }).toBe("Open chat")
  })

  it("clear together, and go on in one new conversation", async () => {
    const first = await open()
    await startChat(first)
    const second = await open({ beside: first })
    await second.launcher.click()
    await second.log.getByText("Good evening").waitFor()

    await button(first, "Options").click()
    await first.page.getByRole("button", { name: "Clear conversation" }).click()
    await first.page.getByRole("alertdialog").getByRole("button", { name: "Clear conversation" }).click()
    await second.log.getByText("The conversation was cleared in another tab.").waitFor()
    await second.log.getByText("Good evening").waitFor()
    await say(second, "still one")
    await first.log.getByText("Echo: still one").waitFor()

    expect(tests.chat.sessions.size).toBe(1)
  })
})
