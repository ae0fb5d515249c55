// An export of one bot in five languages: it books a table, with a date, a time, a number, a length of time, a name and a
// list, a confirmation, and Lex's built-in intents.

import {
  botFiles,
  type ExportFiles,
  intent,
  localeFile,
  priorities,
  prompt,
  response,
  says,
  slot,
  slotType,
} from "./spelling.ts"

/** What the bot is told and says in one language. */
type Words = {
  readonly name: string
  readonly voice: string
  readonly book: readonly string[]
  readonly cancelBooking: readonly string[]
  readonly hours: readonly string[]
  readonly seats: Readonly<Record<string, readonly string[]>>
  readonly confirm: string
}

const BUILT_INS = ["Help", "Cancel", "Stop", "Repeat"]

const LOCALES: Readonly<Record<string, Words>> = {
  es_US: {
    name: "Spanish (US)",
    voice: "Lupe",
    book: [
      "quiero reservar una mesa",
      "una mesa para {Guests} personas",
      "reservar para {Day}",
      "una mesa {Day} a {Hour}",
    ],
    cancelBooking: ["quiero anular mi reserva", "ya no vamos a ir", "anular la reserva de la mesa"],
    hours: ["a qué hora abren", "cuál es su horario", "están abiertos hoy"],
    seats: { terraza: ["afuera", "la terraza"], salón: ["adentro", "dentro"], barra: [] },
    confirm: "¿Mesa para {Guests}, {Day}, {Hour}, {Stay}, {Seat}, a nombre de {Guest}?",
  },
  de_DE: {
    name: "German",
    voice: "Vicki",
    book: [
      "ich möchte einen Tisch reservieren",
      "einen Tisch für {Guests} Personen",
      "reservieren für {Day}",
      "ein Tisch am {Day} um {Hour}",
    ],
    cancelBooking: ["ich möchte meine Reservierung absagen", "wir kommen doch nicht", "die Tischreservierung absagen"],
    hours: ["wann haben Sie geöffnet", "wie sind die Öffnungszeiten", "haben Sie heute offen"],
    seats: { Terrasse: ["draußen", "im Freien"], Saal: ["drinnen", "innen"], Theke: [] },
    confirm: "Tisch für {Guests}, {Day}, {Hour}, {Stay}, {Seat}, auf {Guest}?",
  },
  fr_FR: {
    name: "French",
    voice: "Lea",
    book: [
      "je voudrais réserver une table",
      "une table pour {Guests} personnes",
      "réserver pour {Day}",
      "une table {Day} à {Hour}",
    ],
    cancelBooking: ["je veux annuler ma réservation", "nous ne viendrons pas", "annuler la réservation de table"],
    hours: ["à quelle heure ouvrez-vous", "quels sont vos horaires", "êtes-vous ouverts aujourd'hui"],
    seats: { "terrasse d'été": ["dehors", "l'extérieur"], salle: ["dedans", "l'intérieur"], comptoir: [] },
    confirm: "Table pour {Guests}, {Day}, {Hour}, {Stay}, {Seat}, au nom de {Guest} ?",
  },
  it_IT: {
    name: "Italian",
    voice: "Bianca",
    book: [
      "vorrei prenotare un tavolo",
      "un tavolo per {Guests} persone",
      "prenotare per {Day}",
      "un tavolo {Day} alle {Hour}",
    ],
    cancelBooking: ["voglio disdire la prenotazione", "non veniamo più", "disdire il tavolo"],
    hours: ["a che ora aprite", "quali sono gli orari", "siete aperti oggi"],
    seats: { terrazza: ["fuori", "all'aperto"], sala: ["dentro"], banco: [] },
    confirm: "Tavolo per {Guests}, {Day}, {Hour}, {Stay}, {Seat}, a nome di {Guest}?",
  },
  pt_BR: {
    name: "Portuguese (Brazil)",
    voice: "Camila",
    book: [
      "quero reservar uma mesa",
      "uma mesa para {Guests} pessoas",
      "reservar para {Day}",
      "uma mesa {Day} às {Hour}",
    ],
    cancelBooking: ["quero desmarcar minha reserva", "não vamos mais", "desmarcar a mesa"],
    hours: ["que horas vocês abrem", "qual é o horário", "estão abertos hoje"],
    seats: { varanda: ["fora", "lá fora"], salão: ["dentro"], balcão: [] },
    confirm: "Mesa para {Guests}, {Day}, {Hour}, {Stay}, {Seat}, em nome de {Guest}?",
  },
}

const SLOTS: Readonly<Record<string, string>> = {
  Guests: "AMAZON.Number",
  Day: "AMAZON.Date",
  Hour: "AMAZON.Time",
  Stay: "AMAZON.Duration",
  Seat: "Seat",
  Guest: "AMAZON.FirstName",
}

/** The files of the export. */
export function table(): ExportFiles {
  const files = botFiles("Mesa", "Mesa", "TABLEBOT01")
  for (const [localeId, words] of Object.entries(LOCALES)) {
    const folder = `Mesa/BotLocales/${localeId}`
    files[`${folder}/BotLocale.json`] = localeFile(localeId, words.name, words.voice)
    files[`${folder}/SlotTypes/Seat/SlotType.json`] = slotType("Seat", "TOP_RESOLUTION", words.seats)
    files[`${folder}/Intents/Book/Intent.json`] = intent("Book", words.book, {
      slotPriorities: priorities(...Object.keys(SLOTS)),
      intentConfirmationSetting: {
        isActive: true,
        promptSpecification: prompt(2, says(words.confirm)),
        declinationResponse: response(says("declined")),
      },
      intentClosingSetting: { isActive: true, closingResponse: response(says("booked")) },
    })
    for (const [name, type] of Object.entries(SLOTS)) {
      files[`${folder}/Intents/Book/Slots/${name}/Slot.json`] = slot(name, type, prompt(3, says(`${name}?`)))
    }
    const closed = (text: string) => ({
      intentClosingSetting: { isActive: true, closingResponse: response(says(text)) },
    })
    files[`${folder}/Intents/Undo/Intent.json`] = intent("Undo", words.cancelBooking, closed("undone"))
    files[`${folder}/Intents/Hours/Intent.json`] = intent("Hours", words.hours, closed("hours"))
    files[`${folder}/Intents/FallbackIntent/Intent.json`] = intent("FallbackIntent", [], closed("fallback"))
    for (const name of BUILT_INS) {
      const more = { ...closed(name), parentIntentSignature: `AMAZON.${name}Intent` }
      files[`${folder}/Intents/${name}/Intent.json`] = intent(name, [], more)
    }
  }
  return files
}
