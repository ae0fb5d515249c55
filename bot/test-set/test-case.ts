// A conversation to be held and checked, from whatever file it comes: transcripts here, Lex Test Workbench tables in
// workbench.ts. Holding it is run-case.ts.

import { type Given, parseTranscripts, type Transcript, type TranscriptTurn } from "./transcript.ts"

/** A conversation with its origin. */
export type TestCase = {
  /** What people call it: the transcript's title, or the number of the conversation. */
  readonly title: string
  /** The file it comes from. */
  readonly source: string
  readonly given: Given
  readonly turns: readonly TranscriptTurn[]
}

/**
 * Reads the conversations of a transcript file.
 *
 * @throws {Fault} `data-invalid` with the line number.
 */
export function readTranscriptCases(text: string, source: string): TestCase[] {
  return parseTranscripts(text).map((transcript: Transcript, i) => ({
    ...transcript,
    title: transcript.title === "" ? `conversation ${i + 1}` : transcript.title,
    source,
  }))
}
