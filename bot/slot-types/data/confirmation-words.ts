// Phrases that mean yes, no, maybe or "don't know". How an answer is weighed is built-in/confirmation.ts.

import { bothSpellings } from "./contractions.ts"

/** The four values of AMAZON.Confirmation. */
export type Confirmation = "Yes" | "No" | "Maybe" | "Don't know"

/** Phrases by what they mean; folded words. Longer phrases win over the words inside them. */
export const CONFIRMATION_PHRASES: Readonly<Record<Confirmation, readonly string[]>> = {
  Yes: (
    "yes|yea|yeah|yep|yup|yah|ya|yas|yess|y|aye|uh huh|mhm|mm hmm|mmhmm|ok|okay|okey|okey dokey|k|kk|sure|sure thing|for sure|of course|" +
    "course|certainly|definitely|absolutely|affirmative|indeed|correct|right|thats right|that is right|thats correct|that is correct|" +
    "true|thats true|exactly|precisely|agreed|i agree|i can agree|i have it|i do|i am|i would|i will|i did|i have|it is|they are|it does|we do|we are|we have|we will|please|please do|" +
    "yes please|do it|go ahead|go for it|lets do it|lets do that|lets go|sounds good|sounds great|sounds fine|sounds right|looks good|looks right|" +
    "fine|thats fine|that is fine|im fine with that|good|great|perfect|works for me|that works|it works|all good|alright|all right|very well|by all means|" +
    "confirm|confirmed|i confirm|accept|i accept|accepted|proceed|continue|gladly|happy to|id love to|id like that|i would like that|" +
    "why not|you bet|you got it|totally|obviously|naturally|no problem|no worries|not a problem|no doubt|no question|no objection|no objections|thumbs up|roger|i think so|i believe so|i guess so|i suppose so|i hope so|book it|make it so|" +
    "i want to|i want that|i want it|send it|submit|approve|approved"
  )
    .split("|")
    .flatMap(bothSpellings),
  No: (
    "no|nope|nah|naw|nay|n|nop|no no|no way|no thanks|no thank you|not at all|not really|not now|not today|not yet|not quite|not right|" +
    "not correct|not true|negative|never|never mind|nevermind|forget it|forget about it|i decline|ill decline|decline|declined|" +
    "i refuse|refuse|reject|rejected|deny|denied|i disagree|disagree|wrong|thats wrong|that is wrong|thats not right|that is not right|" +
    "thats not correct|that is not correct|isnt right|isnt correct|incorrect|false|thats not it|by no means|absolutely not|definitely not|certainly not|" +
    "of course not|surely not|i think not|i dont think so|dont think so|i do not think so|i dont|i do not|im not|i am not|i havent|i have not|i wouldnt|i would not|i wont|i will not|i cant|i cannot|" +
    "dont|do not|dont do it|dont do that|please dont|stop|cancel|cancel it|cancel that|hold off|pass|ill pass|no good|thats not good|it isnt|it is not|its not|they arent|it doesnt|we dont|we arent|we havent|" +
    "not interested|im not interested|im good|im fine|thumbs down|uh uh|nuh uh|no chance|not a chance|not for me|i dont want to|i dont want that|i dont want it|i dont agree|scratch that|hell no|nothing|neither"
  )
    .split("|")
    .flatMap(bothSpellings),
  Maybe: (
    "maybe|may be|perhaps|possibly|possible|its possible|it is possible|thats possible|that is possible|sometimes|might be|could be|it could be|it might be|" +
    "i might|i may|we might|that could be right|could be right|that might be right|potentially|probably|most likely|likely|it depends|that depends|depends|" +
    "sort of|kind of|kinda|sorta|more or less|so so|on the fence|ill think about it|let me think|let me think about it|ill see|well see|we will see|" +
    "not necessarily|peradventure|conceivably|somewhat|partly|partially|occasionally|once in a while|now and then"
  )
    .split("|")
    .flatMap(bothSpellings),
  "Don't know": (
    "dont know|i dont know|i do not know|do not know|dunno|i dunno|idk|unknown|no idea|ive no idea|i have no idea|not sure|im not sure|i am not sure|not sure about it|" +
    "im not sure about that|im not certain|not certain|unsure|im unsure|uncertain|who knows|no clue|i have no clue|havent a clue|i havent a clue|beats me|cant say|i cant say|i couldnt say|cant tell|" +
    "i cant tell|hard to say|hard to tell|i cant remember|i dont remember|dont remember|i forgot|i forget|god knows|your guess is as good as mine|havent decided|i havent decided|" +
    "i cant decide|undecided|im undecided|no opinion|how should i know|whatever|im confused|i wouldnt know|not that i know|not that i know of"
  )
    .split("|")
    .flatMap(bothSpellings),
}
