// The answers of the owner's API beside the insights: how models do, and which bookings may be cancelled. Everything else
// is contract.ts.

import { z } from "zod"

/** A share, 0 to 1 (of a difference: -1 to 1), with the ends of its 95 % interval. */
const share = z.object({ share: z.number(), low: z.number(), high: z.number() })

/** What the visitors of one model did. */
const arm = z.object({
  /** Those whom it recommended something to. */
  visitors: z.number(),
  /** Items shown, each showing counted; of them, those then chosen or booked, and turned down, each once a visitor. */
  shown: z.number(),
  taken: z.number(),
  dismissed: z.number(),
  /** Visitors who took something they were shown, and their share. */
  takers: z.number(),
  rate: share,
})

/** `GET /api/operator/models`: the recommendation models, and how the ones on trial do. */
export const modelsReport = z.object({
  catalogues: z
    .array(
      z.object({
        catalogue: z.enum(["places", "movies"]),
        /** Version of the live model; absent: content and popularity recommend. */
        live: z.string().optional(),
        trial: z
          .object({
            version: z.string(),
            /** Of the visitors it serves, 0 to 1. */
            share: z.number(),
            /** An ISO 8601 instant. */
            since: z.string().optional(),
            comparison: z.object({
              live: arm,
              challenger: arm,
              /** The challenger's rate less the live model's. */
              difference: share,
              /** The chance of a difference as large if both were alike. */
              pValue: z.number(),
              /** The smallest true difference that as many visitors would show four times out of five. */
              detectable: z.number(),
              verdict: z.enum(["too-early", "no-difference-seen", "challenger-is-better", "live-is-better"]),
              /** Whom both served, as the share was changed: they count for neither. */
              visitorsOfBoth: z.number(),
            }),
          })
          .optional(),
        /** What is wrong with the record of live models. */
        problem: z.string().optional(),
      }),
    )
    .readonly(),
})

const expectedCancellations = {
  bookings: z.number(),
  /** The sum of the chances, with the ends of its 95 % interval. */
  expected: z.number(),
  low: z.number(),
  high: z.number(),
}

/** `GET /api/operator/cancellations`: how likely the bookings to come are cancelled. */
export const cancellationsReport = z.object({
  /** The predictor that says so; absent: none is live. */
  predictor: z
    .object({
      version: z.string(),
      /** How many bookings it was trained on, and the share of them that were cancelled. */
      bookings: z.number(),
      baseChance: z.number(),
      /** On bookings set aside: how far its chances are from what came. */
      calibrationError: z.number(),
    })
    .optional(),
  forecast: z
    .object({
      ...expectedCancellations,
      /** By hotel or flight; those of which most are expected to be cancelled first. */
      byTitle: z.array(z.object({ title: z.string(), ...expectedCancellations })).readonly(),
      /** The likeliest first; at most a hundred. */
      upcoming: z
        .array(
          z.object({
            reference: z.string(),
            kind: z.enum(["stay", "trip"]),
            title: z.string(),
            /** The local date of arrival or departure. */
            start: z.string(),
            nights: z.number(),
            party: z.number(),
            /** 0 to 1, of all the time between booking and start. */
            chance: z.number(),
          }),
        )
        .readonly(),
    })
    .optional(),
  /** Why the predictor that should be live can't be used. */
  problem: z.string().optional(),
})

export type CancellationsReport = z.infer<typeof cancellationsReport>
export type ModelsReport = z.infer<typeof modelsReport>
