// `/v1/decide` under load, beside a route of the same server that takes the same request (method, body, key) and answers a
// constant, and beside one that takes nothing. They take turns in short rounds, so that what else the machine does meets all.
import type { SectionResult } from '../text-table.js'
import { formatTable, verdictOf } from '../text-table.js'
import { endless, feed } from './feed.js'
import { Hammer, type Hammered, quantile, requestOf } from './hammer.js'
import type { RunningService } from './running-service.js'
import { type LiveOptions, type Say, traffic, untilSettledIn, withService } from './sections.js'

const MOST_SLOWER = 1.3
const LEAST_THROUGHPUT = 0.8
const ROUNDS = 20
const ROUND_MS = 750
const WARM_MS = 2000
const CONNECTIONS = 16

/** Questions, in the order in which they take turns. */
const NAMES = ['bare', 'empty', 'decide'] as const
type Name = (typeof NAMES)[number]

const TITLES: Readonly<Record<Name, string>> = {
  bare: 'GET /healthz, no key',
  empty: 'POST /v1/ping (peer)',
  decide: 'POST /v1/decide',
}

export async function benchDecide({ scale, accounts }: LiveOptions, say: Say): Promise<SectionResult> {
  const { exchanges } = await traffic(scale)
  return withService(async (service, key) => {
    await putDecisions(service, accounts)
    await untilSettledIn(service)
    const port = Number(new URL(service.url).port)
    const body = JSON.stringify({ account: `account-${accounts >> 1}`, ip: '192.0.2.7', model: 'm' })
    const requests: Readonly<Record<Name, Buffer>> = {
      bare: requestOf('GET', '/healthz', ''),
      empty: requestOf('POST', '/v1/ping', key, body),
      decide: requestOf('POST', '/v1/decide', key, body),
    }
    const hammer = await Hammer.start()
    const ask = (name: Name, ms: number) =>
      hammer.hit({ port, request: requests[name], connections: CONNECTIONS, ms })
    const stop = new AbortController()
    const feeding = feed(service, endless(exchanges, stop.signal), stop.signal)
    const answers: Record<Name, Hammered[]> = { bare: [], empty: [], decide: [] }
    for (const name of NAMES) await ask(name, WARM_MS)
    for (let round = 1; round <= ROUNDS; round++)
      for (const name of NAMES) {
        say(`${name}, round ${round} of ${ROUNDS}`)
        answers[name].push(await ask(name, ROUND_MS))
      }
    stop.abort()
    hammer.stop()
    const { records } = await feeding
    return report(answers, accounts, records)
  })
}

function report(
  answers: Readonly<Record<Name, readonly Hammered[]>>,
  accounts: number,
  records: number,
): SectionResult {
  const wrong = NAMES.flatMap((name) => answers[name]).some(({ statuses }) =>
    Object.keys(statuses).some((status) => status !== '200'),
  )
  if (wrong) throw new Error('not all was answered with 200')
  const [bare, empty, decide] = [summed(answers.bare), summed(answers.empty), summed(answers.decide)]
  const [slower, throughput] = [decide.p99 / empty.p99, decide.perSecond / empty.perSecond]
  const line = (name: Name, { p50, p99, perSecond }: Summed) => [
    TITLES[name],
    p50.toFixed(2),
    p99.toFixed(2),
    Math.round(perSecond).toLocaleString('en'),
  ]
  const text = `Decide: ${accounts.toLocaleString('en')} accounts under decision, ${CONNECTIONS} connections, ${records.toLocaleString('en')} exchanges taken in meanwhile
${formatTable(['', 'p50 ms', 'p99 ms', 'answers/s'], [line('bare', bare), line('empty', empty), line('decide', decide)])}beside the peer of the same method, body and key: p99 x ${slower.toFixed(2)}, at most ${MOST_SLOWER}: ${verdictOf(slower <= MOST_SLOWER)}
throughput x ${throughput.toFixed(2)}, at least ${LEAST_THROUGHPUT}: ${verdictOf(throughput >= LEAST_THROUGHPUT)}
beside the bare one: p99 x ${(decide.p99 / bare.p99).toFixed(2)}, throughput x ${(decide.perSecond / bare.perSecond).toFixed(2)}
`
  return { text, exitCode: slower <= MOST_SLOWER && throughput >= LEAST_THROUGHPUT ? 0 : 1 }
}

interface Summed {
  readonly p50: number
  readonly p99: number
  readonly perSecond: number
}

function summed(rounds: readonly Hammered[]): Summed {
  const times = Float64Array.from(rounds.flatMap((one) => [...one.times])).sort()
  const perSecond = rounds.reduce((sum, one) => sum + one.perSecond, 0) / rounds.length
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), perSecond }
}

async function putDecisions(service: RunningService, accounts: number): Promise<void> {
  const decisions = Array.from({ length: accounts }, (_, i) => ({
    account: `account-${i}`,
    campaign: `campaign-${i % 50}`,
    action: (['observe', 'tag', 'degrade', 'suspend'] as const)[i % 4],
    parameters: i % 4 === 1 ? { tag: 'look' } : {},
    mode: i % 2 === 0 ? 'enforce' : 'shadow',
    reason: 'automated-use',
    rule: 'bench',
    policyVersion: '1',
    from: '2026-01-01T00:00:00Z',
    until: '2100-01-01T00:00:00Z',
  }))
  const put = await service.send('/v1/decisions', { method: 'PUT', body: { decisions } })
  if (put.status !== 200) throw new Error(`decisions were answered with ${put.status}`)
}
