// Countries in the viewer's language, as the browser knows them.
import { useMemo } from 'react'
import { useLanguage } from '../messages/language'

/** The name of a country by its code of two letters; of an empty one, that it is not known. */
export function useCountryName(): (code: string) => string {
  const { language, say } = useLanguage()
  return useMemo(() => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })
    return (code) =>
      code === '' ? say('network.unknown') : /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code
  }, [language, say])
}
