// A bot exported in five languages, told dates, times, numbers, lengths of time, yes and no in each language's own words,
// through the real SDK client.

import { gunzipSync } from "node:zlib"
import { RecognizeTextCommand, RecognizeUtteranceCommand } from "@aws-sdk/client-lex-runtime-v2"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { archiveFromFiles } from "#bot/archive/archive.ts"
import { readBot } from "#bot/archive/to-bot.ts"
import { writeArchive } from "#bot/archive/zip.ts"
import { epochMs } from "#core/time.ts"
import { createSpeaker } from "#local/polly/speaker.ts"
import { createSpeechSynthesizer } from "#local/polly/speech-synthesizer.ts"
import { createEmbeddedTranscriber } from "#local/recognizer/create-transcriber.ts"
import { table } from "#test/support/exports/table.ts"
import { type LocalLex, startLocalLex } from "#test/support/local-lex.ts"

// Monday 2 March 2026.
const NOW = epochMs(Date.UTC(2026, 2, 2, 9, 0))

// Neither begins a thread before it has something to say or to hear.
const transcriber = createEmbeddedTranscriber()
const speaker = createSpeaker()
let lex: LocalLex

beforeAll(async () => {
  const files = Object.entries(table()).map(([path, content]): [string, Uint8Array] => [
    path,
    Buffer.from(JSON.stringify(content)),
  ])
  const bot = await readBot(await writeArchive(archiveFromFiles(files)))
  const speech = { transcriber, synthesizer: createSpeechSynthesizer(speaker) }
  lex = await startLocalLex({ clock: () => NOW, bots: [{ bot }], speech })
})

afterAll(async () => {
  await Promise.all([lex.close(), transcriber.close(), speaker.close()])
})

async function say(localeId: string, sessionId: string, text: string) {
  const answer = await lex.client.send(
    new RecognizeTextCommand({ botId: "TABLEBOT01", botAliasId: "TSTALIASID", localeId, sessionId, text }),
  )
  const { intent, dialogAction } = answer.sessionState ?? {}
  const slots = Object.entries(intent?.slots ?? {}).flatMap(([name, slot]) => {
    const value = slot?.value?.interpretedValue
    return value === undefined ? [] : [[name, value]]
  })
  return {
    intent: intent?.name,
    state: intent?.state,
    asks: dialogAction?.slotToElicit ?? dialogAction?.type,
    slots: Object.fromEntries(slots),
    says: answer.messages?.map(({ content }) => content).join(" "),
  }
}

/** What is said from opening to confirmation, the same booking in each language. */
const BOOKINGS: Readonly<Record<string, readonly string[]>> = {
  es_US: [
    "quiero reservar una mesa para pasado mañana",
    "somos veintitrés",
    "a las ocho y media de la noche",
    "dos horas y media",
    "en la terraza",
    "me llamo Lucía",
    "sí, perfecto",
  ],
  de_DE: [
    "ich möchte einen Tisch für übermorgen reservieren",
    "dreiundzwanzig",
    "halb neun abends",
    "zweieinhalb Stunden",
    "lieber draußen",
    "ich heiße Jürgen",
    "ja, genau",
  ],
  fr_FR: [
    "je voudrais réserver une table pour après-demain",
    "nous serons vingt-trois",
    "à huit heures et demie du soir",
    "deux heures et demie",
    "plutôt à l'extérieur",
    "je m'appelle Élodie",
    "oui, c'est parfait",
  ],
  it_IT: [
    "vorrei prenotare un tavolo per dopodomani",
    "siamo in ventitré",
    "alle otto e mezza di sera",
    "due ore e mezza",
    "all'aperto",
    "mi chiamo Giulia",
    "sì, va bene",
  ],
  pt_BR: [
    "quero reservar uma mesa para depois de amanhã",
    "vinte e três",
    "às oito e meia da noite",
    "duas horas e meia",
    "lá fora",
    "meu nome é João",
    "com certeza",
  ],
}

describe.each(Object.entries(BOOKINGS))("a bot exported with %s", (localeId, turns) => {
  it("fills its slots with what the language's words mean, and understands the yes", async () => {
    const answers = []
    for (const text of turns) answers.push(await say(localeId, `book-${localeId}`, text))

    expect(answers.map(({ asks }) => asks)).toEqual([
      "Guests",
      "Hour",
      "Stay",
      "Seat",
      "Guest",
      "ConfirmIntent",
      "Close",
    ])
    expect(answers.at(-1)).toMatchObject({ intent: "Book", state: "ReadyForFulfillment", says: "booked" })
    expect(answers.at(-1)?.slots).toMatchObject({ Guests: "23", Day: "2026-03-04", Hour: "20:30", Stay: "PT2H30M" })
    expect(lex.problems).toEqual([])
  })
})

