// Quality of intent classification: accuracy, F1, out-of-scope detection, calibration, and which intents are confused.

/** One classified text; `label` is undefined when it is out of scope. */
export type Guess = {
  readonly text: string
  readonly label: string | undefined
  readonly guessed: string
  readonly confidence: number
}

/** The share of texts that get their own intent, with a confidence of at least the threshold. */
export function accuracy(guesses: readonly Guess[], threshold = 0): number {
  const right = guesses.filter((guess) => guess.label === guess.guessed && guess.confidence >= threshold)
  return guesses.length === 0 ? 0 : right.length / guesses.length
}

/** The share of out-of-scope texts that no intent gets. */
export function outOfScopeRecall(outside: readonly Guess[], threshold: number): number {
  return outside.length === 0 ? 0 : outside.filter((guess) => guess.confidence < threshold).length / outside.length
}

/** Mean over the intents of the F1 of each. */
export function macroF1(guesses: readonly Guess[]): number {
  const labels = new Set(guesses.map((guess) => guess.label))
  let sum = 0
  for (const label of labels) {
    const right = guesses.filter((guess) => guess.label === label && guess.guessed === label).length
    const all = guesses.filter((guess) => guess.label === label || guess.guessed === label).length
    sum += all === 0 ? 0 : (2 * right) / (all + right)
  }
  return sum / labels.size
}

/** The chance that a text in scope gets a higher confidence than one out of scope. */
export function areaUnderCurve(inside: readonly Guess[], outside: readonly Guess[]): number {
  const sorted = outside.map((guess) => guess.confidence).sort((a, b) => a - b)
  const below = (value: number, orEqual: boolean): number => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = sorted[middle] as number
      if (other < value || (orEqual && other === value)) low = middle + 1
      else high = middle
    }
    return low
  }
  const sum = inside.reduce(
    (total, { confidence }) => total + (below(confidence, false) + below(confidence, true)) / 2,
    0,
  )
  return sum / inside.length / sorted.length
}

/** Mean distance between confidence and accuracy over 15 bins of confidence. */
export function calibrationError(guesses: readonly Guess[]): number {
  const bins = Map.groupBy(guesses, (guess) => Math.min(14, Math.floor(guess.confidence * 15)))
  let error = 0
  for (const bin of bins.values()) {
    const confidence = bin.reduce((sum, guess) => sum + guess.confidence, 0)
    error += Math.abs(confidence - accuracy(bin) * bin.length)
  }
  return error / guesses.length
}

/** The threshold that gets most texts right when "out of scope" is one more intent (Larson et al. 2019). */
export function bestThreshold(inside: readonly Guess[], outside: readonly Guess[]): number {
  const candidates = [...inside, ...outside].map((guess) => guess.confidence)
  const right = (threshold: number) =>
    accuracy(inside, threshold) * inside.length + outOfScopeRecall(outside, threshold) * outside.length
  const grid = candidates.sort((a, b) => a - b).filter((_, i) => i % Math.ceil(candidates.length / 400) === 0)
  return grid.reduce((best, threshold) => (right(threshold) > right(best) ? threshold : best), 0)
}

/** For the bot's author: the pairs of intents confused most, each with an example and what to do. */
export function confusionReport(guesses: readonly Guess[], most = 10): string[] {
  const wrong = guesses.filter((guess) => guess.label !== guess.guessed)
  const pairs = [...Map.groupBy(wrong, (guess) => `${guess.label} taken for ${guess.guessed}`)]
  return pairs
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, most)
    .map(([pair, examples]) => {
      const texts = examples.slice(0, 2).map((guess) => `"${guess.text}"`)
      return `  ${examples.length} x ${pair}: ${texts.join(", ")} - add such utterances to the first, or merge the two`
    })
}
