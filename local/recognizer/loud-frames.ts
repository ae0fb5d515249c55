// Which frames of an utterance count where it is about the voice, not about pauses.

/**
 * The frames that are loud: not softer by more than `range` than the loudest twentieth.
 *
 * @param loudness A logarithm for each frame, `range` in its units.
 */
export function loudFrames(loudness: Float64Array, range: number): number[] {
  const loudest = loudness.toSorted()[Math.floor(loudness.length * 0.95)] ?? 0
  return [...loudness.keys()].filter((frame) => (loudness[frame] ?? 0) > loudest - range)
}
