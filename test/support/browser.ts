// A real browser for tests: finds Chromium, starts one per test file, opens pages. What pages do is up to the tests.

import { accessSync, constants } from "node:fs"
import { type Browser, chromium } from "playwright-core"

const CANDIDATES = [
  process.env.CHROME_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
]

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Starts a browser: `CHROME_PATH`, or Chromium or Chrome where systems put it.
 *
 * @throws {Error} when there is none, with what to do about it.
 */
export async function launchBrowser(extraFlags: readonly string[] = []): Promise<Browser> {
  const executablePath = CANDIDATES.find((path) => path !== undefined && isRunnable(path))
  if (executablePath === undefined) {
    throw new Error(
      "No Chromium found for the browser tests: install it (Debian: apt-get install chromium) or name one in CHROME_PATH.",
    )
  }
  return await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...extraFlags,
    ],
  })
}
