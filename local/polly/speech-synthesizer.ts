// Speaks for the local Lex: chooses the voice of a locale and says the messages one after the other. The voices themselves
// are voices.ts.

import { Fault } from "#core/errors.ts"
import type { SpeechFormat, SpeechSynthesizer, Spoken } from "#local/lex/speech-ports.ts"
import { planText } from "./plan-text.ts"
import type { Speaker } from "./speaker.ts"
import type { SpeechChunk } from "./speech-job.ts"
import { findVoice, VOICES, type Voice } from "./voices.ts"

/** As Polly's own default for neural voices, which Lex speaks with. */
const SAMPLE_RATE_HZ = 24_000
const PCM_RATE_HZ = 16_000
const FORMATS = { mp3: "mp3", ogg: "ogg_vorbis", pcm: "pcm" } as const satisfies Record<SpeechFormat, string>

/** Creates the synthesizer of the local Lex. */
export function createSpeechSynthesizer(speaker: Speaker): SpeechSynthesizer {
  return {
    synthesize: async (texts, { localeId, voiceId }, format, signal) => {
      const voice = chooseVoice(localeId, voiceId)
      const sentences = texts.flatMap((spoken) => plan(spoken, voice))
      const sampleRateHz = format === "pcm" ? PCM_RATE_HZ : SAMPLE_RATE_HZ
      const job = { sentences, voice, output: { format: FORMATS[format], sampleRateHz } }
      return soundOf(await speaker.speak(job, signal))
    },
  }
}

async function* soundOf(chunks: AsyncIterable<SpeechChunk>): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) if ("audio" in chunk) yield chunk.audio
}

function plan({ type, content }: Spoken, voice: Voice) {
  return planText({ text: content, textType: type, voice, engine: "standard" }).sentences
}

function chooseVoice(localeId: string, voiceId: string | undefined): Voice {
  const languageCode = localeId.replace("_", "-")
  const own = voiceId === undefined ? undefined : findVoice(voiceId)
  const voice = own ?? VOICES.find((candidate) => candidate.languageCode === languageCode)
  if (voice !== undefined) return voice
  throw new Fault("data-invalid", {
    hint: `no embedded voice speaks ${languageCode}, only English ones; ask for text/plain, or name another in SPEECH_VOICE (--voice)`,
  })
}
