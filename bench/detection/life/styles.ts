// Ways in which an attacker replaces banned accounts: what of the old ones the new ones keep.

import { HOUR, MINUTE } from '../../../simulate/clock.js'
import { extraction } from '../../../simulate/groups/campaign-text.js'
import {
  type AccountPlan,
  agedAccounts,
  type ClientPlan,
  homes,
  hosts,
  type NetworkPlan,
  oneOffCards,
  ownClients,
  residential,
  sameClient,
  sharedCards,
} from '../../../simulate/groups/plans.js'
import { exponential, fork, mix, type Random, uniform } from '../../../simulate/random.js'
import type { SeatsPlan } from './seats.js'

export interface Style {
  readonly id: string
  /** A few words for the table. */
  readonly says: string
  readonly plan: Omit<SeatsPlan, 'label' | 'seats' | 'reserve'>
}

const API_CLIENTS = { 'python-sdk': 60, 'node-sdk': 25, aiohttp: 15 } as const

/** All accounts that a card ever opens; few of them are in use at a time. */
const ACCOUNTS_PER_CARD = 60

/** One plan for the accounts that begin a campaign, another for those that follow them. */
function heirsOn<Plan extends AccountPlan | NetworkPlan>(seats: number, first: Plan, later: Plan): Plan {
  const plan = (...[world, random, size]: Parameters<AccountPlan>) => {
    const early = first(world, fork(random, 'first'), seats)
    const late = later(world, fork(random, 'later'), size - seats)
    return (member: number, own: Parameters<ReturnType<AccountPlan>>[1]) =>
      member < seats ? early(member, own) : late(member - seats, own)
  }
  return plan as Plan
}

const oneText =
  (templates: number): SeatsPlan['writer'] =>
  (world, random) =>
    extraction(world, random, {
      purposes: ['reasoning-extraction'],
      languages: ['en'],
      bank: 'practice',
      templates,
    })

/** Another wording, subject and purpose each time the accounts change. */
const newText: SeatsPlan['writer'] = (world, random, generation) =>
  extraction(world, fork(random, mix(generation, 1)), {
    purposes: [
      (['reasoning-extraction', 'instruction-synthesis', 'rubric-grading'] as const)[generation % 3] ??
        'rubric-grading',
    ],
    languages: ['en'],
    bank: generation % 2 === 0 ? 'practice' : 'validation',
  })

const rack = () => hosts('cloud', 24)
const exits = () => residential({ stickyMs: 2 * HOUR, exits: 400 })
const sharing = () => sharedCards({ accountsPerCard: ACCOUNTS_PER_CARD, withinDays: 20 })
const ownClient = (): ClientPlan => ownClients(API_CLIENTS)

/** As long as the operator of a pool needs to swap an account. */
const withinMinutes = (random: Random): number => exponential(random, 12 * MINUTE)

/** At any time of the next half a day, so that no wave follows a wave of bans. */
const overHalfADay = (random: Random): number => uniform(random, 0, 12 * HOUR)

/** The styles for campaigns of so many seats. */
export function replacementStyles(seats: number): readonly Style[] {
  const usual = {
    perAccountDay: 48,
    heirDelay: withinMinutes,
    freshHeirs: true,
    honest: 0,
    writer: oneText(1),
  }
  return [
    {
      id: 'same-cards',
      says: 'same cards, rack and program; fresh accounts',
      plan: { ...usual, group: { accounts: sharing(), network: rack(), clients: sameClient('aiohttp') } },
    },
    {
      id: 'new-cards',
      says: 'new cards; same residential exits',
      plan: {
        ...usual,
        group: { accounts: heirsOn(seats, sharing(), oneOffCards()), network: exits(), clients: ownClient() },
      },
    },
    {
      id: 'new-network',
      says: 'new cards, homes of their own; same text',
      plan: {
        ...usual,
        group: {
          accounts: heirsOn(seats, sharing(), oneOffCards()),
          network: heirsOn(seats, rack(), homes(0.1)),
          clients: ownClient(),
        },
      },
    },
    {
      id: 'staggered',
      says: 'aged accounts over half a day, a third honest, reworded',
      plan: {
        ...usual,
        heirDelay: overHalfADay,
        freshHeirs: false,
        honest: 1 / 3,
        writer: oneText(0),
        group: {
          accounts: agedAccounts({ tiers: { 'tier-1': 60, 'tier-2': 40 } }),
          network: exits(),
          clients: ownClient(),
        },
      },
    },
    {
      id: 'new-text',
      says: 'new cards, homes and text with every generation',
      plan: {
        ...usual,
        writer: newText,
        group: { accounts: oneOffCards({ withinDays: 60 }), network: homes(0.1), clients: ownClient() },
      },
    },
    {
      id: 'fast',
      says: 'as the first, 400 a day',
      plan: {
        ...usual,
        perAccountDay: 400,
        group: { accounts: sharing(), network: rack(), clients: sameClient('aiohttp') },
      },
    },
  ]
}
