// What people say to assistants of any kind, by topic: for a bot that knows nothing of a topic, examples of what it must
// not believe. Beginnings of requests without a topic are bot/nlu/carrier-phrases.ts.

import { stemmerFor } from "./stem.ts"

/** Texts of a topic, and the words that show that a bot is about it. */
type Topic = { readonly keys: string; readonly texts: string }

const ENGLISH: readonly Topic[] = [
  {
    keys: "weather rain forecast temperature umbrella",
    texts: "will it snow this week|how hot is it outside|do i need an umbrella today|is it sunny there",
  },
  {
    keys: "song music album playlist artist jazz radio",
    texts: "play my favorite songs|put on some rock music|skip this track|who sings that song|turn on the radio",
  },
  {
    keys: "alarm timer stopwatch snooze wake",
    texts: "wake me up at six|set a timer for twenty minutes|snooze the alarm|how much time is left",
  },
  {
    keys: "reminder remind todo task list",
    texts: "remind me to water the plants|what's on my to do list|add a task for monday|note that down for me",
  },
  {
    keys: "meeting calendar appointment schedule",
    texts: "put lunch with sam in my calendar|do i have meetings this afternoon|move my appointment with the doctor",
  },
  {
    keys: "translate translation language spanish french german",
    texts:
      "translate cat into french|how do you say hello in german|what does gato mean in english|do you speak spanish",
  },
  {
    keys: "table restaurant dinner menu eat",
    texts:
      "book a table for tonight|reserve a table for four at seven|a good place for sushi|i am hungry|where can we have dinner",
  },
  {
    keys: "pizza burger delivery food",
    texts: "order two burgers and fries|get me some chinese food delivered|i want a coffee with milk",
  },
  {
    keys: "recipe cook bake ingredient",
    texts: "how do i bake bread|what can i cook with rice and eggs|how long does chicken need in the oven",
  },
  {
    keys: "calorie diet nutrition vitamin weight",
    texts: "how much protein is in an egg|is butter healthy|how do i lose weight",
  },
  {
    keys: "light lamp thermostat heating vacuum",
    texts: "turn on the lamp in the hall|make it warmer in here|switch off the tv|lock the front door|start the vacuum",
  },
  {
    keys: "bank account balance savings deposit",
    texts:
      "how much money is in my account|transfer money to my brother|freeze my debit card|what did i spend last month",
  },
  {
    keys: "credit loan mortgage",
    texts: "what is my credit score|can i get a loan|what's the interest rate on a mortgage",
  },
  {
    keys: "bill invoice electricity utility",
    texts: "pay my water bill|when is the rent due|how high is my phone bill",
  },
  {
    keys: "stock exchange currency dollar euro",
    texts: "how are my stocks doing|what's the price of gold|how many dollars is one pound|should i invest in bitcoin",
  },
  {
    keys: "tax insurance pension payroll",
    texts: "how do i file my taxes|does my insurance cover this|when do i get my salary",
  },
  {
    keys: "calculate math percent plus divide",
    texts: "what is seven times nine|divide ninety by six|what's the square root of sixteen|twenty percent of fifty",
  },
  {
    keys: "sport match score league football basketball",
    texts: "did our team win|who plays in the final|what's the score of the game|who is the best player in the league",
  },
  {
    keys: "news headline politics president election",
    texts: "what's in the news|who won the election|who is the prime minister of japan|latest headlines",
  },
  {
    keys: "joke riddle trivia poem story",
    texts: "say something funny|tell me a story about dragons|ask me a riddle|write me a song for my friend",
  },
  {
    keys: "history science capital planet animal population",
    texts:
      "what's the capital of peru|how many people live in china|how big is the sun|when did the war end|what do lions eat|who invented the telephone|how old is the pope|why do cats purr",
  },
  {
    keys: "spell definition synonym grammar word",
    texts:
      "spell the word rhythm|what's another word for happy|what is the definition of irony|how do you pronounce that",
  },
  {
    keys: "doctor medicine symptom pain pharmacy vaccine",
    texts:
      "my back hurts|which pills help with a cold|where is the nearest pharmacy|i have a fever|can babies eat honey",
  },
  {
    keys: "phone sms dial",
    texts: "call my brother|dial the office|text my wife that i am late|send an email to john|read my messages",
  },
  {
    keys: "laptop computer printer wifi password software app",
    texts:
      "my printer does not work|how do i restart my computer|i forgot my password|the wifi is down|install the app",
  },
  {
    keys: "taxi uber ride cab lyft",
    texts: "call a cab to the office|i need a ride home|get me an uber",
  },
  {
    keys: "rental",
    texts: "rent a car for the weekend|reserve a rental van|how much is a rental car",
  },
  {
    keys: "train bus subway tram station",
    texts: "when does the next bus come|which train goes downtown|is the subway running",
  },
  {
    keys: "car tire engine mechanic gas fuel oil",
    texts: "my car makes a strange noise|how do i change the oil|where is a gas station|sell my old car",
  },
  {
    keys: "traffic directions route distance navigate map",
    texts: "how is the traffic on the bridge|how do i get to the mall|how far is it to the lake|show me the way home",
  },
  {
    keys: "concert theater museum festival",
    texts: "get two tickets for the show on saturday|is the museum open today|which band plays at the festival",
  },
  {
    keys: "package parcel shipping shop store purchase",
    texts: "where is my parcel|how much are these shoes|do you sell phones|return the jacket i bought|is the shop open",
  },
  {
    keys: "job resume interview school homework exam",
    texts: "help me with my homework|when is the exam|find me a job|how do i write a resume|solve this equation",
  },
  {
    keys: "plumber electrician repair cleaning",
    texts: "i need an electrician|the sink is leaking|who can paint my house|mow the lawn",
  },
  {
    keys: "passport visa license immigration",
    texts: "how do i renew my passport|do i need a visa|my license has expired",
  },
  {
    keys: "love life friend advice relationship",
    texts: "should i marry him|what is love|i am sad today|what should i wear|do you love me|how do i make friends",
  },
  {
    keys: "volume brightness screen bluetooth",
    texts: "make it louder|turn the volume down|connect to bluetooth|take a screenshot",
  },
]

/**
 * Texts of topics that a bot is not about, those that stand for the most topics first; none in languages without a list.
 *
 * @param words What the bot's utterances and one-word values consist of, folded. A topic with a word in common is out.
 */
export function textsOfOtherTopics(localeId: string, words: Iterable<string>): readonly string[] {
  if (!localeId.startsWith("en")) return []
  const stem = stemmerFor(localeId)
  const known = new Set(Array.from(words, (word) => stem(word)))
  const foreign = ENGLISH.filter(({ keys }) => !keys.split(" ").some((key) => known.has(stem(key)))).map(({ texts }) =>
    texts.split("|"),
  )
  const longest = Math.max(0, ...foreign.map((texts) => texts.length))
  return Array.from({ length: longest }, (_, i) => foreign.flatMap((texts) => texts[i] ?? [])).flat()
}