describe("corrections, refusals and built-in intents", () => {
  it.each([
    {
      localeId: "es_US",
      seat: "barra",
      opening: "reservar para mañana",
      change: "no, mejor el viernes",
      no: "mejor no",
    },
    {
      localeId: "de_DE",
      seat: "Theke",
      opening: "reservieren für morgen",
      change: "nein, lieber am Freitag",
      no: "lieber nicht",
    },
    {
      localeId: "fr_FR",
      seat: "comptoir",
      opening: "réserver pour demain",
      change: "non, plutôt vendredi",
      no: "non merci",
    },
    {
      localeId: "it_IT",
      seat: "banco",
      opening: "prenotare per domani",
      change: "no, anzi venerdì",
      no: "meglio di no",
    },
    {
      localeId: "pt_BR",
      seat: "balcão",
      opening: "reservar para amanhã",
      change: "não, melhor na sexta",
      no: "melhor não",
    },
  ])("are understood in $localeId", async ({ localeId, seat, opening, change, no }) => {
    const sessionId = `change-${localeId}`
    const opened = await say(localeId, sessionId, opening)
    const changed = await say(localeId, sessionId, change)

    expect(opened).toMatchObject({ slots: { Day: "2026-03-03" }, asks: "Guests" })
    expect(changed).toMatchObject({ slots: { Day: "2026-03-06" }, asks: "Guests" })
    for (const text of ["4", "15:30", "PT1H", seat, "Max"]) await say(localeId, sessionId, text)
    expect(await say(localeId, sessionId, no)).toMatchObject({ intent: "Book", state: "Failed", says: "declined" })
  })

  it.each([
    {
      localeId: "es_US",
      help: "¿me puedes ayudar?",
      cancel: "olvídalo",
      stop: "detente",
      repeat: "¿puedes repetirlo?",
    },
    {
      localeId: "de_DE",
      help: "kannst du mir helfen",
      cancel: "abbrechen",
      stop: "hör auf",
      repeat: "noch einmal bitte",
    },
    {
      localeId: "fr_FR",
      help: "j'ai besoin d'aide",
      cancel: "laisse tomber",
      stop: "arrête",
      repeat: "tu peux répéter ?",
    },
    { localeId: "it_IT", help: "mi puoi aiutare?", cancel: "lascia perdere", stop: "fermati", repeat: "puoi ripetere" },
    { localeId: "pt_BR", help: "você pode me ajudar", cancel: "deixa pra lá", stop: "pare", repeat: "pode repetir?" },
  ])("are Lex's own in $localeId", async ({ localeId, help, cancel, stop, repeat }) => {
    const said = { Help: help, Cancel: cancel, Stop: stop, Repeat: repeat }
    for (const [name, text] of Object.entries(said)) {
      expect(await say(localeId, `own-${name}-${localeId}`, text)).toMatchObject({ intent: name, says: name })
    }
  })
})

describe("sound in languages that the embedded engines neither speak nor hear", () => {
  let sessions = 0
  const utter = (requestContentType: string, responseContentType: string, inputStream: Uint8Array) =>
    lex.client.send(
      new RecognizeUtteranceCommand({
        botId: "TABLEBOT01",
        botAliasId: "TSTALIASID",
        localeId: "es_US",
        sessionId: `sound-${sessions++}`,
        requestContentType,
        responseContentType,
        inputStream,
      }),
    )
  const TEXT = "text/plain; charset=utf-8"
  const SOUND = "audio/l16; rate=16000; channels=1"

  it("isn't needed: text is taken and answered", async () => {
    const answer = await utter(TEXT, TEXT, Buffer.from("quiero reservar una mesa"))

    expect(gunzipSync(Buffer.from(answer.messages ?? "", "base64")).toString()).toContain("Guests?")
  })

  it.each([
    { what: "spoken answers", from: TEXT, to: "audio/mpeg", hint: "SPEECH_VOICE" },
    { what: "spoken words", from: SOUND, to: TEXT, hint: "SPEECH_RECOGNIZER" },
  ])("is refused with what to do instead: $what", async ({ from, to, hint }) => {
    const body = from === TEXT ? Buffer.from("quiero reservar una mesa") : new Uint8Array(32_000)

    await expect(utter(from, to, body)).rejects.toMatchObject({
      name: "DependencyFailedException",
      message: expect.stringContaining(hint),
    })
  })
})
