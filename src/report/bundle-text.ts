// What is in a bundle of somebody's, for a terminal.

import type { ReadBundle } from '../share/stix/read-bundle.js'
import { TLP } from '../share/stix/tlp.js'
import { formatPlural } from './quantities.js'
import { visibleLine } from './visible-text.js'

const LEVELS = new Map(Object.entries(TLP).map(([level, { id }]) => [id as string, level]))

/** Objects by type, and how they are marked. */
export function renderBundleContents({ id, objects }: ReadBundle): string {
  const types = counted(objects.map(({ object }) => object.type))
  const markings = counted(
    objects.flatMap(({ object }) => {
      const refs = object.object_marking_refs
      return Array.isArray(refs) ? refs.map((ref) => LEVELS.get(String(ref)) ?? 'another marking') : []
    }),
  )
  const doubts = counted(objects.flatMap(({ doubt }) => doubt ?? []))
  const lines = [
    `${visibleLine(id)}: ${formatPlural(objects.length, 'object')}, all usable`,
    '',
    ...types.map(([type, count]) => `${String(count).padStart(8)}  ${visibleLine(type)}`),
    ...(doubts.length > 0 ? ['', 'Odd, and kept as they came:'] : []),
    ...doubts.map(([doubt, count]) => `${String(count).padStart(8)}  ${doubt}`),
    ...(markings.length > 0 ? ['', 'Marked:'] : []),
    ...markings.map(
      ([level, count]) =>
        `${String(count).padStart(8)}  ${level === 'another marking' ? level : `TLP:${level.toUpperCase()}`}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function counted(names: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}
