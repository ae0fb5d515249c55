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
 * Finds a Chromium to test with: `CHROME_PATH`, then where systems put it.
 *
 * @returns `undefined` when there is none; browser tests then say that they are skipped.
 */
export function findChromium(): string | undefined {
  return CANDIDATES.find((path) => path !== undefined && isRunnable(path))
}

/** What to say when browser tests can't run. */
export const NO_CHROMIUM =
  "No Chromium found: browser tests are skipped. Install it (Debian: apt install chromium) or set CHROME_PATH to its executable."

/**
 * Starts a browser.
 *
 * @throws {Error} when there is none, with what to do about it.
 */
export async function launchBrowser(extraFlags: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error(NO_CHROMIUM)
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
