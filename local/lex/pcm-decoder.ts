// Reads PCM as Lex takes it, piece by piece. What is done with the sound is speech.ts and conversation-input.ts.

import { validationError } from "#local/http/aws-error.ts"
import { mediaType } from "#local/http/rest-json.ts"
import { takeHeaderOff } from "./audio-container.ts"
import type { PcmAudio } from "./speech-ports.ts"

/** Reads the sound of one content type. */
export interface PcmDecoder {
  readonly contentType: string
  /**
   * Reads the next bytes; half a sample waits for its other half.
   *
   * @throws {AwsError} `ValidationException` when the first ones show that it is no PCM of the content type.
   */
  decode(bytes: Uint8Array): PcmAudio
}

/**
 * Creates a decoder for one of the formats of Lex: `audio/l16; rate=16000`, `audio/x-l16; sample-rate=16000`,
 * `audio/lpcm; sample-rate=8000; sample-size-bits=16; …`. All are little-endian unless they say otherwise.
 *
 * @throws {AwsError} `ValidationException` for every other format.
 */
export function createPcmDecoder(contentType: string): PcmDecoder {
  const parameters = readParameters(contentType)
  const sampleRateHz = Number(parameters.get("rate") ?? parameters.get("sample-rate"))
  const channels = Number(parameters.get("channels") ?? parameters.get("channel-count") ?? 1)
  const bits = Number(parameters.get("sample-size-bits") ?? 16)
  const isPcm = ["audio/l16", "audio/x-l16", "audio/lpcm"].includes(mediaType(contentType))
  if (!isPcm || ![8000, 16_000].includes(sampleRateHz) || channels !== 1 || bits !== 16) {
    throw validationError(
      `The content type '${contentType}' is not supported: send 16-bit mono PCM at 8000 or 16000 Hz.`,
    )
  }
  const isLittleEndian = parameters.get("is-big-endian") !== "true"
  let rest = new Uint8Array()
  let hasBegun = false
  return {
    contentType,
    decode: (bytes) => {
      const sound = hasBegun ? bytes : takeHeaderOff(bytes, sampleRateHz)
      hasBegun ||= bytes.length > 0
      const whole = rest.length === 0 ? sound : Buffer.concat([rest, sound])
      const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength)
      const samples = new Int16Array(whole.byteLength >> 1)
      for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(i * 2, isLittleEndian)
      rest = whole.slice(samples.length * 2)
      return { samples, sampleRateHz }
    },
  }
}

function readParameters(contentType: string): ReadonlyMap<string, string> {
  const pairs = contentType.split(";").slice(1)
  return new Map(
    pairs.map((pair) => {
      const [name = "", value = ""] = pair.split("=", 2)
      return [name.trim().toLowerCase(), value.trim().toLowerCase()]
    }),
  )
}
