// One case: three providers, each alone first, then with what the others share, round by round until nobody finds more.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newCommunityKey } from '../../src/share/community-key.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { freePort, type Plan, Provider, type Standing } from './provider.js'
import { makeParts, type Part, type Sent, type SplitCase } from './split-world.js'
import { Watch } from './watch.js'

const NAMES = ['birch', 'cedar', 'rowan'] as const
const PULL_MS = 2000
const MOST_ROUNDS = 4

/** What one provider has of the campaign. */
export interface ProviderScore {
  readonly campaign: number
  readonly alone: number
  readonly together: number
  /** Exchanges and tokens of the campaign's accounts that nobody accused, and of all of them. */
  readonly exposedAlone: Sent
  readonly exposedTogether: Sent
  readonly sent: Sent
  readonly honestAlone: number
  readonly honestTogether: number
}

/** How long until a provider that found nothing alone decides on most of its part; milliseconds. */
export interface Delay {
  /** From the first publication of anybody, those of later rounds included. */
  readonly sinceFirst: number
  /** Round of publications that it took: each is a person's time more. */
  readonly round: number
  /** From the last publication until it was fetched, of which most is waiting for the next pull. */
  readonly fetched: number
  /** From there until the decision was in force at `/v1/decide`: the analysis and what follows. */
  readonly decided: number
}

export interface CaseResult extends SplitCase {
  readonly providers: readonly ProviderScore[]
  readonly rounds: number
  /** Groups that were told as suspicions, accounts in them, and those of these that are none of the campaign's. */
  readonly suspicions: number
  readonly suspected: number
  readonly falselySuspected: number
  readonly delays: readonly (Delay | undefined)[]
  /** Objects that were received, and raw values of others found in them, of how many that were looked for. */
  readonly received: number
  readonly lookedFor: number
  readonly leaked: readonly string[]
}

export async function runCase(
  world: SplitCase,
  worlds: string,
  folder: string,
  signal: AbortSignal,
): Promise<CaseResult> {
  rmSync(folder, { recursive: true, force: true })
  const parts = await makeParts(world, worlds)
  const plans = await Promise.all(
    parts.map(async (part, index): Promise<Plan> => {
      const name = NAMES[index] ?? `provider-${index}`
      const own = join(folder, name)
      return { name, folder: own, store: join(own, 'store'), port: await freePort(), part }
    }),
  )
  const community = join(folder, 'community.key')
  const providers = await Provider.startAll(
    plans,
    community,
    `${PULL_MS}ms`,
    () => writeFileSync(community, newCommunityKey()),
    signal,
  )
  let scores: ProviderScore[] = []
  let rounds = 0
  const told = new Map<string, Standing['tellable'][number]>()
  const watch = new Watch(providers)
  try {
    for (const provider of providers) {
      await provider.load()
      await provider.enforce()
      await provider.analyse()
    }
    const alone = await Promise.all(providers.map((provider) => provider.standing()))
    watch.begin(parts)
    let before = alone
    while (rounds < MOST_ROUNDS) {
      signal.throwIfAborted()
      rounds++
      let isTold = false
      for (const [index, provider] of providers.entries())
        for (const group of before[index]?.tellable ?? []) {
          isTold = true
          await provider.publish(group.id)
          watch.published(index, rounds)
          // What it was told as first; a suspicion may be accused later.
          if (!told.has(`${index} ${group.id}`)) told.set(`${index} ${group.id}`, group)
        }
      if (!isTold) break
      // Each asks once more behind the last publication; what came is analysed then.
      await sleep(2 * PULL_MS)
      for (const provider of providers) await provider.untilIdle()
      const after = await Promise.all(providers.map((provider) => provider.standing()))
      const isSame = after.every(({ accused }, index) => accused.size === before[index]?.accused.size)
      before = after
      if (isSame) break
    }
    scores = parts.map((part, index) => scoreOf(part, alone[index] as Standing, before[index] as Standing))
    await watch.end()
  } finally {
    await watch.end()
    await Promise.all(providers.map((provider) => provider.stop()))
  }
  const campaign = new Set(parts.flatMap((part) => part.campaign))
  const suspicions = [...told.values()].filter(({ isSuspicion }) => isSuspicion)
  return {
    ...world,
    providers: scores,
    rounds,
    suspicions: suspicions.length,
    suspected: suspicions.reduce((sum, { accounts }) => sum + accounts.length, 0),
    falselySuspected: suspicions.flatMap(({ accounts }) => accounts).filter((one) => !campaign.has(one))
      .length,
    delays: watch.delays,
    ...(await searchReceived(plans)),
  }
}

