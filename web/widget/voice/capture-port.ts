// What the page and its audio thread tell each other about the microphone. Types and names only.

import type { DetectorEvent, DetectorMode } from "./speech-detector.ts"

/** The processor's name. */
export const PROCESSOR_NAME = "concierge-capture"

/** Samples a second of what is captured. */
export const CAPTURE_RATE_HZ = 16_000

/** What the page wants: detection in one of the modes, sound without detection, or nothing. */
export type CaptureOrder = { readonly listenFor: DetectorMode | "everything" | "nothing" }

/** 20 ms of sound: 16-bit samples, its loudness (root mean square, 1 is full scale), and what was heard in it. */
export type CaptureFrame = { readonly pcm: Int16Array; readonly level: number; readonly event?: DetectorEvent }
