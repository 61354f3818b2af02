// The parts that kinds of accounts are put together from, as SQL: who pays, where requests come from, when, and with
// what text. They follow `simulate/groups/plans.ts` and `simulate/people` in shape and, where it says so, in numbers.
//
// An account's expressions know `i` (its number in its kind), `g` (its group), `m` (its number in the group), `r` and
// `gr` (random numbers of its own and of its group). An exchange's know the columns of the account, `n` (its number of
// `volume`), and what stands before it: `sitting`, `place` and `day`, then `at` (seconds since 1970).
import { addressSql, belowSql, hashSql, normalSql, pickSql, uniformSql } from './sql-draws.js'

export const DAY = 86_400
/** The period of all scale worlds: 45 days. */
export const DAYS = 45
/** 10 Aug 2026, 00:00 UTC. */
export const START = 1_786_320_000
/** The day on which a new model appears. */
export const RELEASE_DAY = 25

/** Account columns of a plan. */
export interface RecordPlan {
  readonly org: string
  readonly payment: string
  readonly domain: string
  readonly created: string
  readonly tier: string
  readonly program: string
  readonly declared: string
  /** Address at sign-up, as a number. */
  readonly signup: string
}

const OWN_ORG = "concat('org_', hex(r))"
const GROUP_ORG = "concat('org_', hex(gr))"
const FREE_MAIL = pickSql(
  [
    ["'gmail.com'", 55],
    ["'outlook.com'", 12],
    ["'icloud.com'", 8],
    ["'yahoo.com'", 7],
    ["concat('d', lower(hex(bitAnd(r, 4294967295))), '.example')", 18],
  ],
  'mail',
  'r',
)
const OWN_CARD = `if(${uniformSql('pays', 'r')} < 0.45, '', concat('pay_', hex(${hashSql('pay', 'r')})))`
const GROUP_DOMAIN = "concat('c', lower(hex(bitAnd(gr, 4294967295))), '.example')"
const TIERS = pickSql(
  [
    ["'free'", 45],
    ["'plus'", 30],
    ["'tier-1'", 15],
    ["'tier-2'", 10],
  ],
  'tier',
  'r',
)
/** Within three years; some during the period. */
const LONG_AGO = `toUInt32(${START} + ${20 * DAY} - ${1100 * DAY} * pow(${uniformSql('opened', 'r')}, 1.5))`

const HOME = addressSql('access', hashSql('operator', 'r'), hashSql('home', 'r'))

/** Somebody of his own. */
export const OWN_ACCOUNT: RecordPlan = {
  org: OWN_ORG,
  payment: OWN_CARD,
  domain: FREE_MAIL,
  created: LONG_AGO,
  tier: TIERS,
  program: "''",
  declared: "''",
  signup: HOME,
}

/** Accounts of one customer in the open: one organisation, domain and card. */
export const ONE_OWNER: RecordPlan = {
  ...OWN_ACCOUNT,
  org: GROUP_ORG,
  payment: "concat('pay_', hex(gr))",
  domain: GROUP_DOMAIN,
  created: `toUInt32(${START} - ${400 * DAY} * ${uniformSql('opened', 'gr')} + ${30 * DAY} * ${uniformSql('opened', 'r')})`,
  tier: "'team'",
  signup: addressSql('access', hashSql('operator', 'gr'), hashSql('office', 'gr')),
}

/** Accounts opened within minutes of their group's hour on a day of the period. */
export const enrolled = (program: string, domain: 'own' | 'common'): RecordPlan => ({
  ...OWN_ACCOUNT,
  payment: "''",
  domain: domain === 'common' ? GROUP_DOMAIN : FREE_MAIL,
  created: `toUInt32(${START} + ${DAY} * (1 + gr % 38) + ${13 * 3600} + ${20 * 60} * -log(1 - ${uniformSql('opened', 'r')}))`,
  tier: "'free'",
  program: `'${program}'`,
  signup: addressSql(
    'campus',
    hashSql('campus', 'gr'),
    `(bitShiftLeft(bitShiftRight(${hashSql('room', 'gr')}, 40), 8) + r % 200)`,
  ),
})

