// Names of countries in languages besides English, by ISO 3166 code (from Unicode CLDR). How they are read is
// bot/slot-types/built-in/country.ts.

/** Names as `code=name`, by language. */
const ROWS: Readonly<Record<string, string>> = {
  de:
    "AF=Afghanistan|AL=Albanien|DZ=Algerien|AS=Amerikanisch-Samoa|AD=Andorra|AO=Angola|AI=Anguilla|AQ=Antarktis|" +
    "AG=Antigua und Barbuda|AR=Argentinien|AM=Armenien|AW=Aruba|AU=Australien|AT=Österreich|AZ=Aserbaidschan|" +
    "BS=Bahamas|BH=Bahrain|BD=Bangladesch|BB=Barbados|BY=Belarus|BE=Belgien|BZ=Belize|BJ=Benin|BM=Bermuda|" +
    "BT=Bhutan|BO=Bolivien|BA=Bosnien und Herzegowina|BW=Botsuana|BR=Brasilien|BN=Brunei Darussalam|" +
    "BG=Bulgarien|BF=Burkina Faso|BI=Burundi|CV=Cabo Verde|KH=Kambodscha|CM=Kamerun|CA=Kanada|KY=Kaimaninseln|" +
    "CF=Zentralafrikanische Republik|TD=Tschad|CL=Chile|CN=China|CO=Kolumbien|KM=Komoren|CG=Kongo-Brazzaville|" +
    "CD=Kongo-Kinshasa|CK=Cookinseln|CR=Costa Rica|CI=Côte d’Ivoire|HR=Kroatien|CU=Kuba|CW=Curaçao|CY=Zypern|" +
    "CZ=Tschechien|DK=Dänemark|DJ=Dschibuti|DM=Dominica|DO=Dominikanische Republik|EC=Ecuador|EG=Ägypten|" +
    "SV=El Salvador|GQ=Äquatorialguinea|ER=Eritrea|EE=Estland|SZ=Eswatini|ET=Äthiopien|FK=Falklandinseln|" +
    "FO=Färöer|FJ=Fidschi|FI=Finnland|FR=Frankreich|GF=Französisch-Guayana|PF=Französisch-Polynesien|GA=Gabun|" +
    "GM=Gambia|GE=Georgien|DE=Deutschland|GH=Ghana|GI=Gibraltar|GR=Griechenland|GL=Grönland|GD=Grenada|" +
    "GP=Guadeloupe|GU=Guam|GT=Guatemala|GG=Guernsey|GN=Guinea|GW=Guinea-Bissau|GY=Guyana|HT=Haiti|HN=Honduras|" +
    "HK=Hongkong|HU=Ungarn|IS=Island|IN=Indien|ID=Indonesien|IR=Iran|IQ=Irak|IE=Irland|IM=Isle of Man|IL=Israel|" +
    "IT=Italien|JM=Jamaika|JP=Japan|JE=Jersey|JO=Jordanien|KZ=Kasachstan|KE=Kenia|KI=Kiribati|KP=Nordkorea|" +
    "KR=Südkorea|KW=Kuwait|KG=Kirgisistan|LA=Laos|LV=Lettland|LB=Libanon|LS=Lesotho|LR=Liberia|LY=Libyen|" +
    "LI=Liechtenstein|LT=Litauen|LU=Luxemburg|MO=Macau|MG=Madagaskar|MW=Malawi|MY=Malaysia|MV=Malediven|ML=Mali|" +
    "MT=Malta|MH=Marshallinseln|MQ=Martinique|MR=Mauretanien|MU=Mauritius|MX=Mexiko|FM=Mikronesien|" +
    "MD=Republik Moldau|MC=Monaco|MN=Mongolei|ME=Montenegro|MS=Montserrat|MA=Marokko|MZ=Mosambik|MM=Myanmar|" +
    "NA=Namibia|NR=Nauru|NP=Nepal|NL=Niederlande|NC=Neukaledonien|NZ=Neuseeland|NI=Nicaragua|NE=Niger|" +
    "NG=Nigeria|MK=Nordmazedonien|NO=Norwegen|OM=Oman|PK=Pakistan|PW=Palau|PS=Palästinensische Autonomiegebiete|" +
    "PA=Panama|PG=Papua-Neuguinea|PY=Paraguay|PE=Peru|PH=Philippinen|PL=Polen|PT=Portugal|PR=Puerto Rico|" +
    "QA=Katar|RE=Réunion|RO=Rumänien|RU=Russland|RW=Ruanda|KN=St. Kitts und Nevis|LC=St. Lucia|" +
    "VC=St. Vincent und die Grenadinen|WS=Samoa|SM=San Marino|ST=São Tomé und Príncipe|SA=Saudi-Arabien|" +
    "SN=Senegal|RS=Serbien|SC=Seychellen|SL=Sierra Leone|SG=Singapur|SK=Slowakei|SI=Slowenien|SB=Salomonen|" +
    "SO=Somalia|ZA=Südafrika|SS=Südsudan|ES=Spanien|LK=Sri Lanka|SD=Sudan|SR=Suriname|SE=Schweden|CH=Schweiz|" +
    "SY=Syrien|TW=Taiwan|TJ=Tadschikistan|TZ=Tansania|TH=Thailand|TL=Timor-Leste|TG=Togo|TO=Tonga|" +
    "TT=Trinidad und Tobago|TN=Tunesien|TR=Türkei|TM=Turkmenistan|TC=Turks- und Caicosinseln|TV=Tuvalu|" +
    "UG=Uganda|UA=Ukraine|AE=Vereinigte Arabische Emirate|GB=Vereinigtes Königreich|US=Vereinigte Staaten|" +
    "UY=Uruguay|UZ=Usbekistan|VU=Vanuatu|VA=Vatikanstadt|VE=Venezuela|VN=Vietnam|" +
    "VI=Amerikanische Jungferninseln|YE=Jemen|ZM=Sambia|ZW=Simbabwe|XK=Kosovo|AX=Ålandinseln|SH=St. Helena|" +
    "BV=Bouvetinsel|MP=Nördliche Marianen|PM=St. Pierre und Miquelon|EH=Westsahara|SJ=Spitzbergen und Jan Mayen|" +
    "CX=Weihnachtsinsel|WF=Wallis und Futuna|SX=Sint Maarten|MF=St. Martin|BL=St. Barthélemy|TK=Tokelau|NU=Niue|" +
    "PN=Pitcairninseln|NF=Norfolkinsel|YT=Mayotte|IO=Britisches Territorium im Indischen Ozean|" +
    "GS=Südgeorgien und die Südlichen Sandwichinseln|HM=Heard und McDonaldinseln|CC=Kokosinseln",
  es:
    "AF=Afganistán|AL=Albania|DZ=Argelia|AS=Samoa Americana|AD=Andorra|AO=Angola|AI=Anguila|AQ=Antártida|" +
    "AG=Antigua y Barbuda|AR=Argentina|AM=Armenia|AW=Aruba|AU=Australia|AT=Austria|AZ=Azerbaiyán|BS=Bahamas|" +
    "BH=Baréin|BD=Bangladés|BB=Barbados|BY=Bielorrusia|BE=Bélgica|BZ=Belice|BJ=Benín|BM=Bermudas|BT=Bután|" +
    "BO=Bolivia|BA=Bosnia y Herzegovina|BW=Botsuana|BR=Brasil|BN=Brunéi|BG=Bulgaria|BF=Burkina Faso|BI=Burundi|" +
    "CV=Cabo Verde|KH=Camboya|CM=Camerún|CA=Canadá|KY=Islas Caimán|CF=República Centroafricana|TD=Chad|CL=Chile|" +
    "CN=China|CO=Colombia|KM=Comoras|CG=Congo|CD=República Democrática del Congo|CK=Islas Cook|CR=Costa Rica|" +
    "CI=Côte d’Ivoire|HR=Croacia|CU=Cuba|CW=Curazao|CY=Chipre|CZ=Chequia|DK=Dinamarca|DJ=Yibuti|DM=Dominica|" +
    "DO=República Dominicana|EC=Ecuador|EG=Egipto|SV=El Salvador|GQ=Guinea Ecuatorial|ER=Eritrea|EE=Estonia|" +
    "SZ=Esuatini|ET=Etiopía|FK=Islas Malvinas|FO=Islas Feroe|FJ=Fiyi|FI=Finlandia|FR=Francia|" +
    "GF=Guayana Francesa|PF=Polinesia Francesa|GA=Gabón|GM=Gambia|GE=Georgia|DE=Alemania|GH=Ghana|GI=Gibraltar|" +
    "GR=Grecia|GL=Groenlandia|GD=Granada|GP=Guadalupe|GU=Guam|GT=Guatemala|GG=Guernesey|GN=Guinea|" +
    "GW=Guinea-Bisáu|GY=Guyana|HT=Haití|HN=Honduras|HK=Hong Kong|HU=Hungría|IS=Islandia|IN=India|ID=Indonesia|" +
    "IR=Irán|IQ=Irak|IE=Irlanda|IM=Isla de Man|IL=Israel|IT=Italia|JM=Jamaica|JP=Japón|JE=Jersey|JO=Jordania|" +
    "KZ=Kazajistán|KE=Kenia|KI=Kiribati|KP=Corea del Norte|KR=Corea del Sur|KW=Kuwait|KG=Kirguistán|LA=Laos|" +
    "LV=Letonia|LB=Líbano|LS=Lesoto|LR=Liberia|LY=Libia|LI=Liechtenstein|LT=Lituania|LU=Luxemburgo|MO=Macao|" +
    "MG=Madagascar|MW=Malaui|MY=Malasia|MV=Maldivas|ML=Mali|MT=Malta|MH=Islas Marshall|MQ=Martinica|" +
    "MR=Mauritania|MU=Mauricio|MX=México|FM=Micronesia|MD=Moldavia|MC=Mónaco|MN=Mongolia|ME=Montenegro|" +
    "MS=Montserrat|MA=Marruecos|MZ=Mozambique|MM=Myanmar|NA=Namibia|NR=Nauru|NP=Nepal|NL=Países Bajos|" +
    "NC=Nueva Caledonia|NZ=Nueva Zelanda|NI=Nicaragua|NE=Níger|NG=Nigeria|MK=Macedonia del Norte|NO=Noruega|" +
    "OM=Omán|PK=Pakistán|PW=Palaos|PS=Territorios Palestinos|PA=Panamá|PG=Papúa Nueva Guinea|PY=Paraguay|" +
    "PE=Perú|PH=Filipinas|PL=Polonia|PT=Portugal|PR=Puerto Rico|QA=Catar|RE=Reunión|RO=Rumanía|RU=Rusia|" +
    "RW=Ruanda|KN=San Cristóbal y Nieves|LC=Santa Lucía|VC=San Vicente y las Granadinas|WS=Samoa|SM=San Marino|" +
    "ST=Santo Tomé y Príncipe|SA=Arabia Saudí|SN=Senegal|RS=Serbia|SC=Seychelles|SL=Sierra Leona|SG=Singapur|" +
    "SK=Eslovaquia|SI=Eslovenia|SB=Islas Salomón|SO=Somalia|ZA=Sudáfrica|SS=Sudán del Sur|ES=España|" +
    "LK=Sri Lanka|SD=Sudán|SR=Surinam|SE=Suecia|CH=Suiza|SY=Siria|TW=Taiwán|TJ=Tayikistán|TZ=Tanzania|" +
    "TH=Tailandia|TL=Timor-Leste|TG=Togo|TO=Tonga|TT=Trinidad y Tobago|TN=Túnez|TR=Turquía|TM=Turkmenistán|" +
    "TC=Islas Turcas y Caicos|TV=Tuvalu|UG=Uganda|UA=Ucrania|AE=Emiratos Árabes Unidos|GB=Reino Unido|" +
    "US=Estados Unidos|UY=Uruguay|UZ=Uzbekistán|VU=Vanuatu|VA=Ciudad del Vaticano|VE=Venezuela|VN=Vietnam|" +
    "VI=Islas Vírgenes de EE. UU.|YE=Yemen|ZM=Zambia|ZW=Zimbabue|XK=Kosovo|AX=Islas Aland|SH=Santa Elena|" +
    "BV=Isla Bouvet|MP=Islas Marianas del Norte|PM=San Pedro y Miquelón|EH=Sáhara Occidental|" +
    "SJ=Svalbard y Jan Mayen|CX=Isla de Navidad|WF=Wallis y Futuna|SX=Sint Maarten|MF=San Martín|" +
    "BL=San Bartolomé|TK=Tokelau|NU=Niue|PN=Islas Pitcairn|NF=Isla Norfolk|YT=Mayotte|" +
    "IO=Territorio Británico del Océano Índico|GS=Islas Georgia del Sur y Sandwich del Sur|" +
    "HM=Islas Heard y McDonald|CC=Islas Cocos",
  fr:
    "AF=Afghanistan|AL=Albanie|DZ=Algérie|AS=Samoa américaines|AD=Andorre|AO=Angola|AI=Anguilla|AQ=Antarctique|" +
    "AG=Antigua-et-Barbuda|AR=Argentine|AM=Arménie|AW=Aruba|AU=Australie|AT=Autriche|AZ=Azerbaïdjan|BS=Bahamas|" +
    "BH=Bahreïn|BD=Bangladesh|BB=Barbade|BY=Biélorussie|BE=Belgique|BZ=Belize|BJ=Bénin|BM=Bermudes|BT=Bhoutan|" +
    "BO=Bolivie|BA=Bosnie-Herzégovine|BW=Botswana|BR=Brésil|BN=Brunei|BG=Bulgarie|BF=Burkina Faso|BI=Burundi|" +
    "CV=Cap-Vert|KH=Cambodge|CM=Cameroun|CA=Canada|KY=Îles Caïmans|CF=République centrafricaine|TD=Tchad|" +
    "CL=Chili|CN=Chine|CO=Colombie|KM=Comores|CG=Congo-Brazzaville|CD=Congo-Kinshasa|CK=Îles Cook|CR=Costa Rica|" +
    "CI=Côte d’Ivoire|HR=Croatie|CU=Cuba|CW=Curaçao|CY=Chypre|CZ=Tchéquie|DK=Danemark|DJ=Djibouti|DM=Dominique|" +
    "DO=République dominicaine|EC=Équateur|EG=Égypte|SV=Salvador|GQ=Guinée équatoriale|ER=Érythrée|EE=Estonie|" +
    "SZ=Eswatini|ET=Éthiopie|FK=Îles Malouines|FO=Îles Féroé|FJ=Fidji|FI=Finlande|FR=France|GF=Guyane française|" +
    "PF=Polynésie française|GA=Gabon|GM=Gambie|GE=Géorgie|DE=Allemagne|GH=Ghana|GI=Gibraltar|GR=Grèce|" +
    "GL=Groenland|GD=Grenade|GP=Guadeloupe|GU=Guam|GT=Guatemala|GG=Guernesey|GN=Guinée|GW=Guinée-Bissau|" +
    "GY=Guyana|HT=Haïti|HN=Honduras|HK=Hong Kong|HU=Hongrie|IS=Islande|IN=Inde|ID=Indonésie|IR=Iran|IQ=Irak|" +
    "IE=Irlande|IM=Île de Man|IL=Israël|IT=Italie|JM=Jamaïque|JP=Japon|JE=Jersey|JO=Jordanie|KZ=Kazakhstan|" +
    "KE=Kenya|KI=Kiribati|KP=Corée du Nord|KR=Corée du Sud|KW=Koweït|KG=Kirghizstan|LA=Laos|LV=Lettonie|" +
    "LB=Liban|LS=Lesotho|LR=Liberia|LY=Libye|LI=Liechtenstein|LT=Lituanie|LU=Luxembourg|MO=Macao|MG=Madagascar|" +
    "MW=Malawi|MY=Malaisie|MV=Maldives|ML=Mali|MT=Malte|MH=Îles Marshall|MQ=Martinique|MR=Mauritanie|MU=Maurice|" +
    "MX=Mexique|FM=Micronésie|MD=Moldavie|MC=Monaco|MN=Mongolie|ME=Monténégro|MS=Montserrat|MA=Maroc|" +
    "MZ=Mozambique|MM=Myanmar|NA=Namibie|NR=Nauru|NP=Népal|NL=Pays-Bas|NC=Nouvelle-Calédonie|" +
    "NZ=Nouvelle-Zélande|NI=Nicaragua|NE=Niger|NG=Nigeria|MK=Macédoine du Nord|NO=Norvège|OM=Oman|PK=Pakistan|" +
    "PW=Palaos|PS=Territoires palestiniens|PA=Panama|PG=Papouasie-Nouvelle-Guinée|PY=Paraguay|PE=Pérou|" +
    "PH=Philippines|PL=Pologne|PT=Portugal|PR=Porto Rico|QA=Qatar|RE=La Réunion|RO=Roumanie|RU=Russie|RW=Rwanda|" +
    "KN=Saint-Christophe-et-Niévès|LC=Sainte-Lucie|VC=Saint-Vincent-et-les Grenadines|WS=Samoa|SM=Saint-Marin|" +
    "ST=Sao Tomé-et-Principe|SA=Arabie saoudite|SN=Sénégal|RS=Serbie|SC=Seychelles|SL=Sierra Leone|SG=Singapour|" +
    "SK=Slovaquie|SI=Slovénie|SB=Îles Salomon|SO=Somalie|ZA=Afrique du Sud|SS=Soudan du Sud|ES=Espagne|" +
    "LK=Sri Lanka|SD=Soudan|SR=Suriname|SE=Suède|CH=Suisse|SY=Syrie|TW=Taïwan|TJ=Tadjikistan|TZ=Tanzanie|" +
    "TH=Thaïlande|TL=Timor oriental|TG=Togo|TO=Tonga|TT=Trinité-et-Tobago|TN=Tunisie|TR=Turquie|TM=Turkménistan|" +
    "TC=Îles Turques-et-Caïques|TV=Tuvalu|UG=Ouganda|UA=Ukraine|AE=Émirats arabes unis|GB=Royaume-Uni|" +
    "US=États-Unis|UY=Uruguay|UZ=Ouzbékistan|VU=Vanuatu|VA=État de la Cité du Vatican|VE=Venezuela|VN=Viêt Nam|" +
    "VI=Îles Vierges des États-Unis|YE=Yémen|ZM=Zambie|ZW=Zimbabwe|XK=Kosovo|AX=Îles Åland|SH=Sainte-Hélène|" +
    "BV=Île Bouvet|MP=Îles Mariannes du Nord|PM=Saint-Pierre-et-Miquelon|EH=Sahara occidental|" +
    "SJ=Svalbard et Jan Mayen|CX=Île Christmas|WF=Wallis-et-Futuna|SX=Saint-Martin|MF=Saint-Martin|" +
    "BL=Saint-Barthélemy|TK=Tokelau|NU=Niue|PN=Îles Pitcairn|NF=Île Norfolk|YT=Mayotte|" +
    "IO=Territoire britannique de l’océan Indien|GS=Géorgie du Sud-et-les Îles Sandwich du Sud|" +
    "HM=Îles Heard-et-MacDonald|CC=Îles Cocos",
  it:
    "AF=Afghanistan|AL=Albania|DZ=Algeria|AS=Samoa Americane|AD=Andorra|AO=Angola|AI=Anguilla|AQ=Antartide|" +
    "AG=Antigua e Barbuda|AR=Argentina|AM=Armenia|AW=Aruba|AU=Australia|AT=Austria|AZ=Azerbaigian|BS=Bahamas|" +
    "BH=Bahrein|BD=Bangladesh|BB=Barbados|BY=Bielorussia|BE=Belgio|BZ=Belize|BJ=Benin|BM=Bermuda|BT=Bhutan|" +
    "BO=Bolivia|BA=Bosnia ed Erzegovina|BW=Botswana|BR=Brasile|BN=Brunei|BG=Bulgaria|BF=Burkina Faso|BI=Burundi|" +
    "CV=Capo Verde|KH=Cambogia|CM=Camerun|CA=Canada|KY=Isole Cayman|CF=Repubblica Centrafricana|TD=Ciad|CL=Cile|" +
    "CN=Cina|CO=Colombia|KM=Comore|CG=Congo-Brazzaville|CD=Congo - Kinshasa|CK=Isole Cook|CR=Costa Rica|" +
    "CI=Costa d’Avorio|HR=Croazia|CU=Cuba|CW=Curaçao|CY=Cipro|CZ=Cechia|DK=Danimarca|DJ=Gibuti|DM=Dominica|" +
    "DO=Repubblica Dominicana|EC=Ecuador|EG=Egitto|SV=El Salvador|GQ=Guinea Equatoriale|ER=Eritrea|EE=Estonia|" +
    "SZ=Eswatini|ET=Etiopia|FK=Isole Falkland|FO=Isole Fær Øer|FJ=Figi|FI=Finlandia|FR=Francia|" +
    "GF=Guyana Francese|PF=Polinesia Francese|GA=Gabon|GM=Gambia|GE=Georgia|DE=Germania|GH=Ghana|GI=Gibilterra|" +
    "GR=Grecia|GL=Groenlandia|GD=Grenada|GP=Guadalupa|GU=Guam|GT=Guatemala|GG=Guernsey|GN=Guinea|" +
    "GW=Guinea-Bissau|GY=Guyana|HT=Haiti|HN=Honduras|HK=Hong Kong|HU=Ungheria|IS=Islanda|IN=India|ID=Indonesia|" +
    "IR=Iran|IQ=Iraq|IE=Irlanda|IM=Isola di Man|IL=Israele|IT=Italia|JM=Giamaica|JP=Giappone|JE=Jersey|" +
    "JO=Giordania|KZ=Kazakistan|KE=Kenya|KI=Kiribati|KP=Corea del Nord|KR=Corea del Sud|KW=Kuwait|" +
    "KG=Kirghizistan|LA=Laos|LV=Lettonia|LB=Libano|LS=Lesotho|LR=Liberia|LY=Libia|LI=Liechtenstein|LT=Lituania|" +
    "LU=Lussemburgo|MO=Macao|MG=Madagascar|MW=Malawi|MY=Malaysia|MV=Maldive|ML=Mali|MT=Malta|MH=Isole Marshall|" +
    "MQ=Martinica|MR=Mauritania|MU=Mauritius|MX=Messico|FM=Micronesia|MD=Moldavia|MC=Monaco|MN=Mongolia|" +
    "ME=Montenegro|MS=Montserrat|MA=Marocco|MZ=Mozambico|MM=Myanmar|NA=Namibia|NR=Nauru|NP=Nepal|NL=Paesi Bassi|" +
    "NC=Nuova Caledonia|NZ=Nuova Zelanda|NI=Nicaragua|NE=Niger|NG=Nigeria|MK=Macedonia del Nord|NO=Norvegia|" +
    "OM=Oman|PK=Pakistan|PW=Palau|PS=Territori Palestinesi|PA=Panama|PG=Papua Nuova Guinea|PY=Paraguay|PE=Perù|" +
    "PH=Filippine|PL=Polonia|PT=Portogallo|PR=Portorico|QA=Qatar|RE=Riunione|RO=Romania|RU=Russia|RW=Ruanda|" +
    "KN=Saint Kitts e Nevis|LC=Saint Lucia|VC=Saint Vincent e Grenadine|WS=Samoa|SM=San Marino|" +
    "ST=São Tomé e Príncipe|SA=Arabia Saudita|SN=Senegal|RS=Serbia|SC=Seychelles|SL=Sierra Leone|SG=Singapore|" +
    "SK=Slovacchia|SI=Slovenia|SB=Isole Salomone|SO=Somalia|ZA=Sudafrica|SS=Sud Sudan|ES=Spagna|LK=Sri Lanka|" +
    "SD=Sudan|SR=Suriname|SE=Svezia|CH=Svizzera|SY=Siria|TW=Taiwan|TJ=Tagikistan|TZ=Tanzania|TH=Thailandia|" +
    "TL=Timor Est|TG=Togo|TO=Tonga|TT=Trinidad e Tobago|TN=Tunisia|TR=Turchia|TM=Turkmenistan|" +
    "TC=Isole Turks e Caicos|TV=Tuvalu|UG=Uganda|UA=Ucraina|AE=Emirati Arabi Uniti|GB=Regno Unito|" +
    "US=Stati Uniti|UY=Uruguay|UZ=Uzbekistan|VU=Vanuatu|VA=Città del Vaticano|VE=Venezuela|VN=Vietnam|" +
    "VI=Isole Vergini Americane|YE=Yemen|ZM=Zambia|ZW=Zimbabwe|XK=Kosovo|AX=Isole Åland|SH=Sant’Elena|" +
    "BV=Isola Bouvet|MP=Isole Marianne Settentrionali|PM=Saint-Pierre e Miquelon|EH=Sahara Occidentale|" +
    "SJ=Svalbard e Jan Mayen|CX=Isola Christmas|WF=Wallis e Futuna|SX=Sint Maarten|MF=Saint Martin|" +
    "BL=Saint-Barthélemy|TK=Tokelau|NU=Niue|PN=Isole Pitcairn|NF=Isola Norfolk|YT=Mayotte|" +
    "IO=Territorio Britannico dell’Oceano Indiano|GS=Georgia del Sud e Sandwich Australi|" +
    "HM=Isole Heard e McDonald|CC=Isole Cocos",
  pt:
    "AF=Afeganistão|AL=Albânia|DZ=Argélia|AS=Samoa Americana|AD=Andorra|AO=Angola|AI=Anguila|AQ=Antártida|" +
    "AG=Antígua e Barbuda|AR=Argentina|AM=Armênia|AW=Aruba|AU=Austrália|AT=Áustria|AZ=Azerbaijão|BS=Bahamas|" +
    "BH=Barein|BD=Bangladesh|BB=Barbados|BY=Bielorrússia|BE=Bélgica|BZ=Belize|BJ=Benin|BM=Bermudas|BT=Butão|" +
    "BO=Bolívia|BA=Bósnia e Herzegovina|BW=Botsuana|BR=Brasil|BN=Brunei|BG=Bulgária|BF=Burquina Faso|BI=Burundi|" +
    "CV=Cabo Verde|KH=Camboja|CM=Camarões|CA=Canadá|KY=Ilhas Cayman|CF=República Centro-Africana|TD=Chade|" +
    "CL=Chile|CN=China|CO=Colômbia|KM=Comores|CG=República do Congo|CD=Congo - Kinshasa|CK=Ilhas Cook|" +
    "CR=Costa Rica|CI=Costa do Marfim|HR=Croácia|CU=Cuba|CW=Curaçao|CY=Chipre|CZ=Tchéquia|DK=Dinamarca|" +
    "DJ=Djibuti|DM=Dominica|DO=República Dominicana|EC=Equador|EG=Egito|SV=El Salvador|GQ=Guiné Equatorial|" +
    "ER=Eritreia|EE=Estônia|SZ=Essuatíni|ET=Etiópia|FK=Ilhas Malvinas|FO=Ilhas Faroé|FJ=Fiji|FI=Finlândia|" +
    "FR=França|GF=Guiana Francesa|PF=Polinésia Francesa|GA=Gabão|GM=Gâmbia|GE=Geórgia|DE=Alemanha|GH=Gana|" +
    "GI=Gibraltar|GR=Grécia|GL=Groenlândia|GD=Granada|GP=Guadalupe|GU=Guam|GT=Guatemala|GG=Guernsey|GN=Guiné|" +
    "GW=Guiné-Bissau|GY=Guiana|HT=Haiti|HN=Honduras|HK=Hong Kong|HU=Hungria|IS=Islândia|IN=Índia|ID=Indonésia|" +
    "IR=Irã|IQ=Iraque|IE=Irlanda|IM=Ilha de Man|IL=Israel|IT=Itália|JM=Jamaica|JP=Japão|JE=Jersey|JO=Jordânia|" +
    "KZ=Cazaquistão|KE=Quênia|KI=Quiribati|KP=Coreia do Norte|KR=Coreia do Sul|KW=Kuwait|KG=Quirguistão|LA=Laos|" +
    "LV=Letônia|LB=Líbano|LS=Lesoto|LR=Libéria|LY=Líbia|LI=Liechtenstein|LT=Lituânia|LU=Luxemburgo|MO=Macau|" +
    "MG=Madagascar|MW=Malaui|MY=Malásia|MV=Maldivas|ML=Mali|MT=Malta|MH=Ilhas Marshall|MQ=Martinica|" +
    "MR=Mauritânia|MU=Maurício|MX=México|FM=Micronésia|MD=Moldávia|MC=Mônaco|MN=Mongólia|ME=Montenegro|" +
    "MS=Montserrat|MA=Marrocos|MZ=Moçambique|MM=Mianmar|NA=Namíbia|NR=Nauru|NP=Nepal|NL=Países Baixos|" +
    "NC=Nova Caledônia|NZ=Nova Zelândia|NI=Nicarágua|NE=Níger|NG=Nigéria|MK=Macedônia do Norte|NO=Noruega|" +
    "OM=Omã|PK=Paquistão|PW=Palau|PS=Territórios palestinos|PA=Panamá|PG=Papua-Nova Guiné|PY=Paraguai|PE=Peru|" +
    "PH=Filipinas|PL=Polônia|PT=Portugal|PR=Porto Rico|QA=Catar|RE=Reunião|RO=Romênia|RU=Rússia|RW=Ruanda|" +
    "KN=São Cristóvão e Névis|LC=Santa Lúcia|VC=São Vicente e Granadinas|WS=Samoa|SM=San Marino|" +
    "ST=São Tomé e Príncipe|SA=Arábia Saudita|SN=Senegal|RS=Sérvia|SC=Seicheles|SL=Serra Leoa|SG=Singapura|" +
    "SK=Eslováquia|SI=Eslovênia|SB=Ilhas Salomão|SO=Somália|ZA=África do Sul|SS=Sudão do Sul|ES=Espanha|" +
    "LK=Sri Lanka|SD=Sudão|SR=Suriname|SE=Suécia|CH=Suíça|SY=Síria|TW=Taiwan|TJ=Tadjiquistão|TZ=Tanzânia|" +
    "TH=Tailândia|TL=Timor-Leste|TG=Togo|TO=Tonga|TT=Trinidad e Tobago|TN=Tunísia|TR=Turquia|TM=Turcomenistão|" +
    "TC=Ilhas Turcas e Caicos|TV=Tuvalu|UG=Uganda|UA=Ucrânia|AE=Emirados Árabes Unidos|GB=Reino Unido|" +
    "US=Estados Unidos|UY=Uruguai|UZ=Uzbequistão|VU=Vanuatu|VA=Cidade do Vaticano|VE=Venezuela|VN=Vietnã|" +
    "VI=Ilhas Virgens Americanas|YE=Iêmen|ZM=Zâmbia|ZW=Zimbábue|XK=Kosovo|AX=Ilhas Aland|SH=Santa Helena|" +
    "BV=Ilha Bouvet|MP=Ilhas Marianas do Norte|PM=São Pedro e Miquelão|EH=Saara Ocidental|" +
    "SJ=Svalbard e Jan Mayen|CX=Ilha Christmas|WF=Wallis e Futuna|SX=Sint Maarten|MF=São Martinho|" +
    "BL=São Bartolomeu|TK=Tokelau|NU=Niue|PN=Ilhas Pitcairn|NF=Ilha Norfolk|YT=Mayotte|" +
    "IO=Território Britânico do Oceano Índico|GS=Ilhas Geórgia do Sul e Sandwich do Sul|" +
    "HM=Ilhas Heard e McDonald|CC=Ilhas Cocos",
}

