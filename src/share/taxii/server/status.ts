// The status of something that was posted, from what became of its objects.
import { timeOfMicros } from '../timestamp.js'
import type { Status, StatusDetail } from '../wire.js'

export interface Details {
  readonly successes?: readonly StatusDetail[]
  readonly failures?: readonly StatusDetail[]
  readonly pendings?: readonly StatusDetail[]
}

/**
 * The status; lists are there when something is in them.
 * @param requestedAt microseconds since 1970
 */
export function statusOf(
  id: string,
  requestedAt: number,
  { successes = [], failures = [], pendings = [] }: Details,
): Status {
  return {
    id,
    status: pendings.length > 0 ? 'pending' : 'complete',
    request_timestamp: timeOfMicros(requestedAt),
    total_count: successes.length + failures.length + pendings.length,
    success_count: successes.length,
    ...(successes.length > 0 && { successes: [...successes] }),
    failure_count: failures.length,
    ...(failures.length > 0 && { failures: [...failures] }),
    pending_count: pendings.length,
    ...(pendings.length > 0 && { pendings: [...pendings] }),
  }
}