/** A card for so many accounts of the group, sign-ups in batches, partly throw-away mail. */
export const sharedCards = (accountsPerCard: number, withinDays: number): RecordPlan => ({
  ...OWN_ACCOUNT,
  payment: `concat('pay_', hex(${hashSql('card', 'gr', `intDiv(m, ${accountsPerCard})`)}))`,
  domain: pickSql(
    [
      ["'10minutemail.com'", 20],
      ["'getnada.com'", 20],
      [`concat('m', toString(gr % 1000), '-', toString(r % 3), '.example')`, 40],
      ["'gmail.com'", 20],
    ],
    'mail',
    'r',
  ),
  created: `toUInt32(${START} - ${DAY} * ${withinDays} * ${uniformSql('batch', 'gr', 'intDiv(m, 8)')} + 1800 * ${uniformSql('opened', 'r')})`,
  tier: "'tier-2'",
  signup: addressSql('cloud', hashSql('rack', 'gr', 'm % 5'), `(${hashSql('rack', 'gr', 'm % 5')} + m % 40)`),
})

/** Every account with a card and a mail of its own, opened one by one over months. */
export const ONE_BY_ONE: RecordPlan = {
  ...OWN_ACCOUNT,
  payment: `concat('pay_', hex(${hashSql('pay', 'r')}))`,
  created: `toUInt32(${START} - ${150 * DAY} * ${uniformSql('opened', 'r')})`,
  tier: "'tier-1'",
}

/** Sign-ups of the whole group within two days before the period, throw-away mail, no card. */
export const SIGNED_UP_TOGETHER: RecordPlan = {
  ...OWN_ACCOUNT,
  payment: "''",
  domain: pickSql(
    [
      ["'getnada.com'", 1],
      ["'discard.email'", 1],
    ],
    'mail',
    'r',
  ),
  created: `toUInt32(${START} - ${2 * DAY} * ${uniformSql('opened', 'r')})`,
  tier: "'free'",
  signup: addressSql('vpn', hashSql('exit', 'gr'), `(${hashSql('exit', 'gr')} + m % 30)`),
}

/** Where a request comes from, as the number of its address. */
export interface PlacePlan {
  readonly address: string
}

const MOBILE = addressSql(
  'mobile',
  hashSql('carrier', 'r'),
  `(256 + ${hashSql('carrier', 'r', `intDiv(at, 3600)`)} % 768)`,
)
/** Home, and one request in four from a phone behind a carrier's shared addresses. */
export const AT_HOME: PlacePlan = {
  address: `if(${uniformSql('phone', 'r', 'sitting')} < 0.25, ${MOBILE}, home)`,
}
/** A host of one's own. */
export const OWN_HOST: PlacePlan = {
  address: addressSql('cloud', hashSql('cloud', 'r'), hashSql('host', 'r')),
}
/** The group's office or room, and home on some days. */
export const together = (kind: 'access' | 'campus' | 'gateway', share: number): PlacePlan => ({
  address: `if(${uniformSql('out', 'r', 'sitting')} < ${share}, ${addressSql(kind, hashSql('site', 'gr'), `(bitShiftLeft(bitShiftRight(${hashSql('site', 'gr')}, 40), 8) + r % 3 + 1)`)}, home)`,
})
/** One of so many addresses of the group, another for each sitting. */
export const exits = (kind: 'vpn' | 'mobile' | 'cloud' | 'gateway' | 'access', count: number): PlacePlan => {
  const exit = `${belowSql(count, 'exit', 'r', 'sitting')}`
  return { address: addressSql(kind, hashSql('exits', 'gr', exit), hashSql('address', 'gr', exit)) }
}

/** When: `sitting` and `place` in it, `day`, then the second. */
export interface ClockPlan {
  readonly sitting: string
  readonly place: string
  readonly at: string
}

