// Counts and times of this process, in Prometheus' text format. What is measured where is for the routes; names carry
// no guest text and no session, and each label has few values.

/** Latency buckets in seconds, from a store read to a turn that times out. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

const MAX_SERIES = 2000

/** The labels of one series. */
export type Labels = Readonly<Record<string, string>>

/** Counts things. */
export interface Metrics {
  count(name: MetricName, labels: Labels): void
  /** Adds one observed duration, in seconds, to a histogram. */
  observeSeconds(name: MetricName, labels: Labels, seconds: number): void
  /** Everything so far, as `text/plain; version=0.0.4`. */
  format(): string
}

const METRICS = {
  concierge_http_requests_total: { type: "counter", help: "HTTP requests by route, method and status." },
  concierge_http_request_seconds: { type: "histogram", help: "Time to answer an HTTP request, by route." },
  concierge_turns_total: { type: "counter", help: "Turns taken, by intent and its state after the turn." },
  concierge_problems_total: { type: "counter", help: "Requests answered with a problem, by its kind." },
  concierge_lex_seconds: { type: "histogram", help: "Time Lex took for a call, by operation and outcome." },
} as const satisfies Record<string, { readonly type: "counter" | "histogram"; readonly help: string }>

/** What is measured. */
export type MetricName = keyof typeof METRICS

/** Read at the moment of asking: name, help and value. */
export type Gauge = { readonly name: string; readonly help: string; readonly read: () => number }

type Series = { value: number; buckets: number[] }

/** Creates the metrics of a process. New series beyond a bound are not kept, so that memory stays bounded. */
export function createMetrics(gauges: readonly Gauge[]): Metrics {
  const series = new Map<MetricName, Map<string, Series>>()
  let seriesCount = 0

  const findSeries = (name: MetricName, labels: Labels): Series | undefined => {
    const own = series.get(name) ?? new Map<string, Series>()
    series.set(name, own)
    const key = formatLabels(labels)
    const known = own.get(key)
    if (known !== undefined || seriesCount >= MAX_SERIES) return known
    const created = { value: 0, buckets: new Array<number>(BUCKETS.length + 1).fill(0) }
    own.set(key, created)
    seriesCount++
    return created
  }

  return {
    count(name, labels) {
      const own = findSeries(name, labels)
      if (own !== undefined) own.value++
    },
    observeSeconds(name, labels, seconds) {
      const own = findSeries(name, labels)
      if (own === undefined) return
      const bucket = BUCKETS.findIndex((limit) => seconds <= limit)
      const index = bucket === -1 ? BUCKETS.length : bucket
      own.buckets[index] = (own.buckets[index] ?? 0) + 1
      own.value += seconds
    },
    format() {
      const lines = [...series].flatMap(([name, own]) => [
        `# HELP ${name} ${METRICS[name].help}`,
        `# TYPE ${name} ${METRICS[name].type}`,
        ...[...own].flatMap(([labels, one]) => formatSeries(name, labels, one)),
      ])
      const gaugeLines = gauges.flatMap(({ name, help, read }) => [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} gauge`,
        `${name} ${read()}`,
      ])
      return `${[...lines, ...gaugeLines].join("\n")}\n`
    },
  }
}

function formatSeries(name: MetricName, labels: string, series: Series): readonly string[] {
  if (METRICS[name].type === "counter") return [`${name}${braced(labels)} ${series.value}`]
  let sum = 0
  const buckets = series.buckets.map((count, i) => {
    sum += count
    const limit = BUCKETS[i]
    const le = `le="${limit === undefined ? "+Inf" : limit}"`
    return `${name}_bucket${braced(labels === "" ? le : `${labels},${le}`)} ${sum}`
  })
  return [...buckets, `${name}_sum${braced(labels)} ${series.value}`, `${name}_count${braced(labels)} ${sum}`]
}

function braced(labels: string): string {
  return labels === "" ? "" : `{${labels}}`
}

function formatLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (one) => (one === "\n" ? "\\n" : `\\${one}`))}"`)
    .join(",")
}
