// Everyday English words that ask for the same thing. A bot of a few sample utterances can't learn that "vehicle" is "car".
// General language only: nothing here is about any one bot or test set. Spelling is bot/nlu/spelling.ts.

import { stemEnglish } from "./stem.ts"

// One group between two bars. A word is in one group only, the one of its commonest use.
const GROUPS = `
  buy purchase order shop | sell sale | cancel cancellation abort revoke scrap annul undo | delete remove erase clear wipe
  discard drop | change modify alter edit adjust update amend switch | replace swap exchange substitute | begin
  start commence launch initiate | stop end finish quit cease halt terminate | pause hold suspend | continue
  resume proceed | help assist assistance aid support | show display present reveal view | tell inform notify
  advise | say speak talk chat | text message sms | email mail inbox | send transmit forward | find locate search
  seek discover look | check verify confirm validate | see watch | hear listen | give provide supply hand offer |
  receive get obtain acquire | bring fetch deliver carry | make create build generate produce | add include append
  insert | raise increase boost grow higher | lower decrease reduce less shrink | open unlock | close shut lock |
  turn flip | fix repair mend restore | break broken damaged crack | lose lost misplace missing | steal stolen
  theft thief rob | pay paid payment | bill invoice statement | cost price charge fee rate pricing | expensive
  costly pricey | cheap inexpensive affordable budget | money cash funds fund | bank banking | save saving savings
  | spend spent spending expense | earn income salary wage wages paycheck | owe debt due owed | loan mortgage lend
  borrow | job work employment career occupation | boss manager supervisor | company business firm corporation
  employer | meeting appointment conference | schedule calendar agenda | plan plans planning | reserve book
  booking reservation | trip travel journey vacation holiday tour | fly flight plane airplane airline | hotel
  motel inn lodging hostel accommodation | room suite bedroom | airport terminal | car vehicle auto automobile |
  taxi cab uber lyft | bus coach | train railway subway metro rail | drive driving drove | road street highway
  route | traffic congestion jam | far distance miles kilometers | near nearby closest nearest around | place
  location spot area | city town village | country nation | gas gasoline fuel petrol diesel | eat eating ate dine
  dining | food meal dish cuisine | breakfast lunch dinner supper brunch | restaurant diner cafe bistro eatery |
  cook bake prepare grill fry | recipe ingredients ingredient | drink beverage | healthy nutritious nutrition
  nutritional | hungry starving | doctor physician | medicine drug pill medication | sick ill illness disease |
  weather forecast climate | rain raining rainy snow snowing storm | hot warm heat | cold chilly cool freezing |
  temperature degrees | music song songs tune track tracks | movie film cinema | series tv television | picture
  photo image photograph | read reading | write wrote written | learn study teach | school college university
  class | language languages tongue | translate translation interpret | word words term vocabulary | mean meaning
  definition define definitions | big large huge | small little tiny | good great nice excellent fine best | bad
  awful terrible poor worst | happy glad pleased | sad unhappy upset | funny hilarious humorous | joke jokes pun
  laugh | smart intelligent clever | fast quick rapid speedy fastest quickly | slow slowly slower | new fresh
  latest recent | old ancient age aged | right correct true accurate | wrong incorrect false mistake error | easy
  simple | hard difficult | love adore | like enjoy | hate dislike | want wish desire | need require necessary |
  must required mandatory | think believe guess suppose | know aware | understand comprehend | remember recall |
  forget forgot forgotten | ask question inquire | answer reply respond response | explain describe clarify |
  repeat again | thank thanks grateful appreciate | hello hi hey greetings howdy | bye goodbye farewell later |
  yes yeah yep yup affirmative | no nope nah negative | ok okay alright sure | maybe perhaps possibly | sorry
  apologize apology | name called named | person human people someone somebody individual | friend buddy pal
  friends | family relatives | child kid children kids | parent mother father mom dad | robot machine computer bot
  ai | pet dog cat puppy kitten animal | house home apartment | live reside | born birth birthplace birthday |
  alarm wake | remind reminder reminders | day date | today tonight | early earlier | late delayed delay | wait
  waiting | number amount quantity total | balance remaining left | limit maximum cap | minimum least | percent
  percentage | calculate compute math | sum plus | minus subtract | multiply times | divide division | convert
  conversion | measure measurement size | password passcode pin | transfer wire move | transaction transactions
  transactional | withdraw withdrawal | cheque checks | score rating rank | approve approval approved accepted
  accept | reject decline declined denied refuse | suspicious unauthorized unusual | activate enable | deactivate
  disable | connect link pair sync synchronize | disconnect unpair | device gadget | phone cellphone smartphone
  mobile cell | volume loud louder sound | quiet quieter soft | light lights lamp | software program app |
  internet wifi online web | store market | item product | package parcel shipment shipping | arrive arrival
  arriving | leave depart departure leaving | return back | luggage bag suitcase baggage | current now currently |
  next following upcoming | previous last prior past | first initial | happen occur | try attempt | use utilize
  using | allow permit let permitted allowed | suggest recommend suggestion recommendation recommended | prefer
  rather | choose pick select | review reviews feedback | popular famous | interesting fascinating fun | fact
  facts trivia | info information details detail | reason cause | problem issue trouble | status progress |
  history record | safe secure safety security | danger dangerous warning | call dial ring telephone | map
  directions direction navigate navigation | fraud scam fraudulent swindle hoax | insurance insured coverage
  insure policy | count tally enumerate | freeze frozen | tire tyre wheel | task chore errand assignment duty |
  clothes clothing garment apparel outfit | shoe shoes boot boots sneaker sneakers sandal sandals | shirt blouse
  top | trousers pants jeans | coat jacket | dress skirt gown | jewelry necklace bracelet earring | colour color
  shade hue | red crimson scarlet | chair seat stool armchair | sofa couch | table desk | bed mattress | kitchen
  stove oven | fridge refrigerator freezer | laundry wash washing | clean tidy cleaning | dirty filthy stained |
  garden yard lawn | plant flower tree | tool hammer screwdriver drill | floor ground | door gate entrance |
  window pane | key keys | wall fence | garbage trash rubbish waste | water liquid | wine beer cocktail alcohol |
  coffee tea espresso latte | bread toast loaf | meat beef pork chicken lamb | fish salmon tuna seafood |
  vegetable vegetables veggie salad | fruit apple banana berry | sweet sugar candy dessert | vegetarian vegan |
  dentist teeth tooth | hospital clinic | nurse caregiver | pain ache hurt sore | injury wound injured | fever flu
  cough | pharmacy drugstore chemist | exercise workout gym fitness | run jog running | walk stroll hike | swim
  pool swimming | bike bicycle cycling | boat ship ferry cruise | beach coast seaside shore | mountain hill | lake
  river | park playground | museum gallery exhibition | theater theatre | concert gig festival | ticket tickets
  pass | actor actress star | singer artist musician band | author writer novelist | player athlete | team club
  squad | win won winner victory | match tournament competition | baby infant toddler | boy son | girl daughter |
  wife husband spouse partner | marry wedding married marriage | party celebration | christmas easter | religion
  church | law legal lawyer attorney | police cop officer | crime criminal | court judge | government president
  minister mayor | vote election | war army military | student pupil | teacher professor instructor tutor | exam
  test quiz | lesson course | degree diploma certificate | science physics chemistry biology | mathematics algebra
  | document file paper form | print printer printing | copy duplicate | download install | upload submit | crash
  hang | bug glitch | login signin logon | logout signout logoff | username userid | website site webpage |
  browser chrome firefox | laptop desktop pc notebook | screen monitor | keyboard mouse | camera webcam |
  microphone mic | headphone headphones earbuds | charger cable cord plug | power electricity electric | network
  signal reception | contract agreement | subscription subscribe membership member | register enroll enrol signup
  | discount coupon voucher promo | deal bargain | refund reimburse reimbursement | guarantee warranty | complaint
  complain | customer client | employee staff worker colleague | hire recruit | fire dismiss layoff | retire
  retirement pension | invest investment stock shares | profit gain | neighbor neighbour | landlord tenant | rent
  lease rental | farm farmer | horse pony | sleep asleep nap | tired exhausted sleepy weary | bored boring dull |
  angry mad furious annoyed | afraid scared frightened | worried anxious nervous | excited thrilled | beautiful
  pretty lovely gorgeous | rich wealthy | strong powerful | thin slim | tall high height | long length | short
  brief | wide width broad | deep depth | empty vacant | free complimentary gratis | available availability | busy
  occupied | important crucial essential | urgent immediate emergency | special unique | strange weird odd |
  similar alike | different distinct | exact precise | whole entire complete | double twice | single one | several
  many multiple | extra additional more another | enough sufficient | almost nearly | often frequently | soon
  shortly | immediately instantly asap | outside outdoors | inside indoors | north south east west | region zone
  neighborhood | population inhabitants | world earth globe | moon sun | space universe | wind windy breeze |
  sunny sunshine | cloud cloudy overcast | fog foggy mist | humid humidity
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
