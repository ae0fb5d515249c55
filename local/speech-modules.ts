// Speech engines of one's own: modules that export `createTranscriber` or `createSynthesizer`, loaded by the names that
// settings give. What they must keep to is lex/speech-ports.ts; the embedded engines are recognizer and polly.

import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { Fault } from "#core/errors.ts"
import type { Speech } from "./lex/speech.ts"
import type { SpeechSynthesizer, Transcriber } from "./lex/speech-ports.ts"

/** Files of the modules; the embedded engine serves where there is none. */
export type SpeechModules = { readonly recognizer?: string | undefined; readonly voice?: string | undefined }

/** Engines that were loaded, and may hold something. */
export type LoadedSpeech = { readonly speech: Speech; close(): Promise<void> }

type Closable = { readonly close?: () => unknown }

/**
 * Loads the modules and creates their engines.
 *
 * @throws {Fault} `setting-invalid` for a file that can't be loaded, or that doesn't export what is asked of it.
 */
export async function loadSpeechModules({ recognizer, voice }: SpeechModules): Promise<LoadedSpeech> {
  const transcriber =
    recognizer === undefined
      ? undefined
      : await create<Transcriber & Closable>(recognizer, "createTranscriber", "transcribe")
  const synthesizer =
    voice === undefined
      ? undefined
      : await create<SpeechSynthesizer & Closable>(voice, "createSynthesizer", "synthesize")
  return {
    speech: {
      ...(transcriber === undefined ? {} : { transcriber }),
      ...(synthesizer === undefined ? {} : { synthesizer }),
    },
    close: async () => {
      await transcriber?.close?.()
      await synthesizer?.close?.()
    },
  }
}

async function create<Engine>(file: string, factory: string, method: string): Promise<Engine> {
  const exported = await importFile(file)
  const make = exported[factory]
  if (typeof make !== "function") {
    throw new Fault("setting-invalid", { hint: `${file} exports no function ${factory}` })
  }
  const engine: unknown = await make()
  const isEngine = typeof engine === "object" && engine !== null && typeof Reflect.get(engine, method) === "function"
  if (!isEngine) throw new Fault("setting-invalid", { hint: `${factory} of ${file} gives nothing that has ${method}` })
  return engine as Engine
}

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(resolve(file)).href)
  } catch (cause) {
    throw new Fault("setting-invalid", { cause, hint: `the speech module ${file} can't be loaded: ${String(cause)}` })
  }
}
