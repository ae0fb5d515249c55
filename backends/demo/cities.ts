// The cities of the demo: where they are, what their clocks and money are, and how they are also called.

import type { City } from "#backends/booking/catalogue.ts"

/** A city with what the demo's flights are made from. */
export type DemoCity = City & { readonly latitude: number; readonly longitude: number }

/** city | country | time zone | currency | airport | latitude | longitude | other names */
const LINES = `
Lisbon | Portugal | Europe/Lisbon | EUR | LIS | 38.8 | -9.1 | Lisboa, Lisbonne, Lissabon
Porto | Portugal | Europe/Lisbon | EUR | OPO | 41.2 | -8.7 | Oporto
Madrid | Spain | Europe/Madrid | EUR | MAD | 40.5 | -3.6 |
Barcelona | Spain | Europe/Madrid | EUR | BCN | 41.3 | 2.1 | Barna, Barcelone
Seville | Spain | Europe/Madrid | EUR | SVQ | 37.4 | -5.9 | Sevilla
Paris | France | Europe/Paris | EUR | CDG | 49.0 | 2.5 | ORY
Lyon | France | Europe/Paris | EUR | LYS | 45.7 | 5.1 | Lyons
Nice | France | Europe/Paris | EUR | NCE | 43.7 | 7.2 | Nizza
Marseille | France | Europe/Paris | EUR | MRS | 43.4 | 5.2 | Marseilles
London | United Kingdom | Europe/London | GBP | LHR | 51.5 | -0.5 | LON, Londres, LGW
Edinburgh | United Kingdom | Europe/London | GBP | EDI | 55.9 | -3.4 |
Dublin | Ireland | Europe/Dublin | EUR | DUB | 53.4 | -6.3 | Baile Átha Cliath
Amsterdam | Netherlands | Europe/Amsterdam | EUR | AMS | 52.3 | 4.8 |
Brussels | Belgium | Europe/Brussels | EUR | BRU | 50.9 | 4.5 | Bruxelles, Brussel, Brüssel
Berlin | Germany | Europe/Berlin | EUR | BER | 52.4 | 13.5 |
Munich | Germany | Europe/Berlin | EUR | MUC | 48.4 | 11.8 | München, Muenchen
Hamburg | Germany | Europe/Berlin | EUR | HAM | 53.6 | 10.0 |
Vienna | Austria | Europe/Vienna | EUR | VIE | 48.1 | 16.6 | Wien, Vienne
Prague | Czechia | Europe/Prague | CZK | PRG | 50.1 | 14.3 | Praha, Prag
Budapest | Hungary | Europe/Budapest | HUF | BUD | 47.4 | 19.3 |
Rome | Italy | Europe/Rome | EUR | FCO | 41.8 | 12.2 | Roma, Rom
Milan | Italy | Europe/Rome | EUR | MXP | 45.6 | 8.7 | Milano, Mailand, MIL
Florence | Italy | Europe/Rome | EUR | FLR | 43.8 | 11.2 | Firenze, Florenz
Venice | Italy | Europe/Rome | EUR | VCE | 45.5 | 12.4 | Venezia, Venedig, Venise
Naples | Italy | Europe/Rome | EUR | NAP | 40.9 | 14.3 | Napoli, Neapel
Athens | Greece | Europe/Athens | EUR | ATH | 37.9 | 23.9 | Athina, Athen, Αθήνα
Istanbul | Türkiye | Europe/Istanbul | TRY | IST | 41.3 | 28.7 | İstanbul, Stamboul
Copenhagen | Denmark | Europe/Copenhagen | DKK | CPH | 55.6 | 12.7 | København, Kobenhavn, Kopenhagen
Stockholm | Sweden | Europe/Stockholm | SEK | ARN | 59.7 | 17.9 | STO
Oslo | Norway | Europe/Oslo | NOK | OSL | 60.2 | 11.1 |
Helsinki | Finland | Europe/Helsinki | EUR | HEL | 60.3 | 25.0 | Helsingfors
Reykjavik | Iceland | Atlantic/Reykjavik | ISK | KEF | 64.0 | -22.6 | Reykjavík
Zurich | Switzerland | Europe/Zurich | CHF | ZRH | 47.5 | 8.6 | Zürich, Zuerich
Geneva | Switzerland | Europe/Zurich | CHF | GVA | 46.2 | 6.1 | Genève, Genf
New York | United States | America/New_York | USD | JFK | 40.6 | -73.8 | New York City, NYC, Manhattan, EWR
San Francisco | United States | America/Los_Angeles | USD | SFO | 37.6 | -122.4 | SF, San Fran
Los Angeles | United States | America/Los_Angeles | USD | LAX | 33.9 | -118.4 | LA, L.A.
Chicago | United States | America/Chicago | USD | ORD | 42.0 | -87.9 |
Miami | United States | America/New_York | USD | MIA | 25.8 | -80.3 |
Toronto | Canada | America/Toronto | CAD | YYZ | 43.7 | -79.6 |
Tokyo | Japan | Asia/Tokyo | JPY | HND | 35.6 | 139.8 | Tōkyō, 東京, NRT
Kyoto | Japan | Asia/Tokyo | JPY | KIX | 34.4 | 135.2 | 京都
Singapore | Singapore | Asia/Singapore | SGD | SIN | 1.4 | 104.0 | Singapur
Sydney | Australia | Australia/Sydney | AUD | SYD | -33.9 | 151.2 |
`

/** The demo's cities. */
export const DEMO_CITIES: readonly DemoCity[] = LINES.trim()
  .split("\n")
  .map((line) => {
    const [name = "", country = "", timeZone = "", currency = "", airport = "", latitude, longitude, aliases = ""] =
      line.split("|").map((cell) => cell.trim())
    return {
      ...{ name, country, timeZone, currency, airport },
      aliases: aliases.split(",").flatMap((alias) => (alias.trim() === "" ? [] : [alias.trim()])),
      latitude: Number(latitude),
      longitude: Number(longitude),
    }
  })
