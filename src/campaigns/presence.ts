// What the log holds, so that a detector without its data is skipped with a reason and not taken for clean.
import type { Detector, Need } from '../detectors/detector.js'
import { SUSPENDED } from '../detectors/suspended.js'
import type { Store } from '../store/store.js'

export type Presence = Readonly<Record<Need, boolean>>

/** Why a detector that needs it is skipped. */
export const LACKS: Readonly<Record<Need, string>> = {
  text: 'the log holds no prompt text',
  accounts: 'no account facts were given (--accounts)',
  addresses: 'the log holds no client addresses',
  clients: 'the log holds no client fingerprints, user agents, sessions or keys',
  parameters: 'the log holds no request parameters',
  'opaque-refs': 'the log holds no opaque references',
  suspensions: 'no account was suspended in the period',
  'model-release': 'no model appeared during the period',
  partners: 'no account shows what partners’ indicators ask for, or none were given (--partners)',
}

/** What of that which a detector needs the log lacks; nothing when it can run. */
export function lackOf({ needs }: Detector, presence: Presence): Need | undefined {
  return needs.find((need) => !presence[need])
}

/** Reads it from the workspace. */
export async function readPresence(store: Store): Promise<Presence> {
  const [row] = await store.query<Record<string, number>>(`SELECT
  countIf(prompt_hash != 0) AS text,
  countIf(block != 0) AS addresses,
  countIf(client != 0 OR session != 0 OR key != 0) AS clients,
  countIf(params != 0) AS parameters,
  countIf(notEmpty(opaque_refs)) AS opaque
FROM work_exchange`)
  const [accounts] = await store.query<Record<string, number>>(`SELECT
  countIf(created_at > toDateTime64(86400, 3) OR payment != '' OR email_domain != '' OR signup_ip != '') AS known,
  countIf(${SUSPENDED}) AS suspended
FROM work_account`)
  const [received] = await store.query<{ rows: number }>('SELECT count() AS rows FROM work_received')
  const has = (value: number | undefined) => (value ?? 0) > 0
  return {
    text: has(row?.text),
    accounts: has(accounts?.known),
    addresses: has(row?.addresses),
    clients: has(row?.clients),
    parameters: has(row?.parameters),
    'opaque-refs': has(row?.opaque),
    suspensions: has(accounts?.suspended),
    'model-release': true,
    partners: has(received?.rows),
  }
}
