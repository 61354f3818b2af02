// Honest accounts with the arrivals of real ones: API clients of ServeGen, runs of a benchmark harness, and people to
// whom the requests of serving traces are dealt. Texts, accounts and addresses are joined to them here.
import { DAY } from '../../../simulate/clock.js'
import { readRecords, readRows } from '../../../simulate/corpus/tables.js'
import {
  dealToPeople,
  readClients,
  readServingTimes,
  SERVING_TRACES,
  type ServingTrace,
  type Window,
  windowTimes,
} from '../../../simulate/corpus/traces.js'
import { gather } from '../../../simulate/groups/crowd.js'
import { enlist, work } from '../../../simulate/groups/group.js'
import { hosts, oneOwner, ownClients } from '../../../simulate/groups/plans.js'
import { drawOrganisation } from '../../../simulate/people/account-records.js'
import { drawMachine, run } from '../../../simulate/people/machine.js'
import { drawCountry } from '../../../simulate/people/person.js'
import { drawApiStyle, drawAppStyle } from '../../../simulate/people/style.js'
import { applicationAtWork, codingAgent, conversation, styled } from '../../../simulate/people/writers.js'
import { chance, createRandom, fork, int, mix, pick } from '../../../simulate/random.js'
import type { Writer } from '../../../simulate/records.js'
import { LATHE } from '../../../simulate/text/agents.js'
import { drawApplication } from '../../../simulate/text/applications.js'
import { reply } from '../../../simulate/text/voice.js'
import { ENGLISH_DOMAINS } from '../../../simulate/text/words/english-topics.js'
import { MODELS, type World } from '../../../simulate/world.js'

/** A client's own total over this is what it sends here, between a least and a most: real totals span 90 to 38 million. */
const THINNED = { by: 500, least: 20, most: 500 } as const
/** People to whom a serving trace is dealt, and requests of it that are used. */
const TRACED = { people: 60, requests: 1500 } as const
/** Accounts of one owner over which a harness run is dealt. */
const HARNESS_ACCOUNTS = 5

export interface HonestTraces {
  readonly clients: readonly (readonly Window[])[]
  readonly harness: readonly (readonly HarnessRequest[])[]
  readonly serving: Readonly<Record<ServingTrace, readonly number[]>>
}

interface HarnessRequest {
  /** Seconds from the run's first request. */
  readonly at: number
  readonly prompt: string
}

/** Reads the clients whose lengths are known too, the runs with their real questions, and the serving traces. */
export async function readHonestTraces(directory: string): Promise<HonestTraces> {
  const all = await readClients(directory)
  const named = await readRows(directory, 'traces/servegen_dev_lengths.csv.gz', true)
  const serving: Partial<Record<ServingTrace, readonly number[]>> = {}
  for (const trace of SERVING_TRACES) serving[trace] = await readServingTimes(directory, trace)
  return {
    clients: named.flatMap(([client = '']) => {
      const windows = all.get(client)
      return windows === undefined ? [] : [windows]
    }),
    harness: await readHarness(directory),
    serving: serving as HonestTraces['serving'],
  }
}

async function readHarness(directory: string): Promise<HarnessRequest[][]> {
  const prompts = new Map<string, string>()
  for (const version of ['v0.1', 'v2.0'])
    for (const { id, prompt } of await readRecords(directory, `text/benign/arena_hard_${version}.jsonl.gz`))
      prompts.set(String(id), String(prompt))
  const runs = new Map<string, { time: number; prompt: string }[]>()
  for (const [name = '', question = '', , time = ''] of await readRows(
    directory,
    'traces/harness_arena_hard.csv.gz',
    true,
  )) {
    const list = runs.get(name) ?? []
    runs.set(name, list)
    list.push({ time: Number(time), prompt: prompts.get(question) ?? '' })
  }
  return [...runs.values()].map((list) => {
    const sorted = list.toSorted((a, b) => a.time - b.time)
    const first = sorted[0]?.time ?? 0
    return sorted.map(({ time, prompt }) => ({ at: time - first, prompt }))
  })
}

/** All of them, of the clients every so many-th, in a world that has its ordinary people already. */
export function addHonestTraffic(world: World, traces: HonestTraces, everyClient: number): void {
  traces.clients.forEach((windows, index) => {
    if (index % everyClient === 0) addClient(world, windows, index)
  })
  traces.harness.forEach((requests, index) => {
    addHarnessRun(world, `harness-${index + 1}`, requests, 1)
    addHarnessRun(world, `harness-dealt-${index + 1}`, requests, HARNESS_ACCOUNTS)
  })
  for (const trace of SERVING_TRACES) addPeople(world, trace, traces.serving[trace])
}

