// Packs samples in the eight bits of telephones: ITU-T G.711, µ-law and A-law.

/** Added before µ-law's logarithm, and the loudest sample that then fits. */
const MU_BIAS = 0x84
const MU_CLIP = 32_635

/** Packs a sample of 16 bits by µ-law. */
export function encodeMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(MU_CLIP, Math.abs(sample)) + MU_BIAS
  const exponent = 31 - Math.clz32(magnitude) - 7
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

/** Packs a sample of 16 bits by A-law. */
export function encodeALaw(sample: number): number {
  const isNegative = sample < 0
  // 13 bits; minus one has the magnitude of nought.
  const magnitude = Math.min(4095, (isNegative ? -sample - 1 : sample) >> 3)
  const exponent = Math.max(0, 31 - Math.clz32(magnitude | 1) - 4)
  const mantissa = exponent < 2 ? (magnitude >> 1) & 0x0f : (magnitude >> exponent) & 0x0f
  return ((exponent << 4) | mantissa | (isNegative ? 0 : 0x80)) ^ 0x55
}
