// Finds out what is sent as PCM and isn't: files with a header. Those of WAV are read, others refused. Samples are read by
// pcm-decoder.ts.

import { validationError } from "#local/http/aws-error.ts"

/** How files of other formats begin. */
const FILES: readonly (readonly [name: string, begins: readonly number[]])[] = [
  ["an Ogg file", [0x4f, 0x67, 0x67, 0x53]],
  ["a FLAC file", [0x66, 0x4c, 0x61, 0x43]],
  ["an MP3 file", [0x49, 0x44, 0x33]],
  ["a WebM file", [0x1a, 0x45, 0xdf, 0xa3]],
]
const RIFF = [0x52, 0x49, 0x46, 0x46]
const USUAL_HEADER_BYTES = 44

/**
 * Takes the header of a WAV file off.
 *
 * @param bytes How the sound begins.
 * @throws {AwsError} `ValidationException` for a WAV file of other than 16-bit mono PCM of the rate, and for other files.
 */
export function takeHeaderOff(bytes: Uint8Array, sampleRateHz: number): Uint8Array {
  const file = FILES.find(([, begins]) => beginsWith(bytes, begins))
  if (file !== undefined) throw validationError(`The audio is ${file[0]}, not the raw PCM that its content type says.`)
  if (!beginsWith(bytes, RIFF) || bytes.length < USUAL_HEADER_BYTES) return bytes
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let dataAt = USUAL_HEADER_BYTES
  for (let at = 12; at + 8 <= bytes.length; at += 8 + view.getUint32(at + 4, true)) {
    const name = Buffer.from(bytes.subarray(at, at + 4)).toString("latin1")
    if (name === "fmt " && at + 24 <= bytes.length) checkFormat(view, at + 8, sampleRateHz)
    if (name !== "data") continue
    dataAt = at + 8
    break
  }
  return bytes.subarray(dataAt)
}

function checkFormat(view: DataView, at: number, sampleRateHz: number): void {
  const [format, channels, rate, bits] = [
    view.getUint16(at, true),
    view.getUint16(at + 2, true),
    view.getUint32(at + 4, true),
    view.getUint16(at + 14, true),
  ]
  // 0xFFFE says the same at more length.
  const isPcm = format === 1 || format === 0xff_fe
  if (isPcm && channels === 1 && rate === sampleRateHz && bits === 16) return
  throw validationError(
    `The audio is a WAV file of ${bits} bits, ${channels} channels and ${rate} Hz, but its content type says 16-bit mono PCM at ${sampleRateHz} Hz.`,
  )
}

function beginsWith(bytes: Uint8Array, begins: readonly number[]): boolean {
  return begins.every((byte, i) => bytes[i] === byte)
}
