// A classifier on top of embeddings: multinomial logistic regression. Where embeddings come from is the embedded detector,
// how good a head is head-evaluation.ts.

/** A picture as the network sees it, and the class it belongs to. */
export type Example = { readonly label: string; readonly embedding: Float32Array }

/** A trained head, as it is kept. */
export type LinearHead = {
  readonly labels: readonly string[]
  /** Of each number of an embedding, over the pictures it was trained on. */
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  /** For each label: a weight for each number, then the bias. */
  readonly weights: readonly (readonly number[])[]
}

const ROUNDS = 400
const STEP = 0.5
const MOMENTUM = 0.9
/** How strongly weights are held small: with few pictures anything can be learned by heart. */
const DECAY = 0.01

/**
 * Trains a head. The same examples give the same head.
 *
 * @param examples Of two labels at least; each label counts the same, however many pictures it has.
 */
export function trainHead(examples: readonly Example[]): LinearHead {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const { mean, deviation } = measureSpread(examples)
  const inputs = examples.map(({ embedding }) => standardize(embedding, mean, deviation))
  const targets = examples.map(({ label }) => labels.indexOf(label))
  const counts = labels.map((_, k) => targets.filter((target) => target === k).length)
  const size = mean.length + 1
  const weights = labels.map(() => new Float64Array(size))
  const speeds = labels.map(() => new Float64Array(size))
  for (let round = 0; round < ROUNDS; round++) {
    const slopes = weights.map((row) => row.map((weight, i) => (i === size - 1 ? 0 : DECAY * weight)))
    inputs.forEach((input, at) => {
      const target = targets[at] ?? 0
      const share = 1 / (labels.length * (counts[target] ?? 1))
      softmax(weights.map((row) => weigh(row, input))).forEach((score, k) => {
        addScaled(slopes[k] ?? new Float64Array(), input, share * (score - (k === target ? 1 : 0)))
      })
    })
    weights.forEach((row, k) => {
      const speed = speeds[k] ?? new Float64Array()
      for (let i = 0; i < size; i++) {
        speed[i] = MOMENTUM * (speed[i] ?? 0) - STEP * (slopes[k]?.[i] ?? 0)
        row[i] = (row[i] ?? 0) + (speed[i] ?? 0)
      }
    })
  }
  return { labels, mean, deviation, weights: weights.map((row) => [...row]) }
}

/** How likely each label is, 0 to 1, in the order of the head's labels. */
export function scoreLabels(head: LinearHead, embedding: Float32Array): number[] {
  const input = standardize(embedding, head.mean, head.deviation)
  return softmax(head.weights.map((row) => weigh(row, input)))
}

function measureSpread(examples: readonly Example[]): { readonly mean: number[]; readonly deviation: number[] } {
  const size = examples[0]?.embedding.length ?? 0
  const average = (pick: (example: Example) => number): number =>
    examples.reduce((sum, example) => sum + pick(example), 0) / Math.max(1, examples.length)
  const mean = Array.from({ length: size }, (_, i) => average(({ embedding }) => embedding[i] ?? 0))
  const deviation = mean.map((middle, i) =>
    Math.max(1e-6, Math.sqrt(average(({ embedding }) => ((embedding[i] ?? 0) - middle) ** 2))),
  )
  return { mean, deviation }
}

/** An embedding around 0 with a spread of 1 over the root of its length, and a 1 for the bias. */
function standardize(embedding: Float32Array, mean: readonly number[], deviation: readonly number[]): Float64Array {
  const root = Math.sqrt(embedding.length)
  const input = new Float64Array(embedding.length + 1).fill(1)
  embedding.forEach((value, i) => {
    input[i] = (value - (mean[i] ?? 0)) / (deviation[i] ?? 1) / root
  })
  return input
}

function weigh(row: ArrayLike<number>, input: Float64Array): number {
  let sum = 0
  for (let i = 0; i < input.length; i++) sum += (row[i] ?? 0) * (input[i] ?? 0)
  return sum
}

function addScaled(sum: Float64Array, input: Float64Array, scale: number): void {
  for (let i = 0; i < input.length; i++) sum[i] = (sum[i] ?? 0) + scale * (input[i] ?? 0)
}

function softmax(values: readonly number[]): number[] {
  const highest = Math.max(...values)
  const powers = values.map((value) => Math.exp(value - highest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}
