// Ways in which a campaign loses accounts and gets others: who is banned when, how soon an heir comes, what it keeps of
// who was there before, and who comes for nobody's sake.
import { DAY, HOUR, MINUTE } from '../../../simulate/clock.js'
import type { CampaignText } from '../../../simulate/groups/campaign-text.js'
import { cellCards, cellClients, cellHosts } from '../../../simulate/groups/cells.js'
import type { GroupPlan } from '../../../simulate/groups/group.js'
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
import type { Turnover } from '../../../simulate/groups/turnover.js'
import { exponential, lognormal, type Random, uniform } from '../../../simulate/random.js'
import type { World } from '../../../simulate/world.js'

/** The plan of which every so many accounts have the same, so that who comes later is of any cell. */
function inTurn<Plan extends AccountPlan | NetworkPlan | ClientPlan>(plan: Plan): Plan {
  const dealt = (world: World, random: Random, size: number) => {
    const draw = plan(world, random, size)
    return (member: number, own: Random) => draw(member % CELLS, own)
  }
  return dealt as Plan
}

export interface Style {
  /** Kebab-case; unique. */
  readonly id: string
  /** A few words for the table. */
  readonly says: string
  readonly turnover: Turnover
  readonly group: Pick<GroupPlan, 'accounts' | 'network' | 'clients'>
  readonly text: Pick<CampaignText, 'purposes' | 'languages' | 'bank'>
}

const API_CLIENTS = { 'python-sdk': 60, 'node-sdk': 25, aiohttp: 15 } as const

const after = (mean: number) => (at: number, random: Random) => at + exponential(random, mean)
/** At the next three o'clock in the morning, or within two hours of it. */
const atNight = (at: number, random: Random) =>
  (Math.floor((at - 3 * HOUR) / DAY) + 1) * DAY + 3 * HOUR + uniform(random, 0, 2 * HOUR)

const USUAL: Turnover = {
  banned: 0.6,
  waves: 0,
  replaced: 0.85,
  ready: after(12 * MINUTE),
  fresh: 0.5,
  atBan: false,
  keeps: [],
  growth: 0.3,
  batch: 1,
}

/** Cards for several accounts each, out of one stock: who shares one with an heir need not be who it follows. */
const fromStock = () => ({
  accounts: sharedCards({ accountsPerCard: 3, withinDays: 30 }),
  network: hosts('cloud', 24),
  clients: sameClient('aiohttp'),
})
const apart = () => ({
  accounts: oneOffCards({ withinDays: 90 }),
  network: homes(0.1),
  clients: ownClients(API_CLIENTS),
})
const exits = () => ({
  accounts: oneOffCards({ withinDays: 60 }),
  network: residential({ stickyMs: 4 * HOUR, exits: 200 }),
  clients: ownClients(API_CLIENTS),
})

const CELLS = 16
/** A card, a machine and a program for some accounts each. */
const inCells = () => ({
  accounts: inTurn(cellCards({ cellSize: 1, withinDays: 60, tiers: { 'tier-1': 60, 'tier-2': 40 } })),
  network: inTurn(cellHosts('cloud', 1)),
  clients: inTurn(cellClients(API_CLIENTS, 1)),
})