function scoreOf({ campaign, sent }: Part, alone: Standing, together: Standing): ProviderScore {
  const own = new Set(campaign)
  const found = ({ accused }: Standing) => campaign.filter((account) => accused.has(account))
  const sum = (accounts: readonly string[]) => sumOf(accounts.map((account) => sent.get(account)))
  const left = ({ accused }: Standing) => sum(campaign.filter((account) => !accused.has(account)))
  const honest = ({ accused }: Standing) => [...accused].filter((account) => !own.has(account)).length
  return {
    campaign: campaign.length,
    alone: found(alone).length,
    together: found(together).length,
    exposedAlone: left(alone),
    exposedTogether: left(together),
    sent: sum(campaign),
    honestAlone: honest(alone),
    honestTogether: honest(together),
  }
}

/** All together. */
export function sumOf(all: readonly (Sent | undefined)[]): Sent {
  return all.reduce<Sent>(
    (sum, one) => ({
      exchanges: sum.exchanges + (one?.exchanges ?? 0),
      tokens: sum.tokens + (one?.tokens ?? 0),
    }),
    { exchanges: 0, tokens: 0 },
  )
}

/** Shortest value that is looked for: shorter ones stand in hashes by chance. */
const LEAST_CHARACTERS = 6
const PROMPT_CHARACTERS = 40

/** Searches all that each provider keeps of the others for every raw value of these. */
async function searchReceived(
  plans: readonly Plan[],
): Promise<Pick<CaseResult, 'received' | 'lookedFor' | 'leaked'>> {
  let received = 0
  const leaked = new Set<string>()
  const texts: string[] = []
  for (const { store: location } of plans) {
    const store = await openStore({ location })
    try {
      await migrate(store)
      const rows = await store.query<{ text: string }>('SELECT text FROM received_object')
      received += rows.length
      texts.push(rows.map(({ text }) => text).join('\n'))
    } finally {
      await store.close()
    }
  }
  let lookedFor = 0
  for (const [index, { part }] of plans.entries()) {
    const others = texts.filter((_, other) => other !== index).join('\n')
    const values = rawValues(part)
    lookedFor += values.size
    // Values are found among the strings that the text is cut into, a few characters at a time.
    for (const value of foundIn(others, values)) leaked.add(value)
  }
  return { received, lookedFor, leaked: [...leaked] }
}

function rawValues({ exchanges, accounts }: Pick<Part, 'exchanges' | 'accounts'>): Set<string> {
  const values = new Set<string>()
  const add = (value: unknown) => {
    if (typeof value === 'string' && value.length >= LEAST_CHARACTERS) values.add(value)
  }
  for (const line of accounts.flatMap((path) => [...linesOf(path)])) {
    const { account, org, payment, email_domain, signup_ip } = line
    for (const value of [account, org, payment, email_domain, signup_ip]) add(value)
  }
  for (const path of exchanges)
    for (const line of linesOf(path)) {
      const { id, account, key, ip, session, prompt, system, messages } = line
      for (const value of [id, account, key, ip, session]) add(value)
      for (const text of [prompt, system, ...textsOf(messages)])
        if (typeof text === 'string') add(text.slice(0, PROMPT_CHARACTERS))
    }
  return values
}

/** The texts of messages, of which contents are texts or lists of parts. */
function textsOf(messages: unknown): unknown[] {
  if (!Array.isArray(messages)) return []
  return messages.flatMap(({ content }: { readonly content?: unknown }) =>
    Array.isArray(content) ? content.map(({ text }: { readonly text?: unknown }) => text) : [content],
  )
}

function* linesOf(path: string): Generator<Readonly<Record<string, unknown>>> {
  for (const line of readFileSync(path, 'utf8').split('\n'))
    if (line !== '') yield JSON.parse(line) as Readonly<Record<string, unknown>>
}

/** Values that stand in a text, by their first characters: one pass over the text, however many values. */
function foundIn(text: string, values: ReadonlySet<string>): string[] {
  const byStart = new Map<string, string[]>()
  for (const value of values) {
    const start = value.slice(0, LEAST_CHARACTERS)
    const list = byStart.get(start)
    if (list) list.push(value)
    else byStart.set(start, [value])
  }
  const found = new Set<string>()
  for (let at = 0; at + LEAST_CHARACTERS <= text.length; at++)
    for (const value of byStart.get(text.slice(at, at + LEAST_CHARACTERS)) ?? [])
      if (text.startsWith(value, at)) found.add(value)
  return [...found]
}