/** One real client: an application over real questions, or a batch job over the prompts of one P3 template. */
function addClient(world: World, windows: readonly Window[], index: number): void {
  const random = fork(fork(world.random, 'servegen'), index)
  const { actor } = drawMachine(world, random, { label: 'benign:servegen' })
  const style = drawApiStyle(world, fork(random, 'style'))
  const total = windows.reduce((sum, { rate }) => sum + rate * 600, 0)
  const count = Math.max(THINNED.least, Math.min(THINNED.most, total / THINNED.by))
  const { start, end } = world.period
  const times = windowTimes(fork(random, 'times'), windows, start, end, count)
  const texts = fork(random, 'text')
  const job = chance(texts, 0.5) ? undefined : world.texts.batch(texts)
  const write: Writer =
    job === undefined
      ? applicationAtWork(drawApplication(texts, 'en', [pick(texts, ENGLISH_DOMAINS)]), style, world.texts)
      : (occasion, own) =>
          styled(style, occasion, own, {
            messages: [{ role: 'user', content: job(own) }],
            completion: reply('en', own, 1 + int(own, 2)),
          })
  run(world, actor, random, times, write)
}

/** A whole run of one evaluator, from one account or dealt in turn over a few; the day is drawn. */
function addHarnessRun(
  world: World,
  name: string,
  requests: readonly HarnessRequest[],
  accounts: number,
): void {
  const own = fork(world.random, name)
  const organisation = drawOrganisation(world, own, drawCountry(own))
  const group = enlist(
    world,
    {
      label: `benign:${name}`,
      size: accounts,
      accounts: oneOwner(organisation, { tier: 'tier-3' }),
      network: hosts('cloud', 2),
      clients: ownClients({ 'python-sdk': 1 }),
    },
    1 / world.scale,
  )
  const from = world.period.start + int(own, world.period.days - 1) * DAY + own.next() * DAY * 0.7
  const deals = requests.map(({ at }, item) => ({ ts: from + at * 1000, member: item % accounts, item }))
  const write: Writer = ({ item }, random) => ({
    model: MODELS.large,
    temperature: 0,
    max_tokens: 4096,
    messages: [{ role: 'user', content: requests[item]?.prompt ?? '' }],
    completion: reply('en', random, 3 + int(random, 8)),
  })
  work(world, group, deals, () => write)
}

/** People of a serving trace, each on a day of its own: the trace is an hour, in which all of them would be at work. */
function addPeople(world: World, trace: ServingTrace, times: readonly number[]): void {
  const random = fork(world.random, trace)
  const every = Math.max(1, Math.floor(times.length / TRACED.requests))
  const first = times[0] ?? 0
  const used = times.filter((_, index) => index % every === 0).map((time) => (time - first) * 1000)
  const dealt = dealToPeople(fork(random, 'deal'), used, TRACED.people)
  const isCode = trace === 'azure2023_code'
  gather(world, 1 / world.scale, {
    label: `benign:${trace.replaceAll('_', '-')}`,
    size: TRACED.people,
    person: () => (isCode ? { pathway: 'api', clients: { 'coding-agent': 1 }, programmer: true } : {}),
    write: (person, own) =>
      isCode
        ? codingAgent(LATHE, drawApiStyle(world, own))
        : conversation(person.voice, drawAppStyle(world, own), world.texts),
    times: (_person, own, member) => {
      const from = world.period.start + (int(own, world.period.days) + 0.75) * DAY
      const session = createRandom(mix(own.seed, 1)).seed
      return (dealt[member] ?? []).map((at, turn) => ({ ts: from + at, turn, session }))
    },
  })
}

/** Kinds of honest accounts that this file adds, and what of them is real. */
export function traceOf(kind: string): string | undefined {
  if (kind === 'benign:servegen') return 'ServeGen clients'
  if (kind.startsWith('benign:harness-dealt')) return 'harness runs dealt over five accounts'
  if (kind.startsWith('benign:harness')) return 'harness runs'
  const trace = SERVING_TRACES.find((one) => kind === `benign:${one.replaceAll('_', '-')}`)
  return trace === undefined ? undefined : `people of ${trace}`
}
