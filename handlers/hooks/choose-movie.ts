// ChooseMovie: notes that the last film pleased, so that the next ones are more like it.

import type { Hook } from "../hook.ts"
import { suggestions, wordingFor } from "../messages.ts"
import { lastMovie } from "./movie-suggestions.ts"
import { noteTaste } from "./note-taste.ts"

export const chooseMovie: Hook<"ChooseMovie"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  const movie = lastMovie(turn, services)
  const next = suggestions([words.text("suggestMovie"), words.text("suggestPlace")])
  if (movie === undefined) {
    return { action: { type: "Close", state: "Failed" }, messages: [words.say("noMovieShown"), next] }
  }
  await noteTaste(turn, services, movie.id, "chosen")
  const message = words.say("movieChosen", { title: movie.title })
  return { action: { type: "Close", state: "Fulfilled" }, messages: [message, next] }
}
