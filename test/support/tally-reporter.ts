// Ends a test run with one plain line, "N passed, N failed", for whoever reads only the end of the log.

import type { Reporter, TestModule } from "vitest/node"

/** Counts the tests of all files. */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length
    // A file that doesn't load has no tests to count, and is a failure all the same.
    const brokenFiles = modules.filter((module) => module.state() === "failed" && module.errors().length > 0).length
    const skipped = count("skipped")
    const tail = skipped > 0 ? `, ${skipped} skipped` : ""
    // After vitest's own summary, which is written in the same tick.
    process.once("exit", () => {
      console.info(`${count("passed")} passed, ${count("failed") + brokenFiles} failed${tail}`)
    })
  }
}
