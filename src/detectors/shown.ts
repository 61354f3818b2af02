// A detector's query as it is printed: for one campaign of one analysis, to be run on a kept store as it stands.
import type { Detector, Measured } from './detector.js'

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/**
 * The query of a detector with its placeholders filled in: `{members}`, the accounts of the campaign; `{exchanges}`,
 * its exchanges, each with the columns of `exchange` and the number of the campaign's `template` that it carries; and
 * facts by their names, but for one named as those. Facts that it doesn't give are named in a comment at its head.
 */
export function printQuery(
  { shows, computed = [] }: Detector,
  facts: Measured['facts'],
  analysis: string,
  campaign: string,
): string | undefined {
  if (shows === undefined) return undefined
  const scope = `analysis = ${quoted(analysis)} AND campaign = ${quoted(campaign)}`
  const named = new Map([
    ...Object.entries(facts).map(
      ([name, fact]) => [name, typeof fact === 'number' ? String(fact) : quoted(String(fact))] as const,
    ),
    ['members', `(SELECT account FROM campaign_member WHERE ${scope})`],
    [
      'exchanges',
      `(SELECT e.*, c.template AS template FROM exchange AS e INNER JOIN (SELECT exchange, template FROM campaign_exchange WHERE ${scope}) AS c ON c.exchange = cityHash64(e.id))`,
    ],
  ])
  const sql = shows.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => named.get(name) ?? placeholder)
  const lacking = computed.filter((name) => name in facts)
  return lacking.length === 0
    ? sql
    : `/* Counts behind the facts. Computed in the analysis, as docs/reference/detectors.md says, and not given here: ${lacking.join(', ')}. */\n${sql}`
}
