import { defineConfig } from "vitest/config"
import { TallyReporter } from "./test/support/tally-reporter.ts"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: ["default", new TallyReporter()],
    sequence: { shuffle: true },
    expect: { requireAssertions: true },
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
