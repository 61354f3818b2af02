// Levers drawn at random, as an operator might choose them, and said in a few words.

import type { LanguageCode } from '../network/countries.js'
import { between, chance, pick, pickWeighted, type Random, uniform } from '../random.js'
import { PURPOSES } from '../text/purposes/purpose.js'
import type { BankName } from '../text/purposes/template.js'
import type { Levers } from './levers.js'

/** Work of one campaign at most, so that a large one does not fill the world. */
const MOST_EXCHANGES = 24_000

/** Levers of a campaign as an operator might choose them, independent of each other but for what he can't combine. */
export function drawLevers(random: Random, bank: BankName): Levers {
  const accounts = Math.round(Math.exp(uniform(random, Math.log(16), Math.log(260))))
  const days = chance(random, 0.7) ? 14 : between(random, 2, 10)
  const most = MOST_EXCHANGES / accounts / days
  const perAccountDay = Math.min(Math.exp(uniform(random, Math.log(0.8), Math.log(45))), most)
  const rhythm = pickWeighted(random, { flat: 45, daily: 20, crew: 15, human: 20 })
  const mixes = rhythm === 'human' || chance(random, 0.35)
  const least = uniform(random, 0.05, 0.4)
  const all: readonly LanguageCode[] = ['en', 'zh', 'ja', 'es', 'de', 'fr', 'ko', 'pt', 'ru']
  const first = pickWeighted(random, { en: 60, zh: 25, ja: 15 })
  const more = chance(random, 0.3) ? between(random, 1, 7) : 0
  return {
    accounts,
    accountsPerCard: chance(random, 0.45) ? between(random, 2, 15) : 1,
    openedWithinDays: chance(random, 0.3) ? 0 : pick(random, [5, 20, 60, 150]),
    network: pickWeighted(random, {
      rack: 20,
      scattered: 15,
      vpn: 15,
      residential: 25,
      homes: 15,
      phones: 10,
    }),
    exits: Math.round(Math.exp(uniform(random, Math.log(12), Math.log(3000)))),
    clients: pickWeighted(random, { same: 40, own: 40, disguised: 20 }),
    rhythm,
    dealing: pickWeighted(random, { 'round-robin': 30, random: 30, sticky: 20, 'least-used': 20 }),
    perAccountDay,
    days,
    honest: mixes ? [least, least + uniform(random, 0.05, 0.3)] : [0, 0],
    purposes: chance(random, 0.7)
      ? [pick(random, PURPOSES)]
      : [pick(random, PURPOSES), pick(random, PURPOSES)],
    languages: [first, ...all.filter((code) => code !== first).slice(0, more)],
    templates: pickWeighted(random, { '0': 15, '1': 50, '3': 35 }) === '0' ? 0 : chance(random, 0.6) ? 1 : 3,
    bank,
    pathway: chance(random, 0.3) ? 'subscription' : 'api',
    fixedParameters: chance(random, 0.5),
    accountsPerOrganisation: chance(random, 0.2) ? between(random, 3, 18) : 1,
  }
}

/** The levers in a few words, for a label: kebab-case. */
export function describeLevers(levers: Levers): string {
  const { accountsPerCard, accountsPerOrganisation, network, clients, rhythm, templates } = levers
  return [
    accountsPerOrganisation > 1 ? `seats-${accountsPerOrganisation}` : `cards-${accountsPerCard}`,
    network,
    `${clients}-client`,
    rhythm,
    `${Math.max(1, Math.round(levers.perAccountDay))}-a-day`,
    `honest-${Math.round(50 * (levers.honest[0] + levers.honest[1]))}`,
    templates === 0 ? 'paraphrased' : `templates-${templates}`,
    `languages-${levers.languages.length}`,
  ].join('-')
}