/** Sittings at an account's own hours on days of its own choice. */
export const PEOPLE: ClockPlan = {
  sitting: 'intDiv(n, length)',
  place: 'n % length',
  at: `toInt64(span_from) + toInt64(${belowSql('greatest(intDiv(span_to - span_from, 86400), 1)', 'day', 'r', 'sitting')}) * 86400 + toInt64(3600 * (hour + 2.4 * ${normalSql('hour', 'r', 'sitting')})) + toInt64(place * (50 + r % 120) * (0.5 + ${uniformSql('pause', 'r', 'sitting', 'place')}))`,
}
/** Independent requests round the clock. */
export const ROUND_THE_CLOCK: ClockPlan = {
  sitting: 'n',
  place: '0',
  at: `toInt64(span_from + (span_to - span_from) * ${uniformSql('at', 'r', 'n')})`,
}
/** Requests that a dispatcher deals in turn: an account's come at nearly even distances. */
export const DEALT: ClockPlan = {
  sitting: 'n',
  place: '0',
  at: `toInt64(span_from + (span_to - span_from) * (n + ${uniformSql('at', 'r', 'n')}) / volume)`,
}
/** Dealt in working hours of one place, eight hours a day. */
export const DEALT_BY_DAY: ClockPlan = {
  sitting: 'n',
  place: '0',
  at: `toInt64(span_from) + toInt64(n % greatest(intDiv(span_to - span_from, 86400), 1)) * 86400 + toInt64(3600 * (1 + 9 * ${uniformSql('at', 'r', 'n')}))`,
}
/** At fixed hours of an account, to the minute. */
export const SCHEDULED: ClockPlan = {
  sitting: 'n',
  place: '0',
  at: `toInt64(span_from) + toInt64(n % ${DAYS}) * 86400 + toInt64(3600 * (r % 24)) + toInt64(${belowSql(90, 'at', 'r', 'n')})`,
}
/** Before and after the group's days: sittings on five days after it enrolled. */
export const WITHIN_DAYS = (days: number): ClockPlan => ({
  ...PEOPLE,
  at: `toInt64(created) + toInt64(${belowSql(days, 'day', 'r', 'sitting')}) * 86400 + toInt64(3600 * 3 * ${uniformSql('hour', 'r', 'sitting')}) + toInt64(place * (50 + r % 120) * (0.5 + ${uniformSql('pause', 'r', 'sitting', 'place')}))`,
})

/** Text of one kind of account: what of it is a template's, and of what it is made. */
export interface TextPlan {
  /** Number of the template, 0 for own words. */
  readonly template: string
  /** Number of the text: two with the same template and item are the same. */
  readonly item: string
  /** Anchors of the template. */
  readonly constant: number
  /** Anchors beside it, at most. */
  readonly slots: string
  /** Whether words are drawn from the account's own stock. */
  readonly hasVoice: string
  /** Marks of a template's text; of own words one in forty has one. */
  readonly marks: number
  readonly topic: string
}

/** Share of an account's exchanges that carry a text which some use often and some hardly: from 0 to 1. */
export const SOMETIMES = uniformSql('devotion', 'r')

const OWN_TOPIC = `if(${uniformSql('stray', 'r', 'n')} < 0.7, r % 12, ${belowSql(12, 'stray topic', 'r', 'n')})`

/** One's own words. */
export const OWN_WORDS: TextPlan = {
  template: 'toUInt64(0)',
  item: 'cityHash64(r, n)',
  constant: 0,
  slots: 'wordy',
  hasVoice: '1',
  marks: 0,
  topic: OWN_TOPIC,
}

export interface Template {
  /** Whose template: the group's, the account's, or one of everybody's (by number). */
  readonly of: 'gr' | 'r' | 'kind'
  readonly constant: number
  /** Wordings that take turns. */
  readonly wordings?: number
  /** Share of an account's exchanges that carry it, as SQL. */
  readonly share: string
  /** Items that the group's slots are drawn from; without end when left out. */
  readonly items?: number
  readonly slots?: number
  readonly marks?: number
  /** Whether slots are filled in one's own words. */
  readonly isOwn?: boolean
}

/** A template with slots beside own words. */
export function template({
  of,
  constant,
  wordings = 1,
  share,
  items,
  slots = 8,
  marks = 0,
  isOwn = false,
}: Template): TextPlan {
  const whose = of === 'kind' ? 'toUInt64(kind)' : of
  const wording = wordings === 1 ? '0' : belowSql(wordings, 'wording', 'r', 'n')
  const carries = `${uniformSql('carries', 'r', 'n')} < ${share}`
  const dealt =
    items === undefined ? 'cityHash64(r, n)' : `cityHash64(${whose}, ${belowSql(items, 'item', 'r', 'n')})`
  return {
    template: `if(${carries}, ${hashSql('template', whose, wording)}, toUInt64(0))`,
    item: `if(template != 0, ${dealt}, cityHash64(r, n))`,
    constant,
    slots: `if(template != 0, ${slots} + item % 5, wordy)`,
    hasVoice: isOwn ? '1' : 'template = 0',
    marks,
    topic: isOwn ? OWN_TOPIC : `if(template != 0, item % 12, ${OWN_TOPIC})`,
  }
}
