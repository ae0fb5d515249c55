import { describe, expect, it } from "vitest"
import { findChip } from "#local/rekognition/models/face-chip.ts"
import type { MeshPoint } from "#local/rekognition/models/face-mesh.ts"
import { sampleSquare, squareToPicture } from "#local/rekognition/models/sample-pixels.ts"

const PLAIN = { scale: 1, offset: [0, 0, 0] } as const

describe("findChip", () => {
  it("finds the square that a face was put into, wherever it is, however large and turned", () => {
    // Corners of the eyes and the mouth of dlib's mean face, with a quarter of it as room on each side.
    const face: readonly (readonly [number, number, number])[] = [
      [33, 0.121_737, 0.216_423],
      [263, 0.858_516, 0.216_423],
      [61, 0.254_149, 0.780_233],
      [291, 0.726_104, 0.780_233],
    ]
    const square = { center: { x: 320, y: 200 }, side: 150, angle: 0.4 }
    const toPicture = squareToPicture(square)
    const points: MeshPoint[] = []
    for (const [at, x, y] of face) points[at] = { ...toPicture((0.25 + x) / 1.5, (0.25 + y) / 1.5), z: 0 }
    const found = findChip(points)

    expect(found.center.x).toBeCloseTo(320, 3)
    expect(found.center.y).toBeCloseTo(200, 3)
    expect(found.side).toBeCloseTo(150, 3)
    expect(found.angle).toBeCloseTo(0.4, 5)
  })
})

describe("sampleSquare", () => {
  const gradient = {
    width: 40,
    height: 40,
    data: Uint8Array.from({ length: 4800 }, (_, i) => Math.floor((i / 3) % 40) * 5),
  }

  it("gives the pixels themselves where it covers them one by one", () => {
    const square = { center: { x: 20, y: 20 }, side: 40, angle: 0 }

    expect([...sampleSquare(gradient, square, 40, PLAIN)]).toEqual([...gradient.data])
  })

  it("turns clockwise: what was to the right is read downwards", () => {
    const square = { center: { x: 20, y: 20 }, side: 40, angle: Math.PI / 2 }
    const turned = sampleSquare(gradient, square, 40, PLAIN)

    expect(turned[0]).toBeCloseTo(195, 0)
    expect(turned[39 * 40 * 3]).toBeCloseTo(0, 0)
  })

  it("averages where it shrinks, and is grey outside", () => {
    const square = { center: { x: 0, y: 20 }, side: 80, angle: 0 }
    const values = sampleSquare(gradient, square, 2, { scale: 1 / 255, offset: [0, 0, -0.5] })

    expect(values[0]).toBeCloseTo(128 / 255, 1)
    expect(values[2]).toBeCloseTo(128 / 255 - 0.5, 1)
    expect(values[3]).toBeCloseTo((97.5 / 255 + 128 / 255) / 2, 1)
  })
})
