// What a visitor says aloud in tests: spoken by the local Polly, at the rate microphones have.

import { planText } from "#local/polly/plan-text.ts"
import type { Speaker } from "#local/polly/speaker.ts"
import { findVoice } from "#local/polly/voices.ts"
import { createResampler } from "#web/widget/voice/resampler.ts"
import { joined } from "./sound.ts"

const POLLY_RATE_HZ = 16_000

/** @returns samples from -1 to 1, without silence around them beyond what the voice leaves. */
export async function speakAloud(
  speaker: Speaker,
  text: string,
  voiceId: string,
  sampleRateHz = POLLY_RATE_HZ,
): Promise<Float32Array> {
  const voice = findVoice(voiceId)
  if (voice === undefined) throw new Error(`there is no voice ${voiceId}`)
  const { sentences } = planText({ text, textType: "text", voice, engine: "standard" })
  const job = { sentences, voice, output: { format: "pcm", sampleRateHz: POLLY_RATE_HZ } } as const
  const parts: Uint8Array[] = []
  for await (const chunk of await speaker.speak(job, new AbortController().signal))
    if ("audio" in chunk) parts.push(chunk.audio)
  const pcm = Buffer.concat(parts)
  const samples = Float32Array.from({ length: pcm.length >> 1 }, (_, i) => pcm.readInt16LE(i * 2) / 32_768)
  const resampler = createResampler(POLLY_RATE_HZ, sampleRateHz)
  return joined(resampler.push(samples), resampler.finish())
}
