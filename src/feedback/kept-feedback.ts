// What people said, in the store: rows that are only added.

import { FEEDBACK } from '../store/feedback-table.js'
import type { Store } from '../store/store.js'
import { toldSql, toStored } from '../store/times.js'
import type { Feedback } from './feedback.js'

const COLUMNS = FEEDBACK.columns
  .map(({ name }) => (name === 'at' ? `${toldSql('feedback.at')} AS at` : name))
  .join(', ')

/** All that was said, newest first. */
export function readFeedback(store: Store): Promise<Feedback[]> {
  return store.query<Feedback>(`SELECT ${COLUMNS} FROM feedback ORDER BY feedback.at DESC, id`)
}

/** Writes rows down, each once by its id. */
export async function keepFeedback(store: Store, rows: readonly Feedback[]): Promise<void> {
  if (rows.length === 0) return
  const known = await store.query<{ id: string }>(
    'SELECT id FROM feedback WHERE id IN {ids: Array(String)}',
    {
      parameters: { ids: rows.map(({ id }) => id) },
    },
  )
  const fresh = rows.filter((row) => !known.some(({ id }) => id === row.id))
  if (fresh.length === 0) return
  await store.insert(
    'feedback',
    fresh.map((row) => ({ ...row, at: toStored(row.at) })),
  )
}
