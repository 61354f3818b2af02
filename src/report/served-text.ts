// What a client of a collection would be given of a campaign, as lines for who decides on it.
import type { Served } from '../share/taxii/server/served-to.js'
import { formatPlural } from './quantities.js'
import { renderRows } from './rows.js'
import { visibleLine } from './visible-text.js'

/** The preview as lines, ending with a line break. */
export function renderServed(
  campaign: string,
  { client, collection, tlp, objects, closed, withheld, altered }: Served,
): string {
  const types = new Map<string, { given: number; in_part: number; withheld: number; too_closed: number }>()
  const count = (id: string, column: 'given' | 'in_part' | 'withheld' | 'too_closed') => {
    const type = id.split('--')[0] ?? ''
    const row = types.get(type) ?? { given: 0, in_part: 0, withheld: 0, too_closed: 0 }
    row[column]++
    types.set(type, row)
  }
  for (const { id } of objects) count(id, 'given')
  for (const id of altered) count(id, 'in_part')
  for (const id of withheld) count(id, 'withheld')
  for (const id of closed) count(id, 'too_closed')
  const rows = [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, counts]) => ({ type, ...counts }))
  return `${visibleLine(campaign)} for ${visibleLine(client)}, who reads “${visibleLine(collection.title)}” up to TLP:${tlp.toUpperCase()}:
${formatPlural(objects.length, 'object')} would be given, ${altered.length} of them in part. --format json shows each as it would go out.

${renderRows(rows)}`
}
