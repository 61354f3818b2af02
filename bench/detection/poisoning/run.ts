// A provider's analysis beside what partners told it: who is accused, and what the policy that ships decides.
import { loadFacts } from '../../../src/fingerprint/facts/facts.js'
import type { Campaign } from '../../../src/model/analysis.js'
import { analyseAndKeep, runPipeline } from '../../../src/pipeline.js'
import { readNewestAnalysis } from '../../../src/respond/kept/subjects.js'
import { DEFAULT_POLICY } from '../../../src/respond/policy/default-policy.js'
import { evaluate } from '../../../src/respond/policy/evaluate.js'
import { parsePolicy } from '../../../src/respond/policy/parse-policy.js'
import { readEvaluation } from '../../../src/respond/respond.js'
import type { CommunityKey } from '../../../src/share/community-key.js'
import type { PartnerFeed } from '../../../src/share/received/partner-file.js'
import { takeObjects } from '../../../src/share/received/take.js'
import type { StixObject } from '../../../src/share/stix/stix-object.js'
import { makeKey } from '../../../src/share/trust/ed25519-key.js'
import { type KeyDirectory, refused, type Signer } from '../../../src/share/trust/signature.js'
import { openStore } from '../../../src/store/open-store.js'
import type { Store } from '../../../src/store/store.js'
import { readVersion } from '../../../src/version.js'
import type { PartFiles } from '../../federation/split-world.js'

/** Accounts that are accused, and decisions of the policy that ships, by account and what is done. */
export interface Standing {
  readonly campaigns: readonly Campaign[]
  readonly accused: ReadonlySet<string>
  readonly decisions: ReadonlySet<string>
}

/**
 * A new store with a log, analysed alone; it is to be closed.
 * @param keys of partners who told nothing yet
 */
export async function analyseAlone(
  { exchanges, accounts }: Pick<PartFiles, 'exchanges' | 'accounts'>,
  location: string,
  keys: ReadonlyMap<string, CommunityKey> = new Map(),
): Promise<Store> {
  await runPipeline({
    inputs: exchanges,
    accounts,
    store: location,
    received: { keys, own: new Set() },
    command: '',
    version: readVersion(),
  })
  const store = await openStore({ location })
  await loadFacts(store)
  return store
}

/** The same log judged again with what the partners told. */
export async function analyseWith(
  store: Store,
  keys: ReadonlyMap<string, CommunityKey>,
  own: ReadonlySet<string>,
  now: number,
): Promise<Standing> {
  await analyseAndKeep(store, { rejected: 0, received: { keys, own, now } })
  return readStanding(store, now)
}

/** When a log ends: milliseconds since 1970. */
export async function endOf(store: Store): Promise<number> {
  const [row] = await store.query<{ end: number }>(
    'SELECT toUnixTimestamp64Milli(max(ts)) AS end FROM exchange',
  )
  return Number(row?.end ?? 0) + 1
}

export async function readStanding(store: Store, now: number): Promise<Standing> {
  const kept = await readNewestAnalysis(store)
  const policy = parsePolicy(DEFAULT_POLICY, 'default')
  const decisions = evaluate({ ...(await readEvaluation(store, kept, now, policy)), previous: [] })
  const { campaigns } = kept.analysis
  return {
    campaigns,
    accused: new Set(
      campaigns
        .filter(({ verdict }) => verdict !== 'explained')
        .flatMap(({ accounts }) => accounts.map(({ id }) => id)),
    ),
    decisions: new Set(decisions.map(({ account, action }) => `${account} ${action}`)),
  }
}

/** Partners whose signing keys the receiver knows. */
export class Partners {
  private readonly signers = new Map<string, Signer>()

  constructor(readonly key: CommunityKey) {}

  signer(name: string): Signer {
    const known = this.signers.get(name) ?? { provider: name, key: makeKey() }
    this.signers.set(name, known)
    return known
  }

  /** Keys by name, as matching asks for them. */
  keys(names: readonly string[]): ReadonlyMap<string, CommunityKey> {
    return new Map(names.map((name) => [name, this.key]))
  }

  /** Takes in what a partner published. @throws Error when something of it is kept aside */
  async deliver(
    store: Store,
    name: string,
    objects: readonly StixObject[],
    isSignatureNeeded: boolean,
    now: number,
  ): Promise<void> {
    const directory: KeyDirectory = {
      keyOf: (provider, kid) => {
        const key = this.signers.get(provider)?.key
        if (key?.kid !== kid) throw refused('nobody knows the key')
        return key.x
      },
    }
    const feed: PartnerFeed = {
      name,
      url: '',
      collection: '',
      credentials: { kind: 'none' },
      key: this.key,
      tlp: 'amber+strict',
      isSignatureNeeded,
      sharesSightings: false,
    }
    for (let at = 0; at < objects.length; at += PAGE) {
      const page = objects.slice(at, at + PAGE).map((object) => ({ object, text: JSON.stringify(object) }))
      // Versions bear the time of the analysis that made them, which is today, and logs end whenever they do.
      const { aside } = await takeObjects(store, feed, page, directory, Math.max(now, Date.now()))
      if (aside > 0) throw new Error(`${aside} objects of ${name} were kept aside`)
    }
  }
}

const PAGE = 10_000
