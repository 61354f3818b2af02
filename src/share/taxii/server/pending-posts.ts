// Posts that the archive has not taken yet: it may be busy for minutes. Who posted is told so after a while, and asks for
// the status. What is pending when the service ends is not taken, and its status is not known any more: to post it again
// adds nothing twice.
import type { Status, StatusDetail } from '../wire.js'
import type { Incoming } from './archive.js'
import { statusOf } from './status.js'

export interface Posted {
  readonly status: string
  readonly root: string
  readonly by: string
  readonly requestedAt: number
  readonly objects: readonly Incoming[]
  readonly failures: readonly StatusDetail[]
}

/** Posts that failed in the end, whose status is still told. */
const MOST_FAILED = 100

interface Told {
  readonly root: string
  readonly by: string
  readonly status: Status
}

export class PendingPosts {
  private readonly pending = new Map<string, Told>()
  private readonly failed = new Map<string, Told>()

  constructor(private readonly patienceMs: number) {}

  /**
   * The status when it is complete, or as pending when that takes long.
   * @throws what the archive fails with in that time
   */
  async wait(whole: Promise<Status>, posted: Posted): Promise<Status> {
    const { status: id, root, by, requestedAt, objects, failures } = posted
    const details = objects.map((object) => ({ id: object.id, version: object.version ?? '' }))
    const tell = (status: Status): Told => ({ root, by, status })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.patienceMs)
    })
    try {
      const status = await Promise.race([whole, late])
      if (status) return status
    } finally {
      clearTimeout(timer)
    }
    const pending = statusOf(id, requestedAt, { pendings: details, failures })
    this.pending.set(id, tell(pending))
    const fail = (error: unknown) => {
      const message = `not added: ${error instanceof Error ? error.message : String(error)}; post it again`
      const lost = details.map((detail) => ({ ...detail, message }))
      this.failed.set(id, tell(statusOf(id, requestedAt, { failures: [...failures, ...lost] })))
      for (const oldest of this.failed.keys()) if (this.failed.size > MOST_FAILED) this.failed.delete(oldest)
    }
    void whole.catch(fail).finally(() => this.pending.delete(id))
    return pending
  }

  find(root: string, id: string): Told | undefined {
    const told = this.pending.get(id) ?? this.failed.get(id)
    return told?.root === root ? told : undefined
  }
}
