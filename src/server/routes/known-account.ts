// Accounts of which a route takes something: they must be there, as far as can be told.
import { noAccount, noAccountYet } from '../../respond/kept/seen-account.js'
import type { AccountSearch, Knowing } from '../account-search.js'

/** What an answer says of the account that something was done about. */
export const KNOWING_SAYS =
  'whether anything is known of the account; unchecked: the engine had no time to tell, check the id'

/**
 * What is known of an account that something is to be done about.
 * @throws Problem `no-account`
 */
export async function knowingOf(accounts: AccountSearch, id: string): Promise<Knowing> {
  const knowing = await accounts.knows(id)
  if (knowing === 'unknown') throw noAccount(id)
  return knowing
}

/**
 * The same for an exemption, which may come before the first request.
 * @param isUnknownTaken whether one that was never seen is meant
 * @throws Problem `no-account`
 */
export async function knowingOfExempt(
  accounts: AccountSearch,
  id: string,
  isUnknownTaken: boolean,
): Promise<Knowing> {
  const knowing = await accounts.knows(id)
  if (knowing === 'unknown' && !isUnknownTaken) throw noAccountYet(id)
  return knowing
}
