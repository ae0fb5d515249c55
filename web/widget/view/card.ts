// Cards: one as an article, several as a carousel that only the visitor moves.

import type { Message } from "../../contract.ts"
import { type CardFact, parseCardFacts } from "../card-facts.ts"
import { h, icon } from "../dom.ts"
import { findImageSource } from "../links.ts"
import type { ViewContext } from "./view-port.ts"

type Card = Extract<Message, { readonly type: "card" }>

/** Builds the cards that came one after the other. */
export function buildCards(cards: readonly Card[], context: ViewContext): HTMLElement {
  const [first] = cards
  if (cards.length === 1 && first !== undefined) return buildCard(first, context)
  return buildCarousel(cards, context)
}

function buildCard(card: Card, context: ViewContext): HTMLElement {
  const facts = parseCardFacts(card.subtitle ?? "")
  const texts = facts.filter((fact) => fact.kind === "text")
  const figures = facts.filter((fact) => fact.kind !== "text")
  return h(
    "article",
    { class: "card", part: "card" },
    card.imageUrl === undefined ? undefined : buildPicture(card.imageUrl, card.title, context),
    h(
      "div",
      { class: "card-body" },
      h("h3", { class: "card-title", dir: "auto" }, card.title),
      texts.length > 0 && h("p", { class: "card-text", dir: "auto" }, texts.map((fact) => fact.text).join(" · ")),
      figures.length > 0 && h("p", { class: "card-figures" }, ...figures.map((fact) => buildFigure(fact, context))),
    ),
    card.buttons.length > 0 &&
      h("div", { class: "card-buttons" }, ...card.buttons.map((button) => buildButton(button, card, context))),
  )
}

function buildPicture(address: string, title: string, context: ViewContext): HTMLElement {
  const source = findImageSource(address, new URL(context.options.endpoint || ".", document.baseURI).href)
  // A picture that doesn't come leaves its place to the first letter of the title: nothing jumps.
  const place = h("div", { class: "card-picture" }, h("span", { "aria-hidden": "true" }, [...title][0] ?? ""))
  if (source !== undefined) {
    const image = h("img", { src: source, alt: "", loading: "lazy", decoding: "async", draggable: "false" })
    image.addEventListener("error", () => image.remove())
    place.append(image)
  }
  return place
}

function buildFigure(fact: CardFact, context: ViewContext): HTMLElement {
  if (fact.kind !== "rating") return h("span", { class: "card-price", dir: "auto" }, fact.text)
  const format = new Intl.NumberFormat(context.options.locale, { maximumFractionDigits: 2, minimumFractionDigits: 1 })
  const value = format.format(fact.value)
  return h(
    "span",
    { class: "card-rating" },
    icon("star", "icon icon-star"),
    h("span", { "aria-hidden": "true" }, fact.best === 5 ? value : `${value}/${fact.best}`),
    h("span", { class: "hidden-text" }, context.strings.rating(value, String(fact.best))),
  )
}

function buildButton(
  button: { readonly text: string; readonly value: string },
  card: Card,
  context: ViewContext,
): HTMLElement {
  const element = h(
    "button",
    {
      class: "card-button",
      part: "card-button",
      type: "button",
      dir: "auto",
      // Ten buttons called "Book" are told apart by what they book.
      "aria-label": `${button.text}, ${card.title}`,
    },
    button.text,
  )
  element.addEventListener("click", () => {
    element.classList.add("is-chosen")
    element.setAttribute("aria-pressed", "true")
    context.actions.submit(button.value, button.text)
  })
  return element
}

function buildCarousel(cards: readonly Card[], context: ViewContext): HTMLElement {
  const { strings } = context
  const position = h("span", { class: "carousel-position", dir: "auto" })
  const slides = cards.map((card, i) =>
    h(
      "div",
      {
        class: "slide",
        role: "group",
        "aria-roledescription": "slide",
        "aria-label": strings.position(i + 1, cards.length),
      },
      buildCard(card, context),
    ),
  )
  // Chromium makes scrollers stops of their own; the transcript has one stop only, and the buttons below move the track.
  const track = h("div", { class: "track", tabindex: -1 }, ...slides)
  let current = 0
  const mark = (index: number): void => {
    current = index
    position.textContent = strings.position(index + 1, cards.length)
    previous.setAttribute("aria-disabled", String(index === 0))
    next.setAttribute("aria-disabled", String(index === cards.length - 1))
  }
  const move = (index: number): void => {
    const target = slides[index]
    if (target === undefined) return
    mark(index)
    context.announce(strings.position(index + 1, cards.length))
    const start = slides[0]?.offsetLeft ?? 0
    track.scrollTo({ left: target.offsetLeft - start, behavior: prefersStillness() ? "instant" : "smooth" })
  }
  const button = (name: "previous" | "next", step: number): HTMLButtonElement =>
    h(
      "button",
      { class: "round", type: "button", "aria-label": strings[name], onClick: () => move(current + step) },
      icon(name === "previous" ? "back" : "forward", "icon icon-flip"),
    )
  const previous = button("previous", -1)
  const next = button("next", 1)
  track.addEventListener("scrollend", () => mark(nearestSlide(track, slides)))
  mark(0)
  return h(
    "section",
    { class: "carousel", "aria-roledescription": strings.carousel, "aria-label": strings.cards(cards.length) },
    track,
    h("div", { class: "carousel-controls" }, previous, position, next),
  )
}

/** Whether the visitor asked for less motion. */
export function prefersStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches
}

function nearestSlide(track: HTMLElement, slides: readonly HTMLElement[]): number {
  const start = track.getBoundingClientRect()
  const isRightToLeft = getComputedStyle(track).direction === "rtl"
  const distances = slides.map((slide) => {
    const box = slide.getBoundingClientRect()
    return Math.abs(isRightToLeft ? box.right - start.right : box.left - start.left)
  })
  // At the very end the last slide is the one, even where it can't come to the start.
  const isAtEnd = Math.abs(track.scrollLeft) + track.clientWidth >= track.scrollWidth - 2
  return isAtEnd ? slides.length - 1 : distances.indexOf(Math.min(...distances))
}
