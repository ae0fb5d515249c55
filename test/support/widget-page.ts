// A page with the widget, for browser tests: opens it, talks to it, and checks it with axe.

import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core"
import type { MockChat } from "./mock-chat.ts"

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** A page with the widget on it, and handles on its parts. */
export type WidgetPage = {
  readonly page: Page
  readonly launcher: Locator
  readonly panel: Locator
  readonly input: Locator
  readonly log: Locator
  /** What the browser complained about: errors, refused policies. */
  readonly complaints: string[]
  close(): Promise<void>
}

/** How to open it. `attributes` is written into the element's tag. */
export type WidgetPageOptions = {
  readonly attributes?: string
  readonly language?: string
  readonly context?: BrowserContextOptions
  /** Opens a further page in an existing context: another tab. */
  readonly beside?: WidgetPage
  /** A path of the server instead of a bare page. */
  readonly path?: string
}

/** Opens a page with the widget under the strict policy of the mock server. */
export async function openWidgetPage(
  browser: Browser,
  chat: MockChat,
  { attributes = "", language = "en", context, beside, path }: WidgetPageOptions = {},
): Promise<WidgetPage> {
  const browserContext =
    beside === undefined
      ? await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...context })
      : beside.page.context()
  const page = await browserContext.newPage()
  const complaints: string[] = []
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("console", (message) => {
    // A server without live lines refuses the WebSocket, as it should.
    const isExpected = /Failed to load resource|WebSocket connection to/.test(message.text())
    if (message.type() === "error" && !isExpected) complaints.push(message.text())
  })
  const address = path ?? `/page-${chat.pages.size}`
  if (path === undefined) chat.pages.set(address, barePage(language, attributes))
  await page.goto(chat.url + address)
  return {
    page,
    complaints,
    launcher: page.locator("concierge-chat .launcher"),
    panel: page.locator("concierge-chat .panel"),
    input: page.locator("concierge-chat #input"),
    log: page.locator("concierge-chat .log"),
    close: () => (beside === undefined ? browserContext.close() : page.close()),
  }
}

function barePage(language: string, attributes: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><script src="/widget.js" defer></script></head>
<body><main><h1>A page</h1><p><a href="#x" id="before">A link</a></p></main>
<concierge-chat ${attributes}></concierge-chat></body></html>`
}

/** Opens the panel and passes the gate. */
export async function startChat(widget: WidgetPage): Promise<void> {
  await widget.launcher.click()
  await widget.page.getByRole("button", { name: "Agree and start" }).click()
  await widget.log.getByText("Good evening").waitFor()
}

/** Writes a message and sends it. */
export async function say(widget: WidgetPage, text: string): Promise<void> {
  await widget.input.fill(text)
  await widget.input.press("Enter")
}

type Violation = { readonly id: string; readonly nodes: readonly { readonly target: unknown; readonly any: unknown }[] }

/** Checks the page with every rule of WCAG 2.2 A and AA and the best practices. @returns what is wrong, one line each. */
export async function findViolations(page: Page, scope = "concierge-chat"): Promise<readonly string[]> {
  // Through the debugger, as the page's own policy lets no foreign script in.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource)
  // Contrast is measured when nothing moves any more.
  await page.evaluate(`Promise.all(
    [document, ...[...document.querySelectorAll("concierge-chat")].map((host) => host.shadowRoot)]
      .flatMap((root) => root.getAnimations({ subtree: true }))
      .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
      .map((animation) => animation.finished.catch(() => undefined)))`)
  const result = (await page.evaluate(
    `axe.run(${scope === "document" ? "document" : JSON.stringify(scope)}, { resultTypes: ["violations"] })`,
  )) as { violations: readonly Violation[] }
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${JSON.stringify(node.any).slice(0, 300)}`),
  )
}

/** The texts the hidden live region was given, in order; call before anything happens. */
export async function recordAnnouncements(widget: WidgetPage): Promise<() => Promise<readonly string[]>> {
  await widget.page.evaluate(() => {
    const region = document.querySelector("concierge-chat")?.shadowRoot?.querySelector("[aria-live]")
    const texts: string[] = []
    Object.assign(window, { announced: texts })
    if (region === null || region === undefined) return
    new MutationObserver((changes) => {
      for (const change of changes) for (const node of change.addedNodes) texts.push(node.textContent ?? "")
    }).observe(region, { childList: true })
  })
  return async () => (await widget.page.evaluate("window.announced")) as readonly string[]
}
