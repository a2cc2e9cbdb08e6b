const COUNTRIES_BY_CONTINENT = {
  Africa:
    'DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU YT MA MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW IO',
  Antarctica: 'AQ BV TF HM GS',
  Asia: 'AF AM AZ BH BD BT BN KH CN CY GE HK IN ID IR IQ IL JP JO KZ KW KG LA LB MO MY MV MN MM NP KP OM PK PS PH QA SA SG KR LK SY TW TJ TH TL TR TM AE UZ VN YE CX CC',
  Europe:
    'AX AL AD AT BY BE BA BG HR CZ DK EE FO FI FR DE GI GR GG VA HU IS IE IM IT JE XK LV LI LT LU MT MD MC ME NL MK NO PL PT RO RU SM RS SK SI ES SJ SE CH UA GB',
  'North America':
    'AI AG AW BS BB BZ BM BQ VG CA KY CR CU CW DM DO SV GL GD GP GT HT HN JM MQ MX MS NI PA PR BL KN LC MF PM VC SX TT TC US VI',
  Oceania: 'AS AU CK FJ PF GU KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TK TO TV UM VU WF',
  'South America': 'AR BO BR CL CO EC FK GF GY PY PE SR UY VE',
} as const;

export type Continent = keyof typeof COUNTRIES_BY_CONTINENT;

const CONTINENT_BY_COUNTRY: ReadonlyMap<string, Continent> = new Map(
  (Object.keys(COUNTRIES_BY_CONTINENT) as Continent[]).flatMap((continent) =>
    COUNTRIES_BY_CONTINENT[continent].split(' ').map((code) => [code, continent] as const),
  ),
);

/** Shorter than ICU's official wording, and what analysts filter by. */
const COMMON_NAMES: Readonly<Record<string, string>> = {
  HK: 'Hong Kong',
  MO: 'Macao',
  MM: 'Myanmar',
  CZ: 'Czechia',
  CG: 'Congo',
  CD: 'DR Congo',
  PS: 'Palestine',
};

const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** The continent of an ISO 3166-1 alpha-2 code, in ECS's English names. */
export function continentName(countryCode: string): Continent | undefined {
  return CONTINENT_BY_COUNTRY.get(countryCode);
}

/** Asking ICU takes microseconds, and there are some two hundred answers. */
const named = new Map<string, string | undefined>();

export function countryName(countryCode: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(countryCode)) return undefined;
  if (!named.has(countryCode)) named.set(countryCode, COMMON_NAMES[countryCode] ?? NAMES.of(countryCode));
  return named.get(countryCode);
}
