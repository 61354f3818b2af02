// The levers by name, each with the values that it can take, from the cheapest for the attacker to the dearest where
// they have an order. A value is the change that it makes to a campaign.
import { DAY, HOUR, MINUTE } from '../clock.js'
import type { Levers } from './levers.js'

export interface Lever {
  /** Kebab-case, as it stands in a campaign's specification. */
  readonly id: string
  /** What is varied, with its unit. */
  readonly says: string
  readonly values: Readonly<Record<string, Partial<Levers>>>
}

/** Exchanges of a campaign whose accounts vary at equal volume. */
export const EQUAL_VOLUME = 20_000

/** Half of the accounts are banned over two weeks. */
const BANNED = 0.5

function handOff(delayMs: number): Partial<Levers> {
  return { handOff: { banned: BANNED, delayMs } }
}

/** The same exchanges in two weeks over so many accounts. */
function spreadOver(accounts: number): Partial<Levers> {
  return { accounts, perAccountDay: EQUAL_VOLUME / accounts / 14, days: 14 }
}

export const LEVERS: readonly Lever[] = [
  {
    id: 'cards',
    says: 'accounts that one card pays for',
    values: {
      '10': { cardFor: 10 },
      '3': { cardFor: 3 },
      '2': { cardFor: 2 },
      '1': { cardFor: 1 },
    },
  },
  {
    id: 'addresses',
    says: 'exits that the accounts share',
    values: {
      rack: { network: 'rack', exits: 12 },
      hosts: { network: 'scattered', exits: 40 },
      'residential-40': { network: 'residential', exits: 40 },
      'residential-400': { network: 'residential', exits: 400 },
      homes: { network: 'homes', exits: 1 },
    },
  },
  {
    id: 'sign-up',
    says: 'days in which the accounts were opened',
    values: {
      '1': { openedWithinDays: 1 },
      '20': { openedWithinDays: 20 },
      '150': { openedWithinDays: 150 },
      bought: { openedWithinDays: 0 },
    },
  },
  {
    id: 'jitter',
    says: 'distance of a request from its deal, in gaps of an account',
    values: {
      none: { jitter: 'none' },
      tenth: { jitter: 'tenth' },
      gap: { jitter: 'gap' },
      'heavy-tailed': { jitter: 'heavy-tailed' },
    },
  },
  {
    id: 'rhythm',
    says: 'hours that the accounts keep',
    values: {
      flat: { rhythm: 'flat' },
      crew: { rhythm: 'crew' },
      daily: { rhythm: 'daily' },
      human: { rhythm: 'human' },
    },
  },
  {
    id: 'reworded',
    says: 'share of the requests that are worded anew',
    values: {
      '0': { reworded: 0 },
      '0.5': { reworded: 0.5 },
      '0.9': { reworded: 0.9 },
      '1': { reworded: 1 },
    },
  },
  {
    id: 'mixing',
    says: "honest share of the accounts' exchanges",
    values: Object.fromEntries(
      [0, 0.3, 0.5, 0.7, 0.9].map((share) => [String(share), { honest: [share, share] as const }]),
    ),
  },
  {
    id: 'accounts',
    says: `accounts over which ${EQUAL_VOLUME.toLocaleString('en')} exchanges are spread`,
    values: Object.fromEntries([20, 100, 500, 2000, 4000].map((count) => [String(count), spreadOver(count)])),
  },
  {
    id: 'hand-off',
    says: 'mean time until a banned account is replaced',
    values: {
      '5-minutes': handOff(5 * MINUTE),
      '1-hour': handOff(HOUR),
      '1-day': handOff(DAY),
      '3-days': handOff(3 * DAY),
    },
  },
  {
    id: 'languages',
    says: 'languages of the requests',
    values: {
      '1': { languages: ['en'] },
      '4': { languages: ['en', 'zh', 'ja', 'es'] },
      '8': { languages: ['en', 'zh', 'ja', 'es', 'de', 'fr', 'ko', 'pt'] },
    },
  },
  {
    id: 'dropped',
    says: 'what the log lacks about the accounts',
    values: {
      nothing: { dropped: [] },
      address: { dropped: ['address'] },
      payment: { dropped: ['payment'] },
      metadata: { dropped: ['address', 'client', 'payment'] },
      text: { dropped: ['text'] },
      everything: { dropped: ['address', 'client', 'payment', 'text'] },
    },
  },
  {
    id: 'forged',
    says: 'what is another one with every request',
    values: {
      nothing: { forged: [] },
      client: { forged: ['client'] },
      address: { forged: ['address'] },
      both: { forged: ['address', 'client'] },
    },
  },
  {
    id: 'clients',
    says: 'programs that the accounts use',
    values: { same: { clients: 'same' }, disguised: { clients: 'disguised' }, own: { clients: 'own' } },
  },
]
