// Currencies by code, sign and word, and their coins. How amounts are read is built-in/currency.ts.

/** Words and signs for a currency's unit, and how many of it make one: a dime is a tenth of a dollar. */
export type CurrencyUnit = { readonly code: string; readonly per: number }

const unit = (code: string, per: number, words: string): [string, CurrencyUnit][] =>
  words.split("|").map((word): [string, CurrencyUnit] => [word, { code, per }])

/** ISO 4217 codes in use. */
export const CURRENCY_CODES: ReadonlySet<string> = new Set(
  (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE " +
    "CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS " +
    "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR " +
    "PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD " +
    "TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
  ).split(" "),
)

/** ISO codes that are everyday words: they only count in capitals or beside a figure. */
export const WORDLIKE_CODES: ReadonlySet<string> = new Set([
  "all",
  "top",
  "try",
  "cup",
  "mad",
  "sos",
  "cad",
  "ron",
  "gel",
  "pen",
  "kid",
])

/** Signs other than the dollar's. */
export const CURRENCY_SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "₱": "PHP",
    "₦": "NGN",
    "฿": "THB",
    "₴": "UAH",
  }),
)

/** Letters before a dollar sign: "A$20". */
export const DOLLAR_PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    us: "USD",
    a: "AUD",
    au: "AUD",
    c: "CAD",
    ca: "CAD",
    nz: "NZD",
    hk: "HKD",
    s: "SGD",
    sg: "SGD",
    r: "BRL",
    mx: "MXN",
  }),
)

/** Words for units. `dollar` and `cent` without a country are the locale's own. */
export const CURRENCY_WORDS: ReadonlyMap<string, CurrencyUnit> = new Map([
  ...unit("DOLLAR", 1, "dollar|dollars|buck|bucks|greenback|greenbacks"),
  ...unit("DOLLAR", 100, "cent|cents"),
  ...unit("USD", 100, "penny|¢"),
  ...unit("USD", 20, "nickel|nickels"),
  ...unit("USD", 10, "dime|dimes"),
  ...unit("USD", 4, "quarter|quarters"),
  ...unit("GBP", 1, "pound|pounds|quid|sterling"),
  ...unit("GBP", 100, "pence|p"),
  ...unit("EUR", 1, "euro|euros"),
  ...unit("JPY", 1, "yen"),
  ...unit("CNY", 1, "yuan|renminbi|rmb"),
  ...unit("INR", 1, "rupee|rupees"),
  ...unit("CHF", 1, "franc|francs"),
  ...unit("RUB", 1, "ruble|rubles|rouble|roubles"),
  ...unit("KRW", 1, "won"),
  ...unit("MXN", 1, "peso|pesos"),
  ...unit("BRL", 1, "real|reais"),
  ...unit("ZAR", 1, "rand|rands"),
  ...unit("TRY", 1, "lira|liras"),
  ...unit("PLN", 1, "zloty|zlotys"),
  ...unit("THB", 1, "baht"),
  ...unit("ILS", 1, "shekel|shekels"),
  ...unit("AED", 1, "dirham|dirhams"),
  ...unit("SAR", 1, "riyal|riyals"),
  ...unit("SEK", 1, "krona|kronor"),
  ...unit("DKK", 1, "kroner|krone"),
  ...unit("VND", 1, "dong"),
  ...unit("IDR", 1, "rupiah"),
  ...unit("MYR", 1, "ringgit"),
  ...unit("NGN", 1, "naira"),
  ...unit("UAH", 1, "hryvnia"),
])

/** A country's adjective before a unit: "20 australian dollars". */
export const CURRENCY_ADJECTIVES: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map<
  string,
  Readonly<Record<string, string>>
>(
  Object.entries({
    us: { DOLLAR: "USD" },
    american: { DOLLAR: "USD" },
    australian: { DOLLAR: "AUD" },
    aussie: { DOLLAR: "AUD" },
    canadian: { DOLLAR: "CAD" },
    singapore: { DOLLAR: "SGD" },
    taiwan: { DOLLAR: "TWD" },
    jamaican: { DOLLAR: "JMD" },
    british: { GBP: "GBP" },
    egyptian: { GBP: "EGP" },
    swiss: { CHF: "CHF" },
    japanese: { JPY: "JPY" },
    chinese: { CNY: "CNY" },
    indian: { INR: "INR" },
    pakistani: { INR: "PKR" },
    nepalese: { INR: "NPR" },
    russian: { RUB: "RUB" },
    mexican: { MXN: "MXN" },
    argentine: { MXN: "ARS" },
    colombian: { MXN: "COP" },
    chilean: { MXN: "CLP" },
    philippine: { MXN: "PHP" },
    turkish: { TRY: "TRY" },
    moroccan: { AED: "MAD" },
    norwegian: { DKK: "NOK", SEK: "NOK" },
    danish: { DKK: "DKK", SEK: "DKK" },
    swedish: { SEK: "SEK", DKK: "SEK" },
    icelandic: { SEK: "ISK" },
    korean: { KRW: "KRW" },
    qatari: { SAR: "QAR" },
    saudi: { SAR: "SAR" },
  }),
)

/** The currency a bare amount is in. */
export const LOCALE_CURRENCIES: Readonly<Record<string, string>> = {
  en_US: "USD",
  en_GB: "GBP",
  en_AU: "AUD",
  en_IN: "INR",
  en_ZA: "ZAR",
  en_NZ: "NZD",
  en_IE: "EUR",
  de_DE: "EUR",
  de_AT: "EUR",
  de_CH: "CHF",
  fr_FR: "EUR",
  fr_CA: "CAD",
  es_ES: "EUR",
  es_US: "USD",
  es_419: "USD",
  es_MX: "MXN",
  it_IT: "EUR",
  nl_NL: "EUR",
  pt_PT: "EUR",
  pt_BR: "BRL",
  ja_JP: "JPY",
  ko_KR: "KRW",
  zh_CN: "CNY",
  hi_IN: "INR",
  pl_PL: "PLN",
  sv_SE: "SEK",
  no_NO: "NOK",
  da_DK: "DKK",
}

/** Locales whose "dollar" isn't the American one. */
export const LOCALE_DOLLARS: Readonly<Record<string, string>> = { en_AU: "AUD", en_NZ: "NZD", fr_CA: "CAD" }
