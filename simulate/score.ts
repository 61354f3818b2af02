// How good an analysis is against the truth: which accounts of which attack were accused, which honest ones were, and
// whether the campaigns found are the campaigns there were.
import type { Verdict } from '../src/model/analysis.js'
import { Problem } from '../src/model/problem.js'

/** One kind of account of the truth, such as `attack:proxy-hydra` or `benign:class`. */
export interface KindScore {
  readonly kind: string
  readonly accounts: number
  readonly accused: number
  /** Accused accounts over accounts. */
  readonly share: number
  /** Accusing campaigns that hold at least one of them. */
  readonly campaigns: number
  /** Accounts in campaigns with the verdict `explained` that are not accused as well. */
  readonly explained: number
}

export interface Score {
  readonly schema: 'stillwatch.score/1'
  /** Attack accounts accused, over attack accounts; 1 when there are none. */
  readonly recall: number
  /** Attack accounts accused, over accounts accused; 1 when nobody is accused. */
  readonly precision: number
  readonly falsePer10000: number
  readonly bCubed: BCubed
  readonly attackAccounts: number
  readonly honestAccounts: number
  readonly accused: number
  readonly falselyAccused: number
  /** Accused accounts that the truth doesn't know; they count as neither. */
  readonly unknown: number
  /** Attacks of which at least 90 % of the accounts were accused, and all attacks. */
  readonly attacksFound: number
  readonly attacks: number
  readonly kinds: readonly KindScore[]
}

export { formatScore } from './score-format.js'

