// What the runs come to: exposure by size of campaign, and exchanges of replacements by style.

import { type Interval, wilson } from '../../../src/model/proportion.js'
import { median } from '../median.js'
import type { ExposureAnswer } from './exposure.js'
import type { CampaignLife, Moment } from './follower.js'
import type { ReplacementAnswer, StyleLife } from './replacement.js'
import { type Step, survival, survivalQuantile, type Waiting } from './survival.js'

/** Targets of the experiment. */
export const LIFE_TARGETS = {
  /** Most of a large campaign that is answered before its first report. */
  exposure: 0.05,
  /** Accounts from which on a campaign is large. */
  large: 500,
  /** Most exchanges of the median replacement. */
  exchanges: 20,
} as const

export interface MeasuredCampaign extends CampaignLife {
  readonly size: number
  readonly cleanDays: number
  readonly seed: number
}

export interface SizeFigures {
  readonly size: number
  readonly campaigns: number
  readonly reported: number
  /** Share of its exchanges before the first report; 1 for a campaign that was never reported. */
  readonly medianExposure: number
  readonly worstExposure: number
  /** The same until any of its accounts was accused, until half were in any number of parts, until nine tenths were. */
  readonly medianFirstAccount: number
  readonly medianHalfInParts: number
  readonly medianNineTenths: number
  /** Hours from its first exchange to the report, of those reported. */
  readonly medianHours: number
}

/** Share of a campaign's exchanges that were sent by a moment; all of them when it never came. */
export function exposureAt({ exchanges }: CampaignLife, moment: Moment | null): number {
  return moment === null ? 1 : moment.exchanges / exchanges
}

export function exposureBySize(campaigns: readonly MeasuredCampaign[]): SizeFigures[] {
  const sizes = [...new Set(campaigns.map(({ size }) => size))].sort((a, b) => a - b)
  return sizes.map((size) => {
    const own = campaigns.filter((campaign) => campaign.size === size)
    const reported = own.filter(({ half }) => half !== null)
    return {
      size,
      campaigns: own.length,
      reported: reported.length,
      medianExposure: median(own.map((one) => exposureAt(one, one.half))),
      worstExposure: Math.max(...own.map((one) => exposureAt(one, one.half))),
      medianFirstAccount: median(own.map((one) => exposureAt(one, one.firstAccount))),
      medianHalfInParts: median(own.map((one) => exposureAt(one, one.halfInParts))),
      medianNineTenths: median(own.map((one) => exposureAt(one, one.nineTenths))),
      medianHours: median(reported.map(({ half }) => half?.hours ?? Number.NaN)),
    }
  })
}

export interface LargeFigures {
  readonly campaigns: number
  readonly within: number
  /** Of the share within the target. */
  readonly interval: Interval
}

/** How many of the large campaigns were reported within the target. */
export function largeCampaigns(campaigns: readonly MeasuredCampaign[]): LargeFigures {
  const large = campaigns.filter(({ size }) => size >= LIFE_TARGETS.large)
  const within = large.filter((one) => exposureAt(one, one.half) < LIFE_TARGETS.exposure).length
  return { campaigns: large.length, within, interval: wilson(within / large.length, large.length) }
}

export interface StyleFigures {
  readonly style: string
  readonly replacements: number
  readonly accused: number
  /** Exchanges until the accusing analysis, with those not accused by the end counted as far as they were followed. */
  readonly median: number | null
  readonly ninetieth: number | null
  /** Most exchanges for which one that was not accused was followed. */
  readonly longest: number
  /** Of those accused, how many were at the first analysis after their first exchange. */
  readonly atFirstLook: number
  /** Median of the accounts that began the campaign. */
  readonly medianOfFirst: number | null
  readonly identities: number
  readonly curve: readonly Step[]
}

export function replacementFigures({ style, accounts, identities }: StyleLife): StyleFigures {
  const waits = (isFirst: boolean): Waiting[] =>
    accounts
      .filter(({ generation }) => (generation === 0) === isFirst)
      .map(({ exchanges, isAccused }) => ({ length: exchanges, isOver: isAccused }))
  const replacements = accounts.filter(({ generation }) => generation > 0)
  const accused = replacements.filter(({ isAccused }) => isAccused)
  return {
    style,
    replacements: replacements.length,
    accused: accused.length,
    median: survivalQuantile(waits(false), 0.5),
    ninetieth: survivalQuantile(waits(false), 0.9),
    longest: Math.max(
      0,
      ...replacements.filter(({ isAccused }) => !isAccused).map(({ exchanges }) => exchanges),
    ),
    atFirstLook: accused.filter(({ looks }) => looks === 1).length,
    medianOfFirst: survivalQuantile(waits(true), 0.5),
    identities,
    curve: survival(waits(false)),
  }
}

/** Honest accounts that a run of analyses accused at least once, of all there were. */
export interface HonestFigures {
  readonly accounts: number
  readonly accused: number
  readonly analyses: number
}

export function honestOf(
  exposure: readonly ExposureAnswer[],
  replacement: readonly ReplacementAnswer[],
): HonestFigures {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    accounts:
      sum(exposure.map(({ honestAccounts }) => honestAccounts)) +
      sum(replacement.map(({ honestAccounts }) => honestAccounts)),
    accused:
      sum(exposure.map(({ honestAccused }) => honestAccused)) +
      sum(replacement.map(({ honestSuspended }) => honestSuspended)),
    analyses:
      sum(exposure.map(({ looks }) => looks.length)) + sum(replacement.map(({ analyses }) => analyses)),
  }
}

/** What analyses after the first report said of the same campaigns. */
export function stabilityOf(campaigns: readonly MeasuredCampaign[]) {
  const followed = campaigns.filter(({ looksAfter }) => looksAfter > 0)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    campaigns: followed.length,
    analyses: sum(followed.map(({ looksAfter }) => looksAfter)),
    lapses: sum(followed.map(({ lapses }) => lapses)),
    keepName: followed.filter(({ keepsName }) => keepsName).length,
    medianIdentities: median(followed.map(({ identities }) => identities)),
    mostIdentities: Math.max(0, ...followed.map(({ identities }) => identities)),
  }
}
