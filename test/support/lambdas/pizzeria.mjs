// A Lambda function as a pizzeria would write it for AWS: an ES module with an async handler. Knows nothing of this project.

const PRICES = { Small: 8, Large: 12 }

export const handler = async (event, context) => {
  if (!context.awsRequestId || context.getRemainingTimeInMillis() <= 0) throw new Error("no Lambda context")
  const { sessionState, invocationSource, invocationLabel } = event
  const intent = sessionState.intent
  const attributes = { ...sessionState.sessionAttributes }
  if (invocationSource === "FulfillmentCodeHook") {
    intent.state = intent.slots.Note?.value.interpretedValue === "burn it" ? "Failed" : "Fulfilled"
    return { sessionState: { dialogAction: { type: "Close" }, intent, sessionAttributes: attributes } }
  }
  if (invocationLabel === "Open" && event.requestAttributes?.hour === "4") {
    Object.assign(attributes, { open: "no", opensAt: "11:00" })
  }
  if (invocationLabel === "Price") {
    const toppings = intent.slots.Toppings.values.length
    attributes.price = String(PRICES[intent.slots.Size.value.interpretedValue] + toppings)
  }
  return {
    ...event,
    sessionState: { ...sessionState, sessionAttributes: attributes, dialogAction: { type: "Delegate" } },
  }
}
