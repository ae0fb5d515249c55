// Days that have names, and the rule each follows. How the words are read is read/date-holiday.ts.

/** A day of each year: fixed, the nth weekday of a month (-1 is the last), or so many days from Easter Sunday. */
export type HolidayRule =
  | { readonly kind: "fixed"; readonly month: number; readonly day: number }
  | {
      readonly kind: "weekday"
      readonly month: number
      readonly weekday: number
      readonly nth: number
      readonly plusDays?: number
    }
  | { readonly kind: "easter"; readonly plusDays: number }

/** A holiday: its names (folded words) and its rule, or one rule per country where they differ. */
export type Holiday = { readonly names: readonly string[]; readonly us: HolidayRule; readonly uk: HolidayRule }

/** A day of the same date each year. */
export const fixed = (month: number, day: number): HolidayRule => ({ kind: "fixed", month, day })
const nth = (count: number, weekday: number, month: number, plusDays = 0): HolidayRule => ({
  kind: "weekday",
  month,
  weekday,
  nth: count,
  plusDays,
})
/** A day so many days from Easter Sunday. */
export const easter = (plusDays: number): HolidayRule => ({ kind: "easter", plusDays })
const everywhere = (rule: HolidayRule, ...names: string[]): Holiday => ({ names, us: rule, uk: rule })

/** The holidays people name in English. */
export const HOLIDAYS: readonly Holiday[] = [
  everywhere(fixed(12, 25), "christmas", "christmas day", "xmas", "xmas day", "x mas"),
  everywhere(fixed(12, 24), "christmas eve", "xmas eve"),
  everywhere(fixed(12, 26), "boxing day", "st stephens day"),
  everywhere(fixed(12, 31), "new years eve", "new year eve", "nye", "hogmanay"),
  everywhere(fixed(1, 1), "new years day", "new year day", "new years", "new year"),
  everywhere(
    fixed(2, 14),
    "valentines day",
    "valentines",
    "valentine day",
    "st valentines day",
    "saint valentines day",
  ),
  everywhere(fixed(3, 17), "st patricks day", "saint patricks day", "st paddys day", "paddys day"),
  everywhere(fixed(4, 1), "april fools day", "april fools"),
  everywhere(fixed(10, 31), "halloween", "hallowe en"),
  everywhere(fixed(11, 1), "all saints day"),
  everywhere(fixed(7, 4), "independence day", "fourth of july"),
  everywhere(fixed(6, 19), "juneteenth"),
  everywhere(fixed(11, 11), "veterans day", "remembrance day", "armistice day"),
  everywhere(fixed(2, 2), "groundhog day"),
  everywhere(fixed(5, 5), "cinco de mayo"),
  everywhere(fixed(4, 22), "earth day"),
  everywhere(fixed(1, 25), "burns night"),
  everywhere(fixed(11, 5), "guy fawkes night", "bonfire night", "guy fawkes day"),
  everywhere(fixed(4, 23), "st georges day"),
  everywhere(fixed(3, 1), "st davids day"),
  everywhere(fixed(11, 30), "st andrews day"),
  everywhere(nth(3, 1, 1), "martin luther king day", "mlk day"),
  everywhere(nth(3, 1, 2), "presidents day", "president day"),
  everywhere(nth(-1, 1, 5), "memorial day"),
  everywhere(nth(1, 1, 9), "labor day", "labour day"),
  everywhere(nth(2, 1, 10), "columbus day", "indigenous peoples day"),
  everywhere(nth(4, 4, 11), "thanksgiving", "thanksgiving day"),
  everywhere(nth(4, 4, 11, -1), "thanksgiving eve"),
  everywhere(nth(4, 4, 11, 1), "black friday"),
  everywhere(nth(4, 4, 11, 4), "cyber monday"),
  everywhere(nth(3, 7, 6), "fathers day"),
  { names: ["mothers day", "mothering sunday"], us: nth(2, 7, 5), uk: easter(-21) },
  everywhere(nth(1, 1, 5), "early may bank holiday", "may day bank holiday"),
  everywhere(nth(-1, 1, 5), "spring bank holiday", "late may bank holiday"),
  everywhere(nth(-1, 1, 8), "august bank holiday", "summer bank holiday"),
  everywhere(easter(0), "easter", "easter sunday", "easter day"),
  everywhere(easter(-2), "good friday"),
  everywhere(easter(-1), "easter saturday", "holy saturday"),
  everywhere(easter(1), "easter monday"),
  everywhere(easter(-3), "maundy thursday"),
  everywhere(easter(-7), "palm sunday"),
  everywhere(easter(-46), "ash wednesday"),
  everywhere(easter(-47), "shrove tuesday", "pancake day", "mardi gras", "fat tuesday"),
  everywhere(easter(49), "pentecost", "whit sunday"),
  everywhere(easter(39), "ascension day"),
]
