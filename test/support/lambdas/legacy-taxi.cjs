// A Lambda function in the style of the first blueprints: CommonJS, callbacks, context.succeed and context.fail, the
// session handed back whole. Knows nothing of this project.
"use strict"

function close(event, message) {
  const intent = event.sessionState.intent
  intent.state = "Fulfilled"
  return {
    sessionState: {
      sessionAttributes: event.sessionState.sessionAttributes,
      dialogAction: { type: "Close" },
      intent,
    },
    messages: [{ contentType: "PlainText", content: message }],
    sessionId: event.sessionId,
    requestAttributes: event.requestAttributes,
  }
}

function elicit(event, slotToElicit, message) {
  const intent = event.sessionState.intent
  intent.slots[slotToElicit] = null
  return {
    sessionState: { ...event.sessionState, dialogAction: { type: "ElicitSlot", slotToElicit }, intent },
    messages: [{ contentType: "PlainText", content: message }],
  }
}

function delegate(event) {
  return { sessionState: { ...event.sessionState, dialogAction: { type: "Delegate" } } }
}

function validate(event, context) {
  const people = event.sessionState.intent.slots.People
  if (people && Number(people.value.interpretedValue) > 8) {
    context.succeed(elicit(event, "People", "Eight people at most. How many are you?"))
    return
  }
  if (event.inputTranscript === "crash") {
    context.fail("out of cabs")
    return
  }
  setTimeout(() => context.done(null, delegate(event)), 1)
}

exports.handler = (event, context, callback) => {
  if (event.invocationSource === "DialogCodeHook") {
    validate(event, context)
    return
  }
  const car = event.sessionState.intent.slots.Car
  setImmediate(() =>
    callback(null, close(event, `Your ${car ? car.value.interpretedValue : "standard"} taxi is coming.`)),
  )
}
