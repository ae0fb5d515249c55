// The steps a dialog can take next. Which one follows which is outcome.ts and the stages; running them is run-steps.ts.

import type { Message } from "../definition.ts"
import type { DialogAction, ElicitationStyle, Slots } from "../session.ts"

/** Where the dialog goes next. */
export type Step =
  /** Begin an intent at its initial response, some slots already known. */
  | {
      readonly type: "start-intent"
      readonly intentName: string
      readonly slots: Slots
      /** For the trace: who gave the slots their values. */
      readonly source?: string
      readonly isSilent: boolean
    }
  /** Ask for a slot of the current intent; one that is filled is not asked, its capture step runs instead. */
  | {
      readonly type: "elicit-slot"
      readonly slotName: string
      readonly subSlotName?: string
      /** Leave the prompt out: something else was said in its place. */
      readonly isSilent: boolean
      /** Said instead of the prompt. */
      readonly messages?: readonly Message[]
      /** Ask although the slot has a value. */
      readonly isForced?: boolean
      readonly style?: ElicitationStyle
    }
  | { readonly type: "slot-captured"; readonly slotName: string }
  | { readonly type: "slot-failed"; readonly slotName: string }
  | {
      readonly type: "confirm"
      readonly isSilent: boolean
      readonly messages?: readonly Message[]
      readonly isForced?: boolean
    }
  /** Silent when a code hook, not the visitor, confirmed. */
  | { readonly type: "confirmed"; readonly isSilent: boolean }
  | { readonly type: "declined" }
  | { readonly type: "confirmation-failed" }
  | { readonly type: "fulfill" }
  | { readonly type: "close"; readonly isSilent: boolean }
  | { readonly type: "elicit-intent"; readonly messages: readonly Message[] }
  | { readonly type: "end" }
  /** Whatever the default path has next. */
  | { readonly type: "next" }
  /** Nothing more to do in this turn. */
  | { readonly type: "wait"; readonly dialogAction: DialogAction }

/** The default path. */
export const NEXT: Step = { type: "next" }

/** The end of the conversation. */
export const END: Step = { type: "end" }
