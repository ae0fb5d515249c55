// Tells which phone, and which of its states, is heard in each frame of a sound whose words are known: the likeliest way
// through all that the words may sound like (Viterbi). How well a sound fits a state is the acoustic model's own judgement.

import { type AcousticModel, STATES, WORD_POSITION, type WordPosition } from "#local/recognizer/acoustic-model.ts"
import type { SenoneScores } from "#local/recognizer/senone-scores.ts"

/** What is said when. */
export type Alignment = {
  /** For each frame, phone * `STATES` + state; noises are taken for silence. */
  readonly labels: Uint8Array
  /** How badly the words fit: steps of log-steps.ts, per frame. High where something else was said. */
  readonly loss: number
}

/** The ways a word is said, at least one, each as numbers of the model's phones. */
export type WordWays = readonly (readonly number[])[]

/** One phone in its place, the number of its senone sequence, and the places that may come right before it. */
type Place = { readonly phone: number; readonly sequence: number; readonly before: readonly number[] }

/** Comes before everything. */
const START = -1

/**
 * Aligns words with a sound. There may be silence before, between and after them.
 *
 * @param scores Of the whole sound; no other sound of its scorer need be kept.
 * @returns `undefined` when the sound is too short for the words.
 */
export function alignWords(
  words: readonly WordWays[],
  model: AcousticModel,
  scores: SenoneScores,
): Alignment | undefined {
  const { places, last } = layOut(words, model)
  const origins = originsOf(places)
  const states = origins.length
  const senones = places.flatMap(({ sequence }) => [
    ...model.sequences.subarray(sequence * STATES, (sequence + 1) * STATES),
  ])
  const chosen = new Int32Array(scores.frames * states)
  let losses = new Float64Array(states).fill(Number.POSITIVE_INFINITY)
  for (let frame = 0; frame < scores.frames; frame++) {
    scores.enter(frame)
    const next = new Float64Array(states)
    for (let state = 0; state < states; state++) {
      const best = frame === 0 ? state : cheapest(origins[state] ?? [], losses)
      const before = frame === 0 ? lossAtStart(places, state) : (losses[best] ?? 0)
      next[state] = before + (scores.losses[scores.at + (senones[state] ?? 0)] ?? 0)
      chosen[frame * states + state] = best
    }
    losses = next
  }
  const end = cheapest(last.map(lastStateOf), losses)
  const loss = (losses[end] ?? Number.POSITIVE_INFINITY) / scores.frames
  if (!Number.isFinite(loss)) return undefined
  const phones = places.map(({ phone }) => model.asContext[phone] ?? phone)
  const labels = traceBack(end, chosen, states).map(
    (state) => (phones[Math.floor(state / STATES)] ?? 0) * STATES + (state % STATES),
  )
  return { labels: Uint8Array.from(labels), loss }
}

/** Everything that may be heard, one phone after the other, and the places that may be the last. */
function layOut(
  words: readonly WordWays[],
  model: AcousticModel,
): { readonly places: readonly Place[]; readonly last: readonly number[] } {
  const { silence } = model
  const places: Place[] = []
  const add = (place: Place): number => places.push(place) - 1
  const addSilence = (before: readonly number[]): number =>
    add({ phone: silence, sequence: model.plainSequenceOf(silence), before })
  let ends: readonly number[] = [START, addSilence([START])]
  for (const [index, ways] of words.entries()) {
    // Of a neighbor that is said in several ways, the first stands for all.
    const left = words[index - 1]?.[0]?.at(-1) ?? silence
    const right = words[index + 1]?.[0]?.[0] ?? silence
    const own = ways.flatMap((phones) => {
      let before = ends
      for (const [at, phone] of phones.entries()) {
        const position = positionOf(at, phones.length)
        const sequence = model.sequenceOf(phone, phones[at - 1] ?? left, phones[at + 1] ?? right, position)
        before = [add({ phone, sequence, before })]
      }
      return before
    })
    ends = [...own, addSilence(own)]
  }
  return { places, last: ends.filter((place) => place !== START) }
}

function positionOf(at: number, length: number): WordPosition {
  if (length === 1) return WORD_POSITION.single
  if (at === 0) return WORD_POSITION.begin
  return at === length - 1 ? WORD_POSITION.end : WORD_POSITION.internal
}

/** For each state of each place, where it may be come to from: itself, the state before it, the ends of places before. */
function originsOf(places: readonly Place[]): readonly (readonly number[])[] {
  return places.flatMap(({ before }, place) =>
    Array.from({ length: STATES }, (_, state) => {
      const own = place * STATES + state
      return state > 0 ? [own, own - 1] : [own, ...before.filter((other) => other !== START).map(lastStateOf)]
    }),
  )
}

function lastStateOf(place: number): number {
  return place * STATES + STATES - 1
}

function lossAtStart(places: readonly Place[], state: number): number {
  const isFirst = state % STATES === 0 && places[state / STATES]?.before.includes(START)
  return isFirst ? 0 : Number.POSITIVE_INFINITY
}

function cheapest(states: readonly number[], losses: Float64Array): number {
  let best = states[0] ?? 0
  for (const state of states) if ((losses[state] ?? 0) < (losses[best] ?? 0)) best = state
  return best
}

/** The states of all frames, from the one in the last. */
function traceBack(end: number, chosen: Int32Array, states: number): number[] {
  const path: number[] = []
  for (let at = chosen.length - states, state = end; at >= 0; at -= states) {
    path.push(state)
    state = chosen[at + state] ?? 0
  }
  return path.reverse()
}
