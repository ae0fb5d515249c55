// Makes DOM of message text: Markdown blocks as elements, everything else as text nodes.

import { h, icon } from "../dom.ts"
import { findLinkTarget, type LinkRule } from "../links.ts"
import { type Block, type Inline, parseMarkdown } from "../markdown.ts"
import type { ViewContext } from "./view-port.ts"

/** Builds the elements of a message's text. */
export function buildText(text: string, context: ViewContext): readonly HTMLElement[] {
  return parseMarkdown(text).map((block) => buildBlock(block, context))
}

function buildBlock(block: Block, context: ViewContext): HTMLElement {
  if (block.kind === "list") {
    const items = block.items.map((item) => h("li", {}, ...buildInlines(item, context)))
    return h(block.isOrdered ? "ol" : "ul", {}, ...items)
  }
  const lines = block.lines.flatMap((line, i) => [...(i === 0 ? [] : [h("br")]), ...buildInlines(line, context)])
  return h("p", {}, ...lines)
}

function buildInlines(inlines: readonly Inline[], context: ViewContext): readonly (Node | string)[] {
  return inlines.map((inline) => buildInline(inline, context))
}

function buildInline(inline: Inline, context: ViewContext): Node | string {
  switch (inline.kind) {
    case "text":
      return inline.text
    case "code":
      return h("code", {}, inline.text)
    case "strong":
    case "em":
      return h(inline.kind, {}, ...buildInlines(inline.children, context))
    case "link":
      return buildLink(inline.address, buildInlines(inline.children, context), context)
  }
}

/** Builds a link, or a plain run of text when the address is not allowed. */
function buildLink(address: string, children: readonly (Node | string)[], context: ViewContext): Node {
  const { options, strings } = context
  const rule: LinkRule = { baseUrl: document.baseURI, hosts: options.linkHosts }
  const target = findLinkTarget(address, rule)
  if (target === undefined) return h("span", {}, ...children)
  const isOwn = new URL(target).origin === location.origin
  if (isOwn || !target.startsWith("http")) return h("a", { href: target }, ...children)
  return h(
    "a",
    { href: target, target: "_blank", rel: "noopener noreferrer" },
    ...children,
    icon("external", "icon icon-external"),
    h("span", { class: "hidden-text" }, ` (${strings.opensNewTab})`),
  )
}
