// Closed lists of English words that tell a kind of value: weekdays, months, numbers, … One class a word.
// Resolving such words to values is bot/slot-types; here they only lend the tagger a hint.

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
