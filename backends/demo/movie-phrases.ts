// What demo movies are made of, by genre: halves of titles, and synopses in three sentences that fit together in any
// combination within a genre. Each opening names who and where, each turn what happens, each ending what is at stake.

import type { MovieGenre } from "#backends/booking/catalogue.ts"

/** The phrases of a genre. */
export type GenrePhrases = {
  readonly titleFirsts: readonly string[]
  readonly titleSeconds: readonly string[]
  readonly openings: readonly string[]
  readonly turns: readonly string[]
  readonly endings: readonly string[]
  readonly moods: readonly string[]
  readonly alsoGenres: readonly MovieGenre[]
  /** Shortest and longest. */
  readonly minutes: readonly [number, number]
}

function lines(text: string): readonly string[] {
  return text.trim().split("\n")
}

function words(text: string): readonly string[] {
  return text.split(",").map((word) => word.trim())
}

/** The phrases, by genre. */
export const MOVIE_PHRASES: Readonly<Record<MovieGenre, GenrePhrases>> = {
  Comedy: {
    titleFirsts: words(
      "The Accidental, Two Weeks With the, Goodbye to the, My Neighbor the, The Reluctant, Anything but the, The Very Late, Almost a",
    ),
    titleSeconds: words(
      "Landlord, Best Man, Consul, Choir, Chess Club, Inheritance, Wedding Cake, Weatherman, Roommate",
    ),
    openings: lines(`
A failed opera singer takes the only job in town: reading bedtime stories to the residents of a retirement home.
Three brothers who haven't spoken in years inherit one very small ice-cream van.
The worst waiter in Naples is mistaken for a famous food critic.
A wedding planner who has never been on a second date is hired by her ex.
When the mayor of a tiny island goes missing, his cat is elected by accident.`),
    turns: lines(`
What begins as a harmless lie soon needs a brass band, two disguises and a borrowed goat.
Everyone has a plan, nobody has the same one, and the guests arrive on Friday.
Then the one person who knows the truth checks in next door.
It goes wonderfully until the cameras turn up.`),
    endings: lines(`
By the end the whole street is in on it, and nobody wants it to stop.
All of it has to be put right before breakfast.
Somewhere in the chaos, they turn out to be rather good at it.
A farce with a warm heart and very fast doors.`),
    moods: ["feel-good", "witty", "light", "quirky"],
    alsoGenres: ["Romance", "Family", "Drama"],
    minutes: [84, 112],
  },
  Drama: {
    titleFirsts: words(
      "The Last, What We Owe the, A House for the, Letters to the, The Weight of the, After the, The Quiet, Between the",
    ),
    titleSeconds: words("Orchard, Ferryman, Tide, Harvest, Piano Tuner, Daughters, Salt Road, Winter Term, Glassmaker"),
    openings: lines(`
A ferryman on a river about to be dammed has one summer left to make up with his daughter.
Two sisters clear out their mother's house and find a room neither has ever seen.
A piano tuner who is losing his hearing hides it from everyone but a pupil.
The only doctor in a mountain village is asked to stay one more winter.
A translator returns to the town she testified against twenty years ago.`),
    turns: lines(`
A letter that was never sent changes what each of them remembers.
As the days shorten, old loyalties begin to cost more than they can pay.
A stranger's kindness opens a door that was meant to stay shut.
What she finds there is not guilt, but something harder to forgive.`),
    endings: lines(`
Told with patience, and with faces you won't forget.
A film about what is said too late, and what needn't be said at all.
Nobody is a villain here, which makes it harder to look away.
Its last ten minutes have no words, and need none.`),
    moods: ["moving", "slow", "thoughtful", "bittersweet"],
    alsoGenres: ["Romance", "Mystery"],
    minutes: [98, 142],
  },
  Action: {
    titleFirsts: words("Terminal, Zero Hour, Iron, Redline, Midnight, Burning, Breakneck, Northern"),
    titleSeconds: words("Descent, Convoy, Verdict, Crossing, Meridian, Pursuit, Horizon, Outpost, Signal"),
    openings: lines(`
A retired rescue pilot is called back for one flight over a war zone that officially doesn't exist.
The night train across the Alps carries three hundred passengers and one very wanted witness.
A bodyguard wakes up in a foreign hospital with a price on her head and no client to protect.
An avalanche closes the only pass with a crew of thieves and a customs officer on the same side of it.
A harbor pilot realizes that the tanker he has just boarded isn't going to stop.`),
    turns: lines(`
Every exit is watched, the radio is lying, and the clock on the wall is the only honest thing left.
To get them out, the enemies will have to share one truck and a very short supply of fuel.
The people who sent help turn out to be the people to run from.
There are forty minutes, one bridge and no second try.`),
    endings: lines(`
The stunts are real, and so is the vertigo.
It hardly stops to breathe, and you won't either.
A chase that starts on page one and ends at sea.
Big, loud, and cleverer than it lets on.`),
    moods: ["fast", "tense", "spectacular", "loud"],
    alsoGenres: ["Thriller", "Science fiction"],
    minutes: [96, 134],
  },
  Thriller: {
    titleFirsts: words("The Silent, Nobody's, The Third, Behind the, Dead, The Borrowed, Under the, No Safe"),
    titleSeconds: words("Witness, Tenant, Ledger, Frequency, Neighbor, Courier, Alibi, Passenger, Floor"),
    openings: lines(`
A court interpreter hears a confession that nobody else in the room can understand.
An accountant finds one extra employee on the payroll, and the employee finds him.
A night-shift radio host takes a call from a woman who died last spring.
The new tenant on the fourth floor knows the building a little too well.
A ferry docks with one passenger fewer than it left with, and only a child has noticed.`),
    turns: lines(`
The more she proves it, the less anyone believes her.
Each answer points to the person he trusts most.
Someone has been in the apartment, and has put everything back.
When the recording is played again, there is a second voice on it.`),
    endings: lines(`
Keep an eye on the man with the umbrella.
You will guess the ending twice, wrongly.
A tightening knot of a film, without a wasted minute.
Best seen with the lights on and the door locked.`),
    moods: ["tense", "dark", "twisty", "gripping"],
    alsoGenres: ["Mystery", "Drama", "Horror"],
    minutes: [94, 126],
  },
  Romance: {
    titleFirsts: words(
      "One Summer in, The Long Way to, Once More to, Meet Me in, Rain Over, A Table in, Postcards From, The Winter of",
    ),
    titleSeconds: words(
      "Trieste, Lisbon, the Lighthouse, Rue Cler, Galway, the Old Cinema, Naxos, Bergen, the Botanic Garden",
    ),
    openings: lines(`
A mapmaker and a travel writer have disagreed by letter for ten years without ever meeting.
A pastry chef keeps getting someone else's love letters, and starts to answer them.
Two strangers miss the last ferry and share a taxi that takes all night.
A widowed lighthouse keeper rents his spare room to a cellist who needs silence.
They were married for a week at twenty; at forty they are seated together on a plane.`),
    turns: lines(`
Then one of them is offered the job on the other side of the world.
She is leaving on Sunday, and neither of them mentions it.
An old promise turns up at the worst of all moments, with luggage.
The town has already decided how this should go.`),
    endings: lines(`
A love story for people who think that they have had theirs.
Tender, sunlit, and honest about the washing-up.
Take someone's hand, or at least a handkerchief.
It knows how long a goodbye at a station really takes.`),
    moods: ["tender", "feel-good", "bittersweet", "slow"],
    alsoGenres: ["Comedy", "Drama"],
    minutes: [92, 122],
  },
  "Science fiction": {
    titleFirsts: words(
      "Nine Days to, Beyond, Echoes of, The Memory of, Last Light on, Children of, In the Orbit of, The Road to",
    ),
    titleSeconds: words(
      "Callisto, Colony, Satellite, Kepler Station, Tomorrow, the Seed Ship, Gravity, the Archive, Signal Nine",
    ),
    openings: lines(`
The gardener of a generation ship discovers a plant that isn't in any record of Earth.
In a city where memories are taxed, a clerk finds one that can't be hers.
A repair crew answers a distress call that their own ship will send in eleven days.
The last astronomer on the Moon is told to switch off the telescope, and sees something move.
A translator of dead languages is woken on a station where nobody has spoken for a century.`),
    turns: lines(`
The machine that keeps them alive has begun to ask questions.
Half of the crew want to go home; the other half think that they already have.
Every way of finding out means losing somebody again.
What is out there has been listening for a very long time, and is polite about it.`),
    endings: lines(`
A film of big ideas in very small rooms.
Its final image is worth the journey of four light years.
Thoughtful, strange, and lovely to look at.
You'll argue about the last decision all the way home.`),
    moods: ["thoughtful", "spectacular", "eerie", "ambitious"],
    alsoGenres: ["Thriller", "Drama", "Action"],
    minutes: [102, 148],
  },
  Fantasy: {
    titleFirsts: words(
      "The Cartographer and the, Song of the, The Seventh, The Beekeeper and the, Crown of the, The Moth and the, A Candle for the, Return to the",
    ),
    titleSeconds: words("Gate, Giants, River King, Lantern, Winter Queen, Ashes, Bargain, Hollow, Sleeping Wood"),
    openings: lines(`
A mapmaker's apprentice draws an island to settle a bet, and in the morning it is there.
In a valley where each family keeps one season, the winter is stolen.
A beekeeper inherits a crown, a curse and an extremely tired dragon.
The youngest of seven witches can do no magic, which is why she is sent.
Every hundred years the forest asks for a story; this time nobody in the village remembers one.`),
    turns: lines(`
The road leads through a market where one pays with names.
Her guide is a thief with a conscience on loan.
To win the bargain they must lose something that they can't see.
The old king is not dead, only asleep, and he is dreaming all of this.`),
    endings: lines(`
Full of wonders, most of them hand-made.
A fairy tale with mud on its boots.
For anyone who has ever looked behind a tapestry.
The giants alone are worth the ticket.`),
    moods: ["wondrous", "epic", "spectacular", "whimsical"],
    alsoGenres: ["Family", "Action", "Animation"],
    minutes: [104, 146],
  },
  Animation: {
    titleFirsts: words(
      "Pip and the, The Tiny, Captain Plum and the, Marmalade and the, The Boy Who Drew a, The Little, Hedgehog and the, Goodnight to the",
    ),
    titleSeconds: words(
      "Lighthouse, Moon Bear, Cloud Factory, Paper Whale, Tram, Orchestra, Robot, Island, Snow Train",
    ),
    openings: lines(`
A paper boat made from a love letter sets out to find the person it was meant for.
The smallest tram in the depot dreams of going all the way to the sea.
A robot built to sort buttons is thrown out with the wrong box, and finds a forest.
When the clouds stop coming, the weather-maker's granddaughter climbs up to complain.
A hedgehog who is afraid of the dark is chosen to be the night watchman.`),
    turns: lines(`
On the way it collects a choir of frogs, a very grand pigeon and a debt.
The journey gets longer each time somebody needs help, and somebody always does.
Down below, the machines have started to hum a tune they were never taught.
There is only one seat left on the moon train.`),
    endings: lines(`
Drawn by hand, and it shows in every leaf.
Funny for the small, and quietly wise for the tall.
Stay for the song over the credits.
It may make you want to apologize to your umbrella.`),
    moods: ["feel-good", "whimsical", "light", "wondrous"],
    alsoGenres: ["Family", "Comedy", "Fantasy"],
    minutes: [78, 104],
  },
  Documentary: {
    titleFirsts: words(
      "Inside the, The Keepers of the, A Year at the, Voices of the, The Secret Life of the, Building the, Following the, Chasing the",
    ),
    titleSeconds: words(
      "Seed Vault, Night Market, Glacier, Last Swifts, Ferry Line, Tea Road, Repair Shop, Deep Reef, Slow Bakery",
    ),
    openings: lines(`
For one year, the cameras follow the last family of lighthouse painters along a thousand kilometers of coast.
At four each morning, a city that most of us never see goes to work.
Nine scientists spend the dark half of the year on the ice with a piano.
A village of sixty people decides to build its own concert hall.
They cross three continents twice a year and weigh less than a letter.`),
    turns: lines(`
Then the storm season comes early, and the plan is thrown away.
Money runs out in March; the neighbors don't.
The film-makers ask very little, and so people tell them everything.
New cameras, no bigger than a seed, show what no one had seen before.`),
    endings: lines(`
You will never look at a loaf of bread in the same way.
A patient, generous portrait of people who are good at something.
Astonishing pictures, and not one of them staged.
It leaves you hopeful, which is no small thing.`),
    moods: ["thoughtful", "uplifting", "calm", "surprising"],
    alsoGenres: ["Family", "Drama"],
    minutes: [72, 108],
  },
  Horror: {
    titleFirsts: words(
      "The House at, Don't Wake, The Hunger of, It Waits at, The Midwife of, Below, The Guests of, What Sleeps in",
    ),
    titleSeconds: words(
      "Marsh End, Hollow Lane, Room Nine, Gallows Farm, the Well, Saint Agnes, Black Harbor, the Mill, Crow Island",
    ),
    openings: lines(`
A sound recordist rents a cottage on the marsh to catch birdsong, and catches breathing.
The new owners of a seaside hotel find one room that the plans leave out.
A nurse on the night shift notices that the same patient arrives every full moon, a little younger.
Five friends return to the summer camp that closed after the sixth went missing.
The well has been sealed since the war; the children say that someone is knocking.`),
    turns: lines(`
By the third night, the dog will no longer come inside.
The photographs show one more person each time they are counted.
The locals leave bread on the sill, and will not say for whom.
It never runs. It does not have to.`),
    endings: lines(`
All dread, hardly any blood, and no sleep.
The last shot has emptied whole cinemas.
Watch the windows in the background.
It gets under the floorboards and stays there.`),
    moods: ["dark", "eerie", "tense", "gripping"],
    alsoGenres: ["Mystery", "Thriller"],
    minutes: [86, 114],
  },
  Mystery: {
    titleFirsts: words(
      "Murder at the, The Riddle of the, An Alibi for the, The Vanishing of the, Inspector Lund and the, Death Comes to the, The Affair of the, A Clue in the",
    ),
    titleSeconds: words(
      "Opera House, Blue Hotel, Sixth Guest, Clockmaker, Night Sleeper, Rose Garden, Grand Regatta, Antiquarian, Snowbound Inn",
    ),
    openings: lines(`
Snow closes the mountain hotel with eleven guests, ten alibis and one body.
A retired proof-reader finds a murder in a crossword, dated next Thursday.
The most hated critic in the city is found dead in the one box that nobody booked.
A clockmaker leaves his fortune to whoever can say when he was killed.
Inspector Lund, on her first holiday in years, is handed a dead man's suitcase by mistake.`),
    turns: lines(`
Everybody tells the truth; that is the trouble.
The second victim had confessed to the first crime.
The key turns up in a place that only the detective could have put it.
An old photograph has one face too many.`),
    endings: lines(`
All the clues are on the table by the half-hour; good luck.
Elegant, wicked and scrupulously fair.
The solution is in the very first scene.
A whodunit that plays by the rules, and wins.`),
    moods: ["twisty", "witty", "cozy", "gripping"],
    alsoGenres: ["Thriller", "Comedy", "Drama"],
    minutes: [92, 128],
  },
  Family: {
    titleFirsts: words(
      "Grandpa's, The Great, My Summer With the, Hooray for the, The Legend of the, Trouble at the, The Secret of the, Hands Off the",
    ),
    titleSeconds: words(
      "Flying Machine, Otter Rescue, Midnight Zoo, Junior Detectives, Lost Puppies, Pumpkin Race, Treehouse, Time Capsule, Blue Caravan",
    ),
    openings: lines(`
Twins sent to the country for the summer find their grandfather building something enormous in the barn.
A shy girl and the loudest boy in the class are the only two who turn up for the school expedition.
When the zoo runs out of money, the keeper's children open it at night.
A family of five swaps houses with a circus by mistake.
An otter with a broken paw comes to stay for a weekend, and then for a year.`),
    turns: lines(`
There is a race to win, a banker to outwit and a piglet to keep dry.
The map is real, and so, it seems, is the storm.
Grown-ups are no help at all until the one who counts remembers how to play.
They have until the end of the holidays, and one bicycle among them.`),
    endings: lines(`
An adventure for everybody who can stay up until nine.
Big laughs, one small lump in the throat.
Everyone will want an otter; be prepared.
Made for a rainy Sunday and a large blanket.`),
    moods: ["feel-good", "light", "cozy", "uplifting"],
    alsoGenres: ["Comedy", "Animation", "Fantasy"],
    minutes: [80, 108],
  },
}
