// How long a speaker's vocal tract is, as far as it matters: those of women and children are shorter, and their resonances
// higher. The voice tells: who has a higher pitch has, more often than not, a shorter vocal tract.

/** A man's pitch, and how much faster than it the resonances rise: 7 in a hundred for a woman of 175 Hz. */
const MEAN_PITCH_HZ = 110
const RISE = 0.155
/** Voices are taken for no lower than the model's, and for no higher than a child's. */
const LEAST_WARP = 1
const MOST_WARP = 1.12

/** What the frequencies a speaker is heard at are to be multiplied by. @param pitchHz `undefined` where it isn't known. */
export function warpOf(pitchHz: number | undefined): number {
  if (pitchHz === undefined) return LEAST_WARP
  const warp = 1 + RISE * Math.log(pitchHz / MEAN_PITCH_HZ)
  return Math.max(LEAST_WARP, Math.min(MOST_WARP, warp))
}