/** Further names. */
const OTHERS: Readonly<Record<string, string>> = {
  de: "US=Amerika|US=USA|GB=Großbritannien|GB=England|GB=Schottland|NL=Holland|CZ=Tschechische Republik|BY=Weißrussland|CI=Elfenbeinküste|CD=Kongo",
  es: "US=Estados Unidos de América|US=EE UU|US=EEUU|GB=Inglaterra|GB=Gran Bretaña|GB=Escocia|NL=Holanda|CZ=República Checa|CI=Costa de Marfil|CD=Congo",
  fr: "US=États-Unis d'Amérique|US=USA|GB=Angleterre|GB=Grande-Bretagne|GB=Écosse|NL=Hollande|CZ=République tchèque|CD=Congo",
  it: "US=Stati Uniti d'America|US=USA|US=America|GB=Inghilterra|GB=Gran Bretagna|GB=Scozia|NL=Olanda|CZ=Repubblica Ceca|CD=Congo",
  pt: "US=Estados Unidos da América|US=EUA|GB=Inglaterra|GB=Grã-Bretanha|GB=Escócia|NL=Holanda|CZ=República Tcheca|CD=Congo",
}

/** The names of countries in a language (`de`) by alpha-2 code, the usual one first; empty for languages without a list. */
export function countryNames(language: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const rows of [ROWS, OTHERS]) {
    for (const row of (Object.hasOwn(rows, language) ? rows[language] : undefined)?.split("|") ?? []) {
      const code = row.slice(0, 2)
      names.set(code, [...(names.get(code) ?? []), row.slice(3)])
    }
  }
  return names
}
