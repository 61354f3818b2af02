import type { useTerm } from '../messages/language'

/** What an entry of the audit says beside who and what, in the viewer's words. */
export const tellDetails = (
  details: Readonly<Record<string, unknown>>,
  term: ReturnType<typeof useTerm>,
): string =>
  Object.entries(details)
    .map(
      ([name, value]) =>
        `${term('detail', name)}: ${Array.isArray(value) ? value.join(', ') : String(value)}`,
    )
    .join(' · ')
