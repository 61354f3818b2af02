// Who asks: account, key and address of a request. The key itself is hashed at once and kept nowhere.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { hashKey, readSecrets } from '../respond/gateways/identity.js'
import type { KeyAccounts } from './key-accounts.js'

export interface Asker {
  readonly account: string
  readonly org?: string | undefined
  /** SHA-256 of the key, hexadecimal. */
  readonly key: string | undefined
  readonly ip: string
}

export interface AskerOptions {
  readonly accounts: KeyAccounts
  /** Header in which something before this proxy writes the account. */
  readonly accountHeader: string | undefined
  /** Whether another proxy stands before this one: the address is the last entry of X-Forwarded-For then. */
  readonly isBehindProxy: boolean
}

/**
 * The account is what something before us says, else what the table says of the key, else the key's hash; of a request
 * without a key, its address.
 */
export function askerOf(headers: IncomingHttpHeaders, peer: string, options: AskerOptions): Asker {
  const { accounts, accountHeader, isBehindProxy } = options
  const texts = headers as Readonly<Record<string, string | undefined>>
  const [secret] = readSecrets(texts)
  const key = secret === undefined ? undefined : hashKey(secret)
  const ip = plainAddress(
    (isBehindProxy ? texts['x-forwarded-for']?.split(',').at(-1)?.trim() : undefined) || peer,
  )
  const told = accountHeader === undefined ? undefined : texts[accountHeader]
  const known = key === undefined ? undefined : accounts.find(key)
  return { account: told || known?.account || key || `address:${ip}`, org: known?.org, key, ip }
}

/**
 * Whether it is clear which key a request is made with. Two that differ would be one for us and may be the other for the
 * upstream: nobody could be suspended, and each request would be somebody else's.
 */
export function isKeyClear({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): boolean {
  const texts = Object.entries(headersDistinct).map(([name, values]) => [name, values?.join(', ')])
  return readSecrets(Object.fromEntries(texts) as Readonly<Record<string, string>>).length < 2
}

/** An IPv4 address that a socket of both kinds shows as IPv6. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')
