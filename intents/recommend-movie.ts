// RecommendMovie: a film for the evening.

import { defineIntent } from "./define-intent.ts"

export const recommendMovie = defineIntent({
  name: "RecommendMovie",
  description: "Recommends a film for the evening",
  slots: {
    Genre: { type: "Genre" },
    MaxMinutes: { type: "AMAZON.Number" },
    Comparison: { type: "Comparison" },
  },
  words: {
    en_US: {
      utterances: [
        "recommend a movie",
        "any {Genre} recommendations",
        "what should I watch tonight",
        "recommend a {Genre} film",
        "a {Genre} movie please",
        "I'm in the mood for a {Genre} movie",
        "something {Genre} to watch",
        "what's a good {Genre} film",
        "a movie for tonight",
        "suggest a {Genre}",
        "a {Genre} film under {MaxMinutes} minutes",
        "a {Genre} shorter than {MaxMinutes} minutes",
        "suggest something to watch",
        "something like it but {Comparison}",
        "a {Comparison} film",
        "another movie please",
        "I've seen that film",
        "not that film",
        "we want to watch a {Genre} tonight",
        "is there a {Genre} on",
        "I am bored and want to watch something",
        "do you know any good movies",
        "good {Genre} films",
        "movie suggestions for the evening",
        "which film would you pick",
        "something {Genre} for the kids tonight",
        "a {Genre} of at most {MaxMinutes} minutes",
        "anything {Genre} to stream",
        "movie night, what do you suggest",
        "I feel like a {Genre}",
      ],
      prompts: {
        Genre: {
          messages: ["What are you in the mood for?", "What kind of film would you like?"],
          card: {
            title: "Films",
            buttons: [
              { text: "Comedy", value: "a comedy" },
              { text: "Drama", value: "a drama" },
              { text: "Thriller", value: "a thriller" },
              { text: "Science fiction", value: "science fiction" },
              { text: "Family", value: "a family film" },
            ],
          },
        },
        MaxMinutes: { messages: ["How long may it be, in minutes?", "How many minutes may it last?"] },
        Comparison: { messages: ["How should it differ?", "What should be different about it?"] },
      },
      answers: { Genre: ["a {Genre}", "something {Genre}", "{Genre} please", "a {Genre} movie"] },
    },
  },
})
