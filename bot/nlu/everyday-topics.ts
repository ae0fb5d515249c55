// What people say to assistants of any kind, by topic: for a bot that knows nothing of a topic, examples of what it must
// not believe. Beginnings of requests without a topic are bot/nlu/carrier-phrases.ts.

import type { Topic } from "#bot/languages/language.ts"
import { languageOf } from "#bot/languages/languages.ts"

const ENGLISH: readonly Topic[] = [
  {
    keys: "weather rain forecast temperature umbrella storm",
    texts:
      "will it snow this week|how hot is it outside|do i need an umbrella today|is it sunny there|will there be a storm on friday|how cold does it get in january|what should i wear in this heat",
  },
  {
    keys: "song music album playlist artist jazz radio band sing",
    texts:
      "play my favorite songs|put on some rock music|skip this track|who sings that song|turn on the radio|play the new record by that band|turn the music up|can you sing",
  },
  {
    keys: "alarm timer stopwatch snooze wake clock",
    texts:
      "wake me up at six|set a timer for twenty minutes|snooze the alarm|how much time is left|set an alarm for half past six|cancel my alarm|what time is it in moscow",
  },
  {
    keys: "reminder remind todo task list",
    texts:
      "remind me to water the plants|what's on my to do list|add a task for monday|note that down for me|do not let me forget the milk|add eggs to the shopping list|remind me to call dad",
  },
  {
    keys: "meeting appointment schedule haircut dentist",
    texts:
      "do i have meetings this afternoon|move my appointment with the doctor|i need a haircut on tuesday|when is my next meeting",
  },
  {
    keys: "calendar agenda event",
    texts: "put lunch with sam in my calendar|what is on my agenda for monday|delete the event on friday",
  },
  {
    keys: "translate translation language spanish french german",
    texts:
      "translate cat into french|how do you say hello in german|what does gato mean in english|do you speak spanish|how do i say i am hungry in italian|translate good night into polish|teach me some words of greek",
  },
  {
    keys: "table restaurant dinner menu eat wine lunch",
    texts:
      "book a table for tonight|reserve a table for four at seven|a good place for sushi|i am hungry|where can we have dinner|is the new thai restaurant any good|which wine goes with fish",
  },
  {
    keys: "pizza burger delivery food",
    texts: "order two burgers and fries|get me some chinese food delivered|i want a coffee with milk",
  },
  {
    keys: "recipe cook bake ingredient",
    texts:
      "how do i bake bread|what can i cook with rice and eggs|how long does chicken need in the oven|what do i need for an apple pie|how do i make pancakes",
  },
  {
    keys: "calorie diet nutrition vitamin weight",
    texts: "how much protein is in an egg|is butter healthy|how do i lose weight",
  },
  {
    keys: "light lamp thermostat heating vacuum garage",
    texts:
      "turn on the lamp in the hall|make it warmer in here|switch off the tv|lock the front door|start the vacuum|turn off the light in the bedroom|close the garage|clean the living room",
  },
  {
    keys: "bank account balance savings deposit",
    texts:
      "how much money is in my account|transfer money to my brother|freeze my debit card|what did i spend last month|what is my balance|open a savings account|my card was stolen",
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
    keys: "stock exchange currency dollar euro share invest",
    texts:
      "how are my stocks doing|what's the price of gold|how many dollars is one pound|should i invest in bitcoin|convert five pounds to yen|is it a good time to buy shares",
  },
  {
    keys: "tax insurance pension payroll",
    texts: "how do i file my taxes|does my insurance cover this|when do i get my salary",
  },
  {
    keys: "calculate math percent plus divide convert coin dice",
    texts:
      "what is seven times nine|divide ninety by six|what's the square root of sixteen|twenty percent of fifty|how many feet are in a mile|what is three plus four|flip a coin|roll the dice",
  },
  {
    keys: "sport match score league football basketball tennis golf",
    texts:
      "did our team win|who plays in the final|what's the score of the game|who is the best player in the league|when does the match start|who won the cup last year",
  },
  {
    keys: "news headline politics president election",
    texts: "what's in the news|who won the election|who is the prime minister of japan|latest headlines",
  },
  {
    keys: "joke riddle trivia poem story",
    texts:
      "say something funny|tell me a story about dragons|ask me a riddle|write me a song for my friend|make me laugh|do you know any good jokes|tell me something interesting|write a poem",
  },
  {
    keys: "history science capital planet animal population",
    texts:
      "what's the capital of peru|how many people live in china|how big is the sun|when did the war end|what do lions eat|who invented the telephone|how old is the pope|why do cats purr|who painted this|how tall is the eiffel tower|are there people on mars|how fast is light|what is a black hole",
  },
  {
    keys: "spell definition synonym grammar word",
    texts:
      "spell the word rhythm|what's another word for happy|what is the definition of irony|how do you pronounce that",
  },
  {
    keys: "doctor medicine symptom pain pharmacy vaccine hospital health",
    texts:
      "my back hurts|which pills help with a cold|where is the nearest pharmacy|i have a fever|can babies eat honey|i have a headache|is it bad to skip breakfast|how do i sleep better|my foot is swollen",
  },
  {
    keys: "sms dial voicemail text message",
    texts:
      "call my brother|dial the office|text my wife that i am late|read my messages|send a message to tom|call grandma",
  },
  {
    keys: "email mail inbox spam",
    texts: "send an email to john|do i have new emails|delete the spam",
  },
  {
    keys: "laptop computer printer wifi password software app internet code website",
    texts:
      "my printer does not work|how do i restart my computer|i forgot my password|the wifi is down|install the app|my screen is black|how do i delete my account|why is the internet so slow|reset my password|can you write code in python",
  },
  {
    keys: "taxi uber ride cab lyft",
    texts:
      "call a cab to the office|i need a ride home|get me an uber|when does my taxi arrive|how much is a cab to the office",
  },
  {
    keys: "rental rent lease",
    texts:
      "rent a car for the weekend|reserve a rental van|how much is a rental car|rent me a bike|where do i return the rental car",
  },
  {
    keys: "train bus subway tram station ferry ship cruise",
    texts:
      "when does the next bus come|which train goes downtown|is the subway running|is the train late|a ticket for the bus to the lake|when does the ferry leave",
  },
  {
    keys: "car tire engine mechanic gas fuel oil parking garage",
    texts:
      "my car makes a strange noise|how do i change the oil|where is a gas station|sell my old car|my tire is flat|how much is a used car|where can i charge my car",
  },
  {
    keys: "traffic direction directions route distance navigate map",
    texts:
      "how is the traffic on the bridge|how do i get to the mall|how far is it to the lake|show me the way home|how long is the walk to the park|are there any accidents on the highway|where am i",
  },
  {
    keys: "concert theater theatre museum festival opera",
    texts:
      "get two tickets for the show on saturday|is the museum open today|which band plays at the festival|what is going on in town this weekend|who sings at the opera",
  },
  {
    keys: "package parcel shipping shop store purchase delivery order size",
    texts:
      "where is my parcel|how much are these shoes|do you sell phones|return the jacket i bought|is the shop open|i want to return these trousers|do you have this shirt in blue|my order is broken|track my delivery",
  },
  {
    keys: "job resume interview school homework exam university",
    texts:
      "help me with my homework|when is the exam|find me a job|how do i write a resume|solve this equation|write an essay about rome|who is my teacher|i want to quit my job",
  },
  {
    keys: "plumber electrician repair cleaning laundry",
    texts:
      "i need an electrician|the sink is leaking|who can paint my house|mow the lawn|my neighbor is too loud|the washing machine makes noise|how do i get wine out of a shirt|water the plants",
  },
  {
    keys: "passport visa license immigration",
    texts: "how do i renew my passport|do i need a visa|my license has expired",
  },
  {
    keys: "love life friend advice relationship feeling",
    texts:
      "should i marry him|what is love|i am sad today|what should i wear|do you love me|how do i make friends|i am so tired|i feel lonely|what a nice day|my boss is mean|are you married|what is your favorite color|how was your day",
  },
  {
    keys: "vacation leave holiday",
    texts: "how many days off do i have left|when is the next public holiday",
  },
  {
    keys: "book author novel",
    texts: "who wrote the odyssey|what is a good novel for the beach",
  },
  {
    keys: "pet dog cat vet puppy",
    texts: "my dog is sick|what do i feed a kitten|how long do cats live|find a vet for my dog",
  },
  {
    keys: "baby pregnant diaper nursery",
    texts: "the baby does not stop crying|how much should a toddler sleep",
  },
  {
    keys: "gym workout yoga exercise run",
    texts: "how many steps did i walk|start a workout|show me exercises for my back",
  },
  {
    keys: "game chess puzzle console play",
    texts: "let us play a game of chess|how do i get past level five|do you want to play",
  },
  {
    keys: "religion god church prayer bible",
    texts: "does god exist|read me a prayer|when is mass",
  },
  {
    keys: "police fire emergency accident",
    texts: "my wallet was stolen|call the police|there is a fire in the kitchen",
  },
  {
    keys: "dress shoe fashion shirt jeans makeup",
    texts: "how do i tie a tie|these shoes are too tight|which shirt goes with jeans",
  },
  {
    keys: "house apartment tenant landlord buy sell",
    texts: "i want to sell my house|my landlord is raising the rent|find an apartment to buy",
  },
  {
    keys: "vote law lawyer court contract",
    texts: "can i sue my employer|i need a lawyer|where do i vote",
  },
  {
    keys: "birthday wedding gift christmas",
    texts: "what can i give my father for his birthday|when is easter|how many days until christmas",
  },
  {
    keys: "volume brightness screen bluetooth",
    texts: "make it louder|turn the volume down|connect to bluetooth|take a screenshot",
  },
]

