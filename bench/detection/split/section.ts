// What sharing finds of a campaign that three providers have parts of, from a fifth of what one needs to find it alone on.
import { join } from 'node:path'
import { makeParts, type PartFiles } from '../../federation/split-world.js'
import { OUT } from '../../machine.js'
import { runWorker } from '../../run-worker.js'
import { inPool } from '../pool.js'
import type { DetectionSection } from '../section.js'
import type { SharingAnswer } from './measure.js'
import { describe, draw } from './report.js'
import { smallestFound } from './smallest.js'
import { campaignOf, STEPS, STYLES, type Style, shareOf } from './styles.js'

const PROVIDERS = 3
/** Parts of what one provider needs, that each has. */
const SHARES = [1 / 5, 1 / 4, 1 / 3, 1 / 2, 1]

const FULL = { honest: 400, seeds: 5, needed: 4, splits: 3, styles: STYLES, shares: SHARES }
const QUICK = { honest: 200, seeds: 1, needed: 1, splits: 1, styles: STYLES.slice(0, 1), shares: [1 / 2] }

/** Each provider has a share of what one finds alone. */
export interface ShareResult {
  readonly share: number
  /** Accounts, or requests of an account a day. */
  readonly step: number
  readonly cases: readonly {
    readonly seed: number
    readonly answer: SharingAnswer
    /** Share of all accounts that one provider with everybody's customers accuses. */
    readonly pooled: number
  }[]
}

export interface StyleResult {
  readonly style: Style
  /** The least that one provider finds alone, if any: accounts, or requests of an account a day. */
  readonly smallest: number | undefined
  readonly shares: readonly ShareResult[]
}

export const SPLIT_CAMPAIGNS: DetectionSection = {
  id: 'split-campaigns',
  says: 'campaigns of which each of three providers has from a fifth of what one finds alone: found alone, and through sharing',
  async run({ seed: first, quick, signal, say }) {
    const { honest, seeds: count, needed, splits, styles, shares } = quick ? QUICK : FULL
    const searched = Array.from({ length: count }, (_, index) => first + index)
    const measured = Array.from({ length: splits }, (_, index) => first + count + index)
    const folder = join(OUT, 'federation', 'worlds')
    const measure = async (campaign: string, split: readonly number[], seed: number) => {
      signal.throwIfAborted()
      const parts = (await makeParts({ campaign, split, seed, honest }, folder)).map(
        ({ sent: _, ...files }) => files,
      )
      return { parts, answer: (await runWorker('sharing', { parts, seed }, signal)).answer }
    }
    const pool = async (parts: readonly PartFiles[], seed: number) => {
      const { answer } = await runWorker('sharing', { parts: [together(parts)], seed }, signal)
      return recallOf(answer, 'alone')
    }
    const results = await inPool(styles, async (style): Promise<StyleResult> => {
      const smallest = await smallestFound(STEPS[style.axis], searched, needed, async (step, seed) => {
        const { answer } = await measure(campaignOf(style, step, 1), [1], seed)
        say(`${style.id}, ${step} at one provider, seed ${seed}: ${recallOf(answer, 'alone').toFixed(2)}`)
        return recallOf(answer, 'alone') > 0.5
      })
      if (smallest === undefined) return { style, smallest, shares: [] }
      // Two shares of a small number of accounts may be the same.
      const known = new Map<number, ShareResult['cases']>()
      const results: ShareResult[] = []
      for (const share of shares) {
        const step = shareOf(style, smallest, share)
        const cases = known.get(step) ?? []
        if (!known.has(step)) {
          const made: ShareResult['cases'][number][] = []
          for (const seed of measured) {
            const { parts, answer } = await measure(
              campaignOf(style, step, PROVIDERS),
              Array.from({ length: PROVIDERS }, () => 1),
              seed,
            )
            made.push({ seed, answer, pooled: await pool(parts, seed) })
            say(
              `${style.id}, ${step} at each, seed ${seed}: ${recallOf(answer, 'alone').toFixed(2)} alone, ${recallOf(answer, 'together').toFixed(2)} together`,
            )
          }
          known.set(step, made)
        }
        results.push({ share, step, cases: known.get(step) ?? cases })
      }
      return { style, smallest, shares: results }
    })
    const honestMore = results
      .flatMap((one) => one.shares.flatMap(({ cases }) => cases.map(({ answer }) => newlyAccused(answer))))
      .reduce((sum, accused) => sum + accused, 0)
    return {
      text: describe(results, honestMore),
      exitCode: honestMore === 0 ? 0 : 1,
      figures: { honest, providers: PROVIDERS, results },
      charts: quick ? [] : draw(results),
    }
  },
}

/** Share of the campaign's accounts, of all providers, that are accused. */
export function recallOf({ providers }: SharingAnswer, which: 'alone' | 'together'): number {
  const all = providers.reduce((sum, { campaign }) => sum + campaign, 0)
  return all === 0 ? 0 : providers.reduce((sum, one) => sum + one[which], 0) / all
}

/** Honest accounts that are accused with sharing and not without. */
export function newlyAccused({ providers }: SharingAnswer): number {
  return providers.reduce(
    (sum, { honestAlone, honestTogether }) =>
      sum + honestTogether.filter((account) => !honestAlone.includes(account)).length,
    0,
  )
}

/** Everything at one provider. */
function together(parts: readonly PartFiles[]): PartFiles {
  return {
    exchanges: parts.flatMap(({ exchanges }) => exchanges),
    accounts: parts.flatMap(({ accounts }) => accounts),
    truth: parts[0]?.truth ?? '',
    campaign: parts.flatMap(({ campaign }) => campaign),
  }
}
