// Providers in one process, each with a store of its own, that tell each other all that their analyses let them tell, without
// the wire: who is accused alone, and when nobody finds more.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judgeGiven } from '../../../src/campaigns/judge-given.js'
import { loadFacts } from '../../../src/fingerprint/facts/facts.js'
import { keyOf } from '../../../src/share/community-key.js'
import { producerId } from '../../../src/share/stix/signed-object.js'
import { openStore } from '../../../src/store/open-store.js'
import type { Store } from '../../../src/store/store.js'
import type { PartFiles } from '../../federation/split-world.js'
import { analyseAlone, analyseWith, endOf, Partners, readStanding, type Standing } from '../poisoning/run.js'
import { type Told, tellAll } from '../poisoning/truth-teller.js'
import { judgeWithWord, type Word } from '../poisoning/word.js'

export interface SharingInput {
  readonly parts: readonly PartFiles[]
  readonly seed: number
}

/** What keeps a part from being found that partners know of, were it pointed at and linked as well as can be. */
export interface Missed {
  readonly bits: number
  /** What an accusation lacks with the most that partners can say. */
  readonly lacking: readonly string[]
  readonly explanations: readonly string[]
}

export interface ProviderOutcome {
  readonly campaign: number
  readonly alone: number
  readonly together: number
  /** Honest accounts that are accused. */
  readonly honestAlone: readonly string[]
  readonly honestTogether: readonly string[]
  /** Of a part of which less than half is found in the end. */
  readonly missed?: Missed
}

export interface SharingAnswer {
  readonly providers: readonly ProviderOutcome[]
  readonly rounds: number
  /** Groups that were told, with accounts in them and how many of these are the campaign's. */
  readonly told: readonly {
    readonly provider: number
    readonly round: number
    readonly isSuspicion: boolean
    readonly accounts: number
    readonly campaign: number
  }[]
}

const MOST_ROUNDS = 5
/** The most that all partners' words come to (detectors/partner-indicators). */
const STRONGEST: Word = ['several partners', 8]

export async function measureSharing({ parts, seed }: SharingInput): Promise<SharingAnswer> {
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-sharing-'))
  try {
    return await measureIn(directory, parts, seed)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function measureIn(
  directory: string,
  parts: readonly PartFiles[],
  seed: number,
): Promise<SharingAnswer> {
  const names = parts.map((_, place) => `provider-${place}`)
  const partners = new Partners(keyOf(Buffer.alloc(32, seed % 256), true))
  // The engine opens one store a process.
  const within = async <T>(place: number, use: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore({ location: join(directory, names[place] ?? '') })
    try {
      await loadFacts(store)
      return await use(store)
    } finally {
      await store.close()
    }
  }
  const alone: Standing[] = []
  let now = 0
  for (const [place, part] of parts.entries()) {
    const store = await analyseAlone(part, join(directory, names[place] ?? ''))
    try {
      now = Math.max(now, await endOf(store))
      alone.push(await readStanding(store, now))
    } finally {
      await store.close()
    }
  }
  const campaign = new Set(parts.flatMap((part) => part.campaign))
  const told: SharingAnswer['told'][number][] = []
  let standings = alone
  let before = parts.map(() => '')
  let rounds = 0
  while (parts.length > 1 && rounds < MOST_ROUNDS) {
    const words: Told[] = []
    for (const [place, standing] of standings.entries())
      words.push(
        await within(place, (store) =>
          tellAll(store, standing, partners.key, partners.signer(names[place] ?? ''), now),
        ),
      )
    const said = words.map((word) => JSON.stringify(word.groups))
    // Who is told nothing new finds nothing new.
    const hearing = parts.map((_, place) => said.some((text, by) => by !== place && text !== before[by]))
    if (words.every(({ groups }) => groups.length === 0) || !hearing.some(Boolean)) break
    rounds++
    for (const [provider, { groups }] of words.entries())
      if (said[provider] !== before[provider])
        for (const { accounts, isSuspicion } of groups)
          told.push({
            ...{ provider, round: rounds, isSuspicion, accounts: accounts.length },
            campaign: accounts.filter((account) => campaign.has(account)).length,
          })
    const after: Standing[] = []
    for (const [place, standing] of standings.entries())
      after.push(
        hearing[place] === true
          ? await within(place, async (store) => {
              for (const [by, { objects }] of words.entries())
                if (by !== place) await partners.deliver(store, names[by] ?? '', objects, true, now)
              return analyseWith(store, partners.keys(names), new Set([producerId(names[place] ?? '')]), now)
            })
          : standing,
      )
    before = said
    standings = after
  }
  const providers: ProviderOutcome[] = []
  for (const [place, part] of parts.entries()) {
    const outcome = outcomeOf(part, alone[place] as Standing, standings[place] as Standing)
    const isMissed = outcome.campaign > 0 && 2 * outcome.together < outcome.campaign
    const missed = isMissed ? await within(place, (store) => whyMissed(store, part.campaign)) : undefined
    providers.push({ ...outcome, ...(missed && { missed }) })
  }
  return { providers, rounds, told }
}

function outcomeOf({ campaign }: PartFiles, alone: Standing, together: Standing): ProviderOutcome {
  const own = new Set(campaign)
  const honest = ({ accused }: Standing) => [...accused].filter((account) => !own.has(account))
  return {
    campaign: campaign.length,
    alone: campaign.filter((account) => alone.accused.has(account)).length,
    together: campaign.filter((account) => together.accused.has(account)).length,
    honestAlone: honest(alone),
    honestTogether: honest(together),
  }
}

async function whyMissed(store: Store, campaign: readonly string[]): Promise<Missed | undefined> {
  const { groups } = await judgeGiven(store, [campaign])
  const judged = groups[0]?.judged
  if (judged === undefined) return undefined
  const [given] = judgeWithWord([judged], STRONGEST)
  return {
    bits: Number(judged.bits.toFixed(1)),
    lacking: given?.lacking.map(({ name }) => name) ?? [],
    explanations: given?.explanations.flatMap(({ name, holds }) => (holds ? [name] : [])) ?? [],
  }
}
