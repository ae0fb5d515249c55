// What a visitor is told before the first message: that this is an automated assistant, what is stored, and for how long.

import { h, icon } from "../dom.ts"
import { buildText } from "./text.ts"
import type { ViewContext } from "./view-port.ts"

/** The three facts and the policy, or the page's own words. */
function buildFacts(context: ViewContext): readonly Node[] {
  const { strings, options } = context
  const own = options.consentText
  const facts =
    own === ""
      ? [
          h(
            "ul",
            { class: "gate-facts" },
            ...[strings.gateAssistant, strings.gateStored, strings.gateKept].map((fact) => h("li", {}, fact)),
          ),
        ]
      : buildText(own, context)
  if (options.policyUrl === "") return facts
  return [...facts, ...buildText(`[${strings.policy}](${options.policyUrl})`, context)]
}

/** Builds the gate: nothing is sent before it is passed. */
export function buildGate(context: ViewContext): { readonly element: HTMLElement; readonly accept: HTMLButtonElement } {
  const { strings, actions } = context
  const accept = h(
    "button",
    {
      class: "button button-primary",
      part: "accept",
      type: "button",
      "aria-describedby": "gate-facts",
      onClick: () => actions.agree(),
    },
    strings.accept,
  )
  const element = h(
    "div",
    { class: "gate", part: "gate", hidden: true },
    h("div", { class: "gate-mark" }, icon("shield")),
    h("h3", {}, strings.gateTitle),
    h("div", { class: "gate-text", id: "gate-facts" }, ...buildFacts(context)),
    h(
      "div",
      { class: "gate-buttons" },
      accept,
      h("button", { class: "button", type: "button", onClick: () => actions.close() }, strings.decline),
    ),
  )
  return { element, accept }
}

/** Builds the short form for sites that tell without asking. */
export function buildNotice(context: ViewContext): HTMLElement {
  const { strings, options } = context
  const policy = options.policyUrl === "" ? "" : ` [${strings.policy}](${options.policyUrl})`
  const text = options.consentText === "" ? `${strings.gateAssistant} ${strings.gateStored}` : options.consentText
  return h("div", { class: "notice", part: "notice" }, ...buildText(text + policy, context))
}
