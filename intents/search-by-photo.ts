// SearchByPhoto: places like what a photo shows. What the photo shows comes from the server as session attributes, or
// from the visitor's own words.

import { defineIntent } from "./define-intent.ts"

export const searchByPhoto = defineIntent({
  name: "SearchByPhoto",
  description: "Finds places that fit a photo",
  slots: { PhotoSubject: { type: "PhotoSubject" } },
  words: {
    en_US: {
      utterances: [
        "find me a place like this",
        "find a place like this photo",
        "I have a photo",
        "search by photo",
        "search with a picture",
        "here is a photo",
        "look at this picture",
        "somewhere that looks like this",
        "what is this",
        "a hotel like the one in my photo",
        "my photo shows {PhotoSubject}",
        "the picture shows {PhotoSubject}",
        "find a place like my picture of {PhotoSubject}",
        "I saw this photo and want to go there",
        "can you search with an image",
        "I took a picture of {PhotoSubject}",
        "upload a picture",
        "may I send you a photo",
        "can you use pictures",
        "what do you see in my photo",
        "find something similar to my image",
        "I saw a pic online and would like to stay at that place",
        "where is the place in this image",
        "take a look at my pic",
        "I have a picture, is there a place like it",
        "a screenshot of where I want to go",
      ],
      prompts: { PhotoSubject: { messages: ["What does your photo show?", "Tell me what is in the photo."] } },
      answers: {
        PhotoSubject: ["it shows {PhotoSubject}", "there is {PhotoSubject} in it", "{PhotoSubject} in the sun"],
      },
    },
  },
})
