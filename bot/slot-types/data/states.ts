// States, provinces and regions with their codes. How they are told from everyday words is built-in/state.ts.

/** Regions as `name=code` where they have a code, else just the name. */
const REGIONS =
  // United States
  "Alabama=AL|Alaska=AK|Arizona=AZ|Arkansas=AR|California=CA|Colorado=CO|Connecticut=CT|Delaware=DE|Florida=FL|Georgia=GA|Hawaii=HI|" +
  "Idaho=ID|Illinois=IL|Indiana=IN|Iowa=IA|Kansas=KS|Kentucky=KY|Louisiana=LA|Maine=ME|Maryland=MD|Massachusetts=MA|Michigan=MI|" +
  "Minnesota=MN|Mississippi=MS|Missouri=MO|Montana=MT|Nebraska=NE|Nevada=NV|New Hampshire=NH|New Jersey=NJ|New Mexico=NM|New York=NY|" +
  "North Carolina=NC|North Dakota=ND|Ohio=OH|Oklahoma=OK|Oregon=OR|Pennsylvania=PA|Rhode Island=RI|South Carolina=SC|South Dakota=SD|" +
  "Tennessee=TN|Texas=TX|Utah=UT|Vermont=VT|Virginia=VA|Washington=WA|West Virginia=WV|Wisconsin=WI|Wyoming=WY|District of Columbia=DC|" +
  "Puerto Rico=PR|Guam=GU|American Samoa|Northern Mariana Islands|US Virgin Islands|" +
  // Canada
  "Alberta=AB|British Columbia=BC|Manitoba=MB|New Brunswick=NB|Newfoundland and Labrador=NL|Newfoundland|Nova Scotia=NS|Ontario=ON|" +
  "Prince Edward Island=PE|Quebec=QC|Saskatchewan=SK|Yukon=YT|Nunavut|Northwest Territories|" +
  // Australia and New Zealand
  "New South Wales=NSW|Queensland=QLD|South Australia|Tasmania=TAS|Victoria=VIC|Western Australia|Northern Territory|" +
  "Australian Capital Territory=ACT|Otago|Canterbury|Waikato|Southland|Taranaki|" +
  // Britain and Ireland
  "England|Scotland|Wales|Northern Ireland|Kent|Essex|Surrey|Sussex|East Sussex|West Sussex|Hampshire|Dorset|Devon|Cornwall|Somerset|" +
  "Wiltshire|Gloucestershire|Oxfordshire|Buckinghamshire|Berkshire|Hertfordshire|Bedfordshire|Cambridgeshire|Norfolk|Suffolk|Lincolnshire|" +
  "Nottinghamshire|Derbyshire|Leicestershire|Rutland|Northamptonshire|Warwickshire|Worcestershire|Herefordshire|Shropshire|Staffordshire|" +
  "Cheshire|Lancashire|Cumbria|Northumberland|Yorkshire|North Yorkshire|South Yorkshire|West Yorkshire|Merseyside|Greater Manchester|" +
  "West Midlands|Greater London|Tyne and Wear|County Durham|Isle of Wight|Fife|Aberdeenshire|Highland|Perthshire|Gwynedd|Powys|" +
  "Pembrokeshire|Antrim|Armagh|Munster|Leinster|Connacht|Ulster|County Cork|County Kerry|County Galway|" +
  // India
  "Andhra Pradesh|Arunachal Pradesh|Assam|Bihar|Chhattisgarh|Goa|Gujarat|Haryana|Himachal Pradesh|Jharkhand|Karnataka|Kerala|" +
  "Madhya Pradesh|Maharashtra|Manipur|Meghalaya|Mizoram|Nagaland|Odisha|Punjab|Rajasthan|Sikkim|Tamil Nadu|Telangana|Tripura|" +
  "Uttar Pradesh|Uttarakhand|West Bengal|Jammu and Kashmir|Ladakh|" +
  // Continental Europe
  "Bavaria|Saxony|Hesse|Brandenburg|Thuringia|Saarland|Lower Saxony|North Rhine Westphalia|Rhineland Palatinate|Baden Wurttemberg|" +
  "Schleswig Holstein|Saxony Anhalt|Mecklenburg Vorpommern|Tyrol|Carinthia|Styria|Burgundy|Brittany|Normandy|Provence|Alsace|Aquitaine|" +
  "Occitanie|Corsica|Tuscany|Lombardy|Piedmont|Veneto|Umbria|Sicily|Sardinia|Puglia|Calabria|Liguria|Campania|Catalonia|Andalusia|" +
  "Galicia|Asturias|Cantabria|Aragon|Extremadura|Basque Country|Navarre|Castile and Leon|Algarve|Alentejo|Flanders|Wallonia|Holland|" +
  "North Holland|South Holland|Zeeland|Friesland|Ticino|Valais|" +
  // Mexico, Brazil and elsewhere
  "Jalisco|Oaxaca|Yucatan|Quintana Roo|Chiapas|Sonora|Sinaloa|Chihuahua|Nuevo Leon|Baja California|Baja California Sur|Veracruz|Puebla|" +
  "Michoacan|Guanajuato|Tabasco|Campeche|Minas Gerais|Bahia|Parana|Pernambuco|Ceara|Santa Catarina|Rio Grande do Sul|Mato Grosso|" +
  "Western Cape|Eastern Cape|Northern Cape|Gauteng|KwaZulu Natal|Limpopo|Mpumalanga|Free State|Hokkaido|Okinawa|Guangdong|Sichuan|Yunnan|" +
  "Zhejiang|Jiangsu|Fujian|Hunan|Hubei|Xinjiang|Tibet|Inner Mongolia"

/** A region and the code it is abbreviated by. */
export type Region = { readonly name: string; readonly code?: string }

/** States, provinces and regions. */
export const STATES: readonly Region[] = REGIONS.split("|").map((entry) => {
  const [name = "", code] = entry.split("=")
  return code === undefined ? { name } : { name, code }
})

/** Other names of states, and the name they stand for. */
export const STATE_ALIASES: Readonly<Record<string, string>> = {
  Calif: "California",
  Cali: "California",
  "Washington State": "Washington",
  "New York State": "New York",
  "Washington DC": "District of Columbia",
  "the District of Columbia": "District of Columbia",
  Mass: "Massachusetts",
  Penn: "Pennsylvania",
  Tex: "Texas",
  Québec: "Quebec",
  PEI: "Prince Edward Island",
  Bayern: "Bavaria",
  Sachsen: "Saxony",
  Hessen: "Hesse",
  NRW: "North Rhine Westphalia",
  Toscana: "Tuscany",
  Bretagne: "Brittany",
  Cataluña: "Catalonia",
  Andalucía: "Andalusia",
}
