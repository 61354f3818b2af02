// The worlds that are held apart: nothing was made with these seeds.
import { standingOf } from '../../../src/campaigns/judge.js'
import type { JudgedGroup } from '../../tasks.js'
import { type JudgedWorld, measureWorld } from '../judged-world.js'
import { inPool } from '../pool.js'
import type { Scored } from './logistic.js'

export interface WorldPlan {
  readonly scenario: string
  readonly seed: number
  readonly scale: number
}

export interface World extends JudgedWorld {
  readonly scenario: string
}

export async function measureWorlds(
  plans: readonly WorldPlan[],
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<World[]> {
  let done = 0
  return inPool(plans, async ({ scenario, seed, scale }) => {
    const world = await measureWorld(scenario, seed, scale, signal)
    say(`${++done} of ${plans.length} worlds`)
    return { ...world, scenario }
  })
}

/** A group with its evidence, and whether at least half of its accounts are a campaign's. */
export type KnownGroup = JudgedGroup & Scored & { readonly standing: ReturnType<typeof standingOf> }

export function knownGroups(worlds: readonly World[]): KnownGroup[] {
  return worlds.flatMap(({ judged }) =>
    judged.groups.map((group) => {
      const ofAttacks = Object.entries(group.kinds)
        .filter(([kind]) => kind.startsWith('attack:'))
        .reduce((sum, [, accounts]) => sum + accounts, 0)
      return {
        ...group,
        standing: standingOf(group.verdict, group.explanation),
        isCampaign: ofAttacks * 2 >= group.accounts,
      }
    }),
  )
}
