// Countries and territories by their usual English name, with ISO 3166 codes. How they are read is built-in/country.ts.

/** Countries as `name=alpha-2,alpha-3`. */
const ROWS =
  "Afghanistan=AF,AFG|Albania=AL,ALB|Algeria=DZ,DZA|American Samoa=AS,ASM|Andorra=AD,AND|Angola=AO,AGO|" +
  "Anguilla=AI,AIA|Antarctica=AQ,ATA|Antigua and Barbuda=AG,ATG|Argentina=AR,ARG|Armenia=AM,ARM|Aruba=AW,ABW|" +
  "Australia=AU,AUS|Austria=AT,AUT|Azerbaijan=AZ,AZE|Bahamas=BS,BHS|Bahrain=BH,BHR|Bangladesh=BD,BGD|" +
  "Barbados=BB,BRB|Belarus=BY,BLR|Belgium=BE,BEL|Belize=BZ,BLZ|Benin=BJ,BEN|Bermuda=BM,BMU|Bhutan=BT,BTN|" +
  "Bolivia=BO,BOL|Bosnia and Herzegovina=BA,BIH|Botswana=BW,BWA|Brazil=BR,BRA|Brunei=BN,BRN|Bulgaria=BG,BGR|" +
  "Burkina Faso=BF,BFA|Burundi=BI,BDI|Cape Verde=CV,CPV|Cambodia=KH,KHM|Cameroon=CM,CMR|Canada=CA,CAN|" +
  "Cayman Islands=KY,CYM|Central African Republic=CF,CAF|Chad=TD,TCD|Chile=CL,CHL|China=CN,CHN|Colombia=CO,COL|" +
  "Comoros=KM,COM|Republic of the Congo=CG,COG|Democratic Republic of the Congo=CD,COD|Cook Islands=CK,COK|" +
  "Costa Rica=CR,CRI|Ivory Coast=CI,CIV|Croatia=HR,HRV|Cuba=CU,CUB|Curacao=CW,CUW|Cyprus=CY,CYP|" +
  "Czech Republic=CZ,CZE|Denmark=DK,DNK|Djibouti=DJ,DJI|Dominica=DM,DMA|Dominican Republic=DO,DOM|Ecuador=EC,ECU|" +
  "Egypt=EG,EGY|El Salvador=SV,SLV|Equatorial Guinea=GQ,GNQ|Eritrea=ER,ERI|Estonia=EE,EST|Eswatini=SZ,SWZ|" +
  "Ethiopia=ET,ETH|Falkland Islands=FK,FLK|Faroe Islands=FO,FRO|Fiji=FJ,FJI|Finland=FI,FIN|France=FR,FRA|" +
  "French Guiana=GF,GUF|French Polynesia=PF,PYF|Gabon=GA,GAB|Gambia=GM,GMB|Georgia=GE,GEO|Germany=DE,DEU|" +
  "Ghana=GH,GHA|Gibraltar=GI,GIB|Greece=GR,GRC|Greenland=GL,GRL|Grenada=GD,GRD|Guadeloupe=GP,GLP|Guam=GU,GUM|" +
  "Guatemala=GT,GTM|Guernsey=GG,GGY|Guinea=GN,GIN|Guinea-Bissau=GW,GNB|Guyana=GY,GUY|Haiti=HT,HTI|Honduras=HN,HND|" +
  "Hong Kong=HK,HKG|Hungary=HU,HUN|Iceland=IS,ISL|India=IN,IND|Indonesia=ID,IDN|Iran=IR,IRN|Iraq=IQ,IRQ|" +
  "Ireland=IE,IRL|Isle of Man=IM,IMN|Israel=IL,ISR|Italy=IT,ITA|Jamaica=JM,JAM|Japan=JP,JPN|Jersey=JE,JEY|" +
  "Jordan=JO,JOR|Kazakhstan=KZ,KAZ|Kenya=KE,KEN|Kiribati=KI,KIR|North Korea=KP,PRK|South Korea=KR,KOR|" +
  "Kuwait=KW,KWT|Kyrgyzstan=KG,KGZ|Laos=LA,LAO|Latvia=LV,LVA|Lebanon=LB,LBN|Lesotho=LS,LSO|Liberia=LR,LBR|" +
  "Libya=LY,LBY|Liechtenstein=LI,LIE|Lithuania=LT,LTU|Luxembourg=LU,LUX|Macao=MO,MAC|Madagascar=MG,MDG|" +
  "Malawi=MW,MWI|Malaysia=MY,MYS|Maldives=MV,MDV|Mali=ML,MLI|Malta=MT,MLT|Marshall Islands=MH,MHL|" +
  "Martinique=MQ,MTQ|Mauritania=MR,MRT|Mauritius=MU,MUS|Mexico=MX,MEX|Micronesia=FM,FSM|Moldova=MD,MDA|" +
  "Monaco=MC,MCO|Mongolia=MN,MNG|Montenegro=ME,MNE|Montserrat=MS,MSR|Morocco=MA,MAR|Mozambique=MZ,MOZ|" +
  "Myanmar=MM,MMR|Namibia=NA,NAM|Nauru=NR,NRU|Nepal=NP,NPL|Netherlands=NL,NLD|New Caledonia=NC,NCL|" +
  "New Zealand=NZ,NZL|Nicaragua=NI,NIC|Niger=NE,NER|Nigeria=NG,NGA|North Macedonia=MK,MKD|Norway=NO,NOR|" +
  "Oman=OM,OMN|Pakistan=PK,PAK|Palau=PW,PLW|Palestine=PS,PSE|Panama=PA,PAN|Papua New Guinea=PG,PNG|" +
  "Paraguay=PY,PRY|Peru=PE,PER|Philippines=PH,PHL|Poland=PL,POL|Portugal=PT,PRT|Puerto Rico=PR,PRI|Qatar=QA,QAT|" +
  "Reunion=RE,REU|Romania=RO,ROU|Russia=RU,RUS|Rwanda=RW,RWA|Saint Kitts and Nevis=KN,KNA|Saint Lucia=LC,LCA|" +
  "Saint Vincent and the Grenadines=VC,VCT|Samoa=WS,WSM|San Marino=SM,SMR|Sao Tome and Principe=ST,STP|" +
  "Saudi Arabia=SA,SAU|Senegal=SN,SEN|Serbia=RS,SRB|Seychelles=SC,SYC|Sierra Leone=SL,SLE|Singapore=SG,SGP|" +
  "Slovakia=SK,SVK|Slovenia=SI,SVN|Solomon Islands=SB,SLB|Somalia=SO,SOM|South Africa=ZA,ZAF|South Sudan=SS,SSD|" +
  "Spain=ES,ESP|Sri Lanka=LK,LKA|Sudan=SD,SDN|Suriname=SR,SUR|Sweden=SE,SWE|Switzerland=CH,CHE|Syria=SY,SYR|" +
  "Taiwan=TW,TWN|Tajikistan=TJ,TJK|Tanzania=TZ,TZA|Thailand=TH,THA|Timor-Leste=TL,TLS|Togo=TG,TGO|Tonga=TO,TON|" +
  "Trinidad and Tobago=TT,TTO|Tunisia=TN,TUN|Turkey=TR,TUR|Turkmenistan=TM,TKM|Turks and Caicos Islands=TC,TCA|" +
  "Tuvalu=TV,TUV|Uganda=UG,UGA|Ukraine=UA,UKR|United Arab Emirates=AE,ARE|United Kingdom=GB,GBR|" +
  "United States=US,USA|Uruguay=UY,URY|Uzbekistan=UZ,UZB|Vanuatu=VU,VUT|Vatican City=VA,VAT|Venezuela=VE,VEN|" +
  "Vietnam=VN,VNM|US Virgin Islands=VI,VIR|Yemen=YE,YEM|Zambia=ZM,ZMB|Zimbabwe=ZW,ZWE|Kosovo=XK,XKX|Åland=AX,ALA|Saint Helena=SH,SHN|" +
  "Bouvet Island=BV,BVT|Northern Mariana Islands=MP,MNP|Saint Pierre and Miquelon=PM,SPM|Western Sahara=EH,ESH|" +
  "Svalbard=SJ,SJM|Christmas Island=CX,CXR|Wallis and Futuna=WF,WLF|Sint Maarten=SX,SXM|Saint Martin=MF,MAF|" +
  "Saint Barthelemy=BL,BLM|Tokelau=TK,TKL|Niue=NU,NIU|Pitcairn Islands=PN,PCN|Norfolk Island=NF,NFK|Mayotte=YT,MYT|" +
  "British Indian Ocean Territory=IO,IOT|South Georgia=GS,SGS|Heard Island=HM,HMD|Cocos Islands=CC,CCK"

