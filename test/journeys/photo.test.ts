// A visitor and their photos, in a real browser against everything local: real pixels, the real models, a real booking.

import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { launchBrowser } from "#test/support/browser.ts"
import { drawText } from "#test/support/pictures.ts"
import { reloadUntilShown } from "#test/support/reload-page.ts"
import { claimPng, makePicture, sharedPhoto } from "#test/support/uploads.ts"
import { findViolations } from "#test/support/widget-page.ts"
import { type RunningSite, startSite } from "#web/node.ts"

/** Set to renew the pictures of the documentation: `SCREENSHOTS=1 npx vitest run test/journeys/photo.test.ts`. */
const PICTURES = process.env.SCREENSHOTS === "1" ? "docs/screenshots" : undefined
/** Models are loaded with the first photo, on a machine that may be busy. */
const PATIENCE = { timeout: 60_000 }

const beach = await sharedPhoto("tfjs-kites-on-beach.jpg")
const portrait = await sharedPhoto("tfjs-portrait.jpg")

let browser: Browser
let site: RunningSite
/** The same site with a moderation that is sure of very little. */
let strict: RunningSite
let folder: string

async function start(name: string, more: Record<string, string> = {}): Promise<RunningSite> {
  const environment = { PORT: "0", AWS_LOCAL_PORT: "0", DATA_DIR: join(folder, name), LOG_LEVEL: "error", ...more }
  return await startSite(environment, (line) => process.stderr.write(`${line}\n`))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "concierge-photo-"))
  site = await start("site")
  strict = await start("strict", { AWS_ENDPOINT_URL: site.localEndpoint ?? "", PHOTO_MODERATION: "0" })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await strict.close()
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

type Visit = { readonly page: Page; readonly complaints: readonly string[] }

async function visit(context: BrowserContextOptions = {}, url = site.url): Promise<Visit> {
  const page = await (await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...context })).newPage()
  const complaints: string[] = []
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()))
  await page.goto(url)
  await page.locator("concierge-chat .launcher").click()
  await page.getByRole("button", { name: "Agree and start" }).click()
  await logOf(page).getByText("Hello! I'm the Concierge").waitFor()
  return { page, complaints }
}

const logOf = (page: Page) => page.locator("concierge-chat .log")
const trayOf = (page: Page) => page.locator("concierge-chat .photo")

/** Drags a file over the panel and drops it, or pastes it, as a visitor's system does. */
async function bring(page: Page, how: "drop" | "paste", bytes: Uint8Array, name = "photo.jpg", type = "image/jpeg") {
  await page.locator("concierge-chat .panel").evaluate(
    (panel, { event, base64, fileName, fileType }) => {
      const bytesOf = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytesOf], fileName, { type: fileType }))
      const init = { bubbles: true, cancelable: true, composed: true }
      if (event === "paste") {
        panel.dispatchEvent(new ClipboardEvent("paste", { ...init, clipboardData: transfer }))
        return
      }
      for (const step of ["dragenter", "dragover", "drop"])
        panel.dispatchEvent(new DragEvent(step, { ...init, dataTransfer: transfer }))
    },
    { event: how, base64: Buffer.from(bytes).toString("base64"), fileName: name, fileType: type },
  )
}

async function choose(page: Page, bytes: Uint8Array, name: string, mimeType = "image/jpeg"): Promise<void> {
  const file = { name, mimeType, buffer: Buffer.from(bytes) }
  await page.locator("concierge-chat .tools input[type=file]").first().setInputFiles(file)
}

async function send(page: Page, caption = ""): Promise<void> {
  const field = page.getByLabel("Say something about it")
  await field.waitFor(PATIENCE)
  await field.fill(caption)
  await page.getByRole("button", { name: "Send photo" }).click()
}

