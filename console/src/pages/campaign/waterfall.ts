// From chance to what counts: each piece of evidence begins where the one before ends, then what a family tells twice, or
// beyond what one kind of evidence may count, is taken off, so that the last bar ends at the sum.
import type { CampaignView, Evidence } from '../../service/client'

export interface Bar {
  readonly from: number
  readonly to: number
  readonly evidence?: Evidence
  /** The family whose bits are set right. */
  readonly family?: string
}

/** Bits below which nothing is told of a family: they would show as 0. */
const LEAST = 0.05

export function fall({
  evidence,
  picture,
  analysis,
  drawn_by,
}: Pick<CampaignView, 'evidence' | 'picture' | 'analysis' | 'drawn_by'>): Bar[] {
  // Of an increment the evidence is newer than the sum; a family that isn't among those that count counts nothing.
  const counted = drawn_by === analysis ? picture?.families : undefined
  const families = new Set([...evidence.map(({ family = '' }) => family), ...Object.keys(counted ?? {})])
  const differences = [...(counted ? families : [])].flatMap((family) => {
    const told = evidence.reduce((sum, one) => sum + (one.family === family ? one.bits : 0), 0)
    const bits = (counted?.[family] ?? 0) - told
    return Math.abs(bits) < LEAST ? [] : [{ family, bits }]
  })
  let at = 0
  const place = (bits: number) => {
    const from = at
    at += bits
    return { from, to: at }
  }
  return [
    ...evidence.map((one) => ({ ...place(one.bits), evidence: one })),
    ...differences.map(({ family, bits }) => ({ ...place(bits), family })),
  ]
}
