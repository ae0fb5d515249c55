// The public HTTP API's requests and replies, checked at the border. What a route does with them is web/routes.

import { z } from "zod"

const text = z.string().trim().min(1).max(1024)

/** `POST /api/sessions`. */
export const sessionRequest = z.object({
  locale: z
    .string()
    .regex(/^[a-z]{2,3}_[A-Z0-9]{2,3}$/)
    .optional(),
  /** The version of the privacy notice the visitor agreed to. */
  consent: z.string().max(64).optional(),
})

const turnId = z.string().regex(/^[\w-]{1,64}$/)

/** `POST /api/messages`. The same `turnId` again gives the same reply and has no second effect. */
export const messageRequest = z.object({ text, turnId: turnId.optional() })

/** The query of `POST /api/voice`; `live=1` sends a turn whole that was begun over the WebSocket and not answered there. */
export const voiceQuery = z.object({ turnId: turnId.optional(), live: z.literal("1").optional() })

/** The query of `GET /api/speech/:messageId`. */
export const speechQuery = z.object({ marks: z.literal("word").optional() })

/** What goes with a photo to `POST /api/images`: parts of the form beside `image`, or the query of a raw body. */
export const photoRequest = z.object({
  /** What the visitor says about the photo. */
  text: z.string().trim().max(1024).optional(),
  turnId: messageRequest.shape.turnId,
})

/** What a live connection sends as text; sound is sent as binary frames of 16-bit little-endian mono PCM at 16 kHz. */
export const liveRequest = z.discriminatedUnion("type", [
  /** Comes first, within five seconds. */
  z.object({ type: z.literal("hello"), token: z.string().max(512) }),
  /** A turn begins: sound from now on is its. With `speak` the answer comes spoken, too. */
  z.object({ type: z.literal("begin"), turnId, speak: z.boolean().optional() }),
  /** All has been said. */
  z.object({ type: z.literal("end") }),
  /** The visitor has thought better of the turn. */
  z.object({ type: z.literal("cancel") }),
  /** The visitor has interrupted: no more of the answer's sound. */
  z.object({ type: z.literal("hush") }),
])

/** Several values of a parameter: parted by commas, given several times, or both. */
const several = z
  .string()
  .max(4096)
  .transform((given) =>
    given
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  )
  .pipe(z.array(z.string().max(256)).max(100))
  .prefault("")
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const name = z.string().trim().min(1).max(256)

const anyFilters = {
  limit: count(1, 20).default(5).describe("At most so many items"),
  not: several.describe("Ids not to recommend; what was turned down never is"),
  seen: z
    .enum(["include", "leave-out"])
    .default("include")
    .describe("Whether what the visitor was shown or took before may come again"),
}

/** The query of `GET /api/recommendations` for places to stay. */
export const placesQuery = z.strictObject({
  kind: z.literal("places"),
  ...anyFilters,
  city: name.optional().describe("A city, in any of its names"),
  feature: several.describe("Qualities that a place must have: `quiet`, `by the sea`, or tags of the catalogue"),
  maxPrice: z.coerce.number().positive().optional().describe("The most for a night, in whole units of its currency"),
  arrival: z.iso.date().optional().describe("The first night: what is sold out is left out"),
  nights: count(1, 30).optional().describe("With `arrival`; 1 when absent"),
  guests: count(1, 99).optional().describe("With `arrival`; 1 when absent"),
})

/** The query of `GET /api/recommendations` for films. */
export const moviesQuery = z.strictObject({
  kind: z.literal("movies"),
  ...anyFilters,
  genre: name.optional().describe("`Comedy`, `Drama`, …"),
  like: name.optional().describe("The id of a film to be like"),
  maxMinutes: count(1, 1000).optional().describe("The longest it may be"),
  minMinutes: count(1, 1000).optional().describe("The shortest it may be"),
  newerThan: count(1800, 3000).optional().describe("A year"),
  olderThan: count(1800, 3000).optional().describe("A year"),
})

/** The query of `GET /api/recommendations`. */
export const recommendationsQuery = z.discriminatedUnion("kind", [placesQuery, moviesQuery])

/** An amount in minor units (cents) of an ISO 4217 currency. */
const money = z.object({ amount: z.number().int(), currency: z.string() })

const recommended = {
  id: z.string(),
  title: z.string(),
  /** How well it fits, 0 to 1. */
  score: z.number(),
  /** Why it is recommended: in the words of the conversation's language, and what they are made of. */
  reason: z.object({
    type: z.enum(["features", "genre", "liked", "popular"]),
    text: z.string(),
    features: z.array(z.string()).optional(),
    genre: z.string().optional(),
    /** What the visitor liked. */
    title: z.string().optional(),
  }),
}

/** What `GET /api/recommendations` answers, best first. */
export const recommendations = z.object({
  items: z.array(
    z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("place"),
        ...recommended,
        city: z.string(),
        country: z.string(),
        /** 1 to 5. */
        stars: z.number(),
        /** 0 to 10. */
        guestRating: z.number(),
        tags: z.array(z.string()),
        description: z.string(),
        imageUrl: z.string().optional(),
        /** A night: the lowest base rate, or with `arrival` the mean of the nights. */
        rate: money,
        /** All nights of the cheapest free room; only with `arrival`. */
        total: money.optional(),
      }),
      z.object({
        kind: z.literal("movie"),
        ...recommended,
        year: z.number(),
        genres: z.array(z.string()),
        minutes: z.number(),
        /** 0 to 10. */
        rating: z.number(),
        synopsis: z.string(),
      }),
    ]),
  ),
})

