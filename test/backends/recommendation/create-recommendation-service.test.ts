import { describe, expect, it } from "vitest"
import type { Catalogue, Hotel, Movie } from "#backends/booking/catalogue.ts"
import { createRecommendationService } from "#backends/recommendation/create-recommendation-service.ts"
import { buildInteractions } from "#backends/recommendation/engine/interactions.ts"
import { fitRecipe } from "#backends/recommendation/engine/recipe.ts"
import type { LiveModels } from "#backends/recommendation/live-models.ts"
import { makeCity, makeHotel, makeRoomType } from "#test/backends/support/small-catalogue.ts"
import { createMemoryFeedbackStore } from "#test/support/memory-feedback-store.ts"

const LISBON = makeCity("Lisbon", "Europe/Lisbon", "EUR", "LIS")

function hotel(id: string, tags: readonly string[], own: Partial<Hotel> = {}): Hotel {
  return makeHotel(id, LISBON, [makeRoomType("double", 5, 10_000)], { tags, description: "", ...own })
}

function movie(id: string, own: Partial<Movie> = {}): Movie {
  return {
    id,
    title: `The ${id}`,
    year: 2020,
    genres: ["Comedy"],
    minutes: 100,
    moods: [],
    rating: 7,
    synopsis: "",
    ...own,
  }
}

function makeService(catalogue: Partial<Catalogue>, likes: readonly string[] = []) {
  const feedback = createMemoryFeedbackStore()
  const none: LiveModels = { modelFor: async () => undefined }
  const all = { cities: [LISBON], hotels: [], flights: [], movies: [], ...catalogue }
  return {
    feedback,
    service: createRecommendationService(all, feedback, {
      places: none,
      movies: likes.length > 0 ? trained(likes) : none,
    }),
  }
}

/** A model of who liked what: `"1 a"`. */
function trained(likes: readonly string[]): LiveModels {
  const interactions = likes.map((pair) => {
    const [userId = "", itemId = ""] = pair.split(" ")
    return { userId, itemId, weight: 1 }
  })
  const model = fitRecipe({ kind: "ease", lambda: 1 }, buildInteractions(interactions))
  const columnOf = new Map(model.itemIds.map((itemId, column) => [itemId, column]))
  return { modelFor: async () => ({ version: "trained", model, columnOf }) }
}

const idsOf = (list: readonly { readonly item: { readonly id: string } }[]) => list.map(({ item }) => item.id)

describe("a visitor without a past", () => {
  it("is shown what fits, best rated first", async () => {
    const { service } = makeService({
      movies: [movie("a"), movie("b", { rating: 9 }), movie("c", { genres: ["Drama"] })],
    })

    const found = await service.recommendMovies({ visitorId: "new", genre: "Comedy", limit: 5 })

    expect(idsOf(found)).toEqual(["b", "a"])
    expect(found[0]?.reason).toEqual({ type: "genre", genre: "Comedy" })
  })

  it("is shown nothing of an empty catalogue", async () => {
    const { service } = makeService({})

    expect(await service.recommendMovies({ visitorId: "new", limit: 3 })).toEqual([])
    expect(await service.recommendPlaces({ visitorId: "new", tagGroups: [["spa"]], limit: 3 })).toEqual([])
  })
})

