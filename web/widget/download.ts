// Saves the conversation as a file. Loaded when a visitor asks for it, and not before.

import { toTranscriptFile } from "./transcript-file.ts"
import { saveFile } from "./view/save-file.ts"

/** Makes the file and hands it to the visitor. */
export function saveTranscript(...conversation: Parameters<typeof toTranscriptFile>): void {
  saveFile(toTranscriptFile(...conversation))
}

/** The lazily loaded module. */
export type DownloadModule = { saveTranscript: typeof saveTranscript }
