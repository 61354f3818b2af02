// Honest sign-ups in a burst: the credits that an online competition deals out.
import { DAY, HOUR, MINUTE } from '../../clock.js'
import { besides, gather } from '../../groups/crowd.js'
import { homeLine } from '../../network/addresses.js'
import { drawDomain } from '../../people/account-records.js'
import { drawCountry } from '../../people/person.js'
import { drawApiStyle } from '../../people/style.js'
import { conversation } from '../../people/writers.js'
import { between, chance, exponential, fork, lognormal, uniform } from '../../random.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { KITS } from '../../text/course-prompts.js'
import { newId, type World } from '../../world.js'

/** Strangers at home who take up credits within an hour: one voucher pays for all, one kit starts them. */
function addCredits(world: World, factor: number, name: string, kit: string, size: number): void {
  const random = fork(world.random, `credits ${name}`)
  const opened = world.period.start + between(random, 2, 8) * DAY + 16 * HOUR
  const domain = drawDomain(random)
  const voucher = newId(world, 'pay')
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => {
      const country = drawCountry(own)
      const home = homeLine(world.book, own, country.code)
      const createdAt = opened + exponential(own, 40 * MINUTE)
      return {
        country,
        clients: { 'python-sdk': 45, 'node-sdk': 40, 'chain-framework': 15 },
        tiers: { 'tier-1': 1 },
        pathway: 'api',
        programmer: true,
        address: home,
        record: {
          program: 'startup',
          payment: voucher,
          createdAt,
          ...(chance(own, 0.15) ? { emailDomain: domain } : {}),
        },
      }
    },
    write: (person, own) => {
      const style = drawApiStyle(world, own)
      const started = conversation(person.voice, { ...style, system: kit }, world.texts)
      return besides(started, conversation(person.voice, style, world.texts), uniform(own, 0.3, 0.9))
    },
    times: (_person, own) => {
      const effort = lognormal(own, 22, 0.9)
      return Array.from({ length: Math.min(160, Math.ceil(effort)) }, () => ({
        ts: opened + HOUR + own.next() ** 0.8 * 3 * DAY,
      }))
    },
  })
}

export const CREDITS: readonly Scenario[] = [
  defineScenario({
    id: 'credits-burst',
    description:
      'Strangers at home who take up credits of an online competition within an hour: one voucher, one kit',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addCredits(world, factor, 'credits-burst-few', KITS.fellows, 14)
      addCredits(world, factor, 'credits-burst-some', KITS.credits, 120)
    },
  }),
]
