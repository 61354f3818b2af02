// Account records of honest people and companies: sign-ups spread over years, mostly own payments, mail domains that
// fit, and the few odd ones that every provider has.
import { DAY } from '../clock.js'
import type { Country } from '../network/countries.js'
import { chance, exponential, int, pick, pickWeighted, type Random, uniform } from '../random.js'
import type { AccountRecord } from '../records.js'
import { LANGUAGES } from '../text/languages.js'
import { newId, type World } from '../world.js'

export const FREE_MAIL = {
  'gmail.com': 55,
  'outlook.com': 12,
  'hotmail.com': 7,
  'yahoo.com': 7,
  'icloud.com': 7,
  'proton.me': 4,
  'gmx.de': 2,
  'mail.ru': 2,
  'naver.com': 2,
  'qq.com': 1,
  '163.com': 1,
} as const

export const DISPOSABLE_MAIL: readonly string[] = [
  '10minutemail.com',
  'discard.email',
  'dispostable.com',
  'emailondeck.com',
  'fakeinbox.com',
  'getnada.com',
  'grr.la',
  'guerrillamail.com',
  'harakirimail.com',
  'inboxkitten.com',
  'mailcatch.com',
  'maildrop.cc',
  'mailinator.com',
  'mailnesia.com',
  'mintemail.com',
  'moakt.com',
  'mohmal.com',
  'sharklasers.com',
  'spambox.me',
  'tempr.email',
  'throwawaymail.com',
  'trashmail.com',
  'yopmail.com',
]

/** A made-up mail domain of a company, school or club. */
export function drawDomain(random: Random): string {
  const word = (): string => LANGUAGES.en.expand('name', random).toLowerCase()
  return `${word()}${chance(random, 0.4) ? `-${word()}` : ''}.example`
}

/** When an honest account was opened: years of growth, and people who join during the period. */
export function drawSignup(world: World, random: Random): number {
  const { start, end } = world.period
  if (chance(random, 0.07)) return uniform(random, start, end)
  if (chance(random, 0.2)) return start - uniform(random, 0, 60 * DAY)
  return start - Math.min(1400 * DAY, 20 * DAY + exponential(random, 330 * DAY))
}

/** Several accounts under one owner. */
export interface Organisation {
  readonly id: string
  readonly payment: string
  readonly domain: string
  readonly country: Country
}

export function drawOrganisation(world: World, random: Random, country: Country): Organisation {
  return { id: newId(world, 'org'), payment: newId(world, 'pay'), domain: drawDomain(random), country }
}

export interface RecordOptions {
  readonly country: Country
  readonly tier: string
  /** Left out where the provider did not see it. */
  readonly signupIp?: string
  readonly organisation?: Organisation
  readonly createdAt?: number
  readonly payment?: string
  /** The provider sees no payment, as on a marketplace's invoice. */
  readonly isUnpaid?: boolean
  readonly emailDomain?: string
  readonly program?: string
  readonly declared?: string
}

/** One account record; what is not given is drawn as an honest person would have it. */
export function drawRecord(world: World, random: Random, options: RecordOptions): AccountRecord {
  const { organisation, country } = options
  const record: AccountRecord = {
    account: newId(world, 'acct'),
    org: organisation?.id ?? newId(world, 'org'),
    created_at: new Date(options.createdAt ?? drawSignup(world, random)).toISOString(),
    status: 'active',
    email_domain: options.emailDomain ?? organisation?.domain ?? mailDomain(random),
    country: country.code,
    tier: options.tier,
  }
  if (options.signupIp !== undefined) record.signup_ip = options.signupIp
  const payment =
    options.payment ?? organisation?.payment ?? (options.tier === 'free' ? undefined : newId(world, 'pay'))
  if (payment !== undefined && options.isUnpaid !== true) record.payment = payment
  if (chance(random, 0.8)) record.phone_prefix = `${country.phone}${String(10 + int(random, 90))}`
  if (options.program !== undefined) record.program = options.program
  else if (chance(random, 0.015)) record.program = pick(random, ['startup', 'research', 'education'])
  if (options.declared !== undefined) record.declared = options.declared
  return record
}

function mailDomain(random: Random): string {
  const kind = random.next()
  if (kind < 0.72) return pickWeighted(random, FREE_MAIL)
  return kind < 0.98 ? drawDomain(random) : pick(random, DISPOSABLE_MAIL)
}

/** Providers also suspend honest accounts now and then: a chargeback, a mistake. Nobody takes their place. */
export function suspendByMistake(world: World, random: Random, record: AccountRecord): void {
  if (!chance(random, 0.004)) return
  record.status = 'suspended'
  const from = Math.max(world.period.start, Date.parse(record.created_at))
  record.suspended_at = new Date(uniform(random, from, world.period.end)).toISOString()
}