/** A country and its codes of ISO 3166-1. */
export type Country = { readonly name: string; readonly alpha2: string; readonly alpha3: string }

/** The countries and territories of the world. */
export const COUNTRIES: readonly Country[] = ROWS.split("|").map((row) => {
  const [name = "", codes = ""] = row.split("=")
  const [alpha2 = "", alpha3 = ""] = codes.split(",")
  return { name, alpha2, alpha3 }
})

/** Other names of countries, and the usual name. */
export const COUNTRY_ALIASES: Readonly<Record<string, string>> = {
  America: "United States",
  "United States of America": "United States",
  "the States": "United States",
  USA: "United States",
  "U.S.": "United States",
  "U.S.A.": "United States",
  UK: "United Kingdom",
  "U.K.": "United Kingdom",
  Britain: "United Kingdom",
  "Great Britain": "United Kingdom",
  England: "United Kingdom",
  Scotland: "United Kingdom",
  Wales: "United Kingdom",
  "Northern Ireland": "United Kingdom",
  UAE: "United Arab Emirates",
  "the Emirates": "United Arab Emirates",
  Holland: "Netherlands",
  "the Netherlands": "Netherlands",
  Czechia: "Czech Republic",
  Burma: "Myanmar",
  "Côte d'Ivoire": "Ivory Coast",
  "Cote d'Ivoire": "Ivory Coast",
  Macedonia: "North Macedonia",
  Swaziland: "Eswatini",
  Türkiye: "Turkey",
  Turkiye: "Turkey",
  Macau: "Macao",
  "Cabo Verde": "Cape Verde",
  "East Timor": "Timor-Leste",
  Persia: "Iran",
  Siam: "Thailand",
  "Russian Federation": "Russia",
  "the Philippines": "Philippines",
  "Republic of Ireland": "Ireland",
  Eire: "Ireland",
  Korea: "South Korea",
  "Republic of Korea": "South Korea",
  PRC: "China",
  "People's Republic of China": "China",
  "Mainland China": "China",
  Vatican: "Vatican City",
  "the Vatican": "Vatican City",
  Bosnia: "Bosnia and Herzegovina",
  Trinidad: "Trinidad and Tobago",
  Antigua: "Antigua and Barbuda",
  DRC: "Democratic Republic of the Congo",
  Congo: "Republic of the Congo",
  KSA: "Saudi Arabia",
  "Viet Nam": "Vietnam",
  "the Gambia": "Gambia",
  "the Bahamas": "Bahamas",
  "the Maldives": "Maldives",
  "the Seychelles": "Seychelles",
  Deutschland: "Germany",
  España: "Spain",
  Italia: "Italy",
  Brasil: "Brazil",
  México: "Mexico",
  Österreich: "Austria",
  Schweiz: "Switzerland",
  Suisse: "Switzerland",
  Nippon: "Japan",
  Aotearoa: "New Zealand",
}

