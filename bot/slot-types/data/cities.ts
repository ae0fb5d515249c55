// Cities that are recognized in a sentence: larger and often visited ones of the world. Others are taken as answers.
// How a city is told from an everyday word is built-in/city.ts.

const list = (names: string): readonly string[] => names.split("|")

/** City names as they are written. */
export const CITIES: readonly string[] = list(
  // United States
  "New York|New York City|Los Angeles|Chicago|Houston|Phoenix|Philadelphia|San Antonio|San Diego|Dallas|San Jose|Austin|Jacksonville|" +
    "Fort Worth|Columbus|Charlotte|Indianapolis|San Francisco|Seattle|Denver|Oklahoma City|Nashville|Washington|Washington DC|Boston|El Paso|" +
    "Las Vegas|Portland|Detroit|Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|Tucson|Fresno|Sacramento|Mesa|Kansas City|Atlanta|" +
    "Omaha|Colorado Springs|Raleigh|Miami|Virginia Beach|Long Beach|Oakland|Minneapolis|Bakersfield|Tulsa|Tampa|Arlington|Aurora|Wichita|" +
    "New Orleans|Cleveland|Honolulu|Anaheim|Lexington|Stockton|Henderson|Irvine|Cincinnati|Newark|Saint Paul|St Paul|Pittsburgh|Greensboro|" +
    "St Louis|Saint Louis|Lincoln|Plano|Anchorage|Orlando|Durham|Chandler|Chula Vista|Buffalo|Toledo|Madison|Reno|Fort Wayne|North Las Vegas|" +
    "St Petersburg|Lubbock|Irving|Laredo|Winston Salem|Chesapeake|Glendale|Garland|Scottsdale|Norfolk|Fremont|Baton Rouge|Richmond|Boise|" +
    "San Bernardino|Spokane|Birmingham|Modesto|Des Moines|Rochester|Tacoma|Fontana|Oxnard|Fayetteville|Huntington Beach|Yonkers|Montgomery|" +
    "Amarillo|Little Rock|Akron|Augusta|Grand Rapids|Mobile|Salt Lake City|Huntsville|Tallahassee|Grand Prairie|Overland Park|Knoxville|" +
    "Worcester|Brownsville|Newport News|Santa Clarita|Port St Lucie|Providence|Fort Lauderdale|Chattanooga|Tempe|Oceanside|Garden Grove|" +
    "Rancho Cucamonga|Cape Coral|Santa Rosa|Vancouver|Sioux Falls|Peoria|Ontario|Jackson|Elk Grove|Springfield|Salem|Eugene|Corona|" +
    "Fort Collins|Hayward|Palmdale|Salinas|Pasadena|Savannah|Charleston|Syracuse|Dayton|Hollywood|Bellevue|Hartford|Sunnyvale|Escondido|" +
    "Berkeley|Cambridge|Ann Arbor|Santa Monica|Santa Barbara|Santa Fe|Santa Cruz|Napa|Monterey|Carmel|Palm Springs|Aspen|Boulder|" +
    "Key West|Naples|Sarasota|Daytona Beach|Gainesville|Pensacola|Biloxi|Asheville|Wilmington|Myrtle Beach|Annapolis|Albany|Ithaca|" +
    "Atlantic City|Princeton|Trenton|Burlington|Manchester|Concord|Bangor|Nantucket|Provincetown|Newport|New Haven|Stamford|Bridgeport|" +
    "Green Bay|Duluth|Fargo|Bismarck|Rapid City|Billings|Bozeman|Missoula|Cheyenne|Jackson Hole|Flagstaff|Sedona|Yuma|Moab|Park City|Provo|" +
    "Galveston|Corpus Christi|Waco|McAllen|Midland|Shreveport|Lafayette|Topeka|Cedar Rapids|Iowa City|Davenport|Champaign|Evansville|" +
    "South Bend|Bloomington|Lansing|Flint|Traverse City|Canton|Erie|Scranton|Allentown|Harrisburg|Lancaster|Fairbanks|Juneau|Lahaina|Hilo|Kona|Waikiki",
).concat(
  list(
    // Canada and Latin America
    "Toronto|Montreal|Calgary|Ottawa|Edmonton|Winnipeg|Quebec City|Hamilton|Kitchener|London|Halifax|Victoria|Saskatoon|Regina|St Johns|" +
      "Kelowna|Banff|Whistler|Niagara Falls|Mississauga|Brampton|Surrey|Markham|Kingston|Windsor|Moncton|Fredericton|Charlottetown|" +
      "Mexico City|Guadalajara|Monterrey|Puebla|Tijuana|Cancun|Merida|Acapulco|Puerto Vallarta|Playa del Carmen|Tulum|Cabo San Lucas|" +
      "Oaxaca|Leon|Queretaro|Guatemala City|San Salvador|Tegucigalpa|Managua|San Juan|Panama City|Havana|Varadero|Santo Domingo|Punta Cana|" +
      "Port au Prince|Nassau|Bridgetown|Montego Bay|Port of Spain|Bogota|Medellin|Cali|Cartagena|Barranquilla|Quito|Guayaquil|Lima|Cusco|" +
      "Arequipa|La Paz|Santa Cruz de la Sierra|Sucre|Santiago|Valparaiso|Concepcion|Buenos Aires|Cordoba|Rosario|Mendoza|Bariloche|Ushuaia|" +
      "Montevideo|Punta del Este|Asuncion|Sao Paulo|Rio de Janeiro|Rio|Brasilia|Salvador|Fortaleza|Belo Horizonte|Manaus|Curitiba|Recife|" +
      "Porto Alegre|Florianopolis|Caracas|Maracaibo|Georgetown|Paramaribo",
  ),
  list(
    // Britain and Ireland
    "Birmingham|Leeds|Glasgow|Sheffield|Bradford|Liverpool|Edinburgh|Bristol|Cardiff|Leicester|Coventry|Belfast|Nottingham|Newcastle|" +
      "Newcastle upon Tyne|Sunderland|Hull|Plymouth|Wolverhampton|Derby|Stoke on Trent|Southampton|Swansea|Portsmouth|Aberdeen|Dundee|" +
      "Inverness|Stirling|Perth|York|Oxford|Bath|Brighton|Bournemouth|Exeter|Norwich|Ipswich|Reading|Luton|Milton Keynes|Northampton|" +
      "Peterborough|Gloucester|Cheltenham|Swindon|Chester|Preston|Blackpool|Middlesbrough|Durham|Carlisle|Lincoln|Canterbury|Dover|Hastings|" +
      "Eastbourne|Guildford|Winchester|Salisbury|Torquay|Truro|Penzance|Newquay|Wigan|Bolton|Warrington|Huddersfield|Harrogate|Scarborough|" +
      "Whitby|Windermere|Keswick|Stratford upon Avon|Windsor|Wrexham|Bangor|Aberystwyth|Dublin|Cork|Limerick|Galway|Waterford|Kilkenny|Killarney|Derry|Lisburn|St Andrews|Fort William|Oban",
  ),
  list(
    // Continental Europe
    "Paris|Lyon|Marseille|Nice|Toulouse|Bordeaux|Lille|Nantes|Strasbourg|Montpellier|Rennes|Reims|Grenoble|Dijon|Cannes|Avignon|Annecy|" +
      "Chamonix|Tours|Rouen|Biarritz|Nimes|Berlin|Munich|Hamburg|Cologne|Frankfurt|Stuttgart|Dusseldorf|Dortmund|Essen|Leipzig|Bremen|" +
      "Dresden|Hanover|Nuremberg|Bonn|Mannheim|Karlsruhe|Wiesbaden|Heidelberg|Freiburg|Mainz|Augsburg|Regensburg|Potsdam|Kiel|Lubeck|" +
      "Rostock|Vienna|Salzburg|Innsbruck|Graz|Linz|Zurich|Geneva|Basel|Bern|Lausanne|Lucerne|Interlaken|Zermatt|Lugano|Davos|St Moritz|" +
      "Brussels|Antwerp|Ghent|Bruges|Liege|Amsterdam|Rotterdam|The Hague|Utrecht|Eindhoven|Groningen|Maastricht|Luxembourg|Madrid|Barcelona|" +
      "Valencia|Seville|Malaga|Bilbao|Granada|Zaragoza|Palma|Palma de Mallorca|Alicante|San Sebastian|Marbella|Salamanca|Toledo|Ibiza|" +
      "Santiago de Compostela|Las Palmas|Tenerife|Lisbon|Porto|Faro|Coimbra|Braga|Sintra|Lagos|Funchal|Albufeira|Rome|Milan|Naples|Turin|" +
      "Palermo|Genoa|Bologna|Florence|Venice|Verona|Pisa|Siena|Bari|Catania|Sorrento|Amalfi|Positano|Como|Rimini|Trieste|Lucca|Perugia|" +
      "Athens|Thessaloniki|Heraklion|Santorini|Mykonos|Rhodes|Corfu|Chania|Istanbul|Ankara|Izmir|Antalya|Bodrum|Cappadocia|Copenhagen|" +
      "Aarhus|Odense|Stockholm|Gothenburg|Malmo|Uppsala|Oslo|Bergen|Trondheim|Stavanger|Tromso|Helsinki|Tampere|Turku|Rovaniemi|Reykjavik|" +
      "Tallinn|Riga|Vilnius|Kaunas|Warsaw|Krakow|Gdansk|Wroclaw|Poznan|Lodz|Zakopane|Prague|Brno|Cesky Krumlov|Bratislava|Kosice|Budapest|" +
      "Debrecen|Ljubljana|Bled|Zagreb|Split|Dubrovnik|Zadar|Belgrade|Novi Sad|Sarajevo|Mostar|Skopje|Tirana|Podgorica|Kotor|Pristina|Sofia|" +
      "Plovdiv|Varna|Bucharest|Cluj|Brasov|Timisoara|Chisinau|Kyiv|Kiev|Lviv|Odesa|Odessa|Kharkiv|Minsk|Moscow|Saint Petersburg|Kazan|Sochi|" +
      "Tbilisi|Batumi|Yerevan|Baku|Valletta|Nicosia|Limassol|Larnaca|Paphos|Monaco|Monte Carlo|Andorra la Vella|San Marino|Vaduz|Gibraltar",
  ),
  list(
    // Africa and the Middle East
    "Cairo|Alexandria|Luxor|Aswan|Sharm el Sheikh|Hurghada|Giza|Tunis|Algiers|Casablanca|Marrakesh|Marrakech|Fez|Rabat|Tangier|Agadir|Tripoli|" +
      "Khartoum|Addis Ababa|Nairobi|Mombasa|Kampala|Kigali|Dar es Salaam|Zanzibar|Arusha|Lusaka|Livingstone|Harare|Victoria Falls|Lilongwe|" +
      "Maputo|Gaborone|Windhoek|Johannesburg|Cape Town|Durban|Pretoria|Port Elizabeth|Bloemfontein|Stellenbosch|Antananarivo|Port Louis|" +
      "Luanda|Kinshasa|Brazzaville|Libreville|Yaounde|Douala|Lagos|Abuja|Kano|Ibadan|Accra|Kumasi|Abidjan|Dakar|Bamako|Ouagadougou|Freetown|" +
      "Monrovia|Conakry|Banjul|Dubai|Abu Dhabi|Sharjah|Doha|Manama|Kuwait City|Muscat|Salalah|Riyadh|Jeddah|Mecca|Medina|Dammam|Amman|Petra|" +
      "Aqaba|Beirut|Damascus|Aleppo|Baghdad|Basra|Erbil|Tehran|Isfahan|Shiraz|Mashhad|Jerusalem|Tel Aviv|Haifa|Eilat|Sanaa|Aden",
  ),
  list(
    // Asia and Oceania
    "Tokyo|Osaka|Kyoto|Yokohama|Nagoya|Sapporo|Kobe|Fukuoka|Hiroshima|Sendai|Nara|Nagasaki|Kanazawa|Okinawa|Hakone|Seoul|Busan|Incheon|" +
      "Daegu|Jeju|Beijing|Shanghai|Guangzhou|Shenzhen|Chengdu|Hangzhou|Wuhan|Xian|Chongqing|Nanjing|Tianjin|Suzhou|Harbin|Qingdao|Dalian|" +
      "Guilin|Lhasa|Kunming|Xiamen|Hong Kong|Macau|Taipei|Kaohsiung|Taichung|Tainan|Ulaanbaatar|Bangkok|Chiang Mai|Phuket|Pattaya|Krabi|" +
      "Koh Samui|Hua Hin|Hanoi|Ho Chi Minh City|Saigon|Da Nang|Hoi An|Hue|Nha Trang|Phnom Penh|Siem Reap|Vientiane|Luang Prabang|Yangon|" +
      "Mandalay|Kuala Lumpur|Penang|George Town|Malacca|Johor Bahru|Kota Kinabalu|Langkawi|Singapore|Jakarta|Bali|Ubud|Denpasar|Surabaya|" +
      "Bandung|Yogyakarta|Medan|Manila|Cebu|Davao|Boracay|Quezon City|Makati|Mumbai|Bombay|Delhi|New Delhi|Bangalore|Bengaluru|Hyderabad|" +
      "Ahmedabad|Chennai|Madras|Kolkata|Calcutta|Surat|Pune|Jaipur|Lucknow|Kanpur|Nagpur|Indore|Thane|Bhopal|Visakhapatnam|Patna|Vadodara|" +
      "Ludhiana|Agra|Varanasi|Amritsar|Udaipur|Jodhpur|Goa|Kochi|Cochin|Thiruvananthapuram|Mysore|Coimbatore|Madurai|Rishikesh|Shimla|Manali|" +
      "Darjeeling|Chandigarh|Gurgaon|Noida|Guwahati|Srinagar|Leh|Karachi|Lahore|Islamabad|Rawalpindi|Faisalabad|Peshawar|Multan|Dhaka|" +
      "Chittagong|Colombo|Kandy|Galle|Kathmandu|Pokhara|Thimphu|Male|Kabul|Tashkent|Samarkand|Bukhara|Almaty|Astana|Bishkek|Dushanbe|" +
      "Ashgabat|Sydney|Melbourne|Brisbane|Perth|Adelaide|Gold Coast|Canberra|Hobart|Darwin|Cairns|Newcastle|Wollongong|Geelong|Townsville|" +
      "Byron Bay|Alice Springs|Launceston|Auckland|Wellington|Christchurch|Queenstown|Dunedin|Rotorua|Taupo|Napier|Nelson|Suva|Nadi|" +
      "Port Moresby|Noumea|Papeete|Bora Bora|Apia|Honiara|Port Vila",
  ),
)

