// Loads a page with the chat again, as a visitor who comes back.

import type { Locator, Page } from "playwright-core"
import { expect } from "vitest"

/**
 * Loads the page again and waits until the conversation shows a line. The panel may open again by itself, but not at once: a
 * click at the wrong moment would close it.
 *
 * @param lineOf The line, in the conversation's log.
 */
export async function reloadUntilShown(page: Page, lineOf: (log: Locator) => Locator, timeout = 60_000): Promise<void> {
  await page.reload()
  const line = lineOf(page.locator("concierge-chat .log"))
  const launcher = page.locator("concierge-chat .launcher")
  const isShown = async (): Promise<boolean> => {
    if (await line.isVisible()) return true
    if ((await launcher.getAttribute("aria-expanded")) === "false") await launcher.click()
    return false
  }
  await expect.poll(isShown, { timeout, interval: 1000 }).toBe(true)
}
