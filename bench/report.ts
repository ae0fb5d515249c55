// What every benchmark suite gives back, and how it is shown. Running suites is bench/main.ts.

import os from "node:os"

/** One measured number; `peer` names the product measured the same way in the same run. */
export type BenchResult = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer?: string
  readonly peerValue?: number
  /** Ours over the peer's, where that says something. */
  readonly ratio?: number
}

/** What a suite is run with. */
export type BenchOptions = {
  /** The file or folder given with `--data`. */
  readonly data: string | undefined
  /** Whether a suite that samples its data is to take all of it. */
  readonly isFull: boolean
  /** Writes a line for people; not part of the JSON. */
  readonly say: (line: string) => void
}

/** A suite: measures one part of the project. */
export type BenchSuite = {
  readonly describes: string
  run(options: BenchOptions): Promise<readonly BenchResult[]>
}

/** The machine the numbers are from. */
export function describeMachine(): string {
  const cpus = os.cpus()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  return `${cpus[0]?.model.trim() ?? "unknown processor"} x${cpus.length}, ${memory} GB, Node ${process.version}`
}

/** The value below which a share of the sorted or unsorted values lie; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** A result with the peer's number beside it, when the peer could be measured. */
export function compared(
  name: string,
  value: number,
  unit: string,
  peer: string | undefined,
  peerValue: number | undefined,
): BenchResult {
  if (peer === undefined || peerValue === undefined) return { name, value, unit }
  return { name, value, unit, peer, peerValue, ...(peerValue === 0 ? {} : { ratio: round(value / peerValue) }) }
}

/** Cuts a number to four significant digits. */
export function round(value: number): number {
  return Number(value.toPrecision(4))
}

/** Results as lines of text. */
export function formatResults(results: readonly BenchResult[]): string[] {
  const width = Math.max(0, ...results.map((result) => result.name.length))
  return results.map((result) => {
    const peer = result.peer === undefined ? "" : `   (${result.peer}: ${round(result.peerValue ?? 0)})`
    return `${result.name.padEnd(width)}  ${String(round(result.value)).padStart(10)} ${result.unit}${peer}`
  })
}

/** How long a piece of work took by the clock, in seconds, and what it gave. */
export function timed<Value>(work: () => Value): { readonly value: Value; readonly seconds: number } {
  const start = performance.now()
  const value = work()
  return { value, seconds: (performance.now() - start) / 1000 }
}
