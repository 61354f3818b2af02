// One round with a sending: what is pending is asked about, what nobody knows of is looked up, and the rest goes out in
// parts that servers take. Each step is in the journal before the next; a round that ends early is followed by another.
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../model/problem.js'
import { saidOf, say } from '../../model/sentence.js'
import type { StixObject } from '../stix/stix-object.js'
import { sortableTime } from '../taxii/timestamp.js'
import type { Status, StatusDetail } from '../taxii/wire.js'
import type { Journal } from './journal.js'
import type { Waiting } from './outbox.js'
import type { Publications } from './publications.js'
import { statusCodeOf, type Target } from './target.js'

/** What is tuned. */
export const SENDING_PACE = {
  /** Objects of a part, and bytes of their texts: every API root has to take so much to be of use. */
  partObjects: 500,
  partBytes: 1_000_000,
  /** Wait after a round that failed; it doubles with each that follows. */
  firstRetryMs: 10_000,
  longestRetryMs: 3_600_000,
  /** Longest wait that a server is given when it asks for one. */
  longestAskedMs: 86_400_000,
  /** Between questions about what is pending. */
  firstAskMs: 200,
  longestAskMs: 5000,
} as const

export interface RoundOptions {
  /** Finds the collection. */
  readonly open: () => Promise<Target>
  /** Where what is published is written down, before it is. */
  readonly publications: Publications
  /** How long what is pending is asked about. */
  readonly patienceMs: number
  readonly signal?: AbortSignal | undefined
  readonly now?: () => number
}

