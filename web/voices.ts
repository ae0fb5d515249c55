// Who speaks which of the bot's locales, unless the settings say otherwise: a voice of Polly's that has the neural engine.
// https://docs.aws.amazon.com/polly/latest/dg/available-voices.html

/** Lex's locale, Polly's name of the language where it differs, and the voice. */
const VOICES: Readonly<Record<string, { readonly voiceId: string; readonly languageCode?: string }>> = {
  ca_ES: { voiceId: "Arlet" },
  cs_CZ: { voiceId: "Jitka" },
  da_DK: { voiceId: "Sofie" },
  de_AT: { voiceId: "Hannah" },
  de_DE: { voiceId: "Vicki" },
  en_AU: { voiceId: "Olivia" },
  en_GB: { voiceId: "Amy" },
  en_IN: { voiceId: "Kajal" },
  en_US: { voiceId: "Joanna" },
  en_ZA: { voiceId: "Ayanda" },
  es_419: { voiceId: "Mia", languageCode: "es-MX" },
  es_ES: { voiceId: "Lucia" },
  es_MX: { voiceId: "Mia" },
  es_US: { voiceId: "Lupe" },
  fi_FI: { voiceId: "Suvi" },
  fr_CA: { voiceId: "Gabrielle" },
  fr_FR: { voiceId: "Lea" },
  hi_IN: { voiceId: "Kajal" },
  it_IT: { voiceId: "Bianca" },
  ja_JP: { voiceId: "Takumi" },
  ko_KR: { voiceId: "Seoyeon" },
  nl_NL: { voiceId: "Laura" },
  no_NO: { voiceId: "Ida", languageCode: "nb-NO" },
  pl_PL: { voiceId: "Ola" },
  pt_BR: { voiceId: "Camila" },
  pt_PT: { voiceId: "Ines" },
  sv_SE: { voiceId: "Elin" },
  tr_TR: { voiceId: "Burcu" },
  zh_CN: { voiceId: "Zhiyu", languageCode: "cmn-CN" },
  zh_HK: { voiceId: "Hiujin", languageCode: "yue-CN" },
}

/** A voice and the language it speaks, by Polly's names. */
export type LocaleVoice = { readonly voiceId: string; readonly languageCode: string }

/**
 * Finds who speaks a locale.
 *
 * @param own The operator's choices, by locale.
 * @returns `undefined` when nobody does.
 */
export function findVoice(localeId: string, own: ReadonlyMap<string, string>): LocaleVoice | undefined {
  const usual = VOICES[localeId]
  const voiceId = own.get(localeId) ?? usual?.voiceId
  if (voiceId === undefined) return undefined
  return { voiceId, languageCode: usual?.languageCode ?? localeId.replace("_", "-") }
}
