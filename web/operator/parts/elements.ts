// The page's elements: found by id, made of texts only, tables filled.

/** A figure is a number that is already written, with its unit. */
export type Cell = string | number | { readonly figure: string }

/** Finds an element of the page. */
export function find<Type extends Element>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id)
  if (!(element instanceof type)) throw new Error(`the page has no ${id}`)
  return element
}

/** Makes an element with a text. */
export function element(name: string, cell: Cell, className = ""): HTMLElement {
  const made = document.createElement(name)
  made.textContent = typeof cell === "number" ? cell.toLocaleString() : typeof cell === "string" ? cell : cell.figure
  made.className = className
  return made
}

const classOf = (cell: Cell | undefined): string => (cell === undefined || typeof cell === "string" ? "" : "number")

/** Fills a table; the first cell of each row is its heading. */
function fillTable(table: HTMLTableElement, headings: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const head = document.createElement("tr")
  head.append(
    ...headings.map((heading, column) => {
      const cell = element("th", heading, classOf(rows[0]?.[column]))
      cell.setAttribute("scope", "col")
      return cell
    }),
  )
  const body = rows.map((row) => {
    const line = document.createElement("tr")
    line.append(...row.map((cell, column) => element(column === 0 ? "th" : "td", cell, classOf(cell))))
    line.querySelector("th")?.setAttribute("scope", "row")
    return line
  })
  table.replaceChildren(head, ...body)
}

/** A table that is scrolled sideways where the page is narrow; its name is for screen readers. */
export function scrollingTable(
  name: string,
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
): HTMLElement {
  const group = document.createElement("div")
  group.className = "scroll"
  group.tabIndex = 0
  group.setAttribute("role", "group")
  group.setAttribute("aria-label", name)
  const table = document.createElement("table")
  fillTable(table, headings, rows)
  group.append(table)
  return group
}

/** A share as people write it: "12.3 %". @param digits Behind the point. */
export function percent(share: number, digits = 1): string {
  const format = { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits } as const
  return share.toLocaleString(undefined, format)
}
