// One world judged twice: as the product finds groups in it, and with every kind of the truth given as one group, so that
// nothing is left to the search.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KindScore, score } from '../../../simulate/score.js'
import { judgeGiven } from '../../../src/campaigns/judge-given.js'
import { runPipeline } from '../../../src/pipeline.js'
import { openStore } from '../../../src/store/open-store.js'
import { readVersion } from '../../../src/version.js'
import type { Traffic } from '../../tasks.js'

/** Fewest accounts of a kind that are given as a group. */
export const LEAST_ACCOUNTS = 6

/** All accounts of one kind, judged as one group. */
export interface TruthGroup {
  readonly kind: string
  /** Accounts that sent anything. */
  readonly accounts: number
  readonly owners: number
  readonly isAccused: boolean
  readonly bits: number
  /** Bits of each detector that said anything. */
  readonly evidence: Readonly<Record<string, number>>
  /** Explanations that hold. */
  readonly holding: readonly string[]
  /** Names of what an accusation lacks. */
  readonly lacking: readonly string[]
  /** Its accounts that are accused when the product finds groups itself. */
  readonly accused: number
}

export interface JudgedTruth {
  readonly groups: readonly TruthGroup[]
  /** Attacks with fewer accounts, which are not given. */
  readonly smallAttacks: number
  /** Honest groups and accounts that the product accuses when it finds groups itself. */
  readonly honestAccounts: number
  readonly falselyAccused: number
  readonly failedDetectors: readonly string[]
}

export async function judgeTruth({ exchanges, accounts, truth }: Traffic): Promise<JudgedTruth> {
  const kinds = JSON.parse(readFileSync(truth, 'utf8')) as Readonly<Record<string, string>>
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-truth-'))
  try {
    const location = join(directory, 'store')
    const { analysis } = await runPipeline({
      inputs: [exchanges],
      accounts: [accounts],
      store: location,
      command: '',
      version: readVersion(),
    })
    const found = score(kinds, analysis)
    const given = groupsOf(kinds)
    const store = await openStore({ location })
    try {
      const { groups, detectors } = await judgeGiven(store, [...given.values()])
      const foundOf = new Map(found.kinds.map((row) => [row.kind, row]))
      return {
        groups: [...given.keys()].flatMap((kind, index) => {
          const group = groups[index]
          if (group?.judged === undefined || group.accounts.length < LEAST_ACCOUNTS) return []
          const { verdict, bits, measured, explanations, lacking, facts } = group.judged
          return [
            {
              kind,
              accounts: group.accounts.length,
              owners: facts.owners,
              isAccused: verdict !== 'explained',
              bits,
              evidence: Object.fromEntries([...measured].map(([id, { bits }]) => [id, bits])),
              holding: explanations.filter(({ holds }) => holds).map(({ name }) => name),
              lacking: lacking.map(({ name }) => name),
              accused: foundOf.get(kind)?.accused ?? 0,
            },
          ]
        }),
        smallAttacks: found.kinds.filter(isSmallAttack).length,
        honestAccounts: found.honestAccounts,
        falselyAccused: found.falselyAccused,
        failedDetectors: [...analysis.detectors, ...detectors]
          .filter(({ state }) => state === 'failed')
          .map(({ id }) => id),
      }
    } finally {
      await store.close()
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

export function isAttack(kind: string): boolean {
  return kind.startsWith('attack:')
}

function isSmallAttack({ kind, accounts }: KindScore): boolean {
  return isAttack(kind) && accounts < LEAST_ACCOUNTS
}

/** Accounts of each kind that has enough of them. */
function groupsOf(kinds: Readonly<Record<string, string>>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [account, kind] of Object.entries(kinds)) {
    const list = groups.get(kind)
    if (list === undefined) groups.set(kind, [account])
    else list.push(account)
  }
  return new Map([...groups].filter(([, accounts]) => accounts.length >= LEAST_ACCOUNTS))
}
