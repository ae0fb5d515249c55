// Builds elements: attributes, listeners and text nodes only. No markup is ever parsed, and no style attribute is set.

/** From here down the panel takes the whole screen: phones, and pages zoomed in far. */
export const SMALL_SCREEN = "(max-width: 480px), (max-height: 440px)"

/** What an element is given: attributes, `on…` listeners. `false` and `undefined` leave an attribute out; `true` makes it empty. */
export type Properties = Readonly<
  Record<string, string | number | boolean | undefined | ((event: never) => void | Promise<void>)>
>

/** What may stand inside an element. Strings become text nodes. */
export type Child = Node | string | undefined | false

function assign(element: Element, properties: Properties): void {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2).toLowerCase(), value as (event: globalThis.Event) => void)
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value))
    }
  }
}

/** Builds an HTML element. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  assign(element, properties)
  element.append(...children.filter((child) => child !== undefined && child !== false))
  return element
}

const SVG = "http://www.w3.org/2000/svg"

/** Line icons on a 24 × 24 grid, as path data. */
const ICONS = {
  bell: "M4 17.2h16M5.4 17.2a6.6 6.6 0 0 1 13.2 0M12 10.6V8.2M10 8.2h4M3.4 20h17.2M8.6 14.4a3.6 3.6 0 0 1 2-1.7",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9.5l6 6 6-6",
  back: "M14.5 6l-6 6 6 6",
  forward: "M9.5 6l6 6-6 6",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 8v5M12 16.5h.01M12 3.5l9.2 16H2.8z",
  retry: "M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.8v4h-4",
  clock: "M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
  offline:
    "M3 3l18 18M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4.6-2.6M14.4 9.4A10 10 0 0 1 19 12M12 19h.01M2 8.6a15 15 0 0 1 4-2.4M10 5.1A15 15 0 0 1 22 8.6",
  mic: "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  speaker: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.6 7.6 0 0 1 0 11",
  photo: "M4 5.5h16v13H4zM4 15.5l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9h.01",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 10a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z",
  star: "M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z",
  up: "M7 10.5v9M7 19.5h9.2a2 2 0 0 0 2-1.6l1.2-6a2 2 0 0 0-2-2.4H13l.8-3.6a1.7 1.7 0 0 0-3.1-1.2L7 10.5H4v9h3",
  thumbDown:
    "M17 13.5v-9M17 4.5H7.8a2 2 0 0 0-2 1.6l-1.2 6a2 2 0 0 0 2 2.4H11l-.8 3.6a1.7 1.7 0 0 0 3.1 1.2L17 13.5h3v-9h-3",
  download: "M12 4.5v10M7.5 10.5L12 15l4.5-4.5M5 19.5h14",
  trash: "M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l.8 13h9.4l.8-13",
  shield: "M12 3.5l7.5 3v5c0 4.4-3 7.6-7.5 9-4.5-1.4-7.5-4.6-7.5-9v-5z",
  external: "M13.5 5H19v5.5M19 5l-8 8M16.5 13.5v5h-11v-11h5",
} as const

/** The name of an icon of the panel. */
export type IconName = keyof typeof ICONS

/** Draws an icon in the color of the text around it. It has no name of its own: what it stands in must have one. */
export function icon(name: IconName, className = "icon"): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg")
  assign(svg, { viewBox: "0 0 24 24", class: className, "aria-hidden": "true", focusable: "false" })
  const path = document.createElementNS(SVG, "path")
  path.setAttribute("d", ICONS[name])
  svg.append(path)
  return svg
}

const REM = /(-?[\d.]+)rem/g

/**
 * Adds style sheets to a root, the way a strict content security policy allows. Their `rem` is the reader's text size
 * (`--_r`), not what the page has made of its root's: many set that to 62.5 %.
 */
export function adoptStyles(root: ShadowRoot | Document, ...styles: readonly string[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles.join("\n").replace(REM, "calc($1*var(--_r))"))
  root.adoptedStyleSheets.push(sheet)
  return sheet
}

/** Takes a style sheet out of a root again. */
export function dropStyles(root: ShadowRoot | Document, sheet: CSSStyleSheet): void {
  root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet)
}
