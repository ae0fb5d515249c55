// Cuts a face out so that every face's eyes, nose and mouth come to lie where the networks learned to find them. The
// networks are face-descriptor.ts and face-attributes.ts.

import type { Pixels } from "./decode-image.ts"
import type { MeshPoint } from "./face-mesh.ts"
import { sampleSquare, type TurnedSquare } from "./sample-pixels.ts"

/** Points of the mesh, and where dlib's mean face has them, in shares of its square (dlib, get_face_chip_details). */
const MEAN_FACE: readonly (readonly [mesh: number, x: number, y: number])[] = [
  [168, 0.490_127, 0.203_352],
  [197, 0.490_127, 0.307_009],
  [5, 0.490_127, 0.409_805],
  [4, 0.490_127, 0.515_625],
  [75, 0.366_88, 0.587_326],
  [97, 0.426_036, 0.609_345],
  [2, 0.490_127, 0.628_106],
  [326, 0.554_217, 0.609_345],
  [305, 0.613_373, 0.587_326],
  [33, 0.121_737, 0.216_423],
  [160, 0.187_122, 0.178_758],
  [158, 0.265_825, 0.179_852],
  [133, 0.334_606, 0.231_733],
  [153, 0.260_918, 0.245_099],
  [144, 0.182_743, 0.244_077],
  [362, 0.645_647, 0.231_733],
  [385, 0.714_428, 0.179_852],
  [387, 0.793_132, 0.178_758],
  [263, 0.858_516, 0.216_423],
  [373, 0.797_51, 0.244_077],
  [380, 0.719_335, 0.245_099],
  [61, 0.254_149, 0.780_233],
  [39, 0.340_985, 0.745_405],
  [37, 0.428_858, 0.727_388],
  [0, 0.490_127, 0.742_578],
  [267, 0.551_395, 0.727_388],
  [269, 0.639_268, 0.745_405],
  [291, 0.726_104, 0.780_233],
  [78, 0.290_379, 0.784_792],
  [82, 0.428_096, 0.778_746],
  [13, 0.490_127, 0.785_343],
  [312, 0.552_157, 0.778_746],
  [308, 0.689_874, 0.784_792],
]

/** Room around the mean face, in shares of its side, as dlib trained its network. */
const PADDING = 0.25

/** The mean of each colour over the pictures that the networks learned from is taken off, and the rest put to -1 to 1. */
export const CHIP_NORMALIZATION = {
  scale: 1 / 255,
  offset: [-122.782 / 255, -117.001 / 255, -104.298 / 255],
} as const

/** The square of a picture that a face's chip is. */
export function findChip(points: readonly MeshPoint[]): TurnedSquare {
  const pairs = MEAN_FACE.flatMap(([index, x, y]) => {
    const point = points[index]
    return point === undefined ? [] : [{ point, x: toChip(x) - 0.5, y: toChip(y) - 0.5 }]
  })
  const mean = (pick: (pair: (typeof pairs)[number]) => number): number =>
    pairs.reduce((sum, pair) => sum + pick(pair), 0) / pairs.length
  const center = { x: mean(({ point }) => point.x), y: mean(({ point }) => point.y) }
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y) }
  // The turn and scale that bring the mean face nearest to this one, by least squares.
  let along = 0
  let across = 0
  let size = 0
  for (const { point, x, y } of pairs) {
    const [fromX, fromY, toX, toY] = [x - middle.x, y - middle.y, point.x - center.x, point.y - center.y]
    along += fromX * toX + fromY * toY
    across += fromX * toY - fromY * toX
    size += fromX ** 2 + fromY ** 2
  }
  const [cos, sin] = [along / size, across / size]
  return {
    center: {
      x: center.x - (middle.x * cos - middle.y * sin),
      y: center.y - (middle.x * sin + middle.y * cos),
    },
    side: Math.hypot(cos, sin),
    angle: Math.atan2(sin, cos),
  }
}

/** Cuts out the chip. */
export function cutChip(pixels: Pixels, chip: TurnedSquare, side: number): Float32Array {
  return sampleSquare(pixels, chip, side, CHIP_NORMALIZATION)
}

function toChip(share: number): number {
  return (PADDING + share) / (2 * PADDING + 1)
}
