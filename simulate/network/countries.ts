// Where people live: clock offset, the language they mostly write, phone prefix, and how many of them there are.

export type LanguageCode =
  | 'en'
  | 'zh'
  | 'ja'
  | 'ko'
  | 'es'
  | 'de'
  | 'fr'
  | 'pt'
  | 'ru'
  | 'ar'
  | 'it'
  | 'tr'
  | 'vi'
  | 'id'

export interface Country {
  readonly code: string
  readonly offsetHours: number
  readonly language: LanguageCode
  readonly phone: string
  readonly weight: number
}

const rows: readonly (readonly [string, number, LanguageCode, string, number])[] = [
  ['US', -7, 'en', '+1', 13],
  ['US', -6, 'en', '+1', 5],
  ['US', -4, 'en', '+1', 12],
  ['CA', -4, 'en', '+1', 4],
  ['GB', 1, 'en', '+44', 7],
  ['DE', 2, 'de', '+49', 6],
  ['FR', 2, 'fr', '+33', 5],
  ['ES', 2, 'es', '+34', 3],
  ['IT', 2, 'it', '+39', 3],
  ['NL', 2, 'en', '+31', 2],
  ['PL', 2, 'en', '+48', 2],
  ['RU', 3, 'ru', '+7', 3],
  ['TR', 3, 'tr', '+90', 2],
  ['JP', 9, 'ja', '+81', 6],
  ['KR', 9, 'ko', '+82', 4],
  ['IN', 5.5, 'en', '+91', 9],
  ['BR', -3, 'pt', '+55', 5],
  ['MX', -6, 'es', '+52', 3],
  ['AR', -3, 'es', '+54', 2],
  ['UY', -3, 'es', '+598', 1],
  ['ID', 7, 'id', '+62', 3],
  ['PH', 8, 'en', '+63', 2],
  ['VN', 7, 'vi', '+84', 2],
  ['MY', 8, 'en', '+60', 1],
  ['AU', 10, 'en', '+61', 3],
  ['EG', 3, 'ar', '+20', 2],
  ['AE', 4, 'ar', '+971', 1],
  ['NG', 1, 'en', '+234', 1],
  ['CN', 8, 'zh', '+86', 3],
  ['TW', 8, 'zh', '+886', 3],
  ['HK', 8, 'zh', '+852', 1],
  ['SG', 8, 'en', '+65', 2],
]

/** Every place people live in; a country with several zones appears once per zone. */
export const COUNTRIES: readonly Country[] = rows.map(([code, offsetHours, language, phone, weight]) => ({
  code,
  offsetHours,
  language,
  phone,
  weight,
}))