/** Short and local names of cities, and the name they stand for. */
export const CITY_ALIASES: Readonly<Record<string, string>> = {
  NYC: "New York",
  LA: "Los Angeles",
  SF: "San Francisco",
  "San Fran": "San Francisco",
  Frisco: "San Francisco",
  Philly: "Philadelphia",
  Vegas: "Las Vegas",
  DC: "Washington",
  "D.C.": "Washington",
  "Washington D.C.": "Washington",
  "The Big Apple": "New York",
  Nola: "New Orleans",
  SLC: "Salt Lake City",
  "Ft. Worth": "Fort Worth",
  "Ft. Lauderdale": "Fort Lauderdale",
  München: "Munich",
  Köln: "Cologne",
  Wien: "Vienna",
  Roma: "Rome",
  Milano: "Milan",
  Firenze: "Florence",
  Venezia: "Venice",
  Napoli: "Naples",
  Torino: "Turin",
  Lisboa: "Lisbon",
  Sevilla: "Seville",
  Praha: "Prague",
  Warszawa: "Warsaw",
  Kobenhavn: "Copenhagen",
  Bruxelles: "Brussels",
  Genève: "Geneva",
  Zuerich: "Zurich",
  "Den Haag": "The Hague",
  Moskva: "Moscow",
  HK: "Hong Kong",
  KL: "Kuala Lumpur",
  BKK: "Bangkok",
  Peking: "Beijing",
  Joburg: "Johannesburg",
  CDMX: "Mexico City",
  Melb: "Melbourne",
}

/** Cities whose names are everyday words or first names: only believed with a capital letter or after "in", "to", …. */
export const WORDLIKE_CITIES: ReadonlySet<string> = new Set(
  (
    "nice|reading|bath|mobile|split|cork|hull|male|essen|tours|como|mesa|garland|aurora|lincoln|madison|jackson|salem|nelson|victoria|" +
    "regina|florence|charlotte|eugene|sofia|leon|salvador|rosario|hastings|derby|preston|chester|lancaster|concord|providence|buffalo|" +
    "surrey|hamilton|chandler|henderson|corona|surat|rio|la|bled|leh|hue|cali|nara|alexandria|petra|aden|fez|erie|canton|troy|augusta|" +
    "savannah|helena|flint|newport|kiel|bari|carmel|darwin|santiago|orlando|melb|nola|frisco|irving|garden grove|corona|modesto|peoria"
  ).split("|"),
)