/** `POST /api/recommendations/feedback`: what the visitor thinks of an item; the next list knows it. */
export const recommendationFeedback = z.object({
  itemId: name,
  /** `dismissed`: not this one; `viewed`: looked at closely; `chosen`: taken. */
  kind: z.enum(["dismissed", "viewed", "chosen"]),
})

/** The query of `GET /api/images/:turnId` and of places' pictures: a width that thumbnails are made in. */
export const pictureQuery = z.object({ width: z.coerce.number().int().positive().optional() })

/** What `GET /api/images/:turnId` answers; the link is good until `expiresAt`, an ISO 8601 instant. */
export const photoLink = z.object({ url: z.string(), expiresAt: z.string() })

/** Something the assistant said. */
export const message = z.discriminatedUnion("type", [
  z.object({ id: z.string(), type: z.literal("text"), text: z.string() }),
  z.object({
    id: z.string(),
    type: z.literal("card"),
    title: z.string(),
    subtitle: z.string().optional(),
    imageUrl: z.string().optional(),
    buttons: z.array(z.object({ text: z.string(), value: z.string() })),
  }),
  z.object({ id: z.string(), type: z.literal("custom"), payload: z.string() }),
])

const dialogActionType = z.enum(["Close", "ConfirmIntent", "Delegate", "ElicitIntent", "ElicitSlot", "None"])

/** What was seen in a photo. */
export const seenImage = z.object({
  /** What it shows, the surest first; `confidence` is a percentage. */
  labels: z.array(z.object({ name: z.string(), confidence: z.number() })),
  /** The lines printed in it, from top to bottom. */
  text: z.array(z.string()),
  /** The photo was refused: nothing of it was looked at any further, or kept. */
  moderated: z.boolean(),
})

/** What every turn answers. */
export const reply = z.object({
  sessionId: z.string(),
  turnId: z.string(),
  transcript: z.string().optional(),
  /** Only in the answer to a photo. */
  image: seenImage.optional(),
  messages: z.array(message),
  intent: z
    .object({ name: z.string(), state: z.string(), slots: z.record(z.string(), z.string().nullable()) })
    .optional(),
  dialogAction: dialogActionType,
  slotToElicit: z.string().optional(),
  /** Quick replies: each is sent as text when chosen. */
  suggestions: z.array(z.string()).optional(),
})

/** What `POST /api/sessions` answers (201). `expiresAt` is an ISO 8601 instant. */
export const sessionReply = z.object({
  token: z.string(),
  sessionId: z.string(),
  expiresAt: z.string(),
  /** The locale the conversation is in: the one asked for, or the nearest the bot has. */
  locale: z.string().optional(),
  messages: z.array(message),
  suggestions: z.array(z.string()).optional(),
})

/** One turn of the conversation so far; `at` is an ISO 8601 instant. */
export const historyTurn = z.object({
  turnId: z.string(),
  at: z.string(),
  /** What the visitor said; absent for the greeting. */
  text: z.string().optional(),
  /** What was seen, when the turn was a photo. */
  image: seenImage.optional(),
  messages: z.array(message),
  suggestions: z.array(z.string()).optional(),
})

/** What `GET /api/history` answers, oldest turn first. */
export const history = z.object({ sessionId: z.string(), turns: z.array(historyTurn) })

/** An RFC 9457 problem document; `type` is a stable URI reference of the kind of problem. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** Which parts of the request are wrong, as JSON pointers. */
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
})

/** What a live connection is told as text; a message's sound is binary frames of MP3 between `speech` and `speech-end`. */
export const liveEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  /** What was understood, as soon as it is known: the turn has ended, whether `end` was sent or not. */
  z.object({ type: z.literal("transcript"), turnId, transcript: z.string() }),
  z.object({ type: z.literal("reply"), turnId, reply }),
  /** `marks` are those of `GET /api/speech/:messageId?marks=word`. */
  z.object({ type: z.literal("speech"), messageId: z.string(), marks: z.string() }),
  /** `isWhole` is false when there is no sound, or not all of it. */
  z.object({ type: z.literal("speech-end"), messageId: z.string(), isWhole: z.boolean() }),
  /** With a `turnId` the turn failed; without, the connection is about to be closed. */
  z.object({ type: z.literal("problem"), turnId: turnId.optional(), problem }),
])

/** `GET /api/operator/insights`: what was asked in the last days, and what the bot didn't understand. */
export const insights = z.object({
  /** Dates in UTC, `YYYY-MM-DD`, the newest first. */
  days: z.array(z.object({ date: z.string(), sessions: z.number(), turns: z.number(), missed: z.number() })),
  /** The most frequent first. */
  intents: z.array(z.object({ name: z.string(), turns: z.number(), fulfilled: z.number(), failed: z.number() })),
  /** The most frequent first, without e-mail addresses and long numbers; absent when none are kept. */
  missedUtterances: z.array(z.object({ text: z.string(), count: z.number(), lastDate: z.string() })).optional(),
  /** For how many days missed utterances are kept. */
  missedUtteranceDays: z.number(),
})

/** The query of `GET /api/operator/insights`. */
export const operatorQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(7) })

export type LiveRequest = z.infer<typeof liveRequest>
export type LiveEvent = z.infer<typeof liveEvent>
export type RecommendationsQuery = z.infer<typeof recommendationsQuery>
export type Recommendations = z.infer<typeof recommendations>
export type RecommendationFeedback = z.infer<typeof recommendationFeedback>
export type Message = z.infer<typeof message>
export type Reply = z.infer<typeof reply>
export type SessionReply = z.infer<typeof sessionReply>
export type SeenImage = z.infer<typeof seenImage>
export type HistoryTurn = z.infer<typeof historyTurn>
export type History = z.infer<typeof history>
export type Problem = z.infer<typeof problem>
export type InsightsReply = z.infer<typeof insights>
