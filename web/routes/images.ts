// A turn that is a photo: checked, processed, looked at, and put to Lex in words. What is seen is web/photo; how a turn is
// taken once only is web/turn.ts.

import { Hono } from "hono"
import type { LexSession, LexSessionState, LexTurnOptions } from "#aws/lex.ts"
import { requireSession, type WebEnvironment } from "../access.ts"
import { checkPhoto } from "../photo/check-photo.ts"
import { readPhotoRequest } from "../photo/photo-request.ts"
import { type Seen, seePhoto, toSeenImage } from "../photo/see-photo.ts"
import { keepPhoto } from "../pictures/pictures.ts"
import type { Services } from "../services.ts"
import type { Recognized } from "../turn.ts"

/** Who would wait longer in front of the engine had better come back. */
const LONGEST_WAIT_MS = 15_000

/** `POST /api/images`. */
export function imageRoutes(services: Services): Hono<WebEnvironment> {
  const routes = new Hono<WebEnvironment>()
  routes.post("/api/images", requireSession(services), async (c) => {
    const { bytes, text, turnId = services.newId() } = await readPhotoRequest(c.req.raw)
    // What is no photo is refused before it costs a turn.
    const processor = await services.photos.processor()
    const header = checkPhoto(bytes, processor.limits)
    const caption = text?.toWellFormed() || undefined
    const { sessionId } = c.var.session
    let seen: Seen | undefined
    const reply = await services.turns.take({
      sessionId,
      turnId,
      content: `photo ${await digest(bytes)} ${caption ?? ""}`,
      prepare: async (signal) => {
        const looked = await services.photos.gate.run(AbortSignal.timeout(LONGEST_WAIT_MS), async () => {
          const photo = await processor.process(bytes, header, signal)
          return { photo, seen: await seePhoto(photo, services.photos, signal) }
        })
        seen = looked.seen
        const { pictures } = services
        if (!seen.isRefused && pictures?.keepsPhotos === true)
          await keepPhoto(pictures, { sessionId, turnId }, looked.photo)
      },
      recognize: (session, options) => answer(services, seen as Seen, caption, session, options),
    })
    return c.json(reply)
  })
  return routes
}

async function answer(
  services: Services,
  seen: Seen,
  caption: string | undefined,
  session: LexSession,
  options: LexTurnOptions,
): Promise<Recognized> {
  const { lex, photos } = services
  const state = options.sessionState ?? (await lex.findState(session, options.signal))
  const extras = { image: toSeenImage(seen) }
  if (seen.isRefused) {
    // The conversation stays where it is.
    const message = { contentType: "PlainText" as const, content: photos.turns.refusal(session.localeId) }
    const turn = { messages: [message], sessionState: state }
    return { turn, said: caption ?? "", extras }
  }
  const said = photos.turns.utterance(seen, caption, askedIn(state), session.localeId)
  const sessionState = withAttributes(options.sessionState, state, photos.turns.attributes(seen))
  const turn = await lex.recognizeText(session, said, { ...options, sessionState })
  return { turn, said: caption ?? "", extras }
}

/** What the bot waits for. */
function askedIn({ dialogAction, intent }: LexSessionState) {
  const slotName = dialogAction?.type === "ElicitSlot" ? dialogAction.slotToElicit : undefined
  return { intentName: intent?.name, slotName }
}

/** Lex replaces all attributes when it is given some, so those it has go along. */
function withAttributes(
  start: LexSessionState | undefined,
  { sessionAttributes }: LexSessionState,
  added: ReturnType<Services["photos"]["turns"]["attributes"]>,
): LexSessionState {
  return { ...start, sessionAttributes: { ...sessionAttributes, ...added } }
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
