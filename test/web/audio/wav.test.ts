import { describe, expect, it } from "vitest"
import { writeWav } from "#test/support/sound.ts"
import { readWav } from "#web/audio/wav.ts"

const bytes = (...values: readonly number[]) => Uint8Array.from(values)

describe("a WAV file", () => {
  it.each([
    { of: "8 bits", bits: 8, data: bytes(128, 192, 64), samples: [0, 0.5, -0.5] },
    { of: "16 bits", bits: 16, data: bytes(0, 0, 0, 64, 0, 192), samples: [0, 0.5, -0.5] },
    { of: "24 bits", bits: 24, data: bytes(0, 0, 64, 0, 0, 192), samples: [0.5, -0.5] },
    { of: "32 bits", bits: 32, data: bytes(0, 0, 0, 64, 0, 0, 0, 192), samples: [0.5, -0.5] },
    {
      of: "floating point",
      bits: 32,
      encoding: 3,
      data: new Uint8Array(Float32Array.of(0.5, -2, Number.NaN).buffer),
      samples: [0.5, -1, 0],
    },
    { of: "two channels", bits: 16, channels: 2, data: bytes(0, 64, 0, 0, 0, 192, 0, 192), samples: [0.25, -0.5] },
  ])("of $of is read", ({ of: _, samples, ...parts }) => {
    const sound = readWav(writeWav({ sampleRateHz: 44_100, ...parts }))

    expect(sound).toEqual({ sampleRateHz: 44_100, samples: Float32Array.from(samples) })
  })

  it.each([0, 0xff_ff_ff_ff])(
    "that says %d because its writer didn't know the length is read to its end",
    (claimed) => {
      const sound = readWav(writeWav({ sampleRateHz: 8000, data: bytes(0, 64), claimedBytes: claimed }))

      expect(sound).toMatchObject({ samples: Float32Array.of(0.5) })
    },
  )

  it("may have other chunks before its sound", () => {
    const plain = writeWav({ sampleRateHz: 8000, data: bytes(0, 64) })
    const list = new TextEncoder().encode("LIST\u0003\0\0\0abc\0")
    const file = bytes(...plain.subarray(0, 36), ...list, ...plain.subarray(36))

    expect(readWav(file)).toMatchObject({ samples: Float32Array.of(0.5) })
  })

  it.each([
    { file: bytes(), flaw: /doesn't begin/ },
    { file: new TextEncoder().encode("OggS and so on and on"), flaw: /doesn't begin/ },
    { file: writeWav({ sampleRateHz: 8000, data: bytes(0, 0) }).subarray(0, 30), flaw: /format is cut off/ },
    { file: writeWav({ sampleRateHz: 8000, data: bytes(0, 0) }).subarray(0, 40), flaw: /before its sound/ },
    {
      file: writeWav({ sampleRateHz: 8000, data: bytes(0, 0), claimedBytes: 100 }),
      flaw: /of 100 bytes .* 2 are there/,
    },
    { file: writeWav({ sampleRateHz: 0, data: bytes(0, 0) }), flaw: /0 samples a second/ },
    { file: writeWav({ sampleRateHz: 8000, channels: 0, data: bytes(0, 0) }), flaw: /0 channels/ },
    { file: writeWav({ sampleRateHz: 8000, bits: 12, data: bytes(0, 0) }), flaw: /12 bits/ },
    { file: writeWav({ sampleRateHz: 8000, encoding: 85, data: bytes(0, 0) }), flaw: /encoding 85 is not PCM/ },
  ])("is refused: $flaw", ({ file, flaw }) => {
    expect(readWav(file)).toEqual({ flaw: expect.stringMatching(flaw) })
  })
})
