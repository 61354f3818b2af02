// One provider, a partner who tells the truth about a campaign that both have, and partners who lie about the provider's
// honest customers: who is accused, alone, with the truth, and with both.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judgeGiven } from '../../../src/campaigns/judge-given.js'
import { keyOf } from '../../../src/share/community-key.js'
import { forgetPartner } from '../../../src/store/forget.js'
import type { Store } from '../../../src/store/store.js'
import type { PartFiles } from '../../federation/split-world.js'
import { type Liar, lieAbout } from './lies.js'
import { analyseAlone, analyseWith, endOf, Partners, readStanding, type Standing } from './run.js'
import { chooseTargets, readShown, type Target } from './targets.js'
import { type Told, tellAll } from './truth-teller.js'
import { judgeWithWord, type Word } from './word.js'

export interface PoisoningInput {
  readonly receiver: PartFiles
  readonly teller: PartFiles
  readonly seed: number
  /** Groups that are lied about. */
  readonly targets: number
}

/** What one way of lying did. */
export interface LieResult {
  readonly name: string
  readonly campaigns: number
  readonly objects: number
  /** Honest accounts that are accused, and their kinds. */
  readonly honest: number
  readonly kinds: Readonly<Record<string, number>>
  /** Honest accounts about which something else is decided than with the truth alone. */
  readonly decided: number
  /** Accounts of the campaign that are found. */
  readonly found: number
  readonly ms: number
}

/** Honest groups that the strongest word would have accused, were each looked at. */
export interface BoundResult {
  readonly word: string
  readonly groups: number
  readonly accused: number
  readonly accounts: number
  readonly kinds: Readonly<Record<string, number>>
}

export interface PoisoningAnswer {
  readonly honestAccounts: number
  readonly campaign: number
  /** Groups that the truthful partner told. */
  readonly told: number
  readonly lies: readonly LieResult[]
  readonly bounds: readonly BoundResult[]
}

/** What words are worth at most, in bits: none, a suspicion, one partner's and all partners' (detectors/partner-indicators). */
const WORDS: readonly Word[] = [
  ['none', 0],
  ['a suspicion', 4],
  ['one partner', 6],
  ['several partners', 8],
]
const TELLER = 'birch'
const LIARS = ['rowan', 'larch']
/** Names under which one partner tells who signs nothing. */
const NAMES = 12

