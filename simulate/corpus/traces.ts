// Real arrivals: rates and gaps of real API clients for services, and pauses of people from serving traces whose
// requests are dealt to people by a Zipf draw.
import type { Period } from '../clock.js'
import { createRandom, gamma, poisson, type Random, weibull } from '../random.js'
import type { ArrivalSource } from '../timing/arrivals.js'
import { readRecords, readRows } from './tables.js'

interface Window {
  readonly startMs: number
  readonly rate: number
  readonly isGamma: boolean
  readonly shape: number
}

/** Gaps within one person's requests when the trace's requests are dealt to people by a Zipf draw, in seconds. */
function dealtPauses(times: readonly number[]): number[] {
  const random = createRandom(20231116)
  const people = 300
  const weights = Array.from({ length: people }, (_, rank) => 1 / (rank + 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const last = new Map<number, number>()
  const pauses: number[] = []
  for (const time of times) {
    let left = random.next() * total
    let person = 0
    while (person < people - 1 && left > (weights[person] ?? 0)) left -= weights[person++] ?? 0
    const before = last.get(person)
    if (before !== undefined && time - before > 2 && time - before < 1800) pauses.push(time - before)
    last.set(person, time)
  }
  return pauses
}

/** Opens the traces of a corpus. */
export async function openTraces(directory: string): Promise<ArrivalSource> {
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
  const profiles = [...clients.values()].filter((list) => list.length >= 24)
  const azure = (await readRows(directory, 'traces/azure2023_conv.csv.gz', true)).map(
    ([time = '']) => Date.parse(`${time.slice(0, 23)}Z`) / 1000,
  )
  const mooncake = (await readRecords(directory, 'traces/mooncake_conversation.jsonl.gz')).map(
    ({ timestamp }) => Number(timestamp) / 1000,
  )
  const pauses = [...dealtPauses(azure), ...dealtPauses(mooncake)]
  return {
    service(random: Random, period: Period, count: number): number[] {
      const windows = profiles[Math.floor(random.next() * profiles.length)] ?? []
      const span = (windows.at(-1)?.startMs ?? 0) + 600_000
      const repeats = Math.max(1, Math.ceil((period.end - period.start) / span))
      const perRate = count / repeats / windows.reduce((sum, { rate }) => sum + rate, 0)
      const times: number[] = []
      for (let repeat = 0; repeat < repeats; repeat++) {
        for (const window of windows) {
          const wanted = poisson(random, window.rate * perRate)
          let ts = period.start + repeat * span + window.startMs + random.next() * 600_000
          for (let i = 0; i < wanted && ts < period.end; i++) {
            times.push(ts)
            const shape = Math.max(0.2, window.shape)
            ts +=
              (600_000 / (wanted + 1)) *
              (window.isGamma ? gamma(random, shape, 1 / shape) : weibull(random, shape, 1))
          }
        }
      }
      return times
    },
    pause: (random) => pauses[Math.floor(random.next() * pauses.length)] ?? 60,
  }
}
