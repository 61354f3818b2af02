// Where the service keeps what isn't in the store: in a folder of the store's directory, so that one directory is all
// that there is, or in one of its own beside a server.
import { join, resolve } from 'node:path'

/** The store that the service and its keys are of unless one is named. */
export const DEFAULT_STORE = 'stillwatch-data'

const BESIDE_A_SERVER = 'stillwatch-service'
const IN_A_STORE = 'service'

/** The folder for a store, unless one was named. */
export function stateFolder(store: string, named: string | undefined): string {
  if (named !== undefined) return resolve(named)
  return store.includes('://') ? resolve(BESIDE_A_SERVER) : resolve(store, IN_A_STORE)
}

/** Files and folders in it. */
export function statePaths(folder: string) {
  return {
    keys: join(folder, 'keys.jsonl'),
    audit: join(folder, 'audit.jsonl'),
    provider: join(folder, 'identity-provider'),
    signInLink: join(folder, 'sign-in-link'),
    decisions: join(folder, 'decisions.json'),
    acts: join(folder, 'acts.jsonl'),
    feedback: join(folder, 'feedback.jsonl'),
    recognised: join(folder, 'recognised.jsonl'),
    inbox: join(folder, 'inbox'),
    refused: join(folder, 'refused'),
    events: join(folder, 'events.jsonl'),
    webhook: join(folder, 'webhook.json'),
    publications: join(folder, 'share', 'publications'),
    outbox: join(folder, 'share', 'outbox'),
    told: join(folder, 'share', 'told'),
    distrusted: join(folder, 'share', 'distrusted'),
    fallen: join(folder, 'share', 'fallen.json'),
    cursorSecret: join(folder, 'share', 'taxii-cursor-secret'),
    identity: join(folder, 'share', 'identity.json'),
    partners: join(folder, 'share', 'partners.jsonl'),
    matchOffers: join(folder, 'share', 'match-offers'),
    matchPeriods: join(folder, 'share', 'match-periods'),
    matchLedger: join(folder, 'share', 'match-ledger.jsonl'),
    matchQuestions: join(folder, 'share', 'match-questions'),
  } as const
}
