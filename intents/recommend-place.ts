// RecommendPlace: places to stay that fit what the visitor likes.

import { defineIntent } from "./define-intent.ts"

export const recommendPlace = defineIntent({
  name: "RecommendPlace",
  description: "Recommends places to stay",
  slots: {
    Feature: { type: "PlaceFeature", multiple: true },
    City: { type: "TravelCity" },
    MaxPrice: { type: "AMAZON.Number" },
    CheckInDate: { type: "AMAZON.Date" },
    Comparison: { type: "Comparison" },
  },
  words: {
    en_US: {
      utterances: [
        "recommend a place to stay",
        "where should I go",
        "recommend a hotel",
        "can you suggest a nice place for a trip",
        "I want somewhere {Feature}",
        "a {Feature} place",
        "a {Feature} place {Feature}",
        "recommend a {Feature} hotel in {City}",
        "what hotel do you recommend in {City}",
        "somewhere {Feature} and {Feature} please",
        "a {Feature} place under {MaxPrice} a night",
        "a {Feature} place {Feature} under {MaxPrice} a night for {CheckInDate}",
        "an idea for a {Feature} weekend in {City}",
        "hotels with a {Feature}",
        "something {Feature} for less than {MaxPrice}",
        "which hotels are {Feature}",
        "any {Feature} hotels in {City} under {MaxPrice}",
        "show me something {Comparison}",
        "a place like that but {Comparison}",
        "show me other hotels",
        "where can I go with my family",
        "what are your best places",
        "ideas for a holiday",
        "is there anything {Feature} in {City}",
        "any tips where to spend the weekend",
        "what can you recommend in {City} for {MaxPrice}",
        "somewhere {Feature} in {City} on {CheckInDate}",
        "I long for a {Feature} place",
        "your best spot for {Feature}",
        "we want to be {Feature} for a few days",
      ],
      prompts: {
        Feature: {
          messages: ["What are you after?", "What matters most to you?"],
          card: {
            title: "Places to stay",
            buttons: [
              { text: "By the sea", value: "by the sea" },
              { text: "Mountains", value: "in the mountains" },
              { text: "Quiet", value: "somewhere quiet" },
              { text: "Romantic", value: "romantic" },
              { text: "City center", value: "in the city center" },
            ],
          },
        },
        City: { messages: ["In which city?", "Which city should it be in?"] },
        MaxPrice: { messages: ["What is the most you would pay for a night?", "How much may a night cost at most?"] },
        CheckInDate: { messages: ["When would you like to go?", "What day would you like to arrive?"] },
        Comparison: { messages: ["How should it differ?", "What should be different about it?"] },
      },
      answers: {
        Feature: [
          "somewhere {Feature}",
          "{Feature} and {Feature}",
          "a place that is {Feature}",
          "with a {Feature}",
          "{Feature} in {City}",
        ],
      },
    },
  },
})
