// Accounts that are new since the newest analysis, compared with what campaigns' accounts show first: after each load, so
// that who comes back under another name is known within the first requests and not at the next analysis.

import type { Decision } from '../../respond/decision.js'
import { keepDecisions } from '../../respond/kept/decisions.js'
import { keepRecognised, type Recognised, recognisedBy } from '../../respond/kept/recognitions.js'
import type { KeptAnalysis } from '../../respond/kept/subjects.js'
import { readKnownAccounts } from '../../respond/recognise/known-accounts.js'
import { type Profiles, readProfiles } from '../../respond/recognise/read-profiles.js'
import { readSightings } from '../../respond/recognise/read-sightings.js'
import { Recogniser } from '../../respond/recognise/recogniser.js'
import { isAsked, readEvaluation } from '../../respond/respond.js'
import type { Store } from '../../store/store.js'
import type { NewcomerRules } from './messages.js'

export interface Looked {
  readonly decisions: readonly Decision[]
  readonly recognised: readonly Recognised[]
}

export const NOBODY: Looked = { decisions: [], recognised: [] }

export class Recognition {
  private constructor(
    private readonly kept: KeptAnalysis,
    private readonly profiles: Profiles,
    private readonly known = new Set<string>(),
  ) {}

  /** For a kept analysis; undefined where nobody asked for decisions, or no campaign is there to be recognised. */
  static async of(store: Store, kept: KeptAnalysis | undefined): Promise<Recognition | undefined> {
    if (!kept || kept.analysis.input.to === '' || !(await isAsked(store))) return undefined
    // An increment keeps no exchanges of its campaigns: those of the whole analysis that it adds to say what they show.
    const { increment } = kept.analysis
    const profiles = await readProfiles(store, { ...kept, id: increment?.of ?? kept.id })
    return profiles.profiles.length === 0 ? undefined : new Recognition(kept, profiles)
  }

  /** The same for an increment to the analysis that it is of. */
  follow(kept: KeptAnalysis): Recognition {
    return new Recognition(kept, this.profiles, this.known)
  }

  /** What a process without the store needs to recognise accounts itself. */
  async rules(store: Store, now = Date.now()): Promise<NewcomerRules> {
    const { kept, profiles } = this
    const profiled = new Set(profiles.profiles.map(({ campaign }) => campaign))
    return {
      profiles,
      analysis: kept.id,
      campaigns: kept.analysis.campaigns.filter(({ id }) => profiled.has(id)),
      evaluation: await readRules(store, kept, now),
      known: await readKnownAccounts(store, Date.parse(kept.analysis.input.to) + 1000),
    }
  }

  /** Accounts that were decided on elsewhere. */
  settle(accounts: readonly string[]): void {
    for (const account of accounts) this.known.add(account)
  }

  /** Accounts that are recognised now and decisions on them, both written into the store. */
  async look(store: Store, now = Date.now()): Promise<Looked> {
    const { kept, profiles, known } = this
    const sightings = await readSightings(
      store,
      Date.parse(kept.analysis.input.to) + 1000,
      profiles.templates,
    )
    const fresh = sightings.filter(({ account }) => !known.has(account))
    if (fresh.length === 0) return NOBODY
    const recogniser = new Recogniser(profiles, kept.analysis.campaigns, await readRules(store, kept, now))
    const found = fresh.flatMap(
      ({ account, place, traits }) => recogniser.observe(account, traits, now, { place }) ?? [],
    )
    for (const { match } of found) known.add(match.account)
    const decisions = found.flatMap((one) => one.decisions)
    await keepDecisions(store, decisions)
    const seen = { analysis: kept.id, seenBy: 'log' } as const
    const recognised = await keepRecognised(
      store,
      found.map(({ match }) => recognisedBy(match, seen, now)),
    )
    return { decisions, recognised }
  }
}

async function readRules(
  store: Store,
  kept: KeptAnalysis,
  now: number,
): Promise<NewcomerRules['evaluation']> {
  const {
    subjects: _s,
    addresses: _a,
    previous: _p,
    now: _n,
    ...rules
  } = await readEvaluation(store, kept, now)
  return rules
}