export interface BCubed {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

const ACCUSING: readonly Verdict[] = ['distillation', 'coordinated']

interface Candidate {
  readonly verdict: string
  readonly accounts: readonly string[]
}

/**
 * Scores an analysis. Accused are the accounts in campaigns whose verdict is `distillation` or `coordinated`; an
 * account may be in several. Both inputs may come from anywhere: what is malformed is a {@link Problem}.
 *
 * @param truth object from account to `attack:NAME` or `benign:NAME`
 * @param analysis the JSON contract `stillwatch.analysis/1`
 */
export function score(truth: unknown, analysis: unknown): Score {
  const labels = parseTruth(truth)
  const candidates = parseCampaigns(analysis)
  const memberships = new Map<string, number[]>()
  const explained = new Set<string>()
  candidates.forEach(({ verdict, accounts }, campaign) => {
    const isAccusing = (ACCUSING as readonly string[]).includes(verdict)
    for (const account of accounts) {
      if (!isAccusing) explained.add(account)
      else {
        const known = memberships.get(account)
        if (known === undefined) memberships.set(account, [campaign])
        else if (known.at(-1) !== campaign) known.push(campaign)
      }
    }
  })
  const kinds = scoreKinds(labels, memberships, explained)
  const attacks = kinds.filter(({ kind }) => isAttack(kind))
  const honest = kinds.filter(({ kind }) => !isAttack(kind))
  const attackAccounts = sum(attacks, 'accounts')
  const honestAccounts = sum(honest, 'accounts')
  const caught = sum(attacks, 'accused')
  const falselyAccused = sum(honest, 'accused')
  return {
    schema: 'stillwatch.score/1',
    recall: ratio(caught, attackAccounts),
    precision: ratio(caught, caught + falselyAccused),
    falsePer10000: honestAccounts === 0 ? 0 : (falselyAccused / honestAccounts) * 10_000,
    bCubed: bCubed(labels, memberships),
    attackAccounts,
    honestAccounts,
    accused: memberships.size,
    falselyAccused,
    unknown: memberships.size - caught - falselyAccused,
    attacksFound: attacks.filter(({ share }) => share >= 0.9).length,
    attacks: attacks.length,
    kinds,
  }
}

/** Scores a plain list of accused groups, as the baseline returns it. */
export function scoreAccusations(truth: unknown, groups: readonly (readonly string[])[]): Score {
  const campaigns = groups.map((accounts) => ({
    verdict: 'coordinated',
    accounts: accounts.map((id) => ({ id })),
  }))
  return score(truth, { campaigns })
}

function isAttack(kind: string): boolean {
  return kind.startsWith('attack:')
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}

function sum(list: readonly KindScore[], key: 'accounts' | 'accused'): number {
  return list.reduce((total, one) => total + one[key], 0)
}

function scoreKinds(
  labels: ReadonlyMap<string, string>,
  memberships: ReadonlyMap<string, readonly number[]>,
  explained: ReadonlySet<string>,
): KindScore[] {
  const tally = new Map<
    string,
    { accounts: number; accused: number; explained: number; campaigns: Set<number> }
  >()
  for (const [account, kind] of labels) {
    let own = tally.get(kind)
    if (own === undefined) {
      own = { accounts: 0, accused: 0, explained: 0, campaigns: new Set() }
      tally.set(kind, own)
    }
    own.accounts++
    const campaigns = memberships.get(account)
    if (campaigns !== undefined) {
      own.accused++
      for (const campaign of campaigns) own.campaigns.add(campaign)
    } else if (explained.has(account)) own.explained++
  }
  return [...tally]
    .map(([kind, { accounts, accused, explained: cleared, campaigns }]) => ({
      kind,
      accounts,
      accused,
      share: accused / accounts,
      campaigns: campaigns.size,
      explained: cleared,
    }))
    .sort((a, b) => Number(isAttack(b.kind)) - Number(isAttack(a.kind)) || (a.kind < b.kind ? -1 : 1))
}

/**
 * B-cubed (Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space model", 1998) in the
 * extended form for overlapping clusters and for items without cluster or category (Amigó, Gonzalo, Artiles and
 * Verdejo, "A comparison of extrinsic clustering evaluation metrics based on formal constraints", Information
 * Retrieval 12, 2009).
 *
 * Items are the accounts that are attack in truth or accused. A cluster is an accusing campaign; a category is an
 * attack's name; honest accounts have no category. For two items that share a cluster, multiplicity precision is
 * min(|shared clusters|, |shared categories|) / |shared clusters|; for two that share a category, multiplicity recall
 * is the same over |shared categories|. Each item averages over the items it shares something with, itself included;
 * precision averages over accused items, recall over attack items. So an honest account in a campaign lowers
 * precision for itself and for everybody beside it, an attack account left out lowers recall, and so do an attack
 * split over campaigns or two attacks in one.
 */
export function bCubed(
  labels: ReadonlyMap<string, string>,
  memberships: ReadonlyMap<string, readonly number[]>,
): BCubed {
  // Items with the same campaigns and the same attack are alike: count them once, weighted.
  const alike = new Map<string, { campaigns: readonly number[]; attack: string | undefined; count: number }>()
  const add = (attack: string | undefined, campaigns: readonly number[]): void => {
    const key = `${attack ?? ''}\n${campaigns.join(',')}`
    const known = alike.get(key)
    if (known === undefined) alike.set(key, { campaigns, attack, count: 1 })
    else known.count++
  }
  for (const [account, kind] of labels) {
    const campaigns = memberships.get(account) ?? []
    if (isAttack(kind)) add(kind, campaigns)
    else if (campaigns.length > 0) add(undefined, campaigns)
  }
  const groups = [...alike.values()]
  let precision = 0
  let accused = 0
  let recall = 0
  let attacking = 0
  for (const one of groups) {
    const here = new Set(one.campaigns)
    let precisionSum = 0
    let precisionCount = 0
    let recallSum = 0
    let recallCount = 0
    for (const other of groups) {
      let shared = 0
      for (const campaign of other.campaigns) if (here.has(campaign)) shared++
      const sameAttack = one.attack !== undefined && one.attack === other.attack ? 1 : 0
      if (shared > 0) {
        precisionSum += (Math.min(shared, sameAttack) / shared) * other.count
        precisionCount += other.count
      }
      if (sameAttack > 0) {
        recallSum += Math.min(shared, sameAttack) * other.count
        recallCount += other.count
      }
    }
    if (precisionCount > 0) {
      precision += (precisionSum / precisionCount) * one.count
      accused += one.count
    }
    if (recallCount > 0) {
      recall += (recallSum / recallCount) * one.count
      attacking += one.count
    }
  }
  const p = ratio(precision, accused)
  const r = ratio(recall, attacking)
  return { precision: p, recall: r, f1: p + r === 0 ? 0 : (2 * p * r) / (p + r) }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseTruth(truth: unknown): Map<string, string> {
  const next = 'Give the truth.json that `stillwatch simulate` wrote.'
  if (!isRecord(truth)) throw new Problem('score-truth', 'the truth is not a JSON object', next)
  const labels = new Map<string, string>()
  for (const [account, label] of Object.entries(truth)) {
    if (typeof label !== 'string' || !/^(attack|benign):./.test(label)) {
      throw new Problem(
        'score-truth',
        `the truth of account "${account.slice(0, 80)}" is neither attack:NAME nor benign:NAME`,
        next,
      )
    }
    labels.set(account, label)
  }
  if (labels.size === 0) throw new Problem('score-truth', 'the truth names no account', next)
  return labels
}

function parseCampaigns(analysis: unknown): Candidate[] {
  const next = 'Give what `stillwatch analyze --format json` printed.'
  if (!isRecord(analysis) || !Array.isArray(analysis.campaigns)) {
    throw new Problem('score-analysis', 'the result has no list "campaigns"', next)
  }
  return (analysis.campaigns as readonly unknown[]).map((campaign, index) => {
    if (!isRecord(campaign) || typeof campaign.verdict !== 'string' || !Array.isArray(campaign.accounts)) {
      throw new Problem(
        'score-analysis',
        `campaign ${index + 1} of the result lacks a verdict or accounts`,
        next,
      )
    }
    const accounts = (campaign.accounts as readonly unknown[]).map((account) => {
      const id = isRecord(account) ? account.id : account
      if (typeof id !== 'string')
        throw new Problem('score-analysis', `an account of campaign ${index + 1} has no id`, next)
      return id
    })
    return { verdict: campaign.verdict, accounts }
  })
}
