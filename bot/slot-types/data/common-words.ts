// Everyday English words: a word among them is taken as it stands, never as a misspelling of a slot value.

const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    "able about above accept across actually after again against agree ahead alone along already also although always among " +
    "amount another answer anybody anyone anything anyway apart arrive around asked asking away back base based beach because " +
    "become been before began begin behind being believe below best better between beyond black blue board body book booked " +
    "booking books both bottom bought bread break bring broken brought brown build business buying call called calling came " +
    "cancel cannot card care carry case cash catch cause cent chance change changed chat cheap check city class clean clear " +
    "close coffee cold come comes coming cool cost could couple course cover cream current daily dark data date days dead deal " +
    "dear decide deep delay dinner does doing done door double down draw drink drive during each early east easy eight either " +
    "else email empty ending enjoy enough enter error even evening ever every everyone everything exactly except expect extra " +
    "face fact fair fall family fancy fast father feel feeling feet fell felt field fifth fifty figure file fill final finally " +
    "find fine fire first five flight floor fly follow food foot force forget form forty forward found four free french fresh " +
    "friend friends from front full fully game gave gift girl give given giving glad glass goes going gone good great green " +
    "group grow guess guest hair half hand hands happen happy hard hardly have having hear heard heart heat heavy hello help " +
    "here high hold home hope horse hotel hour hours house however huge hundred idea image inside instead into issue item items " +
    "just keep kept kind kitchen knew know known lady land large last late later laugh learn least leave left less letter level " +
    "life light like likely line list listen little live lives living local long look looking lose lost love lower luck lunch " +
    "made mail main make makes making many mark matter maybe mean means meant meat meet meeting mind mine minute miss moment " +
    "money month months more morning most mother move movie much music must myself name named near nearly need needed needs " +
    "never next nice night nights nine nobody noise none noon north note nothing notice number offer office often older once " +
    "only open option orange order ordered other others outside over owner page paid paper parent park part parts party pass " +
    "past people perfect perhaps person phone photo piece place plain plan plane play please plenty plus point poor post price " +
    "print private problem proper public pull purple push quarter question quick quickly quiet quite rain rather reach read " +
    "ready real really reason receive recent record remember rent reply rest return rice rich ride right ring river road room " +
    "rooms round rule safe said sale salt same save says school seat second seem seems seen self sell send sense sent serve " +
    "service seven several shall share sheet ship shoe shop short should show side sign silver similar simple since single " +
    "sister size skin sleep slow small smart snow soft some somebody someone something soon sorry sort sound soup south space " +
    "speak special spend spent spoke spot spring stand star start started state station stay step still stock stone stop store " +
    "story street strong stuff style such sugar suit summer sunny supper sure sweet swim table take taken takes taking talk tall " +
    "taste teach tell test text than thank thanks that their them then there these they thin thing things think third this " +
    "those though three through throw ticket tickets tight till time times tiny tired today together told tomorrow tonight took " +
    "total touch tour toward towards town train travel tree trip true trust truth turn twelve twenty type under until upon used " +
    "useful user using usual value very view visit wait walk wall want wanted wants warm wash watch water way ways wear week weeks " +
    "weekend weight well went were west what whatever when where which while white whole whom whose wide wife will wind window " +
    "wine winter wish with within without woman women wonder word words work worked working world worry worth would write wrong " +
    "wrote yeah year years yellow yesterday young your yours yourself " +
    "address adult adults afternoon airport anything arrive august breakfast bring brother buy child children could couldnt " +
    "daughter december didnt doesnt dont february friday havent husband isnt january july june kids march monday november " +
    "october people reserve reservation saturday september son sunday thats theres theyre thursday tuesday wednesday whats " +
    "wheres wont wouldnt youre somewhere anywhere nowhere whichever recommend suggest nearby cheapest cheaper nearest cancelled " +
    "speak agent operator representative stupid hurry sorry unsure repeat explain nevermind"
  ).split(" "),
)

/** Whether a folded word is an everyday English one. */
export function isCommonWord(word: string): boolean {
  return COMMON_WORDS.has(word)
}
