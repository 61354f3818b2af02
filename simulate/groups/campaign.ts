// The usual campaign: one group, one stream of work dealt over it, one text.
import { fork, type Random } from '../random.js'
import { type DealOptions, deal } from '../timing/queue.js'
import type { World } from '../world.js'
import { type CampaignText, extraction } from './campaign-text.js'
import { enlist, type Group, type GroupPlan, work } from './group.js'

export interface Campaign {
  readonly group: GroupPlan
  /** When work arrives for a group of `members`. */
  readonly times: (random: Random, members: number) => readonly number[]
  readonly deal: Omit<DealOptions, 'members' | 'live'>
  /** Who of `members` can be used at a time; all by default. */
  readonly live?: (ts: number, members: number) => readonly number[]
  readonly text: CampaignText
}

/** Enlists the group and deals its work. */
export function runCampaign(world: World, factor: number, campaign: Campaign): Group {
  const group = enlist(world, campaign.group, factor)
  const { actors, random } = group
  const write = extraction(world, fork(random, 'text'), campaign.text)
  const { length: members } = actors
  const times = campaign.times(fork(random, 'times'), members)
  const { live } = campaign
  const deals = deal(fork(random, 'deal'), times, {
    ...campaign.deal,
    members,
    ...(live === undefined ? {} : { live: (ts: number) => live(ts, members) }),
  })
  work(world, group, deals, () => write)
  return group
}
