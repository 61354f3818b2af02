// A statement that somebody else wrote, run so that it can read the store and not change it.
import { Problem } from '../model/problem.js'
import type { Store } from './store.js'

/** Characters of the engine's message that are shown. */
const MOST_WORDS = 240

/**
 * Rows of a SELECT. The engine itself refuses to write, so it need not be trusted. The connection stays read-only:
 * nothing else can be asked of the store after it.
 * @throws Problem `query-writes` when it would change the store, `query-failed` when the engine can't run it
 */
export async function queryReadOnly<Row>(store: Store, sql: string): Promise<Row[]> {
  // The engine protects the store only, not files beside it.
  if (/\binto\s+outfile\b/i.test(sql)) throw refuse()
  try {
    return await store.query<Row>(sql.trim().replace(/[;\s]+$/, ''), { settings: { readonly: '1' } })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'store-unwritable') throw refuse(error)
    if (error.code !== 'engine') throw error
    throw new Problem(
      'query-failed',
      `the engine could not run the query: ${shorten(error.message)}`,
      'Correct the query; docs/reference/tables.md lists tables and columns.',
      { cause: error },
    )
  }
}

function refuse(cause?: unknown): Problem {
  return new Problem(
    'query-writes',
    'this command only reads, and the statement would write, or change the engine’s settings',
    'Ask with a SELECT; to remove data, use `stillwatch forget`.',
    { cause },
  )
}

/** Without the whole statement, which the engine repeats behind what is wrong with it. */
function shorten(message: string): string {
  const said = message.split(/:? in scope |\. Stack trace/i)[0] ?? message
  return said.length <= MOST_WORDS ? said : `${said.slice(0, MOST_WORDS)}…`
}
