// Kinds of values that two providers can match, and the one way in which each is written: what both don't write alike
// never matches. The number counts up when the way changes.
import { domainToASCII } from 'node:url'
import { isCardNumber } from '../card-number.js'

export const KINDS = ['payment', 'mail', 'phone'] as const
export type Kind = (typeof KINDS)[number]

/** How a value of this kind is written, for the messages. */
export const NORMALISATION: Readonly<Record<Kind, string>> = {
  payment: 'payment/1',
  mail: 'mail/1',
  phone: 'phone/1',
}

export const KIND_SAYS: Readonly<Record<Kind, string>> = {
  payment:
    'a fingerprint of the means of payment that both providers get alike, such as the Payment Account Reference; never a card number',
  mail: 'an address; case, what follows + and, at Gmail, dots don’t count',
  phone: 'a number with + and its country, as E.164 has it; spaces and punctuation don’t count',
}

export type Normalised = { readonly value: string } | { readonly refused: string }

const NORMALISE: Readonly<Record<Kind, (given: string) => Normalised>> = {
  payment: normalisePayment,
  mail: normaliseMail,
  phone: normalisePhone,
}

/** A value as both sides write it, or why it is none of its kind. The reason doesn’t repeat the value. */
export function normalise(kind: Kind, given: string): Normalised {
  const text = given.normalize('NFC').trim()
  if (text === '') return { refused: 'empty' }
  if (text.length > 320) return { refused: 'longer than 320 characters' }
  return NORMALISE[kind](text)
}

/** What goes into the function: kinds are kept apart, beside having keys of their own. */
export function inputOf(kind: Kind, value: string): Uint8Array {
  return Buffer.from(`stillwatch.match/1\0${NORMALISATION[kind]}\0${value}`)
}

function normalisePayment(text: string): Normalised {
  if (isCardNumber(text)) return { refused: 'looks like a card number' }
  if (text.length < 8) return { refused: 'shorter than 8 characters' }
  return { value: text }
}

function normaliseMail(text: string): Normalised {
  const at = text.lastIndexOf('@')
  const domain = domainToASCII(text.slice(at + 1)).replace(/\.+$/, '')
  const isGmail = domain === 'gmail.com' || domain === 'googlemail.com'
  const written = text.slice(0, Math.max(0, at)).toLowerCase().normalize('NFC').split('+')[0] ?? ''
  const local = isGmail ? written.replaceAll('.', '') : written
  if (at < 1 || local === '' || /[\s@]/.test(local) || !domain.includes('.'))
    return { refused: 'no mail address' }
  return { value: `${local}@${isGmail ? 'gmail.com' : domain}` }
}

function normalisePhone(text: string): Normalised {
  const bare = text.replaceAll(/[\s().\-/]/g, '')
  const digits = /^(?:\+|00)([1-9]\d{6,14})$/.exec(bare)?.[1]
  return digits === undefined
    ? { refused: 'no telephone number with + and its country' }
    : { value: `+${digits}` }
}