/** Campaigns of one world; each asks for something else in another language, so that they aren't one. */
export const STYLES: readonly (readonly Style[])[] = [
  [
    {
      id: 'at-once',
      says: 'heirs within minutes, cards and rack of one stock',
      turnover: USUAL,
      group: fromStock(),
      text: { purposes: ['reasoning-extraction'], languages: ['en'], bank: 'practice' },
    },
    {
      id: 'next-day',
      says: 'heirs after a day or so, one stock',
      turnover: { ...USUAL, ready: (at, random) => at + lognormal(random, 24 * HOUR, 0.3) },
      group: fromStock(),
      text: { purposes: ['rubric-grading'], languages: ['zh'], bank: 'practice' },
    },
    {
      id: 'at-night',
      says: 'heirs every night at three, one stock',
      turnover: { ...USUAL, ready: atNight },
      group: fromStock(),
      text: { purposes: ['instruction-synthesis'], languages: ['ja'], bank: 'practice' },
    },
    {
      id: 'unreplaced',
      says: 'nobody is replaced, the campaign grows',
      turnover: { ...USUAL, replaced: 0, growth: 0.7 },
      group: exits(),
      text: { purposes: ['filter-evasion'], languages: ['es'], bank: 'practice' },
    },
  ],
  [
    {
      id: 'new-means',
      says: 'heirs within minutes; card, home and program of their own',
      turnover: USUAL,
      group: apart(),
      text: { purposes: ['rubric-grading'], languages: ['en'], bank: 'validation' },
    },
    {
      id: 'same-line',
      says: 'heirs within hours, with line and program of who is gone',
      turnover: { ...USUAL, ready: after(3 * HOUR), keeps: ['address', 'client'] },
      group: apart(),
      text: { purposes: ['reasoning-extraction'], languages: ['zh'], bank: 'validation' },
    },
    {
      id: 'same-card',
      says: 'heirs after half a day, paid for with the card of who is gone',
      turnover: { ...USUAL, ready: after(12 * HOUR), keeps: ['card'] },
      group: exits(),
      text: { purposes: ['instruction-synthesis'], languages: ['en'], bank: 'practice' },
    },
    {
      id: 'aged',
      says: 'aged accounts within half a day, nothing kept',
      turnover: { ...USUAL, ready: (at, random) => at + uniform(random, 0, 12 * HOUR), fresh: 0 },
      group: { ...exits(), accounts: agedAccounts({ tiers: { 'tier-1': 60, 'tier-2': 40 } }) },
      text: { purposes: ['filter-evasion'], languages: ['ja'], bank: 'validation' },
    },
  ],
  [
    {
      id: 'growing',
      says: 'half of the bans are met after an hour, growth beside it all opened when needed',
      turnover: { ...USUAL, replaced: 0.5, ready: after(HOUR), fresh: 1, growth: 1.2 },
      group: exits(),
      text: { purposes: ['reasoning-extraction'], languages: ['es'], bank: 'practice' },
    },
    {
      id: 'batches',
      says: 'half of the bans are met after hours, growth beside it ten at a time',
      turnover: { ...USUAL, replaced: 0.5, ready: after(3 * HOUR), growth: 0.8, batch: 10 },
      group: fromStock(),
      text: { purposes: ['instruction-synthesis'], languages: ['zh'], bank: 'validation' },
    },
    {
      id: 'one-wave',
      says: 'all are banned within an hour, heirs over hours, one stock',
      turnover: { ...USUAL, waves: 1, ready: after(4 * HOUR) },
      group: fromStock(),
      text: { purposes: ['rubric-grading'], languages: ['ja'], bank: 'practice' },
    },
    {
      id: 'one-wave-same-line',
      says: 'all are banned within an hour, heirs with line and program of who is gone',
      turnover: { ...USUAL, waves: 1, ready: after(4 * HOUR), keeps: ['address', 'client'] },
      group: apart(),
      text: { purposes: ['filter-evasion'], languages: ['en'], bank: 'practice' },
    },
  ],
  [
    {
      id: 'opened-at-once',
      says: 'heirs opened minutes after a ban and used hours later',
      turnover: { ...USUAL, ready: after(6 * HOUR), fresh: 0.8, atBan: true },
      group: apart(),
      text: { purposes: ['reasoning-extraction'], languages: ['en'], bank: 'practice' },
    },
    {
      id: 'cells',
      says: 'card, machine and program for five accounts each, heirs from any cell',
      turnover: { ...USUAL, ready: after(3 * HOUR) },
      group: inCells(),
      text: { purposes: ['rubric-grading'], languages: ['zh'], bank: 'practice' },
    },
    {
      id: 'slow',
      says: 'two accounts of three get an heir after two days or so',
      turnover: { ...USUAL, replaced: 0.65, ready: after(2 * DAY) },
      group: exits(),
      text: { purposes: ['instruction-synthesis'], languages: ['ja'], bank: 'practice' },
    },
    {
      id: 'three-waves',
      says: 'three waves of bans, heirs within hours, growth ten at a time',
      turnover: { ...USUAL, waves: 3, ready: after(2 * HOUR), batch: 10 },
      group: exits(),
      text: { purposes: ['filter-evasion'], languages: ['es'], bank: 'practice' },
    },
  ],
]
