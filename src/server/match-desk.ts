// Private matching for partners who ask over HTTP: the same rules as on the command line. Whose requests count stands in
// the signatures; the key that comes with them is called after the partner. One file of requests is worked on at a time,
// as it takes all cores for seconds.
import { existsSync } from 'node:fs'
import { Problem } from '../model/problem.js'
import { answerRequests } from '../share/matching/hold.js'
import type { Kind } from '../share/matching/kinds.js'
import { Ledger } from '../share/matching/ledger.js'
import { Periods } from '../share/matching/period.js'
import { ServedOffers } from '../share/matching/served-offers.js'
import { parseJsonText } from '../share/trust/bounded-json.js'
import { openIdentity, signerOf } from '../share/trust/identity.js'
import { Partners } from '../share/trust/partners.js'
import { PROVIDER_NAME } from '../share/trust/provider-name.js'
import { createTurns } from '../store/turns.js'
import type { AuditLog } from './access/audit-log.js'
import type { Caller } from './access/caller.js'
import { TokenBuckets } from './access/token-bucket.js'
import type { statePaths } from './state-folder.js'

/** Files of requests of a partner: a second, and at once. */
const POSTS = { rate: 0.2, most: 20 }
/** Requests of one post: what a day's budget takes, with room. */
const MOST_REQUESTS = 64
/** Posts that wait for their turn. */
const MOST_WAITING = 8

export class MatchDesk {
  private readonly offers: ServedOffers
  private readonly buckets = new TokenBuckets()
  private readonly turn = createTurns(1)
  private waiting = 0

  constructor(
    private readonly paths: ReturnType<typeof statePaths>,
    private readonly audit: AuditLog,
  ) {
    this.offers = new ServedOffers(paths.matchOffers)
  }

  /** What the partner who asks is offered. */
  kinds(caller: Caller | undefined): readonly Kind[] {
    return this.offers.kinds(partnerOf(caller))
  }

  /** @throws Problem `match-offer-missing` */
  offer(caller: Caller | undefined, kind: Kind): string {
    return this.offers.offer(partnerOf(caller), kind) ?? missing(kind)
  }

  /** @throws Problem `match-offer-missing` */
  async outputs(caller: Caller | undefined, kind: Kind, sha256: string): Promise<Buffer> {
    const partner = partnerOf(caller)
    const outputs = this.offers.outputs(partner, kind, sha256) ?? missing(kind)
    await this.audit.add({
      actor: caller?.actor ?? '',
      action: 'match.offer-read',
      details: { partner, kind, bytes: outputs.length },
    })
    return outputs
  }

  /**
   * Answers to a post of requests, one a line, all or none.
   * @throws Problem of the requests, `too-many-requests`, `service-busy`
   */
  async answer(caller: Caller | undefined, body: Buffer): Promise<string> {
    const partner = partnerOf(caller)
    // What is missing here, and where, is none of a partner's business.
    if (!existsSync(this.paths.identity))
      throw new Problem(
        'match-offer-missing',
        'nothing is matched with partners here',
        'Ask the partner whether they match.',
      )
    const wait = this.buckets.take(partner, POSTS.rate, POSTS.most)
    if (wait > 0) throw tooMany(wait)
    if (this.waiting >= MOST_WAITING) throw busy()
    this.waiting++
    try {
      return await this.turn(() => this.answerNow(partner, caller?.actor ?? '', body.toString('utf8')))
    } finally {
      this.waiting--
    }
  }

  private async answerNow(partner: string, actor: string, text: string): Promise<string> {
    try {
      const lines = text.split('\n').filter((line) => line.trim() !== '')
      if (lines.length > MOST_REQUESTS) throw refused(`more than ${MOST_REQUESTS} came at once`)
      for (const line of lines) checkSender(line, partner)
      const periods = new Periods(this.paths.matchPeriods)
      periods.removeEnded()
      const { answers, period, charged } = await answerRequests(
        {
          periods,
          ledger: new Ledger(this.paths.matchLedger),
          signer: signerOf(await openIdentity(this.paths.identity)),
          directory: await Partners.open(this.paths.partners),
        },
        lines,
      )
      await this.audit.add({
        actor,
        action: 'match.answered',
        details: { partner, kind: period.kind, period: period.id, requests: answers.length, charged },
      })
      return answers.map((answer) => `${JSON.stringify(answer)}\n`).join('')
    } catch (error) {
      if (error instanceof Problem)
        await this.audit.add({
          actor,
          action: 'match.refused',
          details: { partner, code: error.code, why: error.message },
        })
      throw error
    }
  }
}

/** The partner that a key is called after. */
function partnerOf(caller: Caller | undefined): string {
  const name = PROVIDER_NAME.safeParse(caller?.name)
  if (name.success) return name.data
  throw new Problem(
    'match-partner',
    'matching is for partners, and the key is not called after one',
    'Ask the operator for a key with the name that stands in your key card.',
  )
}

/** Nobody spends another partner's budget, also with requests that they came by. */
function checkSender(line: string, partner: string): void {
  const given = parseJsonText(line)
  const from = typeof given === 'object' && given !== null && 'from' in given ? given.from : undefined
  if (from !== partner) throw refused(`it is from ${String(from).slice(0, 100)}, and the key is ${partner}’s`)
}

function refused(why: string): Problem {
  return new Problem(
    'match-message-refused',
    `the requests can’t be answered: ${why}`,
    'Send what `stillwatch share match ask` prints.',
  )
}

function missing(kind: Kind): never {
  throw new Problem(
    'match-offer-missing',
    `no such offer of ${kind} values is there for you`,
    'Ask the partner for one, or for its newest.',
  )
}

function tooMany(seconds: number): Problem & { retryAfter: number } {
  return Object.assign(
    new Problem(
      'too-many-requests',
      'more came than are answered in this time',
      'Wait for the time in Retry-After.',
    ),
    { retryAfter: seconds },
  )
}

function busy(): Problem {
  return new Problem(
    'service-busy',
    'others are being answered at this moment',
    'Send it again after the time in Retry-After.',
  )
}
