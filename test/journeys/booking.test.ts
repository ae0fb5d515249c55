import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { launchBrowser } from "#test/support/browser.ts"
import { reloadUntilShown } from "#test/support/reload-page.ts"
import { findViolations } from "#test/support/widget-page.ts"
import { type RunningSite, startSite } from "#web/node.ts"

/** Set to renew the pictures of the documentation: `SCREENSHOTS=1 npx vitest run test/journeys/booking.test.ts`. */
const PICTURES = process.env.SCREENSHOTS === "1" ? "docs/screenshots" : undefined

let browser: Browser
let site: RunningSite
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "concierge-journey-"))
  const environment = { PORT: "0", AWS_LOCAL_PORT: "0", DATA_DIR: folder, LOG_LEVEL: "error" }
  site = await startSite(environment, (line) => process.stderr.write(`${line}\n`))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

async function visit(context: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...context })).newPage()
  await page.goto(site.url)
  return page
}

async function openChat(page: Page): Promise<void> {
  await page.locator("concierge-chat .launcher").click()
  await page.getByRole("button", { name: "Agree and start" }).click()
  await page.locator("concierge-chat .log").getByText("Hello! I'm the Concierge").waitFor()
}

/** Says something and waits for the words that must come back after it. */
async function say(page: Page, text: string, expected: RegExp): Promise<void> {
  const log = page.locator("concierge-chat .log")
  const before = await log.getByText(expected).count()
  await page.locator("concierge-chat #input").fill(text)
  await page.locator("concierge-chat #input").press("Enter")
  await log.getByText(expected).nth(before).waitFor()
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return
  // The cards' pictures are part of the picture.
  await page.waitForLoadState("networkidle")
  await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

const REFERENCE = /BK-[0-9A-Z]{4}-[0-9A-Z]{4}/

describe.each([
  { where: "desktop", context: { viewport: { width: 1280, height: 800 } } },
  { where: "mobile", context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  { where: "dark", context: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" } },
] as const)("a visitor ($where)", ({ where, context }) => {
  it("books a room, finds it after a reload, and cancels it", async () => {
    const page = await visit(context)
    await picture(page, `${where}-site`)
    await openChat(page)
    await picture(page, `${where}-hello`)

    await say(page, "I'd like a room in Lisbon from next Friday for two nights", /How many guests/)
    await say(page, "2", /Which one would you like/)
    await picture(page, `${where}-offers`)
    await say(page, "the second one", /What name/)
    await say(page, "Anna Keller", /for 2 nights|2 nights from Friday/)
    await say(page, "no, make it Saturday", /2 nights from Saturday/)
    await picture(page, `${where}-confirm`)
    await say(page, "yes", /It's booked, Anna Keller/)
    const booked = await page.locator("concierge-chat .log").textContent()
    await picture(page, `${where}-booked`)
    const violations = await findViolations(page, "document")

    await reloadUntilShown(page, (log) => log.getByText("It's booked, Anna Keller"))
    const log = page.locator("concierge-chat .log")
    await say(page, "what did I book?", /Here is your booking/)
    await say(page, "cancel it", /Cancel .* in Lisbon/)
    await say(page, "yes", /is cancelled/)
    const cancelled = await log.textContent()
    await page.context().close()

    const reference = REFERENCE.exec(booked ?? "")?.[0]
    expect(reference).toBeDefined()
    expect(cancelled).toContain(`Your booking ${reference} is cancelled`)
    expect(violations).toEqual([])
  }, 90_000)
})

describe("a visitor without a mouse", () => {
  it("books a room by keyboard alone", async () => {
    const page = await visit()
    const focusedName = () =>
      page.evaluate(() => {
        const inner = document.activeElement?.shadowRoot?.activeElement
        return `${inner?.getAttribute("aria-label") ?? ""} ${inner?.textContent ?? ""}`.trim()
      })
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let i = 0; i < 80 && !name.test(await focusedName()); i++) await page.keyboard.press("Tab")
    }
    const type = async (text: string, expected: RegExp): Promise<void> => {
      await page.keyboard.type(text)
      await page.keyboard.press("Enter")
      await page.locator("concierge-chat .log").getByText(expected).last().waitFor()
    }

    await tabTo(/open chat/i)
    await page.keyboard.press("Enter")
    await page.getByRole("button", { name: "Agree and start" }).waitFor()
    await page.keyboard.press("Enter")
    await page.locator("concierge-chat .log").getByText("Hello! I'm the Concierge").waitFor()
    await type("a room in Porto from tomorrow for one night for one person", /Which one would you like/)
    await type("the cheapest one", /What name/)
    await type("Jo Field", /Shall I book it/)
    await type("yes", /It's booked, Jo Field/)
    const text = await page.locator("concierge-chat .log").textContent()
    await page.context().close()

    expect(text).toMatch(REFERENCE)
  }, 60_000)
})

describe("markup in what a visitor says", () => {
  it("is shown as text and does nothing", async () => {
    const page = await visit()
    await openChat(page)

    await say(page, '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>', /didn't get that/)
    const hacked = await page.evaluate(() => "hacked" in window)
    const shown = await page.locator("concierge-chat .log").textContent()
    await page.context().close()

    expect(hacked).toBe(false)
    expect(shown).toContain('<img src=x onerror="window.hacked=1">')
  })
})
