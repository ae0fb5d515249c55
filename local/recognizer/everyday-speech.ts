// What people say to any assistant, whatever it is about: common words, and what stands around requests and answers. What
// a bot's own sentences are is listening-grammar.ts.

/** Words that come anywhere: the commonest of English speech, and of requests whatever they are about. */
export const COMMON_WORDS: readonly string[] = `
  a an the this that these those my your his her our their its me you him us them I we he she it they who what which when
  where why how there here and or but so if because as than then also too not no yes only just even still again already
  maybe really very quite much many more most less some any all both each every other another such same own is are was
  were be been being am do does did done have has had having will would can could shall should may might must I'm we're
  you're it's that's there's I'd we'd I'll we'll you'd isn't aren't don't doesn't didn't can't couldn't won't wouldn't
  of to in on at by for from with without about into onto over under after before between during until since near next
  around through against off out up down back away one two three four five six seven eight nine ten first second last
  time day week month year night morning afternoon evening today tomorrow hour minute way thing things people person man
  woman men women child children kid kids boy girl friend friends family wife husband mother father parents brother
  sister son daughter baby home house place city country world water money work job school office car bus train name
  number phone question problem information idea part case end side kind lot bit moment please thank thanks hello hi
  sorry okay well good better best great nice fine bad new old big small large little long short high low early late
  right wrong sure free full open easy hard possible available different important ready happy cheap expensive perfect
  get got give take took make made go going went come came see saw know knew think thought want wanted need needed like
  liked love look looking find found tell told say said ask asked use used try tried help let put keep call called show
  feel leave left start stop bring buy pay spend send meet hear talk speak wait stay play run move live believe hold
  happen change turn plan book order eat drink sleep read write watch walk sit stand cost prefer hope wish mean care
  mind arrive travel visit fly drive reserve cancel check
  single double twin starting beginning leaving arriving staying coming making taking getting paying booking buying
  ordering trying calling using needing seeing meeting opening closing ending traveling flying driving visiting eating
  booked ordered paid bought taken given arrived stayed changed canceled cancelled moved started ended happened closed
  opened received sent forgot forgotten lost broken missing expected rooms days weeks months years hours minutes nights
  times weekend weekday holiday holidays vacation trip journey tour flight flights hotel hotels ticket tickets seat
  seats table tables bed beds airport station taxi boat luggage bag bags passport breakfast lunch dinner restaurant food
  coffee tea bar kitchen bathroom shower balcony view pool beach garden parking floor door window key accommodation
  apartment reservation reservations bookings appointment appointments event party wedding birthday concert film films
  movie movies books music game games adult adults guest guests passenger passengers couple group team member customer
  manager agent doctor dentist nurse teacher student owner colleague neighbor dog cat pet animal price prices costs fee
  rate rates discount offer offers deal budget dollar dollars euro euros pound pounds cash card credit account bank bill
  invoice receipt payment refund tax insurance contract policy orders product products item items package delivery
  shipping store shop market size color black white red blue green address street road town center centre area region
  district north south east west downtown map direction distance email message letter code password website page link
  form file list picture photo video computer internet service support advice suggestion recommendation recommend
  suggest option options choice alternative favorite details answer reason trouble mistake error issue complaint
  complain complaints status confirmation confirm reference request date dates schedule calendar deadline postpone delay
  delayed extend shorten switch replace return exchange repair fix add remove include update correct choose pick select
  accept refuse decide compare explain describe understand remember forget learn study relax enjoy celebrate share join
  invite carry wear wash clean cook rent lend borrow win lose break grow class type sort style quality level amount
  total extra additional special private public local foreign international earlier earliest later latest soon sooner
  once twice often usually always never sometimes almost enough together alone anyway everything anything something
  nothing everyone anyone someone somewhere anywhere else instead quiet loud warm hot cold dry wet dark bright heavy
  light quick quickly slow slowly safe dangerous healthy sick tired hungry thirsty comfortable simple difficult strange
  usual normal similar main whole half quarter several few among inside outside above below behind front across along
  per except towards within
`
  .trim()
  .split(/\s+/)

