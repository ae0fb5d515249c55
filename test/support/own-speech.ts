// Speech engines as a user's own module brings them: the embedded ones, made anew.

import { createSpeaker } from "#local/polly/speaker.ts"
import { createSpeechSynthesizer } from "#local/polly/speech-synthesizer.ts"
import { createEmbeddedTranscriber } from "#local/recognizer/create-transcriber.ts"

export function createTranscriber() {
  return createEmbeddedTranscriber()
}

export function createSynthesizer() {
  return createSpeechSynthesizer(createSpeaker())
}
