// What the widget says about photos, in each of its languages. Loaded with the photo chunk only.

const en = {
  photo: "Your photo",
  drop: "Drop your photo here",
  caption: "Say something about it (optional)",
  captionExample: "A place like this",
  preparing: "Getting the photo ready…",
  send: "Send photo",
  remove: "Remove photo",
  cancel: "Cancel",
  retry: "Try again",
  sending: "Sending the photo…",
  looking: "Looking at the photo…",
  cancelled: "The photo was not sent.",
  notConnected: "The conversation has not started yet. Please try again.",
  problems: {
    bytes: "The photo is larger than 15 MB. Please choose a smaller one.",
    kind: "This file is not a photo that can be read. Please choose a JPEG, PNG or WebP picture.",
    pixels: "The photo has more than 64 megapixels. Please choose a smaller one.",
    animated: "The picture moves. Please choose a still one.",
    damaged: "The photo is damaged and can't be read. Please choose another one.",
    busy: "Too many photos are being looked at. Please try again in a moment.",
    unreachable: "The photo could not be sent. Check your connection and try again.",
    expired: "The conversation had expired. A new one has begun; please try again.",
    server: "Something went wrong on our side. Please try again.",
  },
}

/** Every text about photos, in one language. */
export type PhotoStrings = typeof en

const de: PhotoStrings = {
  photo: "Ihr Foto",
  drop: "Foto hier ablegen",
  caption: "Etwas dazu sagen (freiwillig)",
  captionExample: "Ein Ort wie dieser",
  preparing: "Das Foto wird vorbereitet …",
  send: "Foto senden",
  remove: "Foto entfernen",
  cancel: "Abbrechen",
  retry: "Noch einmal versuchen",
  sending: "Das Foto wird gesendet …",
  looking: "Das Foto wird angesehen …",
  cancelled: "Das Foto wurde nicht gesendet.",
  notConnected: "Die Unterhaltung hat noch nicht begonnen. Bitte versuchen Sie es noch einmal.",
  problems: {
    bytes: "Das Foto ist größer als 15 MB. Bitte wählen Sie ein kleineres.",
    kind: "Diese Datei ist kein lesbares Foto. Bitte wählen Sie ein Bild in JPEG, PNG oder WebP.",
    pixels: "Das Foto hat mehr als 64 Megapixel. Bitte wählen Sie ein kleineres.",
    animated: "Das Bild bewegt sich. Bitte wählen Sie ein stehendes.",
    damaged: "Das Foto ist beschädigt und nicht lesbar. Bitte wählen Sie ein anderes.",
    busy: "Es werden gerade zu viele Fotos angesehen. Bitte versuchen Sie es gleich noch einmal.",
    unreachable: "Das Foto konnte nicht gesendet werden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
    expired: "Die Unterhaltung war abgelaufen. Eine neue hat begonnen; bitte versuchen Sie es noch einmal.",
    server: "Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.",
  },
}

const es: PhotoStrings = {
  photo: "Su foto",
  drop: "Suelte aquí su foto",
  caption: "Diga algo sobre ella (opcional)",
  captionExample: "Un lugar como este",
  preparing: "Preparando la foto…",
  send: "Enviar la foto",
  remove: "Quitar la foto",
  cancel: "Cancelar",
  retry: "Intentar de nuevo",
  sending: "Enviando la foto…",
  looking: "Mirando la foto…",
  cancelled: "La foto no se ha enviado.",
  notConnected: "La conversación todavía no ha empezado. Inténtelo de nuevo.",
  problems: {
    bytes: "La foto supera los 15 MB. Elija una más pequeña.",
    kind: "Este archivo no es una foto legible. Elija una imagen JPEG, PNG o WebP.",
    pixels: "La foto tiene más de 64 megapíxeles. Elija una más pequeña.",
    animated: "La imagen se mueve. Elija una fija.",
    damaged: "La foto está dañada y no se puede leer. Elija otra.",
    busy: "Se están mirando demasiadas fotos. Inténtelo de nuevo en un momento.",
    unreachable: "No se ha podido enviar la foto. Compruebe la conexión e inténtelo de nuevo.",
    expired: "La conversación había caducado. Ha empezado otra; inténtelo de nuevo.",
    server: "Algo ha fallado por nuestra parte. Inténtelo de nuevo.",
  },
}

/** The texts in the language of a BCP 47 tag; English when there are none. */
export function photoStrings(locale: string): PhotoStrings {
  const language = locale.split("-")[0]
  return language === "de" ? de : language === "es" ? es : en
}