export async function measurePoisoning(input: PoisoningInput): Promise<PoisoningAnswer> {
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-poisoning-'))
  try {
    const partners = new Partners(keyOf(Buffer.alloc(32, input.seed), true))
    const teller = await analyseAlone(input.teller, join(directory, 'teller'))
    const now = await endOf(teller)
    const truth = await readStanding(teller, now)
      .then((standing) => tellAll(teller, standing, partners.key, partners.signer(TELLER), now))
      .finally(() => teller.close())
    const store = await analyseAlone(input.receiver, join(directory, 'receiver'))
    try {
      return await measureReceiver(store, partners, truth, input, now)
    } finally {
      await store.close()
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function measureReceiver(
  store: Store,
  partners: Partners,
  truth: Told,
  { receiver, seed, targets: most }: PoisoningInput,
  now: number,
): Promise<PoisoningAnswer> {
  const kinds = JSON.parse(readFileSync(receiver.truth, 'utf8')) as Record<string, string>
  const shown = await readShown(store)
  const { targets, bounds } = await boundLies(store, chooseTargets(kinds, shown, seed, most), kinds)
  const lies: LieResult[] = []
  let beside: Standing | undefined
  const add = async (name: string, campaigns: number, objects: number) => {
    const started = performance.now()
    const names = [TELLER, ...LIARS]
    const standing =
      name === 'alone'
        ? await readStanding(store, now)
        : await analyseWith(store, partners.keys(names), new Set(), now)
    const isHonest = (account: string) => kinds[account]?.startsWith('benign:') ?? false
    const honest = [...standing.accused].filter(isHonest)
    if (name === 'the truth') beside = standing
    const other = beside ?? standing
    const changed = [
      ...[...standing.decisions].filter((one) => !other.decisions.has(one)),
      ...[...other.decisions].filter((one) => !standing.decisions.has(one)),
    ].map((one) => one.split(' ')[0] ?? '')
    lies.push({
      name,
      campaigns,
      objects,
      honest: honest.length,
      kinds: countBy(honest, (account) => kinds[account] ?? ''),
      decided: new Set(changed.filter(isHonest)).size,
      found: receiver.campaign.filter((account) => standing.accused.has(account)).length,
      ms: Math.round(performance.now() - started),
    })
  }
  await add('alone', 0, 0)
  await partners.deliver(store, TELLER, truth.objects, true, now)
  await add('the truth', truth.groups.length, truth.objects.length)
  for (const plan of plansOf(targets)) {
    let objects = 0
    for (const name of plan.partners) {
      const made = plan.names(name).flatMap((told) =>
        plan.targets.flatMap((target) =>
          lieAbout(target, shown, {
            key: partners.key,
            ...(plan.isSigned && { signer: partners.signer(told) }),
            name: told,
            verdict: plan.verdict,
            now,
          }),
        ),
      )
      objects += made.length
      await partners.deliver(store, name, made, plan.isSigned, now)
    }
    await add(plan.name, plan.targets.length * plan.partners.length * plan.names('').length, objects)
    for (const name of plan.partners) await forgetPartner(store, name)
  }
  return {
    honestAccounts: Object.values(kinds).length,
    campaign: receiver.campaign.length,
    told: truth.groups.length,
    lies,
    bounds,
  }
}

interface Plan extends Pick<Liar, 'verdict'> {
  readonly name: string
  readonly partners: readonly string[]
  /** Names under which a partner tells. */
  readonly names: (partner: string) => readonly string[]
  readonly isSigned: boolean
  readonly targets: readonly Target[]
}

/** Campaigns that a partner tells at most; the likeliest to be believed. Told in a dozen names each, fewer are as many. */
const TOLD = 500
const FORGED = 50

function plansOf(targets: readonly Target[]): Plan[] {
  const everybody = {
    accounts: [...new Set(targets.flatMap(({ accounts }) => accounts))],
    because: 'all of them',
  }
  const signed = { isSigned: true, names: (partner: string) => [partner], verdict: 'distillation' as const }
  const one = LIARS.slice(0, 1)
  const most = targets.slice(0, TOLD)
  return [
    { ...signed, name: 'the one likeliest lie', partners: one, targets: targets.slice(0, 1) },
    { ...signed, name: 'the eight likeliest lies', partners: one, targets: targets.slice(0, 8) },
    { ...signed, name: 'one campaign of everybody', partners: one, targets: [everybody] },
    { ...signed, name: 'a campaign each', partners: one, targets: most },
    { ...signed, name: 'a suspicion each', partners: one, targets: most, verdict: 'suspected' },
    { ...signed, name: 'a campaign each, by two', partners: LIARS, targets: most },
    {
      ...signed,
      name: 'unsigned, in a dozen names',
      partners: one,
      names: () => Array.from({ length: NAMES }, (_, index) => `name-${index}`),
      isSigned: false,
      targets: targets.slice(0, FORGED),
    },
  ]
}

/**
 * Judges every target as if a partner had said the most about it, and puts those first that this brings nearest to an
 * accusation: the liar knows what the receiver measures.
 */
async function boundLies(
  store: Store,
  targets: readonly Target[],
  kinds: Readonly<Record<string, string>>,
): Promise<{ readonly targets: Target[]; readonly bounds: BoundResult[] }> {
  const { groups } = await judgeGiven(
    store,
    targets.map(({ accounts }) => accounts),
  )
  const judged = groups.flatMap(({ judged }, index) => (judged ? [{ judged, index }] : []))
  const strength = new Map<number, number>()
  const bounds = WORDS.map((word): BoundResult => {
    const again = judgeWithWord(
      judged.map(({ judged: one }) => one),
      word,
      targets.length,
    )
    const accused = again.filter(({ verdict }) => verdict !== 'explained')
    for (const { cand, lacking, explanations, bits } of again) {
      const against = lacking.length + explanations.filter(({ holds }) => holds).length
      const index = judged[cand]?.index ?? -1
      strength.set(index, (strength.get(index) ?? 0) + bits - 20 * against)
    }
    const accounts = [
      ...new Set(accused.flatMap(({ cand }) => targets[judged[cand]?.index ?? -1]?.accounts ?? [])),
    ]
    return {
      word: word[0],
      groups: judged.length,
      accused: accused.length,
      accounts: accounts.length,
      kinds: countBy(accounts, (account) => kinds[account] ?? ''),
    }
  })
  const order = targets.map((target, index) => ({
    target,
    strength: strength.get(index) ?? Number.NEGATIVE_INFINITY,
  }))
  order.sort((a, b) => b.strength - a.strength)
  return { targets: order.map(({ target }) => target), bounds }
}

function countBy<T>(items: readonly T[], nameOf: (item: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1
  return counts
}
