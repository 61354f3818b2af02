// Real arrivals: rates and gaps of real API clients for services, and pauses of people from serving traces whose
// requests are dealt to people by a Zipf draw.
import type { Period } from '../clock.js'
import { createRandom, gamma, poisson, type Random, weibull } from '../random.js'
import type { ArrivalSource } from '../timing/arrivals.js'
import { readRecords, readRows } from './tables.js'

/** Ten minutes of one API client. */
export interface Window {
  /** From the start of the trace. */
  readonly startMs: number
  /** Requests a second. */
  readonly rate: number
  /** Whether gaps are Gamma; Weibull otherwise. */
  readonly isGamma: boolean
  readonly shape: number
}

const WINDOW_MS = 600_000

/** Deals a trace's requests to `people` by a Zipf draw; returns each person's times in order, the busiest first. */
export function dealToPeople(random: Random, times: readonly number[], people: number): number[][] {
  const weights = Array.from({ length: people }, (_, rank) => 1 / (rank + 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const dealt: number[][] = weights.map(() => [])
  for (const time of times) {
    let left = random.next() * total
    let person = 0
    while (person < people - 1 && left > (weights[person] ?? 0)) left -= weights[person++] ?? 0
    dealt[person]?.push(time)
  }
  return dealt
}

/** Gaps within one person's requests when the trace's requests are dealt to people, in seconds. */
function dealtPauses(times: readonly number[]): number[] {
  return dealToPeople(createRandom(20231116), times, 300).flatMap((own) =>
    own
      .slice(1)
      .map((time, index) => time - (own[index] as number))
      .filter((pause) => pause > 2 && pause < 1800),
  )
}

export const SERVING_TRACES = ['azure2023_conv', 'azure2023_code', 'mooncake_conversation'] as const
export type ServingTrace = (typeof SERVING_TRACES)[number]

/** Times of a serving trace's requests, in seconds. */
export async function readServingTimes(directory: string, trace: ServingTrace): Promise<number[]> {
  if (trace === 'mooncake_conversation')
    return (await readRecords(directory, `traces/${trace}.jsonl.gz`)).map(
      ({ timestamp }) => Number(timestamp) / 1000,
    )
  return (await readRows(directory, `traces/${trace}.csv.gz`, true)).map(
    ([time = '']) => Date.parse(`${time.slice(0, 23)}Z`) / 1000,
  )
}

/** The windows of each API client in which it sent anything, in order of time. */
export async function readClients(directory: string): Promise<Map<string, Window[]>> {
  const clients = new Map<string, Window[]>()
  for (const [client = '', t, rate, , dist, shape] of await readRows(
    directory,
    'traces/servegen_dev_rates.csv.gz',
    true,
  )) {
    const window = {
      startMs: Number(t) * 1000,
      rate: Number(rate),
      isGamma: dist === 'G',
      shape: Number(shape),
    }
    if (!(window.rate > 0) || !(window.shape > 0)) continue
    const list = clients.get(client)
    if (list === undefined) clients.set(client, [window])
    else list.push(window)
  }
  return clients
}

/** About `count` arrivals over a client's windows, by their rates and with their gaps, up to `end`. */
export function windowTimes(
  random: Random,
  windows: readonly Window[],
  from: number,
  end: number,
  count: number,
): number[] {
  const perRate = count / windows.reduce((sum, { rate }) => sum + rate, 0)
  const times: number[] = []
  for (const window of windows) {
    const wanted = poisson(random, window.rate * perRate)
    let ts = from + window.startMs + random.next() * WINDOW_MS
    for (let i = 0; i < wanted && ts < end; i++) {
      times.push(ts)
      const shape = Math.max(0.2, window.shape)
      ts +=
        (WINDOW_MS / (wanted + 1)) *
        (window.isGamma ? gamma(random, shape, 1 / shape) : weibull(random, shape, 1))
    }
  }
  return times
}

/** Opens the traces of a corpus. */
export async function openTraces(directory: string): Promise<ArrivalSource> {
  const profiles = [...(await readClients(directory)).values()].filter((list) => list.length >= 24)
  const azure = await readServingTimes(directory, 'azure2023_conv')
  const mooncake = await readServingTimes(directory, 'mooncake_conversation')
  const pauses = [...dealtPauses(azure), ...dealtPauses(mooncake)]
  return {
    service(random: Random, period: Period, count: number): number[] {
      const windows = profiles[Math.floor(random.next() * profiles.length)] ?? []
      const span = (windows.at(-1)?.startMs ?? 0) + WINDOW_MS
      const repeats = Math.max(1, Math.ceil((period.end - period.start) / span))
      const times: number[] = []
      for (let repeat = 0; repeat < repeats; repeat++) {
        const from = period.start + repeat * span
        times.push(...windowTimes(random, windows, from, period.end, count / repeats))
      }
      return times
    },
    pause: (random) => pauses[Math.floor(random.next() * pauses.length)] ?? 60,
  }
}
