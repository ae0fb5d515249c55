// Names and limits that Lex V2 itself sets, for the rules to compare with.
// https://docs.aws.amazon.com/lexv2/latest/dg/quotas.html and the model-building API.

/** Names of bots, intents, slots, slot types and contexts: letters and digits, single `_` or `-` between them. */
export const NAME = /^(?:[0-9a-zA-Z][_-]?){1,100}$/
export const NAME_FORM = "Use letters and digits with single _ or - between them, at most 100."

/** The slot types Lex brings along. */
export const BUILT_IN_SLOT_TYPES = [
  "AMAZON.AlphaNumeric",
  "AMAZON.City",
  "AMAZON.Confirmation",
  "AMAZON.Country",
  "AMAZON.Currency",
  "AMAZON.Date",
  "AMAZON.Duration",
  "AMAZON.EmailAddress",
  "AMAZON.FirstName",
  "AMAZON.FreeFormInput",
  "AMAZON.LastName",
  "AMAZON.Number",
  "AMAZON.Percentage",
  "AMAZON.PhoneNumber",
  "AMAZON.State",
  "AMAZON.StreetName",
  "AMAZON.Time",
  "AMAZON.UKPostalCode",
] as const

/** The intents Lex brings along. */
export const BUILT_IN_INTENTS = [
  "AMAZON.BedrockAgentIntent",
  "AMAZON.CancelIntent",
  "AMAZON.FallbackIntent",
  "AMAZON.HelpIntent",
  "AMAZON.KendraSearchIntent",
  "AMAZON.PauseIntent",
  "AMAZON.QInConnectIntent",
  "AMAZON.QnAIntent",
  "AMAZON.RepeatIntent",
  "AMAZON.ResumeIntent",
  "AMAZON.StartOverIntent",
  "AMAZON.StopIntent",
] as const

/** Every language of Lex V2. */
export const LOCALES: ReadonlySet<string> = new Set(
  (
    "af_ZA ar_AE ar_SA bg_BG ca_ES cs_CZ cy_GB da_DK de_AT de_CH de_DE en_AB en_AU en_GB en_IE en_IN en_NZ en_US " +
    "en_WL en_ZA es_419 es_ES es_MX es_US et_ET fa_IR fi_FI fr_BE fr_CA fr_FR he_IL hi_IN hr_HR hu_HU id_ID is_IS " +
    "it_IT ja_JP km_KH ko_KR lt_LT lv_LV ms_MY nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI so_SO " +
    "sr_RS su_ID sv_SE th_TH tl_PH tr_TR uk_UA vi_VN zh_CN zh_HK zu_ZA"
  ).split(" "),
)

const LARGE_LOCALES: ReadonlySet<string> = new Set(["en_AU", "en_GB", "en_US"])

/** How many intents, slots and slot types a locale takes: more in three kinds of English. */
export function localeQuotas(localeId: string): {
  readonly intents: number
  readonly slots: number
  readonly slotTypes: number
} {
  return LARGE_LOCALES.has(localeId)
    ? { intents: 1000, slots: 4000, slotTypes: 250 }
    : { intents: 250, slots: 2000, slotTypes: 100 }
}

/** Limits that hold in every language. */
export const QUOTAS = {
  descriptionLength: 200,
  utterancesPerIntent: 1500,
  utteranceLength: 500,
  slotsPerIntent: 100,
  slotUtterances: 10,
  defaultValues: 10,
  defaultValueLength: 202,
  valuesPerSlotType: 10_000,
  valuesPerLocale: 50_000,
  /** What the API takes; the quota page says 500. */
  slotValueLength: 140,
  slotValueLengthAtMost: 500,
  regexLength: 300,
  subSlots: 6,
  messageGroups: 5,
  variations: 2,
  /** What the API takes; the quota page says 4,000. */
  messageLength: 1000,
  messageLengthAtMost: 4000,
  cardTextLength: 250,
  buttons: 5,
  buttonLength: 50,
  branches: 4,
  expressionLength: 1024,
  subSlotExpressionLength: 640,
  inputContexts: 5,
  outputContexts: 10,
  vocabularyItems: 500,
  vocabularyPhraseLength: 100,
  vocabularyPhraseWords: 4,
} as const

/** How many different ways of saying it the console asks for. */
export const RECOMMENDED_UTTERANCES = 10
