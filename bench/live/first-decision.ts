// How long a campaign works before anything is decided about it. Its log is sent in compressed time: what came before the
// campaign at once, then an hour of it at a time, each followed by an analysis, as the service's default clock would have
// it. The hours are those of the log; the seconds of loading, analysing and deciding are measured. The first tick comes a
// whole hour after the campaign's first exchange, which is the worst a clock can do.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simulate } from '../../simulate/simulate.js'
import { DEFAULT_POLICY } from '../../src/respond/policy/default-policy.js'
import { OUT } from '../machine.js'
import type { SectionResult } from '../text-table.js'
import { formatTable } from '../text-table.js'
import { settled } from './feed.js'
import type { RunningService } from './running-service.js'
import { type LiveOptions, type Say, withService } from './sections.js'

/** At this scale its campaign has 500 accounts, with four requests each in two days. */
const SCENARIO = { scenario: 'sparse-burst', scale: 0.5, seed: 1 } as const
const HOUR_MS = 3_600_000
/** Hours after which the search is given up. */
const MOST_HOURS = 72
const BATCH_LINES = 2000

interface Tick {
  readonly hour: number
  readonly sent: number
  readonly decided: number
  readonly seconds: number
}

export async function benchFirstDecision(_options: LiveOptions, say: Say): Promise<SectionResult> {
  const { lines, accounts, members } = await log()
  const isOwn = ({ account }: Line) => members.has(account)
  const began = lines.find(isOwn)?.at ?? 0
  return withService(async (service) => {
    const put = await service.send(`/v1/policy?note=bench`, { method: 'PUT', body: DEFAULT_POLICY })
    if (put.status !== 200) throw new Error(`the policy was answered with ${put.status}`)
    await service.post('/v1/accounts', accounts)
    say('what came before the campaign')
    await sendLines(
      service,
      lines.filter(({ at }) => at < began),
    )
    await analyse(service)
    const ticks: Tick[] = []
    for (let hour = 1; hour <= MOST_HOURS; hour++) {
      const [from, to] = [began + (hour - 1) * HOUR_MS, began + hour * HOUR_MS]
      const some = lines.filter(({ at }) => at >= from && at < to)
      const started = performance.now()
      await sendLines(service, some)
      await analyse(service)
      const { body } = await service.send<{ decisions: { account: string }[] }>('/v1/decisions')
      const seconds = (performance.now() - started) / 1000
      const decided = new Set(body.decisions.map(({ account }) => account).filter((one) => members.has(one)))
      const seen = new Set(lines.filter((line) => isOwn(line) && line.at < to).map(({ account }) => account))
      ticks.push({ hour, sent: seen.size, decided: decided.size, seconds })
      say(
        `hour ${hour}: ${seen.size} accounts of the campaign have sent something, ${decided.size} are decided on`,
      )
      if (decided.size > 0) break
    }
    return report(ticks, members.size)
  })
}

function report(ticks: readonly Tick[], members: number): SectionResult {
  const last = ticks.at(-1)
  const isFound = (last?.decided ?? 0) > 0
  const rows = ticks
    .slice(-6)
    .map(({ hour, sent, decided, seconds }) => [
      String(hour),
      String(sent),
      String(decided),
      seconds.toFixed(1),
    ])
  const text = `First decision: a campaign of ${members} accounts, four requests each in two days (${SCENARIO.scenario}, scale ${SCENARIO.scale}, seed ${SCENARIO.seed}); the policy that ships, in shadow; a clock of an hour
${formatTable(['hour', 'accounts seen', 'decided on', 'seconds to load, analyse, decide'], rows)}${
  isFound
    ? `first decision ${last?.hour} h of the log after the first exchange, and ${last?.seconds.toFixed(1)} s of this machine after the clock's tick`
    : `no decision within ${MOST_HOURS} h`
}
`
  return { text, exitCode: isFound ? 0 : 1 }
}

interface Line {
  readonly at: number
  readonly account: string
  readonly text: string
}

async function log(): Promise<{ lines: Line[]; accounts: Buffer; members: ReadonlySet<string> }> {
  const out = join(OUT, 'live-first-decision')
  const truth = join(out, 'truth.json')
  if (!existsSync(truth)) {
    mkdirSync(out, { recursive: true })
    await simulate({ ...SCENARIO, out })
  }
  const roles = JSON.parse(readFileSync(truth, 'utf8')) as Readonly<Record<string, string>>
  const members = new Set(Object.keys(roles).filter((account) => roles[account]?.startsWith('attack:')))
  const lines = readFileSync(join(out, 'exchanges.jsonl'), 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text): Line => {
      const { ts, account } = JSON.parse(text) as { ts: string; account: string }
      return { at: Date.parse(ts), account, text }
    })
  return { lines, accounts: readFileSync(join(out, 'accounts.jsonl')), members }
}

async function sendLines(service: RunningService, lines: readonly Line[]): Promise<void> {
  for (let from = 0; from < lines.length; from += BATCH_LINES) {
    const some = lines.slice(from, from + BATCH_LINES).map(({ text }) => text)
    const { status } = await service.post('/v1/exchanges', Buffer.from(`${some.join('\n')}\n`))
    if (status >= 300) throw new Error(`a batch was answered with ${status}`)
  }
  await settled(service)
}

async function analyse(service: RunningService): Promise<void> {
  const { body } = await service.send<{ id: string }>('/v1/analyses', { method: 'POST' })
  const state = async () => (await service.send<{ state: string }>(`/v1/analyses/${body.id}`)).body.state
  await service.until(async () => ['done', 'failed'].includes(await state()), 10 * 60_000)
  if ((await state()) === 'failed') throw new Error('an analysis failed')
}
