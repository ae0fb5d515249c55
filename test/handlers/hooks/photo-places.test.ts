import { describe, expect, it } from "vitest"
import type { Hotel } from "#backends/booking/catalogue.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import type { PictureStore } from "#backends/pictures/picture-store.ts"
import { createPlaceProfiles } from "#backends/pictures/place-profiles.ts"
import { createRecommendationService } from "#backends/recommendation/create-recommendation-service.ts"
import { epochMs } from "#core/time.ts"
import type { Services } from "#handlers/hook.ts"
import { findPlaces } from "#handlers/hooks/photo-places.ts"
import { formatPhoto, type Photo } from "#handlers/photo/photo-attribute.ts"
import { createMemoryFeedbackStore } from "#test/support/memory-feedback-store.ts"

const looks = (embedding: readonly number[]): Photo => ({ labels: [], colors: [], lines: [], embedding })

/** The demo's places, one of them by the sea and one in town with a picture of its own. */
function openServices(isAway = false): Services {
  const demo = makeDemoCatalogue()
  const isBySea = ({ tags }: Hotel) => tags.some((tag) => tag === "by-the-sea" || tag === "beach")
  const sea = demo.hotels.filter(isBySea).at(-1)?.id
  const town = demo.hotels.filter((hotel) => !isBySea(hotel)).at(-1)?.id
  const images: Readonly<Record<string, string>> = {
    [sea ?? ""]: "/pictures/places/sea.jpg?width=480",
    [town ?? ""]: "/pictures/places/town%20house.jpg",
  }
  const hotels = demo.hotels.map((hotel) => {
    const imageUrl = images[hotel.id]
    return imageUrl === undefined ? hotel : { ...hotel, imageUrl }
  })
  const profiles: Readonly<Record<string, Photo>> = {
    "profiles/places/sea.jpg.json": looks([1, 0, 0]),
    "profiles/places/town house.jpg.json": looks([0, 1, 0]),
  }
  const store: PictureStore = {
    list: async () => (isAway ? [] : Object.keys(profiles)),
    read: async (key) => {
      const profile = profiles[key]
      return profile && new TextEncoder().encode(formatPhoto(profile))
    },
    write: async () => {},
    delete: async () => {},
  }
  return {
    recommendation: createRecommendationService({ ...demo, hotels }, createMemoryFeedbackStore()),
    pictures: createPlaceProfiles(store, () => epochMs(0)),
  } as unknown as Services
}

const imagesOf = ({ places }: Awaited<ReturnType<typeof findPlaces>>) => places.map(({ item }) => item.imageUrl)

describe("places for a photo", () => {
  it("are those that fit, the ones whose pictures are like it first", async () => {
    const found = await findPlaces("v", openServices(), ["by the sea"], looks([1, 0.1, 0]))

    expect(imagesOf(found)[0]).toBe("/pictures/places/sea.jpg?width=480")
    expect(found.places).toHaveLength(3)
    expect(found.isAlike).toBe(true)
  })

  it("never are some that don't fit, however like their pictures", async () => {
    const found = await findPlaces("v", openServices(), ["by the sea"], looks([0, 1, 0]))

    expect(imagesOf(found)).not.toContain("/pictures/places/town%20house.jpg")
    expect(found.isAlike).toBe(false)
  })

  it("are the ones that look like it when nothing says what would fit", async () => {
    const found = await findPlaces("v", openServices(), [], looks([0, 1, 0.1]))

    expect(imagesOf(found)).toEqual(["/pictures/places/town%20house.jpg"])
  })

  it("are none when nothing says what would fit, and nothing looks like it", async () => {
    expect((await findPlaces("v", openServices(), [], looks([0, 0, 1]))).places).toEqual([])
    expect((await findPlaces("v", openServices(true), [], looks([1, 0, 0]))).places).toEqual([])
  })
})