async function say(page: Page, text: string, expected: RegExp): Promise<void> {
  const before = await logOf(page).getByText(expected).count()
  await page.locator("concierge-chat #input").fill(text)
  await page.locator("concierge-chat #input").press("Enter")
  await logOf(page).getByText(expected).nth(before).waitFor(PATIENCE)
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return
  await page.waitForLoadState("networkidle")
  await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

const REFERENCE = /BK-[0-9A-Z]{4}-[0-9A-Z]{4}/

describe.runIf(beach !== undefined).each([
  { where: "desktop", how: "drop", context: { viewport: { width: 1280, height: 800 } } },
  { where: "dark", how: "paste", context: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" } },
  { where: "mobile", how: "drop", context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
] as const)("a visitor with a photo of a beach ($where)", ({ where, how, context }) => {
  it("gets places by the sea with the reason, and books one", async () => {
    const { page, complaints } = await visit(context)

    await bring(page, how, beach ?? new Uint8Array())
    await trayOf(page).getByRole("img").waitFor(PATIENCE)
    const isAsking = await page.getByText("Drop your photo here").isVisible()
    const readied = await findViolations(page, "concierge-chat")
    await picture(page, `${where}-photo`)
    await send(page, "find me a place like this")
    await logOf(page)
      .getByText(/I see kites and people: these are by the sea/)
      .waitFor(PATIENCE)
    const answered = await findViolations(page, "concierge-chat")
    const shown = await logOf(page).getByRole("img", { name: "find me a place like this" }).count()
    await picture(page, `${where}-photo-places`)
    const bookings = logOf(page).getByRole("button", { name: /^Book here/ })
    await bookings.first().click()
    await logOf(page)
      .getByText(/What day would you like to arrive|When would you like to arrive|arrive\?/i)
      .waitFor(PATIENCE)
    await say(page, "next Friday", /nights/i)
    await say(page, "two nights", /guests/i)
    await say(page, "2", /room|name/i)
    for (
      let i = 0;
      i < 3 &&
      (await logOf(page)
        .getByText(/What name shall I/)
        .count()) === 0;
      i++
    )
      await say(page, "the first one", /What name shall I|free|rooms/)
    await say(page, "Anna Keller", /Shall I book it/)
    await say(page, "yes", /It's booked, Anna Keller/)
    const text = await logOf(page).textContent()
    await page.context().close()

    expect(isAsking).toBe(false)
    expect(text).toMatch(REFERENCE)
    expect(text).toContain("Photo: Kite")
    expect(shown).toBe(1)
    expect(readied).toEqual([])
    expect(answered).toEqual([])
    expect(complaints).toEqual([])
  }, 180_000)
})

describe("a visitor with a printed confirmation", () => {
  it("shows it, and the booking is found; in the middle of cancelling it answers the question", async () => {
    const { page } = await visit()
    await say(page, "a room in Lisbon from next Friday for two nights for two people", /Which one would you like/)
    await say(page, "the first one", /What name/)
    await say(page, "Anna Keller", /Shall I book it/)
    await say(page, "yes", /It's booked, Anna Keller/)
    const reference = REFERENCE.exec((await logOf(page).textContent()) ?? "")?.[0] ?? ""
    const paper = await drawText("Booking confirmation", `Reference ${reference}`, "Guest: Anna Keller")

    await choose(page, paper, "confirmation.png", "image/png")
    await send(page)
    await logOf(page).getByText("Here is your booking").waitFor(PATIENCE)
    await choose(page, paper, "confirmation.png", "image/png")
    await send(page, "cancel this booking")
    await logOf(page)
      .getByText(/Cancel .* in Lisbon/)
      .waitFor(PATIENCE)
    await page.context().close()

    expect(reference).toMatch(REFERENCE)
  }, 180_000)
})

describe.runIf(portrait !== undefined)("a photo that moderation refuses", () => {
  it("is refused kindly, shown nowhere, and the conversation goes on", async () => {
    const { page } = await visit({}, strict.url)

    await choose(page, portrait ?? new Uint8Array(), "portrait.jpg")
    await send(page, "what is this?")
    await logOf(page).getByText("I'd rather not look at that picture").waitFor(PATIENCE)
    const pictures = await logOf(page).getByRole("img").count()
    await say(page, "a room in Lisbon", /arrive/)
    await page.context().close()

    expect(pictures).toBe(0)
  }, 180_000)
})

describe("a file that is no photo to be sent", () => {
  const cases = [
    { what: "20 MB", make: async () => new Uint8Array(20_000_000).fill(255, 0, 3), says: "larger than 15 MB" },
    { what: "100 megapixels", make: async () => claimPng(10_000, 10_000), says: "more than 64 megapixels" },
    {
      what: "a fake PNG",
      make: async () => new TextEncoder().encode("<html>no picture"),
      says: "not a photo that can be read",
    },
    { what: "a PNG without pixels", make: async () => claimPng(200, 200), says: "damaged" },
  ] as const

  it("is told apart before anything is sent, in words and to screen readers", async () => {
    const { page } = await visit()
    let requests = 0
    page.on("request", (request) => {
      if (request.url().endsWith("/api/images")) requests++
    })
    const told: string[] = []
    const violations: string[] = []
    for (const { make, says } of cases) {
      await choose(page, await make(), "holiday.png", "image/png")
      await trayOf(page).getByText(says).waitFor(PATIENCE)
      told.push(says)
      violations.push(...(await findViolations(page, "concierge-chat")))
      await page.getByRole("button", { name: "Remove photo" }).click()
    }
    const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id)
    await page.context().close()

    expect(told).toEqual(cases.map(({ says }) => says))
    expect(violations).toEqual([])
    expect(requests).toBe(0)
    expect(focused).toBe("input")
  }, 90_000)
})

describe("what is sent", () => {
  it("is upright, small, and says nothing of where it was taken; it can be cancelled and sent again", async () => {
    const { page } = await visit()
    const exif = { IFD0: { Copyright: "Anna Keller" } }
    const large = await sharp(await makePicture(3000, 1000))
      .withMetadata({ orientation: 6 })
      .withExifMerge(exif)
      .jpeg()
      .toBuffer()
    const uploads: Buffer[] = []
    let release: () => void = () => {}
    await page.route("**/api/images", async (route) => {
      uploads.push(route.request().postDataBuffer() ?? Buffer.alloc(0))
      if (uploads.length > 1) return await route.continue()
      await new Promise<void>((resolve) => {
        release = resolve
      })
      await route.abort().catch(() => undefined)
    })

    await choose(page, large, "large.jpg")
    await send(page)
    // Taken back before it left, it would never have been sent a first time.
    await expect.poll(() => uploads.length, { timeout: 30_000 }).toBe(1)
    await page.getByRole("button", { name: "Cancel" }).click()
    await trayOf(page).getByText("The photo was not sent.").waitFor()
    release()
    await page.getByRole("button", { name: "Try again" }).click()
    await logOf(page)
      .getByText(/can't make out anything|I see/)
      .waitFor(PATIENCE)
    await reloadUntilShown(page, (log) => log.getByText(/^Photo/))
    await page.context().close()

    const [body = Buffer.alloc(0), again] = uploads
    const start = body.indexOf(Buffer.from([0xff, 0xd8, 0xff]))
    const sent = await sharp(body.subarray(start)).metadata()
    const turnIds = [body, again].map((one) => /name="turnId"\r\n\r\n(\w+)/.exec(one?.toString("latin1") ?? "")?.[1])
    expect({ width: sent.width, height: sent.height, exif: sent.exif }).toEqual({
      width: 640,
      height: 1920,
      exif: undefined,
    })
    expect(body.includes("Anna Keller")).toBe(false)
    expect(turnIds[0]).toBeDefined()
    expect(turnIds[1]).toBe(turnIds[0])
  }, 120_000)
})