/** How requests begin; what they are about follows. */
export const REQUEST_OPENINGS: readonly string[] = `
  please | hi | hello | hi there | hello I | hi I | good morning I | excuse me | can you | could you | can you please |
  could you please | would you | can I | could I | can we | could we | may I | is it possible to | I want | I want to |
  we want | we want to | I'd like | I'd like to | I'd like a | we'd like | we'd like to | I would like | I would like to |
  I would like a | we would like to | I need | I need to | I need a | we need | we need to | we need a | I have to |
  we have to | I'm looking for | I am looking for | we're looking for | I'm trying to | I was wondering if | I wonder if |
  my wife and I | my husband and I | my friends and I | do you have | do you have any | have you got | is there | is there a |
  is there any | is there something | are there | are there any | do you know | what is | what are | what about | how about |
  how do I | how can I | how much | how many | when is | when does | when do | where is | where can I | where could we |
  which | who | why | tell me | show me | give me | get me | get us | find me | find us | let me | let us | help me |
  I think | I feel like | unfortunately | actually | so | okay so | um | uh | well | yes | no | yes I | no I | look up |
  look for | search for | make | take | put | send me | book me | I'm going to | we're going to | we are going to | it is |
  it's for | this is | that is | I have | I have a | I had | we have | we are | I am | we will | we'll | I'll | I will |
  there will be | there are | my name is | my | our
`
  .split("|")
  .map((text) => text.trim())

/** How requests end. */
export const REQUEST_ENDINGS: readonly string[] = `
  please | thank you | thanks | for me | for us | for me please | for us please | if possible | as soon as possible | right now |
  now | today | for my family | with my family | with my wife | with my husband | with a friend | instead | again | as well |
  too | at the moment | of mine | there | here
`
  .split("|")
  .map((text) => text.trim())

/** What people usually put around the value they are asked for; `*` is the value. */
export const USUAL_ANSWER_FRAMES: readonly string[] = `
  * please | it's * | it is * | I'd like * | I would like * | I want * | make it * | for * | in * | on * | at * |
  from * | to * | yes * | no * | um * | about * | that's * | it's for * | I need * | maybe * | just * | let's say * |
  I think * | my name is * | I said *
`
  .split("|")
  .map((text) => text.trim())

/** What some people put around it. */
export const OTHER_ANSWER_FRAMES: readonly string[] = `
  we'd like * | we want * | make that * | let's take * | let's do * | let's go with * | I'd say * | I would say * |
  I meant * | no I said * | sorry * | sorry I meant * | actually * | uh * | well * | okay * | that is * |
  it should be * | it will be * | it would be * | that would be * | this is * | here is * | there are * |
  there will be * | we are * | we're * | we will be * | we'll be * | I am * | I'm * | I have * | we have * |
  I guess * | probably * | around * | only * | the * | a * | an * | my * | of * | with * | by * | under * | until * |
  I'll take * | I'll have * | we'll take * | I choose * | I prefer * | I would prefer * | I'd prefer * | rather * |
  preferably * | give me * | put * | put it in * | use * | try * | my favorite is * | the name is * | it's under * |
  * would be great | * would be nice | * would be perfect | * would be good | * would be fine | * is fine |
  * is good | * is perfect | * sounds good | * sounds great | * works | * I think | * I guess | * thanks |
  * thank you | * if possible | * or so | I want to go to * | we want to go to * | I'm going to * | we're going to * |
  we want to stay for * | we will stay * | we'll stay * | I will arrive * | I'll arrive * | we will arrive * |
  we'll arrive * | I want to arrive * | somewhere in * | something * | somewhere * | starting * | leaving * |
  beginning * | and * | it has to be * | it must be *
`
  .split("|")
  .map((text) => text.trim())

/** Said in any conversation. */
export const SMALL_TALK: readonly string[] = `
  hello | hi | hi there | good morning | good evening | good afternoon | how are you | thank you | thanks | thanks a lot |
  thank you very much | thank you so much | thanks for your help | goodbye | bye | bye bye | see you | start over |
  start again | go back | never mind | help | help me | can you help me | what can you do | what can I say | say that again |
  can you repeat that | repeat that | repeat that please | pardon | what did you say | one moment | one moment please |
  wait a minute | hold on | just a second | I don't know | I'm not sure | I don't understand | stop | cancel | forget it |
  that's all | that's it | nothing else | no that's all | nothing | something else | anything else | not now
`
  .split("|")
  .map((text) => text.trim())
