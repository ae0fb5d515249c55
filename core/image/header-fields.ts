// What the header of a picture says in every format.

/** Exif orientation: 1 upright; 2 to 8 as Exif 2.3, 4.6.4 numbers the turns and mirrorings. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** Sizes are in pixels, as stored: not yet turned upright. */
export type HeaderFields = {
  readonly width: number
  readonly height: number
  /** More than 1 for an animation; 0 is never given. */
  readonly frames: number
  readonly orientation: Orientation
}
