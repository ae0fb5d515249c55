// Once before all tests: makes sure that there is a Chromium for the browser tests, installing Debian's when it is
// missing and we may.

import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]

/** Called by vitest before the first test. */
export function setup(): void {
  const own = process.env.CHROME_PATH
  if ([own, ...PLACES].some((path) => path !== undefined && existsSync(path))) return
  const isRoot = process.getuid?.() === 0
  const apt = spawnSync("apt-get", ["--version"]).status === 0
  if (!isRoot || !apt) {
    throw new Error("the browser tests need Chromium: install it (apt-get install chromium) or name one in CHROME_PATH")
  }
  console.info("Installing Chromium for the browser tests …")
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  for (const step of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const run = spawnSync("apt-get", ["-qq", ...step], { stdio: ["ignore", "ignore", "inherit"], env: environment })
    if (run.status !== 0) throw new Error(`apt-get ${step.join(" ")} failed; install Chromium by hand`)
  }
}
