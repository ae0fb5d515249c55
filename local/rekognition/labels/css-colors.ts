// The colours that have a name in CSS (https://www.w3.org/TR/css-color-4/#named-colors), each under the simpler name that
// people would give it. Which of them a picture has is image-properties.ts.

/** A named colour. */
export type NamedColor = {
  readonly name: string
  readonly red: number
  readonly green: number
  readonly blue: number
  /** One of twelve. */
  readonly simple: string
}

/** Hexadecimal colours by their simple name; of two CSS names for one colour only one stands here. */
const FAMILIES: Readonly<Record<string, string>> = {
  black: "black 000000",
  grey: "darkslategrey 2f4f4f,dimgrey 696969,slategrey 708090,grey 808080,lightslategrey 778899,darkgrey a9a9a9,silver c0c0c0,lightgrey d3d3d3,gainsboro dcdcdc",
  white:
    "whitesmoke f5f5f5,white ffffff,snow fffafa,ghostwhite f8f8ff,floralwhite fffaf0,seashell fff5ee,mintcream f5fffa,ivory fffff0,azure f0ffff,aliceblue f0f8ff,honeydew f0fff0",
  beige:
    "oldlace fdf5e6,linen faf0e6,antiquewhite faebd7,beige f5f5dc,cornsilk fff8dc,blanchedalmond ffebcd,bisque ffe4c4,wheat f5deb3,navajowhite ffdead,moccasin ffe4b5,papayawhip ffefd5,peachpuff ffdab9,tan d2b48c,burlywood deb887",
  red: "maroon 800000,darkred 8b0000,firebrick b22222,brown a52a2a,red ff0000,crimson dc143c,indianred cd5c5c,tomato ff6347",
  orange:
    "orangered ff4500,coral ff7f50,lightsalmon ffa07a,salmon fa8072,darksalmon e9967a,lightcoral f08080,darkorange ff8c00,orange ffa500,sandybrown f4a460",
  yellow:
    "gold ffd700,yellow ffff00,khaki f0e68c,palegoldenrod eee8aa,lemonchiffon fffacd,lightyellow ffffe0,lightgoldenrodyellow fafad2,goldenrod daa520",
  brown:
    "saddlebrown 8b4513,sienna a0522d,chocolate d2691e,peru cd853f,darkgoldenrod b8860b,rosybrown bc8f8f,darkkhaki bdb76b",
  green:
    "darkgreen 006400,green 008000,forestgreen 228b22,seagreen 2e8b57,darkolivegreen 556b2f,olive 808000,olivedrab 6b8e23,mediumseagreen 3cb371,limegreen 32cd32,lime 00ff00,lawngreen 7cfc00,chartreuse 7fff00,greenyellow adff2f,yellowgreen 9acd32,springgreen 00ff7f,mediumspringgreen 00fa9a,lightgreen 90ee90,palegreen 98fb98,darkseagreen 8fbc8f",
  blue: "midnightblue 191970,navy 000080,darkblue 00008b,mediumblue 0000cd,blue 0000ff,royalblue 4169e1,dodgerblue 1e90ff,cornflowerblue 6495ed,steelblue 4682b4,deepskyblue 00bfff,lightskyblue 87cefa,skyblue 87ceeb,lightblue add8e6,lightsteelblue b0c4de,powderblue b0e0e6,teal 008080,darkcyan 008b8b,cadetblue 5f9ea0,lightseagreen 20b2aa,darkturquoise 00ced1,mediumturquoise 48d1cc,turquoise 40e0d0,aquamarine 7fffd4,mediumaquamarine 66cdaa,cyan 00ffff,paleturquoise afeeee,lightcyan e0ffff",
  purple:
    "indigo 4b0082,rebeccapurple 663399,darkslateblue 483d8b,slateblue 6a5acd,mediumslateblue 7b68ee,purple 800080,darkmagenta 8b008b,darkviolet 9400d3,blueviolet 8a2be2,darkorchid 9932cc,mediumorchid ba55d3,mediumpurple 9370db,orchid da70d6,plum dda0dd,violet ee82ee,thistle d8bfd8,lavender e6e6fa,magenta ff00ff",
  pink: "mediumvioletred c71585,deeppink ff1493,palevioletred db7093,hotpink ff69b4,lightpink ffb6c1,pink ffc0cb,mistyrose ffe4e1,lavenderblush fff0f5",
}

/** Every named colour once. */
export const CSS_COLORS: readonly NamedColor[] = Object.entries(FAMILIES).flatMap(([simple, list]) =>
  list.split(",").map((entry) => {
    const [name = "", hex = ""] = entry.split(" ")
    const value = Number.parseInt(hex, 16)
    return { name, red: value >> 16, green: (value >> 8) & 255, blue: value & 255, simple }
  }),
)
