// What the browser tests of the widget share: one browser a file, a mock server for each test, and pages that are closed
// behind it. A page itself is widget-page.ts.

import type { Browser } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest"
import { launchBrowser } from "./browser.ts"
import { type MockChat, startMockChat } from "./mock-chat.ts"
import { openWidgetPage, type WidgetPage, type WidgetPageOptions } from "./widget-page.ts"

/** What a test works with; `browser` and `chat` are there while a test runs. */
export type WidgetTests = {
  readonly browser: Browser
  readonly chat: MockChat
  /** Opens a page with the widget, on this test's server unless another is named; it is closed after the test. */
  open(options?: WidgetPageOptions, server?: MockChat): Promise<WidgetPage>
}

/** Registers the hooks of a test file; called once, at its top. */
export function setUpWidgetTests(): WidgetTests {
  let browser: Browser
  let chat: MockChat
  const opened: WidgetPage[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    chat = await startMockChat()
  })
  afterEach(async () => {
    // A further tab goes before the first one, which holds them all.
    for (const widget of opened.splice(0).reverse()) await widget.close()
    await chat.close()
  })
  return {
    get browser() {
      return browser
    },
    get chat() {
      return chat
    },
    async open(options, server = chat) {
      const widget = await openWidgetPage(browser, server, options)
      opened.push(widget)
      return widget
    },
  }
}
