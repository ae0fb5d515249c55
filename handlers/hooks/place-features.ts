// What visitors call a place's qualities, and what photos show, as the catalogue's own tags. One table each; the labels
// are those of image recognition at large (COCO's and Rekognition's), not of one model.

/** By a value of the slot type PlaceFeature: tags of which a place must have at least one to have the feature. */
export const TAGS_OF_FEATURE: Readonly<Record<string, readonly string[]>> = {
  "by the sea": ["by-the-sea", "beach"],
  mountains: ["mountains"],
  quiet: ["quiet"],
  romantic: ["romantic"],
  family: ["family"],
  "pets welcome": ["pets-welcome"],
  kitchen: ["kitchen"],
  spa: ["spa"],
  pool: ["pool"],
  "city center": ["city-centre"],
  design: ["design", "boutique"],
  historic: ["historic"],
  nightlife: ["nightlife"],
  business: ["business"],
  nature: ["garden", "lake", "mountains"],
}

/**
 * What photos show, by the feature it stands for: names of labels and of kinds of labels, lower case, in the singular.
 * Some are COCO's 80, which the local engine sees, more are Rekognition's thousands; parents and categories count as well,
 * so that not every breed of dog need be here. What any place may have (a bed, a chair, a person) stands for nothing.
 */
const LABELS_OF_FEATURE: Readonly<Record<string, string>> = {
  "by the sea": `
    beach, beach chair, beachwear, bay, boat, canoe, cliff, coast, coral reef, dock, dolphin, ferry, harbor, island,
    jet ski, kayak, kite, lagoon, lighthouse, marina, ocean, palm tree, palm, paradise, pier, port, promontory, sailboat,
    sand, sea, sea life, sea waves, seagull, seashell, shoreline, starfish, summer, sun hat, surfboard, surfing, swimwear,
    tropical, wave, waterfront, wind surfing, yacht`,
  mountains: `
    alps, cable car, chalet, glacier, hiking, ice, mountain, mountain climbing, mountain range, peak, piste, rock climbing,
    ski, skiing, skis, sled, snow, snowboard, snowboarding, summit, valley, winter`,
  nature: `
    animal in the wild, autumn, bear, bench, bird, butterfly, countryside, cow, deer, elephant, farm, field, flower,
    flower arrangement, forest, garden, giraffe, grass, grassland, hill, horse, jungle, lake, land, landscape, meadow,
    national park, park, plant, rainforest, rural, sheep, stream, tree, vegetation, vineyard, waterfall, wilderness,
    wildlife, woodland, zebra`,
  "city center": `
    bridge, bus, city, cityscape, crosswalk, downtown, high rise, metropolis, neighborhood, office building, pedestrian,
    plaza, road, skyline, skyscraper, square, street, street light, subway, taxi, town, traffic light, train, tram, urban`,
  historic: `
    abbey, altar, ancient, arch, architecture, basilica, castle, cathedral, chapel, church, column, dome, fort, fortress,
    monastery, monument, mosque, museum, palace, ruins, shrine, statue, temple, tower, villa`,
  kitchen: `
    appliance, blender, cooker, cooking, countertop, dishwasher, kettle, kitchen, kitchen appliance, kitchen island,
    microwave, oven, refrigerator, sink, stove, toaster`,
  "pets welcome": `canine, cat, cat bed, dog, dog bed, feline, hound, kitten, leash, pet, puppy`,
  pool: `pool, swimming, swimming pool, water slide, water park`,
  spa: `bathtub, hot tub, jacuzzi, massage, sauna, spa, steam room, tub`,
  romantic: `
    bouquet, bridegroom, candle, champagne, couple, engagement, heart, honeymoon, love, romantic, rose, wedding,
    wedding gown, wine glass`,
  family: `
    baby, bunk bed, child, crib, frisbee, kid, kids, playground, sandbox, slide, stroller, teddy bear, toddler`,
  nightlife: `bar counter, bartender, cocktail, concert, crowd, disco, dj, dance pose, night club, night life, party, pub`,
  business: `
    briefcase, conference room, desk, keyboard, laptop, meeting, meeting room, office, projector screen, suit, tie,
    whiteboard`,
  design: `art, loft, modern art, sculpture`,
  quiet: `hammock, library, meditation, reading, serenity, solitude, yoga`,
}

/** What stands for nothing although it is a kind of something that does: a plant on a sill is no garden. */
export const MEANINGLESS_LABELS: ReadonlySet<string> = new Set(["potted plant", "planter", "vase"])

/** The feature that a thing in a photo stands for, by the name of its label. */
export const FEATURE_OF_LABEL: ReadonlyMap<string, string> = new Map(
  Object.entries(LABELS_OF_FEATURE).flatMap(([feature, labels]) =>
    labels.split(",").map((label) => [label.trim(), feature] as const),
  ),
)
