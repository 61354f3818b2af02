// Held-out attacks in which one queue of work is dealt over a group: shared cards, reworded templates, no text, many
// languages, probing.
import { DAY, HOUR } from '../../clock.js'
import { runCampaign } from '../../groups/campaign.js'
import { cellCards, cellClients, cellHosts, workspaces } from '../../groups/cells.js'
import {
  agedAccounts,
  countriesNamed,
  hosts,
  oneOffCards,
  ownClients,
  phones,
  residential,
  sharedCards,
  vpn,
} from '../../groups/plans.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { crewTimes, cronTimes, dailyTimes, nightTimes, renewalTimes } from '../../timing/arrivals.js'

const CELL = 7

/** Members whose cell doesn't rest on this day. */
function onDuty(ts: number, members: number): readonly number[] {
  const day = Math.floor(ts / DAY)
  return Array.from({ length: members }, (_, member) => member).filter(
    (member) => (day + Math.floor(member / CELL)) % 3 !== 0,
  )
}

export const DEALT_ATTACKS: readonly Scenario[] = [
  defineScenario({
    id: 'load-balanced-cells',
    description:
      'A day crew whose accounts come in cells of a card, a machine and a program, each cell resting every third day',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      runCampaign(world, factor, {
        group: {
          label: 'attack:load-balanced-cells',
          size: 84,
          accounts: cellCards({ cellSize: CELL, withinDays: 110, tiers: { 'tier-2': 70, 'tier-3': 30 } }),
          network: cellHosts('cloud', CELL),
          clients: cellClients({ 'python-sdk': 40, go: 30, java: 30 }, CELL),
        },
        times: (random, size) =>
          crewTimes(random, world.period, size * 14 * 11, { offsetHours: 8, from: 9, to: 21.5 }),
        deal: { dealing: 'random' },
        live: onDuty,
        text: {
          purposes: ['rubric-grading', 'instruction-synthesis'],
          languages: ['en'],
          bank: 'held-out',
          templates: 2,
          max_tokens: 3000,
        },
      })
    },
  }),
  defineScenario({
    id: 'load-balanced-workspaces',
    description: 'Reply rewriting dealt over the seats of six workspaces that pose as six companies',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      runCampaign(world, factor, {
        group: {
          label: 'attack:load-balanced-workspaces',
          size: 66,
          accounts: workspaces({ seats: 11, withinDays: 75, tier: 'team' }),
          network: residential({ stickyMs: 8 * HOUR, exits: 600 }),
          clients: ownClients({ browser: 55, 'node-sdk': 45 }),
          pathways: { subscription: 55, api: 45 },
        },
        times: (random, size) =>
          renewalTimes(random, world.period.start, world.period.end, size * 14 * 11, 2.2),
        deal: { dealing: 'sticky', stickyMs: 30 * 60_000, dailyCap: 30 },
        text: {
          purposes: ['censorship-safe-rewriting'],
          languages: ['zh', 'en'],
          bank: 'held-out',
          templates: 2,
        },
      })
    },
  }),
  defineScenario({
    id: 'paraphrased-reviews',
    description:
      'Grading reworded in every request, from accounts with a machine each and a card for every four',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      runCampaign(world, factor, {
        group: {
          label: 'attack:paraphrased-reviews',
          size: 100,
          accounts: sharedCards({ accountsPerCard: 4, withinDays: 130, batch: 1.5, mail: 'catch-all' }),
          network: cellHosts('cloud', 1),
          clients: ownClients({ 'python-sdk': 40, 'node-sdk': 20, 'chain-framework': 20, requests: 20 }),
        },
        times: (random, size) => dailyTimes(random, world.period, size * 14 * 8, 3, 0.55),
        deal: { dealing: 'random' },
        text: {
          purposes: ['rubric-grading', 'instruction-synthesis'],
          languages: ['en'],
          bank: 'held-out',
          templates: 0,
        },
      })
    },
  }),
  defineScenario({
    id: 'paraphrased-continental',
    description:
      'Reasoning extraction reworded in three languages, on own cards over few exits that the accounts take turns on',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      runCampaign(world, factor, {
        group: {
          label: 'attack:paraphrased-continental',
          size: 90,
          accounts: oneOffCards({
            withinDays: 170,
            countries: countriesNamed('DE', 'ES', 'PL', 'NL', 'MX', 'AR'),
          }),
          network: residential({ stickyMs: 5 * HOUR, exits: 260, countries: ['DE', 'ES', 'PL', 'MX'] }),
          clients: ownClients({ aiohttp: 35, 'python-sdk': 35, go: 30 }),
          pathways: { api: 75, vertex: 25 },
        },
        times: (random, size) =>
          renewalTimes(random, world.period.start, world.period.end, size * 14 * 8, 0.8),
        deal: { dealing: 'least-used' },
        text: {
          purposes: ['reasoning-extraction'],
          languages: ['de', 'es', 'en'],
          bank: 'held-out',
          templates: 0,
        },
      })
    },
  }),
  defineScenario({
    id: 'metadata-only-nights',
    description: 'A log without text in which a campaign works through its nights behind a VPN',
    set: 'held-out',
    kind: 'attack',
    prepare(world) {
      world.textless = true
    },
    add(world, factor) {
      runCampaign(world, factor, {
        group: {
          label: 'attack:metadata-only-nights',
          size: 88,
          accounts: sharedCards({
            accountsPerCard: 4,
            withinDays: 60,
            batch: 2,
            mail: 'disposable',
            tiers: { 'tier-1': 60, 'tier-2': 40 },
          }),
          network: vpn(36, 12 * HOUR),
          clients: ownClients({ 'node-sdk': 70, requests: 30 }),
          private: true,
          pathways: { api: 65, bedrock: 35 },
        },
        times: (random, size) =>
          nightTimes(random, world.period, size * 14 * 10, { offsetHours: 8, from: 21, hours: 7 }),
        deal: { dealing: 'round-robin', dailyCap: 22 },
        text: {
          purposes: ['agent-trace-harvesting'],
          languages: ['en'],
          bank: 'held-out',
          temperature: 0.9,
          max_tokens: 6000,
        },
      })
    },
  }),
  defineScenario({
    id: 'many-languages-tutor',
    description:
      'Thinking-language coercion in ten languages from bought accounts on phone lines, by their day',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      runCampaign(world, factor, {
        group: {
          label: 'attack:many-languages-tutor',
          size: 130,
          accounts: agedAccounts({
            tiers: { free: 45, 'tier-1': 55 },
            countries: countriesNamed('IN', 'ID', 'VN', 'BR', 'NG', 'DE'),
          }),
          network: phones(countriesNamed('IN', 'ID', 'VN', 'BR', 'NG', 'DE')),
          clients: ownClients({ 'python-sdk': 30, 'node-sdk': 30, java: 40 }),
        },
        times: (random, size) => dailyTimes(random, world.period, size * 14 * 6, 6, 0.7),
        deal: { dealing: 'random' },
        text: {
          purposes: ['language-coercion'],
          languages: ['ko', 'es', 'de', 'fr', 'pt', 'ru', 'it', 'tr', 'vi', 'id'],
          bank: 'held-out',
        },
      })
    },
  }),
  defineScenario({
    id: 'evasion-probing-canaries',
    description:
      'Accounts on shared cards re-ask the same canary tasks four times a day, one bypass after another',
    set: 'held-out',
    kind: 'attack',
    add(world, factor) {
      runCampaign(world, factor, {
        group: {
          label: 'attack:evasion-probing-canaries',
          size: 36,
          accounts: sharedCards({ accountsPerCard: 6, withinDays: 40, batch: 3, mail: 'disposable' }),
          network: hosts('cloud', 8, { together: false, stickyMs: 2 * DAY }),
          clients: ownClients({ 'python-sdk': 40, curl: 30, go: 30 }),
        },
        times: (random, size) => cronTimes(random, world.period, 6 * HOUR, Math.round(size * 2), 2 * HOUR),
        deal: { dealing: 'least-used' },
        text: {
          purposes: ['filter-evasion'],
          languages: ['en', 'zh'],
          bank: 'held-out',
          templates: 14,
          items: 18,
        },
      })
    },
  }),
]
