// Whether the store knows an account that something is to be done about: an exemption under a mistyped id spares nobody.
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import type { Store } from '../../store/store.js'

export function noAccount(id: string): Problem {
  return new Problem('no-account', say`nothing is known of ${id}`, 'Check the id; it is as in the log.')
}

/** The same for who would exempt it, which can be meant. */
export function noAccountYet(id: string): Problem {
  return new Problem(
    'no-account',
    say`nothing is known of ${id}`,
    'Check the id; it is as in the log. To exempt an account before its first request, say that it is not known yet: `unknown`, or --unknown.',
  )
}

/** Whether it sent anything, has a record, or something was decided or done about it. */
export async function isSeen(store: Store, account: string): Promise<boolean> {
  const rows = await store.query<{ account: string }>(
    ['exchange', 'account', 'decision', 'act']
      .map((table) => `(SELECT account FROM ${table} WHERE account = {account: String} LIMIT 1)`)
      .join('\nUNION ALL\n'),
    { parameters: { account } },
  )
  return rows.length > 0
}
