// A thread that does odd jobs for the test of worker pools.

import { workerData } from "node:worker_threads"
import { serveJobs } from "#local/workers/serve-jobs.ts"

type OddJob =
  | { readonly type: "greet"; readonly name: string }
  | { readonly type: "count"; readonly to: number }
  | { readonly type: "throw" | "die" | "spin" | "hang" }

serveJobs((value, context) => {
  const job = value as OddJob
  switch (job.type) {
    case "greet":
      return `${(workerData as { greeting: string }).greeting} ${job.name}`
    case "count":
      for (let i = 1; i <= job.to; i++) context.send(i)
      return job.to
    case "throw":
      throw new Error("no such luck")
    case "die":
      return process.exit(3)
    case "spin":
      while (!context.isCancelled());
      return undefined
    case "hang":
      for (;;);
  }
})