/** Sends what can be sent now. @returns why the round ended before all was settled */
export async function sendRound(
  { sending, journal }: Waiting,
  { open, publications, patienceMs, signal, now = Date.now }: RoundOptions,
): Promise<Problem | undefined> {
  const until = now() + patienceMs
  try {
    const target = await open()
    if (!journal.opened) {
      journal.note({ event: 'opened', url: target.url, title: target.title })
      if (sending.kind !== 'sightings')
        publications.note({
          kind: sending.kind,
          at: sending.at,
          campaign: { ...sending.about },
          to: target.url,
          objects: sending.objects,
        })
    }
    const round = new Round(sending.objects, journal, target)
    await round.ask()
    await round.lookUp()
    await round.send(signal)
    await round.lookUp()
    for (
      let wait: number = SENDING_PACE.firstAskMs;
      journal.pendingCount > 0 && now() + wait < until;
      wait = Math.min(2 * wait, SENDING_PACE.longestAskMs)
    ) {
      await sleep(wait, undefined, signal && { signal })
      await round.ask()
      await round.lookUp()
      await round.send(signal)
      await round.lookUp()
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return stop(journal, error, now())
  }
  if (journal.isSettled) return undefined
  return stop(
    journal,
    journal.pendingCount > 0
      ? new Problem(
          'objects-pending',
          say`the server has not said yet what became of ${journal.pendingCount} objects`,
          'Nothing: it is asked again.',
        )
      : new Problem(
          'objects-refused',
          say`the server refuses ${journal.refusals.size} objects`,
          'See why with `stillwatch share outbox --format json`; they are sent again, three times in all.',
        ),
    now(),
  )
}

/** Writes down why a round ended, and when the next is due. */
function stop(journal: Journal, problem: Problem, at: number): Problem {
  const doubled = SENDING_PACE.firstRetryMs * 2 ** Math.min(journal.attempts, 20)
  const asked = 'retryAfterMs' in problem ? Number(problem.retryAfterMs) : 0
  const wait = Math.max(
    Math.min(doubled, SENDING_PACE.longestRetryMs),
    Math.min(asked, SENDING_PACE.longestAskedMs),
  )
  journal.note({
    event: 'stopped',
    at,
    code: problem.code,
    message: problem.message,
    said: saidOf(problem.says.message),
    retryAt: at + wait,
  })
  return problem
}

class Round {
  /** Refused in this round: a moment later they would be again. */
  private readonly refused = new Set<number>()
  /** Of these the ones that the collection was asked for. */
  private readonly looked = new Set<number>()
  private partObjects: number = SENDING_PACE.partObjects

  constructor(
    private readonly objects: readonly StixObject[],
    private readonly journal: Journal,
    private readonly target: Target,
  ) {}

  /** Asks what became of what was pending. */
  async ask(): Promise<void> {
    for (const [id, places] of [...this.journal.pending]) {
      const status = await this.target.status(id)
      if (status === undefined) this.journal.note({ event: 'forgotten', status: id })
      else this.tell({ ...status, id }, places)
    }
  }

  /**
   * Asks the collection what it has of objects of which nobody knows whether they arrived, and of those that it refused:
   * some servers refuse what they have already.
   */
  async lookUp(): Promise<void> {
    const refused = [...this.refused].filter((place) => !this.looked.has(place))
    const places = [...this.journal.uncertain, ...refused]
    if (places.length === 0) return
    const held = await this.target.held(places.map((place) => this.object(place)))
    const there = places.filter((place) => held?.has(this.object(place)))
    // Where it doesn't say they go out again: a version that is there is not added twice.
    const lacking = places.filter((place) => !held?.has(this.object(place)))
    this.journal.note({ event: 'looked', there, lacking })
    for (const place of refused) this.looked.add(place)
  }

  async send(signal: AbortSignal | undefined): Promise<void> {
    for (let part = this.nextPart(); part.length > 0; part = this.nextPart()) {
      signal?.throwIfAborted()
      this.journal.note({ event: 'posting', places: part })
      try {
        this.tell(await this.target.post(part.map((place) => this.object(place))), part)
      } catch (error) {
        const code = statusCodeOf(error)
        // Of what a server refuses as a whole it takes nothing; after anything else it may have taken all.
        if (code !== undefined && code < 500) this.journal.note({ event: 'untaken', places: part })
        if (code !== 413 || part.length === 1) throw error
        this.partObjects = Math.floor(part.length / 2)
      }
    }
  }

  /** Writes down what a status says of objects that it is about. */
  private tell(status: Status, places: readonly number[]): void {
    const failures = new Names(status.failures ?? [])
    const pendings = new Names(status.pendings ?? [])
    const refused: [number, string][] = []
    const pending: number[] = []
    const accepted: number[] = []
    // Servers need not list what they count: what failed or waits and isn't named is asked about, or sent, again.
    const isNamed =
      (status.failures ?? []).length >= status.failure_count &&
      (status.pendings ?? []).length >= status.pending_count
    for (const place of places) {
      const failure = failures.take(this.object(place))
      if (failure) refused.push([place, (failure.message ?? 'no reason was given').slice(0, 500)])
      else if (status.status === 'pending' && (!isNamed || pendings.take(this.object(place))))
        pending.push(place)
      else accepted.push(place)
    }
    for (const [place] of refused) this.refused.add(place)
    const isClear = isNamed || status.status === 'pending'
    this.journal.note({
      event: 'told',
      status: status.id,
      accepted: isClear ? accepted : [],
      refused,
      pending,
    })
    if (!isClear && accepted.length > 0)
      throw new Problem(
        'status-unclear',
        say`the server says that ${status.failure_count} objects failed and doesn’t say which`,
        'Nothing: the collection is asked what it has, and the rest is sent again.',
      )
  }

  private nextPart(): number[] {
    const part: number[] = []
    let bytes = 0
    for (const place of this.journal.unsent) {
      if (this.refused.has(place)) continue
      const own = Buffer.byteLength(JSON.stringify(this.object(place)))
      if (part.length > 0 && (part.length >= this.partObjects || bytes + own > SENDING_PACE.partBytes)) break
      part.push(place)
      bytes += own
    }
    return part
  }

  private object(place: number): StixObject {
    return this.objects[place] as StixObject
  }
}

/** Details of a status by what they name; each is about one object. */
class Names {
  private readonly byName = new Map<string, StatusDetail[]>()

  constructor(details: readonly StatusDetail[]) {
    for (const detail of details) {
      const name = nameOf(detail.id, detail.version)
      this.byName.set(name, [...(this.byName.get(name) ?? []), detail])
    }
  }

  take({ id, modified, created }: StixObject): StatusDetail | undefined {
    const version = modified ?? created
    // Of what has no versions a server names the time at which it was added, or nothing.
    const named = typeof version === 'string' ? nameOf(id, version) : this.firstOf(id)
    return this.byName.get(named)?.shift()
  }

  private firstOf(id: string): string {
    return (
      [...this.byName.entries()].find(([name, left]) => name.startsWith(`${id} `) && left.length > 0)?.[0] ??
      ''
    )
  }
}

const nameOf = (id: string, version: string) => `${id} ${sortableTime(version) ?? version}`
