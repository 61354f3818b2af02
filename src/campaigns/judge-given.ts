// Judges groups of accounts that somebody names, with the search for groups left out: the same workspace, detectors,
// facts and judgement as in an analysis. Nothing of it is kept.
import { groupByCandidate } from '../detectors/by-candidate.js'
import { createFactTables } from '../fingerprint/facts/fact-store.js'
import { type DetectorRun, NOBODY_TO_MEASURE } from '../model/analysis.js'
import type { Store } from '../store/store.js'
import { type Examination, type Progress, prepareExamination, skippedRuns } from './examination.js'
import type { Judged } from './judge.js'
import { createSubstreams } from './substream.js'
import { createMembers, dropWorkspace } from './workspace.js'

/** A group as it was named, and as it was judged. */
export interface Given {
  /** Nothing when none of its accounts sent anything. */
  readonly judged?: Judged
  /** Accounts that sent anything, with what of it the group is judged on; most first. */
  readonly accounts: readonly { readonly id: string; readonly exchanges: number }[]
  /** Accounts that are in no exchange of the store. */
  readonly unknown: readonly string[]
}

export interface GivenGroups {
  /** In the order in which the groups were named. */
  readonly groups: readonly Given[]
  readonly detectors: readonly DetectorRun[]
}

/**
 * Measures and judges groups of account names in a loaded store; one account may be in several. The false discovery
 * rate is that of looking at these groups and at no others.
 * @throws Problem of the store; a detector that fails is reported as failed instead
 */
export async function judgeGiven(
  store: Store,
  named: readonly (readonly string[])[],
  progress: Progress = () => {},
): Promise<GivenGroups> {
  return examineGiven(store, named, progress, async (examination) => {
    if (examination === undefined) return nobody(await readSenders(store), named)
    const judged = new Map((await examination.judge(named.length)).map((group) => [group.cand, group]))
    const members = await readMembers(store)
    return {
      groups: named.map((accounts, index) => {
        const rows = members.get(index + 1) ?? []
        const known = new Set(rows.map(({ account }) => account))
        const group = judged.get(index + 1)
        return {
          ...(group !== undefined && { judged: group }),
          accounts: rows.map(({ account, exchanges }) => ({ id: account, exchanges })),
          unknown: [...new Set(accounts)].filter((account) => !known.has(account)),
        }
      }),
      detectors: examination.detectorRuns(),
    }
  })
}

/**
 * Makes the workspace for groups of account names, which are the candidates from 1 on, has it used, and drops it.
 * @param use what is asked of it; of nothing when fewer than two accounts sent anything
 */
export async function examineGiven<Answer>(
  store: Store,
  named: readonly (readonly string[])[],
  progress: Progress,
  use: (examination: Examination | undefined) => Promise<Answer>,
): Promise<Answer> {
  await dropWorkspace(store)
  // A store that nothing was analysed in has none.
  await createFactTables(store)
  try {
    const examination = await prepareExamination(store, progress)
    if (examination === undefined) return await use(undefined)
    examination.askAhead()
    progress('evidence')
    await fillMembers(store, named)
    await createSubstreams(store, examination.log)
    await examination.gather()
    return await use(examination)
  } finally {
    await dropWorkspace(store)
  }
}

/** In a store of one account at most there is no group. */
function nobody(senders: ReadonlyMap<string, number>, named: readonly (readonly string[])[]): GivenGroups {
  return {
    groups: named.map((accounts) => ({
      accounts: [...senders].flatMap(([id, exchanges]) => (accounts.includes(id) ? [{ id, exchanges }] : [])),
      unknown: [...new Set(accounts)].filter((account) => !senders.has(account)),
    })),
    detectors: skippedRuns(NOBODY_TO_MEASURE.alone),
  }
}

/** Creates and fills `work_member`: groups from 1 on. */
async function fillMembers(store: Store, named: readonly (readonly string[])[]): Promise<void> {
  await createMembers(store)
  await store.command('CREATE TABLE work_given (cand UInt32, account String) ENGINE = Memory')
  await store.insert(
    'work_given',
    named.flatMap((accounts, index) =>
      [...new Set(accounts)].map((account) => ({ cand: index + 1, account })),
    ),
  )
  await store.command(`INSERT INTO work_member
SELECT g.cand, a.aid, a.owner, 0
FROM work_given AS g
INNER JOIN (SELECT aid, account, owner FROM work_account) AS a ON a.account = g.account`)
  await store.command('DROP TABLE work_given')
}

interface MemberRow {
  readonly cand: number
  readonly account: string
  readonly exchanges: number
}

async function readMembers(store: Store): Promise<Map<number, MemberRow[]>> {
  const rows =
    await store.query<MemberRow>(`SELECT m.cand AS cand, a.account AS account, l.exchanges AS exchanges
FROM work_member AS m
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = m.aid
LEFT JOIN (SELECT cand, aid, exchanges FROM work_load) AS l ON l.cand = m.cand AND l.aid = m.aid
ORDER BY cand, exchanges DESC, account`)
  return groupByCandidate(rows)
}

async function readSenders(store: Store): Promise<Map<string, number>> {
  const rows = await store.query<{ account: string; exchanges: number }>(
    'SELECT account, count() AS exchanges FROM exchange GROUP BY account',
  )
  return new Map(rows.map(({ account, exchanges }) => [account, exchanges]))
}
