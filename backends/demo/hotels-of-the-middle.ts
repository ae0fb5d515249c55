// Demo hotels of the Alps and the Danube, one a line as in hotels-of-the-south.ts. All are invented.

/** Lines for `parseHotels`. */
export const HOTELS_OF_THE_MIDDLE = `
Munich | Gasthof Zur Alten Isar | Haidhausen | 3 | 8.6 | 118 | historic quiet breakfast budget parking | A family inn with painted shutters and a chestnut garden, across the river from the museums. The landlord pours; the landlady's dumplings have a waiting list.
Munich | Hotel Maxlicht | Maxvorstadt | 4 | 8.7 | 167 | design city-centre business gym boutique | Between three picture galleries and the university. White rooms with one good chair each, and a bar of Alpine gins behind the fireplace.
Munich | Alpenrand Resort | Thalkirchen | 5 | 9.2 | 258 | mountains spa pool family garden luxury parking | Where the city ends and the river meadows begin, with the Alps along the horizon. Three pools, a forest kindergarten, and a train to the peaks in an hour.
Vienna | Palais Kastanie | Innere Stadt | 5 | 9.3 | 289 | luxury historic city-centre romantic spa | A count's town palace behind the cathedral. Ball season never quite ended here: waltz lessons at five, a marble spa, chestnuts on the terrace.
Vienna | Hotel Naschgarten | Wieden | 4 | 8.7 | 138 | city-centre family kitchen breakfast pets-welcome | Beside the market, which is its larder. Rooms with kitchenettes, a roof with tomatoes, and a basket at reception if you would rather cook.
Vienna | Kahlenberg Panorama | Döbling | 4 | 8.9 | 154 | mountains view quiet romantic garden parking | Above the vineyards, with the city spread out like a map. Follow the path down through the wine taverns; the last bus brings you back up.
Prague | U Zlaté Lípy | Malá Strana | 4 | 8.9 | 3350 | historic romantic city-centre boutique view | At the sign of the golden linden, under the castle. Painted beams, a stair worn hollow, and a terrace among red roofs that seats twelve.
Prague | Karlín Factory Hotel | Karlín | 4 | 8.5 | 2580 | design business gym nightlife accessible | A boiler works with eight-meter windows, in the district where Prague now works and eats. Fast lines, long desks, Czech craft beers in the turbine hall.
Prague | Vinohrady Apartments Sova | Vinohrady | 3 | 8.7 | 1890 | kitchen family quiet budget pets-welcome | Art Nouveau apartments between two parks and a farmers' market. There are toys, cots and a baby bath in the cellar: just ask the owl at reception.
Budapest | Duna Kapitány | Víziváros | 4 | 8.7 | 48500 | view waterfront romantic historic boutique | On the Buda bank, facing the parliament. The captain's rooms have telescopes; everyone gets the river, the trams and the lights for nothing.
Budapest | Ruin & Rose | Erzsébetváros | 3 | 8.4 | 32000 | nightlife design budget city-centre | Around a courtyard of vines and mismatched chairs where the party is on Thursdays. Back rooms are for sleeping, front rooms are not.
Budapest | Grand Hotel Fürdő | Gellért Hill | 5 | 9.2 | 96000 | spa pool luxury historic family garden | A palace of baths: seven thermal pools under stained glass and a wave pool on the terrace. Robes to the elevator, slippers everywhere.
Zurich | Hotel Limmatquai 7 | Niederdorf | 4 | 8.7 | 268 | city-centre historic lake boutique breakfast | Guild-house rooms over the river, five minutes from the lake and the station alike. Birchermüesli as it was meant to be, swimming in the river included.
Zurich | Uetliberg Kulm | Uetliberg | 4 | 9.0 | 249 | mountains view quiet family romantic | At the top of the city's own mountain, reached by train. Fog below, sun above, sledges at the door in winter and the Alps in a row at breakfast.
Zurich | Seefeld Residenz | Seefeld | 5 | 9.3 | 412 | luxury lake spa kitchen business quiet | Suites with kitchens behind old plane trees on the lake. Bathing house, discreet offices, and a chef who will come to your dining table.
Geneva | Hôtel du Jet d'Eau | Eaux-Vives | 4 | 8.6 | 258 | lake city-centre view business gym | The fountain is in the middle of every front window. Bathing jetties and water taxis opposite; quiet rooms at the back for those with meetings at eight.
Geneva | Carouge Corner | Carouge | 3 | 8.5 | 172 | design nightlife budget kitchen boutique | In the little Sardinian town that Geneva swallowed: green shutters, watchmakers, wine by the glass. Studios with kitchens round a fig-tree yard.
Geneva | Domaine du Salève | Veyrier | 5 | 9.3 | 389 | mountains spa pool garden luxury family parking | Vines in front, cliffs behind. Cable car to the ridge for the view of Mont Blanc, then down to a pool that steams among the lavender.
`