// Stems would go too far here: "care" has that of "car", "new" that of "news".
function formsOf(key: string): string[] {
  const root = key.replace(/e$/, "")
  return [key, `${key}s`, `${key}es`, key.replace(/y$/, "ies"), `${root}ed`, `${root}ing`]
}

/**
 * Texts of topics that a bot is not about, those that stand for the most topics first; none in languages without a list.
 *
 * @param words What the bot's utterances and one-word values consist of, folded. A topic with a word in common is out,
 *   in whatever form the word has.
 */
export function textsOfOtherTopics(localeId: string, words: Iterable<string>): readonly string[] {
  const known = new Set(words)
  const foreign = localeId.startsWith("en")
    ? ENGLISH.filter(({ keys }) => !keys.split(" ").some((key) => formsOf(key).some((form) => known.has(form))))
    : (languageOf(localeId)?.topics ?? []).filter(({ keys }) => !beginsAny(known, keys.split(" ")))
  const texts = foreign.map((topic) => topic.texts.split("|"))
  const longest = Math.max(0, ...texts.map(({ length }) => length))
  return Array.from({ length: longest }, (_, i) => texts.flatMap((each) => each[i] ?? [])).flat()
}

function beginsAny(words: ReadonlySet<string>, beginnings: readonly string[]): boolean {
  return [...words].some((word) => beginnings.some((beginning) => word.startsWith(beginning)))
}
