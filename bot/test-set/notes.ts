// The bracketed notes behind a line of a transcript: what must be true of the session after the turn.
// Lines and speakers are transcript.ts; comparing is check-turn.ts.

import type { ConfirmationState, DialogAction, IntentState } from "#bot/session.ts"
import { Fault } from "#core/errors.ts"

/** What notes can demand of a session. */
export type NoteExpectations = {
  readonly dialogAction?: DialogAction["type"]
  readonly slotToElicit?: string
  readonly subSlotToElicit?: string
  readonly intentName?: string
  readonly state?: IntentState
  readonly confirmationState?: ConfirmationState
  /** By name, a sub-slot as `Slot.sub`; a list's values joined by `, `; `null` for an empty slot. Wildcards count. */
  readonly slots?: Readonly<Record<string, string | null>>
  /** `null` for an attribute that must not be there. */
  readonly sessionAttributes?: Readonly<Record<string, string | null>>
  /** Names of contexts that must be active. */
  readonly contexts?: readonly string[]
}

/** Notes as they are being read: also those that stand for messages. */
type Notes = NoteExpectations & {
  readonly card?: string
  readonly buttons: readonly string[]
  readonly isSilent: boolean
}

const ACTIONS: readonly DialogAction["type"][] = [
  "Close",
  "ConfirmIntent",
  "Delegate",
  "ElicitIntent",
  "ElicitSlot",
  "None",
]
const STATES: readonly IntentState[] = [
  "Failed",
  "Fulfilled",
  "InProgress",
  "ReadyForFulfillment",
  "Waiting",
  "FulfillmentInProgress",
]
const CONFIRMATIONS: readonly ConfirmationState[] = ["Confirmed", "Denied", "None"]

/**
 * Parses notes such as `ElicitSlot Guests; ArrivalDate=2026-03-06; Nights=`, `Close Fulfilled`, `intent: BookHotel`,
 * `card: Title`, `button: Yes`, `context: name`, `attribute: name=value`, `confirmation: Denied` and `silent`.
 *
 * @param line For complaints.
 * @throws {Fault} `data-invalid` for a note of another form.
 */
export function parseNotes(text: string, line: number): Notes {
  const notes = text.split(";").map((note) => note.trim())
  return notes
    .filter((note) => note !== "")
    .reduce<Notes>((known, note) => addNote(known, note, line), {
      buttons: [],
      isSilent: false,
    })
}

function addNote(known: Notes, note: string, line: number): Notes {
  if (note === "silent") return { ...known, isSilent: true }
  const [, label = "", value = ""] = /^(\w+):\s*(.*)$/.exec(note) ?? []
  if (label !== "") return addLabelled(known, label.toLowerCase(), value, note, line)
  const equals = note.indexOf("=")
  if (equals > 0) return { ...known, slots: { ...known.slots, ...readPair(note) } }
  return addAction(known, note, line)
}

function addLabelled(known: Notes, label: string, value: string, note: string, line: number): Notes {
  switch (label) {
    case "card":
      return { ...known, card: value }
    case "button":
      return { ...known, buttons: [...known.buttons, value] }
    case "intent":
      return { ...known, intentName: value }
    case "context":
      return { ...known, contexts: [...(known.contexts ?? []), value] }
    case "attribute":
      return { ...known, sessionAttributes: { ...known.sessionAttributes, ...readPair(value) } }
    case "state":
      return { ...known, state: choose(STATES, value, note, line) }
    case "confirmation":
      return { ...known, confirmationState: choose(CONFIRMATIONS, value, note, line) }
    default:
      throw unknownNote(note, line)
  }
}

/** `name=value`; nothing or `null` behind the sign means that it must be empty. */
function readPair(text: string): Record<string, string | null> {
  const equals = text.indexOf("=")
  const name = equals < 0 ? text : text.slice(0, equals)
  const value = equals < 0 ? "*" : text.slice(equals + 1).trim()
  return { [name.trim()]: value === "" || value === "null" ? null : value }
}

/** `ElicitSlot Guests`, `ElicitSlot Address.Street`, `Close Fulfilled`, or the action alone. */
function addAction(known: Notes, note: string, line: number): Notes {
  const [word = "", ...rest] = note.split(/\s+/)
  const dialogAction = choose(ACTIONS, word, note, line)
  const state = STATES.find((candidate) => candidate === rest.at(-1))
  const [slot, ...others] = state ? rest.slice(0, -1) : rest
  if (others.length > 0 || (slot !== undefined && dialogAction !== "ElicitSlot")) throw unknownNote(note, line)
  const [slotToElicit, subSlotToElicit] = slot?.split(".") ?? []
  return {
    ...known,
    dialogAction,
    ...(state ? { state } : {}),
    ...(slotToElicit === undefined ? {} : { slotToElicit }),
    ...(subSlotToElicit === undefined ? {} : { subSlotToElicit }),
  }
}

function choose<Choice extends string>(choices: readonly Choice[], word: string, note: string, line: number): Choice {
  const choice = choices.find((candidate) => candidate === word)
  if (choice === undefined) throw unknownNote(note, line)
  return choice
}

function unknownNote(note: string, line: number): Fault {
  const known = "ElicitSlot Name, Close Fulfilled, Slot=value, intent:, state:, confirmation:, card:, button:, context:"
  return new Fault("data-invalid", { hint: `line ${line}: the note "${note}" is none of ${known}, attribute:, silent` })
}
