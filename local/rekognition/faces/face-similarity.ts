// How alike two faces are, from the distance of their descriptions. Who is searched for is face-matching.ts and the
// collections.

/** Similarity of 50 percent, and how fast it falls from there: .40 is 99 percent, .55 is 80 (Rekognition's default threshold), .70 is 14. */
const HALF_WAY = 0.615
const STEEPNESS = 21.4

/** Percent, of two descriptions of 128 numbers. */
export function similarity(a: Float32Array, b: Float32Array): number {
  let squares = 0
  for (let i = 0; i < a.length; i++) squares += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2
  return 100 / (1 + Math.exp(STEEPNESS * (Math.sqrt(squares) - HALF_WAY)))
}
