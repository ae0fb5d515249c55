// One line of the transcript: what a visitor said, what the assistant answered, or a notice. Each can be updated in place.

import type { Message } from "../../contract.ts"
import { h, icon } from "../dom.ts"
import { isForPage, toPhotoText } from "../spoken.ts"
import type { AssistantEntry, Entry, NoticeEntry, Rating, VisitorEntry } from "../state.ts"
import { buildCards } from "./card.ts"
import { buildChips } from "./chips.ts"
import { buildDelivery } from "./delivery.ts"
import { buildText } from "./text.ts"
import type { ViewContext } from "./view-port.ts"

/** A line on the screen. `update` takes the same line in a newer state. */
export type Line = {
  readonly element: HTMLElement
  update(entry: Entry): void
  /** Opens or closes the quick replies of the line. */
  offer(isOpen: boolean, entry: Entry): void
}

let lineCount = 0

/** Builds a line. `leave` puts the focus where writing goes on. */
export function buildLine(entry: Entry, context: ViewContext, leave: () => void): Line {
  switch (entry.kind) {
    case "visitor":
      return buildVisitor(entry, context)
    case "assistant":
      return buildAssistant(entry, context, leave)
    case "notice":
      return buildNotice(entry, context)
  }
}

function frame(
  kind: Entry["kind"],
  atMs: number,
  speaker: string,
  context: ViewContext,
  body: readonly (Node | false)[],
  meta?: Node,
): HTMLElement {
  lineCount += 1
  const id = `line-${lineCount}`
  const at = new Date(atMs)
  const time = new Intl.DateTimeFormat(context.options.locale, { hour: "numeric", minute: "2-digit" }).format(at)
  return h(
    "article",
    {
      class: `line line-${kind}`,
      part: `message message-${kind}`,
      tabindex: -1,
      "aria-labelledby": `${id}-who ${id}-time`,
      "aria-describedby": `${id}-body`,
    },
    h("span", { class: "hidden-text", id: `${id}-who` }, `${speaker} `),
    h("div", { class: "line-body", id: `${id}-body` }, ...body),
    h("div", { class: "line-meta" }, h("time", { id: `${id}-time`, datetime: at.toISOString() }, time), meta),
  )
}

function buildVisitor(entry: VisitorEntry, context: ViewContext): Line {
  const delivery = buildDelivery(entry, context)
  const bubble = h(
    "div",
    { class: "bubble bubble-visitor", part: "bubble-visitor", dir: "auto" },
    entry.image && context.actions.picture(entry.turnId),
    entry.shown ?? entry.text,
    entry.image && h("p", { class: "seen" }, toPhotoText(entry.image, context.strings)),
  )
  const element = frame(
    "visitor",
    entry.atMs,
    context.strings.youSaid,
    context,
    [bubble, delivery.problem],
    delivery.status,
  )
  element.dataset.delivery = entry.delivery
  return {
    element,
    update: (newer) => {
      if (newer.kind !== "visitor") return
      element.dataset.delivery = newer.delivery
      delivery.update(newer)
    },
    offer: () => {},
  }
}

type Card = Extract<Message, { readonly type: "card" }>

/** Cards that follow each other belong together; everything else stands alone. */
function groupMessages(messages: readonly Message[]): readonly (Message | readonly Card[])[] {
  const groups: (Message | Card[])[] = []
  for (const message of messages) {
    const last = groups.at(-1)
    if (message.type !== "card") groups.push(message)
    else if (Array.isArray(last)) last.push(message)
    else groups.push([message])
  }
  return groups
}

function buildMessage(message: Message, context: ViewContext): Node | false {
  const bubble = (...children: readonly (Node | string)[]): HTMLElement =>
    h(
      "div",
      { class: "bubble bubble-assistant", part: "bubble-assistant", dir: "auto", "data-message": message.id },
      ...children,
    )
  if (message.type === "text") return bubble(...buildText(message.text, context))
  if (message.type !== "custom") return false
  // The page may show a custom payload its own way; data nobody took is not for reading.
  const isLeftToUs = context.actions.custom(message)
  return !isLeftToUs || isForPage(message.payload) ? false : bubble(h("p", {}, message.payload))
}

function buildAssistant(entry: AssistantEntry, context: ViewContext, leave: () => void): Line {
  const body = groupMessages(entry.messages).map((group) =>
    "type" in group ? buildMessage(group, context) : buildCards(group, context),
  )
  const rating =
    context.options.hasRatings && !entry.turnId.startsWith("greeting-") ? buildRating(entry, context) : undefined
  const play = context.options.voice === "off" ? undefined : buildPlay(entry, context)
  const meta = h("span", { class: "thumbs" }, play, ...(rating?.buttons ?? []))
  const element = frame("assistant", entry.atMs, context.strings.assistantSaid, context, body, meta)
  const chips = entry.suggestions.length === 0 ? undefined : buildChips(entry, context, leave)
  if (chips !== undefined) element.append(chips.element)
  return {
    element,
    update: (newer) => {
      if (newer.kind === "assistant") rating?.update(newer.rating)
    },
    offer: (isOpen, newer) => {
      if (newer.kind === "assistant") chips?.offer(isOpen, newer)
    },
  }
}

function buildRating(
  entry: AssistantEntry,
  { strings, actions }: ViewContext,
): { readonly buttons: readonly HTMLElement[]; update(rating: Rating | undefined): void } {
  const button = (rating: Rating, name: string): HTMLButtonElement =>
    h(
      "button",
      {
        class: "thumb",
        type: "button",
        "aria-label": name,
        title: name,
        onClick: () => actions.rate(entry.turnId, rating),
      },
      icon(rating === "up" ? "up" : "thumbDown"),
    )
  const buttons = { up: button("up", strings.helpful), down: button("down", strings.notHelpful) }
  const update = (rating: Rating | undefined): void => {
    buttons.up.setAttribute("aria-pressed", String(rating === "up"))
    buttons.down.setAttribute("aria-pressed", String(rating === "down"))
  }
  update(entry.rating)
  return { buttons: [buttons.up, buttons.down], update }
}

/** Reads the reply aloud. The page's own greeting is not known to the server, which speaks. */
function buildPlay({ messages }: AssistantEntry, { strings, actions }: ViewContext): HTMLElement | undefined {
  if (messages.every(({ id }) => id === "greeting")) return undefined
  return h(
    "button",
    {
      class: "thumb",
      part: "play",
      type: "button",
      "aria-label": strings.play,
      title: strings.play,
      onClick: () => actions.play(messages),
    },
    icon("speaker"),
  )
}

function buildNotice(entry: NoticeEntry, context: ViewContext): Line {
  const text = h("p", { class: "notice-line" }, context.strings[entry.notice])
  return {
    element: frame("notice", entry.atMs, context.strings.notice, context, [text]),
    update: () => {},
    offer: () => {},
  }
}
