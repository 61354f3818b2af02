// What an act changes of what is in force, before decisions are made anew from the store: a pure function, so that it takes
// effect where the store can't be asked. For accounts its answers are those that `respond` comes to, but for one thing:
// what an act lifts or spares and another rule would decide again comes back with `respond` only.
import type { Campaign } from '../model/analysis.js'
import { type Decision, type Exemption, makeDecision } from './decision.js'
import { type Act, ruleName } from './kept/acts.js'
import { subjectOf } from './kept/subjects.js'
import { evaluate } from './policy/evaluate.js'
import { NO_POLICY } from './policy/no-policy.js'
import { type Policy, RULE } from './policy/policy.js'

export interface Standing {
  readonly decisions: readonly Decision[]
  readonly exemptions: readonly Exemption[]
}

export interface EffectGround {
  /** A campaign of the newest analysis; undefined when it has none of that id. */
  readonly campaign: (id: string) => Campaign | undefined
  /** All that was done, this act among it. */
  readonly acts: readonly Act[]
  readonly policy: Policy | undefined
}

/**
 * What is in force after an act.
 * @returns the same lists where it changes nothing
 */
export function takeEffect(act: Act, before: Standing, ground: EffectGround): Standing {
  switch (act.kind) {
    case 'apply': {
      const there = new Set(before.decisions.map(({ id }) => id))
      const made = [...applyInParts(act, before.exemptions, ground)].flat().filter(({ id }) => !there.has(id))
      return { ...before, decisions: [...before.decisions, ...made] }
    }
    case 'exempt':
    case 'grant':
      return spare(before, sparedBy(act, ground), act.campaign)
    case 'appeal':
      return isReleasing(ground) ? release(before, act.account) : before
    case 'undo':
      return undo(before, act, ground)
    case 'uphold':
    case 'propose':
    case 'approve':
    case 'adopt':
      return before
  }
}

/** Whether a part of what an act changes waits until decisions are made anew. */
export function isWaiting(act: Act, ground: EffectGround): boolean {
  if (act.kind === 'uphold') return isReleasing(ground)
  if (act.kind === 'apply') return RULE.parse(JSON.parse(act.rule)).on !== 'account'
  return act.kind === 'undo'
}

const isReleasing = ({ policy }: EffectGround) => policy?.appeals.meanwhile === 'release'

const accused = (campaign: Campaign | undefined) => campaign !== undefined && campaign.verdict !== 'explained'

/** Accounts that are decided on without a pause: a few milliseconds' work. */
const PART = 200

/**
 * Decisions that an act on a campaign makes on the accounts that it has now, with the times of the act, so that they are the
 * same each time; in parts, so that a large campaign keeps nobody waiting.
 */
export function* applyInParts(
  act: Act,
  exemptions: readonly Exemption[],
  ground: EffectGround,
): Generator<readonly Decision[]> {
  const campaign = ground.campaign(act.campaign)
  const rule = RULE.parse(JSON.parse(act.rule))
  if (!campaign || !accused(campaign) || rule.on !== 'account') return
  const spared = new Set(exemptions.map(({ account }) => account))
  const closed = new Set(ground.acts.map(({ refers }) => refers))
  const open = ground.acts.filter(({ kind, id }) => kind === 'appeal' && !closed.has(id))
  const fixed = {
    policy: { ...(ground.policy ?? NO_POLICY), rules: [], exemptions: [] },
    acts: [{ rule, until: act.ends }],
    appealed: new Set(open.map(({ account }) => account)),
    now: Date.parse(act.at),
  }
  for (let from = 0; from < campaign.accounts.length; from += PART) {
    const part = campaign.accounts.slice(from, from + PART).filter(({ id }) => !spared.has(id))
    yield evaluate({ ...fixed, subjects: part.map((account) => subjectOf(campaign, account, undefined)) })
  }
}

function sparedBy({ account, campaign, ends }: Act, ground: EffectGround): Exemption[] {
  if (account !== '') return [{ account, until: ends }]
  const found = ground.campaign(campaign)
  return found && accused(found) ? found.accounts.map(({ id }) => ({ account: id, until: ends })) : []
}

function spare(before: Standing, exemptions: readonly Exemption[], campaign: string): Standing {
  const spared = new Set(exemptions.map(({ account }) => account))
  const isAbout = (decision: Decision) =>
    spared.has(decision.account) || (campaign !== '' && decision.campaign === campaign)
  return {
    decisions: before.decisions.filter((decision) => !isAbout(decision)),
    exemptions: [...before.exemptions, ...exemptions],
  }
}

function release(before: Standing, account: string): Standing {
  return {
    ...before,
    decisions: before.decisions.map((decision) => {
      if (decision.account !== account || decision.mode === 'shadow') return decision
      const { id: _, ...fields } = decision
      return makeDecision({ ...fields, mode: 'shadow' })
    }),
  }
}

function undo(before: Standing, { refers }: Act, ground: EffectGround): Standing {
  const undone = ground.acts.find(({ id }) => id === refers)
  if (undone?.kind === 'apply') {
    const name = ruleName(undone)
    return { ...before, decisions: before.decisions.filter(({ rule }) => rule !== name) }
  }
  if (undone?.kind !== 'exempt' && undone?.kind !== 'grant') return before
  const spared = new Set(sparedBy(undone, ground).map(({ account }) => account))
  return {
    ...before,
    exemptions: before.exemptions.filter(
      ({ account, until }) => until !== undone.ends || !spared.has(account),
    ),
  }
}
