// Whom a partner may lie about: groups of honest accounts that have something in common, chosen by somebody who knows
// everything that the receiver knows.
import { createRandom, fork, type Random } from '../../../simulate/random.js'
import { blockSql } from '../../../src/fingerprint/fingerprint-sql.js'
import type { Store } from '../../../src/store/store.js'

/** Accounts, with what they show by kind. */
export interface Target {
  readonly accounts: readonly string[]
  /** What they were chosen for. */
  readonly because: string
}

/** What an account shows: values by the kinds that indicators have; a template is its anchors. */
export type Shown = Readonly<Record<string, readonly string[]>>

/** Values of an account and kind, those of most requests. */
const VALUES = 3
/** Sizes of the groups that are drawn from what is larger: as parts of campaigns are. */
const SIZES = [3, 4, 5, 6, 8, 12]
/** Groups that are drawn of each size. */
const DRAWS = 3
const LARGEST = 12

const CLIENT = `trimBoth(toString(ja4) || ' ' || toString(user_agent))`

/** What each account shows, templates too: the anchors that half of its requests carry. */
export async function readShown(store: Store): Promise<Map<string, Shown>> {
  const rows = await store.query<{ account: string; kind: string; value: string }>(
    `SELECT account, shown.1 AS kind, shown.2 AS value
FROM (SELECT account, arrayJoin([('payment', payment), ('mail', lower(email_domain)), ('signup-block', toString(${blockSql('signup_ip')}))]) AS shown FROM account FINAL)
WHERE value NOT IN ('', '0') AND account IN (SELECT account FROM exchange)
UNION ALL
SELECT account, shown.1 AS kind, shown.2 AS value
FROM (SELECT account, arrayJoin([('block', toString(block)), ('client', ${CLIENT}), ('parameters', toString(params)), ('system', toString(system_hash))]) AS shown FROM exchange)
WHERE value NOT IN ('', '0')
GROUP BY account, kind, value
ORDER BY count() DESC, value
LIMIT ${VALUES} BY account, kind
UNION ALL
SELECT account, 'template' AS kind, arrayStringConcat(groupArraySorted(24)(anchor), ' ') AS value
FROM (
  SELECT account, anchor, count() AS uses, any(sent) AS sent
  FROM (SELECT account, count() OVER (PARTITION BY account) AS sent, anchors FROM exchange WHERE notEmpty(anchors))
  ARRAY JOIN anchors AS anchor
  GROUP BY account, anchor
  HAVING uses * 2 >= sent AND sent >= 3
)
GROUP BY account
HAVING count() >= 8`,
  )
  const shown = new Map<string, Record<string, string[]>>()
  for (const { account, kind, value } of rows) {
    const known = shown.get(account) ?? {}
    known[kind] = [...(known[kind] ?? []), value]
    shown.set(account, known)
  }
  return shown
}

/**
 * Groups of honest accounts: every kind of look-alike, those who share a card, a mail domain, a block, a client, a system
 * prompt or a template, parts of both as small as parts of campaigns are, and two such groups together. At most `most`, of
 * which those of most that was shared come first within each size.
 */
export function chooseTargets(
  kinds: Readonly<Record<string, string>>,
  shown: ReadonlyMap<string, Shown>,
  seed: number,
  most: number,
): Target[] {
  const random = fork(createRandom(seed), 'targets of lies')
  const honest = [...shown.keys()].filter((account) => kinds[account]?.startsWith('benign:')).sort()
  const byKind = groupBy(honest, (account) => [kinds[account] ?? ''])
  const byValue = groupBy(honest, (account) =>
    Object.entries(shown.get(account) ?? {}).flatMap(([kind, values]) =>
      values.map((value) => `shared ${kind}: ${value}`),
    ),
  )
  const targets = new Map<string, Target>()
  const add = (accounts: readonly string[], because: string) => {
    const sorted = [...new Set(accounts)].sort()
    if (sorted.length >= 2) targets.set(sorted.join(' '), { accounts: sorted, because })
  }
  const parts = (accounts: readonly string[], because: string) => {
    if (accounts.length <= LARGEST) add(accounts, because)
    for (const size of SIZES)
      for (let draw = 0; draw < DRAWS && size < accounts.length; draw++)
        add(sample(accounts, size, random), because)
  }
  for (const [kind, accounts] of byKind) {
    add(accounts, kind)
    parts(accounts, kind)
  }
  const shared = [...byValue].filter(([, accounts]) => accounts.length >= 2)
  for (const [because, accounts] of shared) parts(accounts, because.slice(0, because.indexOf(':')))
  // Two households of one neighbourhood, or two teams of one kind: more owners than either has.
  const small = shared.filter(([, accounts]) => accounts.length <= LARGEST / 2)
  const byMain = groupBy(small, ([, accounts]) => [kinds[accounts[0] ?? ''] ?? ''])
  for (const [kind, groups] of byMain)
    for (let draw = 0; draw < 3 * groups.length && groups.length > 1; draw++)
      add(
        sample(groups, 2, random).flatMap(([, accounts]) => accounts),
        `two groups of ${kind}`,
      )
  const all = [...targets.values()]
  return all.length <= most ? all : sample(all, most, random)
}

function groupBy<T>(items: readonly T[], namesOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items)
    for (const name of namesOf(item)) {
      const known = groups.get(name)
      if (known) known.push(item)
      else groups.set(name, [item])
    }
  return groups
}

/** Some of the items, each once, in any order. */
function sample<T>(items: readonly T[], size: number, random: Random): T[] {
  const left = [...items]
  for (let at = 0; at < Math.min(size, left.length); at++) {
    const other = at + Math.floor(random.next() * (left.length - at))
    ;[left[at], left[other]] = [left[other] as T, left[at] as T]
  }
  return left.slice(0, size)
}
