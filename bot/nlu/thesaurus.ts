// Everyday English words that ask for the same thing. A bot of a few sample utterances can't learn that "vehicle" is "car".
// General language only: nothing here is about any one bot or test set. Spelling is bot/nlu/spelling.ts.

import { stemEnglish } from "./stem.ts"

// One group between two bars. A word is in one group only, the one of its commonest use.
const GROUPS = `
  buy purchase order shop purchasing bought procure grab | sell sale sold selling | cancel cancellation abort revoke
  scrap annul undo rescind nix void cancelled canceling cancelling | delete remove erase clear wipe discard drop
  eliminate purge rid dispose | change modify alter edit adjust update amend switch modification changing changed
  alteration revise tweak | replace swap exchange substitute replacement replacing | begin start commence launch
  initiate initiating started starting | stop end finish quit cease halt terminate stopped ended halting discontinue
  | pause hold suspend | continue resume proceed | help assist assistance aid support aiding helpful helping | show
  display present reveal view showing exhibit list | tell inform notify advise told telling alert notification | say
  speak talk chat said speaking spoke talking discuss conversation | text message sms texting | email mail inbox |
  send transmit forward sent post | find locate search seek discover look found finding locating hunt | check verify
  confirm validate checking verification doublecheck confirming confirmation inspect | see watch | hear listen | give
  provide supply hand offer gave giving grant | receive get obtain acquire received getting gotten | bring fetch
  deliver carry brought | make create build generate produce created making invent | add include append insert adding
  augment | raise increase boost grow higher bump crank rise increasing | lower decrease reduce less shrink dim
  decreasing reduction | open unlock opening | close shut lock | turn flip | fix repair mend restore fixing fixed
  repairing | break broken damaged crack damage cracked busted shattered ruined bent | lose lost misplace missing
  losing misplaced vanish vanished | steal stolen theft thief rob stealing robbed pickpocketed | pay paid payment
  paying pays | bill invoice statement bills billing invoices statements | cost price charge fee rate pricing costs
  charges charged prices priced fees worth | expensive costly pricey | cheap inexpensive affordable budget cheapest
  cheaper | money cash funds fund bucks dough | bank banking | save saving savings | spend spent spending expense
  blow | earn income salary wage wages paycheck earnings salaries paychecks payroll | owe debt due owed owing | loan
  mortgage lend borrow | job work employment career occupation | boss manager supervisor superior superiors overseer
  | company business firm corporation employer organization agency | meeting appointment conference meetings |
  schedule calendar agenda scheduled timetable itinerary | plan plans planning | reserve book booking reservation
  reserved reservations booked | trip travel journey vacation holiday tour vacations traveling travelling holidays
  journeys getaway excursion | fly flight plane airplane airline flying flights jet planes | hotel motel inn lodging
  hostel accommodation resort resorts hotels motels hostels airbnb | room suite bedroom | airport terminal | car
  vehicle auto automobile cars vehicles automobiles truck van ride | taxi cab uber lyft | bus coach buses | train
  railway subway metro rail trains tram rails | drive driving drove commute | road street highway route roads streets
  freeway avenue | traffic congestion jam congested gridlock | far distance miles kilometers mileage | near nearby
  closest nearest around closeby vicinity proximity | place location spot area whereabouts gps coordinates position
  located locations | city town village | country nation | gas gasoline fuel petrol diesel | eat eating ate dine
  dining eaten dined | food meal dish cuisine foods meals dishes | breakfast lunch dinner supper brunch | restaurant
  diner cafe bistro eatery restaurants diners eateries steakhouse pizzeria | cook bake prepare grill fry cooking
  cooked baking grilling roast boil | recipe ingredients ingredient recipes | drink beverage | healthy nutritious
  nutrition nutritional | hungry starving | doctor physician | medicine drug pill medication | sick ill illness
  disease | weather forecast climate | rain raining rainy snow snowing storm | hot warm heat warmer hotter | cold
  chilly cool freezing colder cooler | temperature degrees | music song songs tune track tracks melody | movie film
  cinema movies films flick flicks | series tv television | picture photo image photograph pictures photos pic pics
  images photographs | read reading | write wrote written | learn study teach | school college university class |
  language languages tongue | translate translation interpret | word words term vocabulary | mean meaning definition
  define definitions | big large huge bigger biggest larger largest | small little tiny smaller smallest | good great
  nice excellent fine best better wonderful favorable terrific superb | bad awful terrible poor worst worse horrible
  unfavorable lousy poorly | happy glad pleased | sad unhappy upset unhappiness | funny hilarious humorous amusing |
  joke jokes pun laugh | smart intelligent clever wise | fast quick rapid speedy fastest quickly faster speed swift |
  slow slowly slower slowing slowest | new fresh latest recent newest newer | old ancient age aged older oldest
  elderly | right correct true accurate correctly | wrong incorrect false mistake error incorrectly inaccurate errors
  | easy simple easier easily | hard difficult | love adore loves beloved | like enjoy | hate dislike despise loathe
  | want wish desire wanted wanting wants craving | need require necessary needed needs requires requiring | must
  required mandatory | think believe guess suppose thought thinking opinion opinions | know aware knowing knowledge |
  understand comprehend | remember recall remembering memorize | forget forgot forgotten | ask question inquire
  questions asking asked query inquiry | answer reply respond response answers replying | explain describe clarify
  explanation elaborate | repeat again repeating restate reiterate | thank thanks grateful appreciate thx appreciated
  appreciation gratitude | hello hi hey greetings howdy hola hiya | bye goodbye farewell later goodnight ciao adios |
  yes yeah yep yup affirmative absolutely definitely certainly indeed affirm | no nope nah negative never negatory |
  ok okay alright sure | maybe perhaps possibly perchance possibility possible unsure uncertain | sorry apologize
  apology | name called named names naming | person human people someone somebody individual persons persona guy
  folks | friend buddy pal friends | family relatives | child kid children kids | parent mother father mom dad |
  robot machine computer bot ai robots computers bots android artificial | pet dog cat puppy kitten animal pets
  creature creatures animals | house home apartment houses homes residence | live reside living lived | born birth
  birthplace birthday | alarm wake alarms | remind reminder reminders reminding | day date | today tonight todays |
  early earlier | late delayed delay lateness | wait waiting awaits | number amount quantity total digits | balance
  remaining left balances | limit maximum cap limits limitation | minimum least | percent percentage proportion |
  calculate compute math calculation calculator solve | sum plus | minus subtract | multiply times | divide division
  | convert conversion | measure measurement size equivalent equals | password passcode pin passcodes pins passwords
  | transfer wire move transferring transferred | transaction transactions transactional purchases | withdraw
  withdrawal | cheque checks | score rating rank scores ratings rated | approve approval approved accepted accept
  approving authorize okayed | reject decline declined denied refuse declining rejected refused rejection |
  suspicious unauthorized unusual fishy shady | activate enable | deactivate disable | connect link pair sync
  synchronize paired pairing linking synch | disconnect unpair | device gadget | phone cellphone smartphone mobile
  cell phones iphone | volume loud louder sound sounds audio | quiet quieter soft silent hush | light lights lamp
  lighting bulb bulbs lamps | software program app applications | internet wifi online web | store market stores
  shops mall | item product items stuff things goods | package parcel shipment shipping delivered parcels | arrive
  arrival arriving landing | leave depart departure leaving | return back | luggage bag suitcase baggage suitcases
  bags | current now currently | next following upcoming forthcoming | previous last prior past yesterday | first
  initial | happen occur | try attempt | use utilize using | allow permit let permitted allowed | suggest recommend
  suggestion recommendation recommended suggesting suggestions recommendations recommending ideas idea | prefer
  rather | choose pick select choice choosing option options | review reviews feedback reviewing reviewed | popular
  famous | interesting fascinating fun | fact facts trivia | info information details detail data | reason cause |
  problem issue trouble problems issues | status progress | history record | safe secure safety security | danger
  dangerous warning hazard hazardous risk risky perilous threat unsafe | call dial ring telephone | map directions
  direction navigate navigation routes | fraud scam fraudulent swindle hoax fraudulently identity | insurance insured
  coverage insure policy insurer policies | count tally enumerate | freeze frozen block blocked | tire tyre wheel
  tires wheels flat | task chore errand assignment duty tasks chores todo | clothes clothing garment apparel outfit |
  shoe shoes boot boots sneaker sneakers sandal sandals | shirt blouse top | trousers pants jeans | coat jacket |
  dress skirt gown | jewelry necklace bracelet earring | colour color shade hue | red crimson scarlet | chair seat
  stool armchair | sofa couch | table desk | bed mattress | kitchen stove oven | fridge refrigerator freezer |
  laundry wash washing | clean tidy cleaning | dirty filthy stained | garden yard lawn | plant flower tree | tool
  hammer screwdriver drill | floor ground | door gate entrance | window pane | key keys | wall fence | garbage trash
  rubbish waste | water liquid | wine beer cocktail alcohol | coffee tea espresso latte | bread toast loaf | meat
  beef pork chicken lamb | fish salmon tuna seafood | vegetable vegetables veggie salad | fruit apple banana berry |
  sweet sugar candy dessert | vegetarian vegan | dentist teeth tooth | hospital clinic | nurse caregiver | pain ache
  hurt sore | injury wound injured | fever flu cough | pharmacy drugstore chemist | exercise workout gym fitness |
  run jog running | walk stroll hike | swim pool swimming | bike bicycle cycling | boat ship ferry cruise | beach
  coast seaside shore | mountain hill | lake river | park playground | museum gallery exhibition | theater theatre |
  concert gig festival | ticket tickets pass | actor actress star | singer artist musician band | author writer
  novelist | player athlete | team club squad | win won winner victory | match tournament competition | baby infant
  toddler | boy son | girl daughter | wife husband spouse partner | marry wedding married marriage | party
  celebration | christmas easter | religion church | law legal lawyer attorney | police cop officer | crime criminal
  | court judge | government president minister mayor | vote election | war army military | student pupil | teacher
  professor instructor tutor | exam test quiz | lesson course | degree diploma certificate | science physics
  chemistry biology | mathematics algebra | document file paper form | print printer printing | copy duplicate |
  download install | upload submit | crash hang | bug glitch | login signin logon | logout signout logoff | username
  userid | website site webpage | browser chrome firefox | laptop desktop pc notebook | screen monitor | keyboard
  mouse | camera webcam | microphone mic | headphone headphones earbuds | charger cable cord plug | power electricity
  electric | network signal reception | contract agreement | subscription subscribe membership member | register
  enroll enrol signup | discount coupon voucher promo | deal bargain | refund reimburse reimbursement | guarantee
  warranty | complaint complain | customer client | employee staff worker colleague | hire recruit | fire dismiss
  layoff | retire retirement pension | invest investment stock shares | profit gain | neighbor neighbour | landlord
  tenant | rent lease rental | farm farmer | horse pony | sleep asleep nap | tired exhausted sleepy weary | bored
  boring dull | angry mad furious annoyed | afraid scared frightened | worried anxious nervous | excited thrilled |
  beautiful pretty lovely gorgeous | rich wealthy | strong powerful | thin slim | tall high height | long length |
  short brief | wide width broad | deep depth | empty vacant | free complimentary gratis | available availability |
  busy occupied | important crucial essential | urgent immediate emergency | special unique | strange weird odd |
  similar alike | different distinct | exact precise | whole entire complete | double twice | single one | several
  many multiple | extra additional more another | enough sufficient | almost nearly | often frequently | soon shortly
  | immediately instantly asap | outside outdoors | inside indoors | north south east west | region zone neighborhood
  | population inhabitants | world earth globe | moon sun | space universe | wind windy breeze | sunny sunshine |
  cloud cloudy overcast | fog foggy mist | humid humidity | oil lubricant lube | engine motor | maintenance service
  tuneup servicing upkeep | visa passport | vaccine vaccines vaccination vaccinations shot shots immunization
  immunizations inoculation | outlet socket adapter converter | currency currencies | interest apr | credit
  creditworthiness | deposit deposits depositing | account accounts | card cards | reward rewards points perks bonus
  cashback | expire expires expiration expired expiry | application apply applied applying applicant | tax taxes irs
  | 401k rollover ira | benefit benefits | pto dayoff | calorie calories caloric | substitution alternative instead |
  spoil spoiled rotten stale | dirt mud dust | accent dialect | pronounce pronunciation | spell spelling spelled
  spelt | synonym synonyms | coin quarter toss heads tails | dice die roll | timer stopwatch countdown | whisper
  whispering quietly softly murmur | hobby hobbies pastime pastimes leisure | origin originate hometown | maker
  creator invented inventor built designer developer | purpose existence | gift gifts presents | lists checklist |
  cart basket | updates upgrade upgraded | reset restart reboot factory | battery batteries recharge | news headline
  headlines | heater heating furnace radiator | fan ventilator | channel station | subtitle captions | episode season
  | game games gaming | puzzle riddle | toy toys doll | story tale stories | books novel novels | page chapter |
  library bookstore | pen pencil | letter letters | envelope stamp stamps | address addresses zip | signature sign
  signed | row line queue | seats seating | crowd crowded | noise noisy | smell odor scent | taste flavor flavour
  tasty delicious yummy | spicy mild | raw uncooked | burn burned burnt | smoke smoking cigarette | accident
  collision wreck | flood earthquake hurricane tornado disaster | allergy allergic allergies | symptom symptoms |
  surgery operation | diet dieting | muscle strength | bone skeleton | skin rash | hair haircut | makeup cosmetics |
  perfume cologne | soap shampoo | towel napkin | mirror glass | cup mug | plate bowl | fork spoon knife | pot pan
  skillet | bottle can jar | box carton crate | rope string | nail screw | paint painting | brush broom | vacuum
  hoover | roof ceiling | stairs elevator lift | hall corridor lobby | office workplace | bridge tunnel | corner
  intersection | parking parked garage | toll fare | pilot captain | passenger passengers traveler travelers
  traveller | tourist visitor guest guests | souvenir memento | border customs | embassy consulate | island isle |
  desert wilderness | forest woods jungle | field meadow | sky heaven | stars planet | weekend saturday sunday | week
  weekly fortnight | month monthly | year yearly annual annually | hour hourly | minute minutes second seconds |
  moment instant | century decade | deadline duedate | middle center centre | backward backwards | up down | half
  part portion | piece slice bit | group bunch | set kit | type kind sort category | example instance sample | way
  method approach manner procedure process steps | rule rules regulation | goal target aim objective | chance odds
  probability likelihood | luck lucky fortune | secret hidden private privacy | truth honest lie lying | trust faith
  | hope wishing | dream dreams | fear scare | surprise surprised | shame embarrassed | kiss hug | smile grin | cry
  crying tears | fight argue argument | peace calm relaxed relax | stress stressed anxiety | lonely alone | friendly
  polite | rude impolite | lazy idle | brave courage | crazy insane | stupid dumb idiot | ugly hideous | cute
  adorable | young younger youngest youth | pregnant pregnancy | twin twins | dead died death | kill murder | gun
  weapon | prison jail | soldier troops | king queen prince princess | donate donation charity | volunteer
  volunteering | interview cv | overtime shift | attach attachment | folder directory | click tap press push | scroll
  swipe | virus malware | wireless bluetooth | speaker speakers | video videos clip | stream streaming | comment
  comments | hack hacked hacker | spam junk | settings preferences configuration configure setup | default standard |
  mode modes | voice tone | gender male female | heavy weight weigh weighs pounds | full filled | fill refill | pump
  pumps | pour spill | mix stir blend | cut chop | melt thaw | serve serving servings | leftover leftovers | gluten
  celiac | salt salty | fat fatty | protein proteins | vitamin vitamins | fiber fibre | carb carbs carbohydrates
`

const ENGLISH: ReadonlyMap<string, string> = new Map(
  GROUPS.split("|").flatMap((group, i) =>
    group
      .trim()
      .split(/\s+/)
      .map((word): [string, string] => [stemEnglish(word), `~${i}`]),
  ),
)
const NONE: ReadonlyMap<string, string> = new Map()

/** From the stem of a word to the name of its group of synonyms; empty for languages without a list. */
export function synonymGroups(localeId: string): ReadonlyMap<string, string> {
  return localeId.startsWith("en") ? ENGLISH : NONE
}
