// What the widget says about talking, in each of its languages. Loaded with the voice, not before.

import type { VoiceProblem } from "./voice-state.ts"

const en = {
  voiceExplain:
    "To talk, the browser will ask for your microphone. What you say is sent to the assistant and written down; the sound itself is not kept.",
  voiceContinue: "Continue",
  voiceNotNow: "Not now",
  voiceAsking: "Please allow the microphone in your browser.",
  voiceListening: "Listening…",
  voiceHearing: "Go on…",
  voiceHeld: "Listening while you hold the key…",
  voiceThinking: "One moment…",
  voiceSpeaking: "Speaking",
  voiceInterrupt: "You can interrupt.",
  voiceStop: "Stop talking",
  voiceMute: "Mute the voice",
  voiceHold: "Hold the space bar to talk",
  voiceType: "Type instead",
  voiceRetry: "Try again",
  voiceProblems: {
    denied: "The microphone is blocked. Allow it for this site in your browser’s settings, or type instead.",
    "no-microphone": "No microphone was found. You can type instead.",
    "microphone-busy": "The microphone can’t be used just now; another program may have it. You can type instead.",
    "not-heard": "I didn’t hear anything.",
    "not-understood": "Sorry, I didn’t get that.",
    offline: "You are offline. What you said was not sent.",
    unavailable: "What you said could not be sent just now.",
    expired: "The conversation had expired; a new one has started.",
    refused: "What you said could not be read. Please try again, or type instead.",
    "no-voice": "This can’t be read aloud just now.",
  } satisfies Readonly<Record<VoiceProblem, string>>,
}

/** Every text about talking, in one language. */
export type VoiceStrings = typeof en

const de: VoiceStrings = {
  voiceExplain:
    "Zum Sprechen fragt der Browser gleich nach Ihrem Mikrofon. Was Sie sagen, wird an den Assistenten geschickt und aufgeschrieben; der Ton selbst wird nicht aufbewahrt.",
  voiceContinue: "Weiter",
  voiceNotNow: "Jetzt nicht",
  voiceAsking: "Bitte erlauben Sie das Mikrofon in Ihrem Browser.",
  voiceListening: "Ich höre zu …",
  voiceHearing: "Sprechen Sie weiter …",
  voiceHeld: "Ich höre zu, solange Sie die Taste halten …",
  voiceThinking: "Einen Moment …",
  voiceSpeaking: "Es wird gesprochen",
  voiceInterrupt: "Sie können unterbrechen.",
  voiceStop: "Sprechen beenden",
  voiceMute: "Stimme stummschalten",
  voiceHold: "Zum Sprechen die Leertaste halten",
  voiceType: "Lieber schreiben",
  voiceRetry: "Noch einmal",
  voiceProblems: {
    denied:
      "Das Mikrofon ist gesperrt. Erlauben Sie es für diese Seite in den Einstellungen des Browsers, oder schreiben Sie.",
    "no-microphone": "Es wurde kein Mikrofon gefunden. Sie können schreiben.",
    "microphone-busy":
      "Das Mikrofon ist gerade nicht zu benutzen; vielleicht hat es ein anderes Programm. Sie können schreiben.",
    "not-heard": "Es war nichts zu hören.",
    "not-understood": "Das habe ich leider nicht verstanden.",
    offline: "Sie sind offline. Was Sie gesagt haben, wurde nicht gesendet.",
    unavailable: "Was Sie gesagt haben, konnte gerade nicht gesendet werden.",
    expired: "Die Unterhaltung war abgelaufen; eine neue hat begonnen.",
    refused: "Was Sie gesagt haben, war nicht zu lesen. Versuchen Sie es noch einmal, oder schreiben Sie.",
    "no-voice": "Das kann gerade nicht vorgelesen werden.",
  },
}

const es: VoiceStrings = {
  voiceExplain:
    "Para hablar, el navegador le pedirá permiso para usar el micrófono. Lo que diga se envía al asistente y se transcribe; el sonido no se guarda.",
  voiceContinue: "Continuar",
  voiceNotNow: "Ahora no",
  voiceAsking: "Permita el micrófono en su navegador, por favor.",
  voiceListening: "Le escucho…",
  voiceHearing: "Siga…",
  voiceHeld: "Le escucho mientras mantenga la tecla…",
  voiceThinking: "Un momento…",
  voiceSpeaking: "Hablando",
  voiceInterrupt: "Puede interrumpir.",
  voiceStop: "Dejar de hablar",
  voiceMute: "Silenciar la voz",
  voiceHold: "Mantenga la barra espaciadora para hablar",
  voiceType: "Prefiero escribir",
  voiceRetry: "Intentar de nuevo",
  voiceProblems: {
    denied: "El micrófono está bloqueado. Permítalo para este sitio en los ajustes del navegador, o escriba.",
    "no-microphone": "No se encontró ningún micrófono. Puede escribir.",
    "microphone-busy": "El micrófono no se puede usar ahora; quizá lo tenga otro programa. Puede escribir.",
    "not-heard": "No se oyó nada.",
    "not-understood": "Lo siento, no lo he entendido.",
    offline: "No tiene conexión. Lo que dijo no se envió.",
    unavailable: "Lo que dijo no se pudo enviar ahora.",
    expired: "La conversación había caducado; ha empezado otra.",
    refused: "No se pudo leer lo que dijo. Inténtelo de nuevo, o escriba.",
    "no-voice": "Esto no se puede leer en voz alta ahora.",
  },
}

const LANGUAGES: Readonly<Record<string, VoiceStrings>> = { en, de, es }

/** The texts in a language; English where there are none. `own` are the page's own words. */
export function voiceStrings(locale: string, own: Partial<VoiceStrings>): VoiceStrings {
  const strings = LANGUAGES[new Intl.Locale(locale).language] ?? en
  const given = Object.entries(own).filter(([name]) => name in strings)
  return { ...strings, ...Object.fromEntries(given) }
}
