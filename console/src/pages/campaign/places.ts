import type { Places } from '../../service/client'

/** Height of the map, pixels. */
export const MAP_HEIGHT = 340

export interface Country {
  readonly country: string
  readonly accounts: number
  /** Undefined of sign-ups, which tell of accounts only. */
  readonly exchanges: number | undefined
}

/** Countries by what was asked for; those that are not known come last. */
export function countriesOf(places: Places, isBySignUp: boolean): Country[] {
  const all: readonly Country[] = isBySignUp
    ? places.sign_ups.map((place) => ({ ...place, exchanges: undefined }))
    : places.countries
  return [...all].sort((a, b) => Number(a.country === '') - Number(b.country === ''))
}
