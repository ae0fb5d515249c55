// Closed lists of English words that tell a kind of value: weekdays, months, numbers, … One class a word.
// Resolving such words to values is bot/slot-types; here they only lend the tagger a hint.

import type { Language } from "#bot/languages/language.ts"
import { languageOf } from "#bot/languages/languages.ts"
import { foldWord } from "./text.ts"

const LISTS: Readonly<Record<string, string>> = {
  weekday:
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun weekend",
  month:
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
  number:
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen couple",
  ordinal:
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth st nd rd th",
  unit: "second seconds minute minutes min mins hour hours hr hrs day days night nights week weeks month months year years decade decades",
  daypart:
    "morning afternoon evening noon midday midnight tonight am pm clock dawn sunset sunrise breakfast lunch dinner",
  relative: "today tomorrow yesterday now next last this coming following later ago",
  season: "spring summer autumn fall winter christmas easter thanksgiving",
  state:
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming dakota carolina jersey hampshire al ak az ar ca co ct de fl ga hi id il ks ky la ma md mi mn ms mo mt nc nd ne nh nj nm nv ny oh ok pa ri sc sd tn tx ut va vt wa wi wv wy",
  country:
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria burundi cambodia cameroon canada chile china colombia congo croatia cuba cyprus czechia denmark djibouti dominica ecuador egypt england eritrea estonia ethiopia fiji finland france gabon gambia germany ghana greece greenland grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta mauritania mauritius mexico micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda samoa scotland senegal serbia seychelles singapore slovakia slovenia somalia spain sudan suriname swaziland sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey turkmenistan tuvalu uganda ukraine uruguay usa uzbekistan vanuatu venezuela vietnam wales yemen zambia zimbabwe",
  language:
    "english french german spanish italian portuguese dutch swedish norwegian danish finnish polish russian ukrainian czech hungarian romanian bulgarian greek turkish arabic hebrew persian farsi hindi urdu bengali tamil punjabi chinese mandarin cantonese japanese korean thai vietnamese indonesian malay tagalog swahili latin irish welsh icelandic croatian serbian albanian catalan gaelic",
  currency:
    "dollar dollars euro euros pound pounds yen yuan won rupee rupees peso pesos franc francs ruble rubles krona krone lira dinar rand real reais bitcoin cent cents penny pence buck bucks usd eur gbp jpy cny",
  food: "bread rice pasta spaghetti noodles lasagna pizza burger hamburger cheeseburger sandwich salad soup stew chili curry taco tacos burrito enchiladas sushi ramen steak beef pork chicken turkey lamb ham bacon sausage meatloaf meatballs ribs fish salmon tuna shrimp lobster crab egg eggs omelette pancakes waffles cereal oatmeal toast bagel butter cheese cheddar yogurt milk cream honey jam sugar salt pepper garlic onion onions potato potatoes tomato tomatoes carrot carrots broccoli spinach lettuce cucumber mushroom mushrooms beans peas corn avocado apple apples banana bananas orange oranges grape grapes lemon lime strawberry strawberries blueberries cherry peach pear pineapple mango watermelon coconut nuts almonds peanuts peanut walnuts chocolate cookie cookies cake cheesecake pie brownie brownies muffin donut pudding candy chips fries popcorn pretzels salsa ketchup mustard mayo mayonnaise vinegar sauce gravy flour yeast oil tofu hummus quinoa lentils cinnamon vanilla ginger basil oregano",
  drink:
    "water juice soda coke beer wine whiskey vodka rum gin champagne cocktail coffee tea espresso latte cappuccino lemonade smoothie milkshake",
  animal:
    "dog dogs cat cats puppy kitten bird birds fish horse horses cow pig sheep goat chicken duck rabbit hamster mouse rat snake turtle lizard frog spider bee ant lion tiger bear wolf fox elephant monkey whale shark dolphin penguin owl eagle parrot",
  body: "head face eye eyes ear ears nose mouth lip lips tooth teeth tongue throat neck shoulder shoulders arm arms elbow wrist hand hands finger fingers thumb chest back stomach belly hip leg legs knee knees ankle foot feet toe toes skin bone heart lung lungs liver kidney brain blood hair",
  city: "london paris rome berlin madrid lisbon vienna prague budapest warsaw amsterdam brussels dublin edinburgh glasgow manchester liverpool birmingham oslo stockholm copenhagen helsinki athens istanbul moscow kiev zurich geneva milan venice florence naples barcelona seville porto lyon marseille nice munich hamburg frankfurt cologne cairo nairobi lagos johannesburg casablanca dubai jerusalem tehran baghdad delhi mumbai bangalore kolkata karachi dhaka bangkok singapore jakarta manila hanoi beijing shanghai seoul tokyo osaka kyoto sydney melbourne brisbane perth auckland toronto montreal vancouver ottawa chicago houston dallas austin phoenix denver seattle portland oakland sacramento vegas miami orlando tampa atlanta nashville memphis charlotte boston philadelphia pittsburgh baltimore detroit cleveland columbus cincinnati indianapolis milwaukee minneapolis louis orleans tulsa omaha tucson albuquerque honolulu anchorage reno boise richmond raleigh buffalo rochester havana lima bogota santiago caracas quito brasilia rio",
  people:
    "american british english scottish irish french german italian spanish portuguese greek turkish russian polish chinese japanese korean thai vietnamese indian mexican brazilian cuban african asian european mediterranean lebanese moroccan ethiopian persian caribbean cajun southern",
  firstname:
    "james john robert michael mike william bill david richard joseph joe thomas tom charles chris christopher daniel dan matthew matt anthony tony mark steven steve paul andrew andy joshua josh kenneth kevin brian george edward ed ronald ron timothy tim jason jeff jeffrey ryan jacob jake gary nicholas nick eric jonathan larry justin scott brandon benjamin ben samuel sam frank gregory greg alexander alex patrick jack dennis jerry tyler aaron henry carl peter adam nathan zach kyle mary patricia jennifer jen linda elizabeth liz barbara susan sue jessica sarah karen nancy lisa betty sandra ashley kimberly kim emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela anna ruth brenda pamela nicole katherine kate kathy virginia catherine christine samantha debra janet rachel maria heather diane julie joyce victoria kelly christina joan evelyn lauren judith megan andrea cheryl hannah jacqueline martha gloria teresa sara madison grace",
  relation:
    "mother mom mum father dad parent parents brother sister son daughter wife husband uncle aunt cousin nephew niece grandma grandpa grandmother grandfather friend boyfriend girlfriend roommate neighbor",
  music:
    "rock pop jazz blues classical country folk metal punk reggae soul funk disco techno house electronic hiphop rap indie grunge gospel opera ambient dance trance ska latin salsa",
  sport:
    "football soccer basketball baseball tennis golf hockey volleyball rugby cricket boxing wrestling swimming cycling skiing snowboarding surfing yoga",
  color: "red blue green yellow orange purple pink brown black white gray grey silver gold beige turquoise violet",
  clothing:
    "shirt shirts pants jeans shorts dress skirt jacket coat sweater hoodie suit tie socks shoes boots sneakers sandals hat cap gloves scarf belt underwear pajamas bra blouse",
  occupation:
    "doctor nurse dentist lawyer teacher engineer plumber electrician mechanic chef cook waiter driver pilot farmer actor singer writer painter scientist programmer accountant manager secretary barber cleaner",
  brand:
    "apple google amazon microsoft facebook twitter netflix spotify samsung sony nike adidas walmart target costco visa mastercard amex discover chase citibank paypal ebay uber lyft toyota honda ford bmw tesla chevrolet delta united mcdonalds starbucks subway disney",
  vehicle:
    "car truck van bus taxi cab train plane bike bicycle motorcycle scooter boat ship ferry subway metro tram helicopter",
  measure:
    "inch inches foot feet yard yards mile miles meter meters kilometer kilometers centimeter centimeters millimeter gram grams kilogram kilograms kilo kilos ounce ounces pound pounds ton tons liter liters gallon gallons quart pint cup cups tablespoon tablespoons teaspoon teaspoons degrees celsius fahrenheit acre acres",
  preposition: "in at on from to for by near of with until till before after between through into around since",
  article: "a an the my your our their his her some any",
}

const CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries(LISTS).flatMap(([name, words]) => words.split(" ").map((word): [string, string] => [word, name])),
)

/** The kind of value a folded word tells, if any; digits are "digits". */
export function wordClass(word: string): string | undefined {
  const first = word.charCodeAt(0)
  if (first >= 48 && first <= 57) return "digits"
  return CLASSES.get(word)
}

const byLanguage = new Map<Language, ReadonlyMap<string, string>>()

/**
 * The kinds of words of a locale's language: English has many, languages with words of their own those of dates, numbers and
 * small words, others only digits. English lists say nothing of other languages: "de" is Delaware, and "of" in four of them.
 */
export function wordClassOf(localeId: string): (word: string) => string | undefined {
  if (localeId.startsWith("en")) return wordClass
  const language = languageOf(localeId)
  if (language === undefined) return (word) => (isDigit(word) ? "digits" : undefined)
  const classes = byLanguage.get(language) ?? classesIn(language)
  byLanguage.set(language, classes)
  return (word) => (isDigit(word) ? "digits" : classes.get(word))
}

function isDigit(word: string): boolean {
  return /^[0-9]/.test(word)
}

function classesIn({ numbers, calendar, clock, durations, answers }: Language): ReadonlyMap<string, string> {
  const lists: readonly (readonly [kind: string, list: string])[] = [
    ["preposition", answers.placeCues],
    ["article", answers.articles],
    ["daypart", [...Object.values(clock.bareParts), clock.noon, clock.midnight].join("|")],
    ["unit", Object.values(durations.units).join("|")],
    ["ordinal", Object.values(numbers.ordinals).join("|")],
    ["number", Object.values(numbers.cardinals).join("|")],
    ["relative", Object.values(calendar.days).join("|")],
    ["month", calendar.months.join("|")],
    ["weekday", calendar.weekdays.join("|")],
  ]
  // A word of several kinds is of the last one; phrases tell nothing.
  return new Map(
    lists.flatMap(([kind, list]) =>
      list
        .split(kind === "preposition" || kind === "article" ? " " : "|")
        .filter((word) => !word.includes(" "))
        .map((word): [string, string] => [foldWord(word), kind]),
    ),
  )
}
