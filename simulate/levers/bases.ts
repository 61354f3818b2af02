// Campaigns from which the levers are moved one by one, so that a curve is not one scenario's.
import type { Levers } from './levers.js'

const COMMON = {
  accounts: 40,
  accountsPerCard: 1,
  accountsPerOrganisation: 1,
  perAccountDay: 5,
  conversations: 2,
  days: 14,
  purposes: ['reasoning-extraction'],
  languages: ['en'],
  templates: 1,
  bank: 'practice',
} as const

export const BASES = {
  /** Rents what is cheapest: cards, rack and program shared, work dealt in turn round the clock, one template. */
  api: {
    ...COMMON,
    cardFor: 10,
    openedWithinDays: 20,
    network: 'rack',
    exits: 12,
    clients: 'same',
    rhythm: 'flat',
    dealing: 'round-robin',
    honest: [0, 0],
    pathway: 'api',
    fixedParameters: true,
  },
  /** Bought application accounts behind shared residential exits, used by a day crew that pastes one template. */
  subscription: {
    ...COMMON,
    openedWithinDays: 0,
    network: 'residential',
    exits: 400,
    clients: 'own',
    rhythm: 'crew',
    dealing: 'random',
    honest: [0, 0],
    pathway: 'subscription',
    fixedParameters: false,
  },
  /** Bought application accounts that imitate people: homes, hours, own conversations between those of one template. */
  people: {
    ...COMMON,
    openedWithinDays: 0,
    network: 'homes',
    exits: 1,
    clients: 'own',
    rhythm: 'human',
    dealing: 'random',
    honest: [0.3, 0.3],
    pathway: 'subscription',
    fixedParameters: false,
  },
  /** Everything hidden that this attacker can hide: own cards, homes and programs, days, customers, no template. */
  careful: {
    ...COMMON,
    openedWithinDays: 150,
    network: 'homes',
    exits: 1,
    clients: 'own',
    rhythm: 'daily',
    dealing: 'random',
    honest: [0.3, 0.3],
    pathway: 'api',
    fixedParameters: false,
    reworded: 1,
  },
} as const satisfies Readonly<Record<string, Levers>>

export type BaseName = keyof typeof BASES
