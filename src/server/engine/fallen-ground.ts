// Decisions on campaigns that were accused with partners' word, when that word counts no more: its key was revoked, it was
// taken back, or it ran out. An analysis that finds no such campaign any more would leave them until they end.

import type { KeptAnalysis } from '../../campaigns/life/kept.js'
import type { Campaign } from '../../model/analysis.js'
import { say } from '../../model/sentence.js'
import type { Decision } from '../../respond/decision.js'
import { liftDecisions, readDecisionsInForce } from '../../respond/kept/decisions.js'
import { TOLD_BY_OTHERS } from '../../share/received/received-campaigns.js'
import type { Store } from '../../store/store.js'
import type { Fallen } from './fallen-note.js'

/** Decisions of a campaign that were lifted. */
export interface LiftedTold {
  readonly campaign: string
  readonly name: string
  /** How partners called what it rested on. */
  readonly told: readonly string[]
  readonly decisions: number
}

const WHY = say`what partners told of it counts no more`.text

/**
 * Campaigns of an analysis that rest on partners' word of which nothing is in force.
 * @param inForce names of what partners tell now, as evidence has them
 */
export function findFallen(
  kept: Pick<KeptAnalysis, 'analysis'> | undefined,
  inForce: ReadonlySet<string>,
): readonly Fallen[] {
  return (kept?.analysis.campaigns ?? []).flatMap((campaign) => {
    const told = toldOf(campaign)
    const { id, name } = campaign
    return told.length > 0 && !isBorne(told, inForce) ? [{ id, name, told }] : []
  })
}

/** Whether some of what a campaign rested on is still told. */
export const isBorne = (told: readonly string[], inForce: ReadonlySet<string>) =>
  told.some((name) => inForce.has(name))

function toldOf({ evidence }: Campaign): readonly string[] {
  const found = evidence.find(({ detector, bits }) => detector === TOLD_BY_OTHERS && bits > 0)
  const told = found?.facts.told
  return Array.isArray(told) ? told.map(String) : []
}

/**
 * Lifts decisions on them that an analysis made without that word doesn't bear out.
 * @param before decisions that were in force before that analysis
 */
export async function liftFallen(
  store: Store,
  fallen: readonly Fallen[],
  before: readonly Decision[],
  { analysis }: Pick<KeptAnalysis, 'analysis'>,
): Promise<readonly LiftedTold[]> {
  const accused = new Set(analysis.campaigns.filter((one) => one.verdict !== 'explained').map(({ id }) => id))
  const gone = new Map(fallen.filter(({ id }) => !accused.has(id)).map((one) => [one.id, one]))
  if (gone.size === 0) return []
  const now = await readDecisionsInForce(store, Date.now())
  const left = now.filter(({ campaign }) => gone.has(campaign))
  await liftDecisions(store, left, () => WHY)
  const still = new Set(now.filter((one) => !left.includes(one)).map(({ id }) => id))
  return [...gone.values()].flatMap((campaign): LiftedTold[] => {
    const decisions = before.filter((one) => one.campaign === campaign.id && !still.has(one.id)).length
    return decisions === 0
      ? []
      : [{ campaign: campaign.id, name: campaign.name, told: campaign.told, decisions }]
  })
}