describe("a visitor who chose something", () => {
  const movies = [movie("a"), movie("b"), movie("c", { rating: 8 }), movie("d", { genres: ["Drama"] })]
  // Whoever liked a liked b as well, never c.
  const likes = ["1 a", "1 b", "2 a", "2 b", "3 c", "3 d", "4 c", "4 d"]

  it("is shown first what others with that taste liked, and why", async () => {
    const { service } = makeService({ movies }, likes)
    await service.record({ visitorId: "v", itemId: "a", kind: "chosen" })

    const found = await service.recommendMovies({ visitorId: "v", genre: "Comedy", excludedIds: ["a"], limit: 2 })

    expect(idsOf(found)).toEqual(["b", "c"])
    expect(found[0]?.reason).toEqual({ type: "liked", title: "The a" })
    expect(idsOf(await service.recommendMovies({ visitorId: "other", genre: "Comedy", limit: 1 }))).toEqual(["c"])
  })

  it("keeps to what was asked all the same", async () => {
    const { service } = makeService({ movies }, likes)
    await service.record({ visitorId: "v", itemId: "a", kind: "chosen" })

    expect(idsOf(await service.recommendMovies({ visitorId: "v", genre: "Drama", limit: 3 }))).toEqual(["d"])
  })

  it("is served by likeness where the model doesn't know the items", async () => {
    const hotels = [hotel("a", ["sea", "spa"]), hotel("b", ["sea", "spa"]), hotel("c", ["golf"], { guestRating: 9 })]
    const { service } = makeService({ hotels })
    await service.record({ visitorId: "v", itemId: "a", kind: "booked" })

    const [best] = await service.recommendPlaces({ visitorId: "v", tagGroups: [], excludedIds: ["a"], limit: 2 })

    expect(best?.item.id).toBe("b")
    expect(best?.reason).toEqual({ type: "liked", title: "Hotel a" })
  })

  it("is a stranger again after being forgotten", async () => {
    const { service } = makeService({ movies }, likes)
    await service.record({ visitorId: "v", itemId: "a", kind: "chosen" })

    await service.forget("v")

    const query = { genre: "Comedy", limit: 3 }
    const found = await service.recommendMovies({ ...query, visitorId: "v" })
    expect(found).toEqual(await service.recommendMovies({ ...query, visitorId: "nobody" }))
  })

  it("is not disturbed by feedback on an item that is gone", async () => {
    const { service } = makeService({ movies }, likes)
    await service.record({ visitorId: "v", itemId: "gone", kind: "chosen" })

    expect(idsOf(await service.recommendMovies({ visitorId: "v", genre: "Comedy", limit: 3 }))).toEqual(["c", "a", "b"])
  })
})

describe("a visitor who turned something down", () => {
  it("sees neither it nor, first, what is like it", async () => {
    const hotels = [
      hotel("a", ["party", "beach"], { guestRating: 9 }),
      hotel("b", ["party", "beach"], { guestRating: 8.5 }),
      hotel("c", ["quiet", "lake"]),
    ]
    const { service } = makeService({ hotels })
    const query = { visitorId: "v", tagGroups: [], limit: 3 }
    expect(idsOf(await service.recommendPlaces({ ...query, limit: 1 }))).toEqual(["a"])

    await service.record({ visitorId: "v", itemId: "a", kind: "dismissed" })

    expect(idsOf(await service.recommendPlaces(query))).toEqual(["c", "b"])
  })
})

describe("what was shown", () => {
  it("is left out only when asked, and noted with the model that had its say", async () => {
    const { service, feedback } = makeService({ movies: [movie("a"), movie("b")] }, ["1 a", "1 b"])
    const query = { visitorId: "v", limit: 1 }
    const first = await service.recommendMovies(query)
    await service.recordShown("v", first)

    expect(await feedback.list("v")).toEqual([{ visitorId: "v", itemId: "a", kind: "shown", model: "trained" }])
    expect(await service.recommendMovies(query)).toEqual(first)
    expect(idsOf(await service.recommendMovies({ ...query, isUnseenOnly: true }))).toEqual(["b"])
  })
})

describe("a list of several", () => {
  it("is not all of one kind when others are nearly as good", async () => {
    const hotels = [
      hotel("a", ["sea", "spa"], { guestRating: 9 }),
      hotel("b", ["sea", "spa"], { guestRating: 8.9 }),
      hotel("c", ["lake", "golf"], { guestRating: 8.7 }),
    ]
    const { service } = makeService({ hotels })

    expect(idsOf(await service.recommendPlaces({ visitorId: "v", tagGroups: [], limit: 2 }))).toEqual(["a", "c"])
  })
})