/** People and things of a country; only an answer to "which country" means the country by them. */
export const DEMONYMS: Readonly<Record<string, string>> = {
  American: "United States",
  Argentinian: "Argentina",
  Australian: "Australia",
  Austrian: "Austria",
  Belgian: "Belgium",
  Brazilian: "Brazil",
  British: "United Kingdom",
  English: "United Kingdom",
  Scottish: "United Kingdom",
  Welsh: "United Kingdom",
  Canadian: "Canada",
  Chinese: "China",
  Colombian: "Colombia",
  Croatian: "Croatia",
  Czech: "Czech Republic",
  Danish: "Denmark",
  Dutch: "Netherlands",
  Egyptian: "Egypt",
  Filipino: "Philippines",
  Finnish: "Finland",
  French: "France",
  German: "Germany",
  Greek: "Greece",
  Hungarian: "Hungary",
  Indian: "India",
  Indonesian: "Indonesia",
  Irish: "Ireland",
  Israeli: "Israel",
  Italian: "Italy",
  Japanese: "Japan",
  Kenyan: "Kenya",
  Korean: "South Korea",
  Malaysian: "Malaysia",
  Mexican: "Mexico",
  Moroccan: "Morocco",
  Nigerian: "Nigeria",
  Norwegian: "Norway",
  Pakistani: "Pakistan",
  Peruvian: "Peru",
  Polish: "Poland",
  Portuguese: "Portugal",
  Romanian: "Romania",
  Russian: "Russia",
  Saudi: "Saudi Arabia",
  Spanish: "Spain",
  Swedish: "Sweden",
  Swiss: "Switzerland",
  Thai: "Thailand",
  Turkish: "Turkey",
  Ukrainian: "Ukraine",
  Vietnamese: "Vietnam",
}
