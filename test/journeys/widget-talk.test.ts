import { describe, expect, it } from "vitest"
import { recordAnnouncements, say, startChat } from "#test/support/widget-page.ts"
import { setUpWidgetTests } from "#test/support/widget-tests.ts"

const tests = setUpWidgetTests()
const { open } = tests

describe("a visitor who writes", () => {
  it("tells nothing to the server before the notice is agreed to", async () => {
    const widget = await open({ attributes: 'policy-url="/privacy" consent-version="2026-11"' })

    await widget.launcher.click()
    await widget.panel.getByText("automated assistant, not a person").waitFor()

    expect(tests.chat.requests.filter((request) => request.includes("/api/"))).toEqual([])
    expect(await widget.panel.getByRole("link", { name: "Privacy policy" }).getAttribute("href")).toContain("/privacy")
    await widget.page.getByRole("button", { name: "Agree and start" }).click()
    await widget.log.getByText("Good evening").waitFor()
    expect(tests.chat.sessionRequests).toEqual([{ locale: "en_US", consent: "2026-11" }])
  })

  it("is answered, and the answer is read out once, without its marks", async () => {
    const widget = await open()
    await startChat(widget)
    const announced = await recordAnnouncements(widget)

    await say(widget, "markdown")
    await widget.log.getByText("Check-in is from").waitFor()

    const said = (await announced()).filter((text) => text.includes("Check-in"))
    expect(said).toEqual([
      "Assistant said: Check-in is from 15:00. You will need:\n• your booking code\n• an ID\nSee the rules or this.",
    ])
    expect(await widget.log.locator("strong", { hasText: "15:00" }).count()).toBe(1)
    expect(await widget.log.locator("a[href='https://example.com/rules']").getAttribute("rel")).toBe(
      "noopener noreferrer",
    )
    expect(await widget.log.locator("a[href^='javascript']").count()).toBe(0)
  })

  it("chooses a quick reply, which stays readable while the others go", async () => {
    const widget = await open()
    await startChat(widget)

    await widget.page
      .getByRole("group", { name: "Suggested replies" })
      .getByRole("button", { name: "Book a room" })
      .click()
    await widget.log.getByText("With pleasure").waitFor()

    expect(tests.chat.received.map(({ text }) => text)).toEqual(["Book a room"])
    const chips = widget.log.locator(".chips .chip")
    expect(await chips.allTextContents()).toEqual(["Chosen: Book a room", "Tonight", "Tomorrow", "Next Friday"])
    await chips.nth(1).click()
    await widget.log.locator(".chip[aria-disabled='true']").nth(1).waitFor()
    expect(await chips.allTextContents()).toEqual(["Chosen: Book a room", "Chosen: Tonight"])
  })

  it("leafs through cards and presses a button that says one thing and sends another", async () => {
    const widget = await open()
    await startChat(widget)

    await say(widget, "recommend places")
    const carousel = widget.log.getByRole("region", { name: "3 suggestions" })
    await carousel.waitFor()
    await carousel.getByRole("button", { name: "Next" }).click()

    expect(await carousel.locator(".carousel-position").textContent()).toBe("2 of 3")
    expect(await carousel.locator(".card-rating").first().textContent()).toBe("4.8Rated 4.8 out of 5")
    expect(await carousel.locator(".card-price").allTextContents()).toEqual([
      "from €189 a night",
      "from CHF 240 a night",
      "from €142 a night",
    ])
    await carousel.getByRole("button", { name: "Book this stay, Haus am Grat" }).click()
    await widget.log.getByText("When would you like to arrive?").waitFor()
    expect(tests.chat.received.at(-1)?.text).toBe("book Haus am Grat")
    expect(await widget.log.locator(".bubble-visitor").last().textContent()).toBe("Book this stay")
  })

  it("finds the conversation again after a reload, with what was pressed", async () => {
    const widget = await open()
    await startChat(widget)
    await say(widget, "hotel")
    await widget.page.getByRole("button", { name: "Book this stay, Casa do Farol" }).click()
    await widget.log.getByText("When would you like").waitFor()
    await widget.input.fill("half a sentence")

    await widget.page.reload()
    await widget.log.getByText("When would you like").waitFor()

    expect(await widget.log.locator(".bubble-visitor").allTextContents()).toEqual(["hotel", "Book this stay"])
    expect(await widget.input.inputValue()).toBe("half a sentence")
    expect(tests.chat.sessions.size).toBe(1)
  })

  it("rates a reply, and takes it back", async () => {
    const widget = await open()
    await startChat(widget)
    await widget.page.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      document.addEventListener("concierge:rating", (event) => heard.push((event as CustomEvent).detail.rating))
    })
    await say(widget, "hello")
    const thumb = widget.log.getByRole("button", { name: "Helpful", exact: true })

    await thumb.click()
    expect(await thumb.getAttribute("aria-pressed")).toBe("true")
    await thumb.click()

    expect(await thumb.getAttribute("aria-pressed")).toBe("false")
    expect(await widget.page.evaluate("window.heard")).toEqual(["up", null])
  })

  it.each([
    { format: "Text", name: /^conversation-.*\.txt$/, holds: "You:\nhotel" },
    { format: "Web page", name: /^conversation-.*\.html$/, holds: '<dd dir="auto">hotel</dd>' },
    { format: "JSON", name: /^conversation-.*\.json$/, holds: '"text": "hotel"' },
  ])("downloads the transcript as $format", async ({ format, name, holds }) => {
    const widget = await open()
    await startChat(widget)
    await say(widget, "hotel")
    await widget.log.getByText("Casa do Farol").first().waitFor()

    await widget.page.getByRole("button", { name: "Options" }).click()
    const downloading = widget.page.waitForEvent("download")
    await widget.page.getByRole("button", { name: `Download transcript: ${format}` }).click()
    const download = await downloading

    expect(download.suggestedFilename()).toMatch(name)
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toContain(holds)
  })

  it("clears the conversation and starts a new one", async () => {
    const widget = await open()
    await startChat(widget)
    await say(widget, "remember this")
    await widget.log.getByText("Echo: remember this").waitFor()

    await widget.page.getByRole("button", { name: "Options" }).click()
    await widget.page.getByRole("button", { name: "Clear conversation" }).click()
    await widget.page.getByRole("alertdialog").getByRole("button", { name: "Clear conversation" }).click()
    await widget.log.getByText("Good evening").waitFor()

    expect(await widget.log.getByText("remember this").count()).toBe(0)
    expect([...tests.chat.sessions.keys()]).toEqual(["s2"])
  })

  it("erases everything, and is asked again as at the first time", async () => {
    const widget = await open()
    await startChat(widget)
    await say(widget, "my secret")
    await widget.log.getByText("Echo: my secret").waitFor()

    await widget.page.getByRole("button", { name: "Options" }).click()
    await widget.page.getByRole("button", { name: "Erase my data" }).click()
    await widget.page.getByRole("alertdialog").getByRole("button", { name: "Erase my data" }).click()
    await widget.page.getByRole("button", { name: "Agree and start" }).waitFor()

    expect([...tests.chat.sessions.keys()]).toEqual([])
    const left = await widget.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
    expect(left).not.toContain("token")
    expect(left).not.toContain("agreement")
    expect(left).not.toContain("secret")
  })

  it("can't send what is too long, and is told so", async () => {
    const widget = await open()
    await startChat(widget)

    await say(widget, "x".repeat(1025))

    expect(await widget.panel.getByText("longer than 1024 characters").count()).toBe(1)
    expect(await widget.input.inputValue()).toHaveLength(1025)
    expect(tests.chat.received).toEqual([])
  })
})

describe("hostile words", () => {
  it("stay text", async () => {
    const widget = await open()
    await startChat(widget)
    const hostile = [
      "<img src=x onerror=\"document.title='owned'\">",
      "<script>document.title='owned'</script>",
      "[click](javascript:document.title='owned')",
      "[click](data:text/html,<script>1</script>)",
      '"><svg onload=alert(1)>',
    ]

    for (const words of hostile) await say(widget, words)
    await widget.log.locator(".bubble-assistant").nth(hostile.length).waitFor()

    expect(await widget.log.locator(".bubble-visitor").allTextContents()).toEqual(hostile)
    expect(await widget.log.locator(".bubble").locator("img, script, a, svg").count()).toBe(0)
    expect(await widget.page.title()).toBe("A page")
    expect(widget.complaints).toEqual([])
  })

  it("that are data for the page are not shown", async () => {
    const widget = await open()
    await startChat(widget)

    await say(widget, "custom")
    await widget.log.getByText("plain words").waitFor()

    expect(await widget.log.textContent()).not.toContain("secret")
  })
})
