// PRADA: an account whose queries are spaced otherwise than people's is extracting. Juuti, Szyller, Marchal and Asokan,
// "PRADA: Protecting Against DNN Model Stealing Attacks", EuroS&P 2019, section 5: each query's least distance to the
// queries kept before goes into a sample; a query further off than the sample's mean less a standard deviation is kept;
// with 100 distances and more the sample, without what is beyond three standard deviations, is tested for normality, and
// W of Shapiro and Wilk below delta raises the alarm.
//
// The paper's queries are images and its distance Euclidean. Here a query is the user's text and the distance 1 less the
// Jaccard likeness of its runs of three words. Each account is accused on its own: the method knows no groups.
import { firstMessage, type LogRecord } from '../../simulate/log-lines.js'
import { hashText } from '../../simulate/random.js'
import { readPeerLog } from './log.js'
import { accuseEach, numberIn, type Peer, settingsOf } from './peer.js'
import { shapiroWilk } from './shapiro-wilk.js'

const RUN_LENGTH = 3
/** Characters of a text and queries of an account that are looked at: more takes longer and says the same. */
const MOST_CHARACTERS = 600
const MOST_QUERIES = 250
/** The test is repeated when so many distances have come in. */
const STEP = 10

/** Hashes (32 bits) of the runs of three words of a text, or of three characters where words aren't spaced. */
export function shinglesOf(text: string): ReadonlySet<number> {
  const words = (
    text
      .slice(0, MOST_CHARACTERS)
      .toLowerCase()
      .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? []
  ).map(hashText)
  const runs = new Set<number>()
  for (let at = 0; at + RUN_LENGTH <= Math.max(words.length, RUN_LENGTH); at++) {
    let run = 0
    for (const word of words.slice(at, at + RUN_LENGTH)) run = (Math.imul(run, 0x9e3779b1) + word) | 0
    runs.add(run)
  }
  return runs
}

/** Collects the distances of one account's queries. */
export interface Spacing {
  add(text: string): void
  /** Least distance (0 to 1) of each query but the first to those kept before it. */
  readonly distances: readonly number[]
}

export function createSpacing(): Spacing {
  /** Numbers of the kept queries that hold a run, and how many runs each has. */
  const holders = new Map<number, number[]>()
  const sizes: number[] = []
  const distances: number[] = []
  let sum = 0
  let squares = 0
  let queries = 0
  const keep = (runs: ReadonlySet<number>) => {
    for (const run of runs) {
      const known = holders.get(run)
      if (known === undefined) holders.set(run, [sizes.length])
      else known.push(sizes.length)
    }
    sizes.push(runs.size)
  }
  const leastDistance = (runs: ReadonlySet<number>): number => {
    const shared = new Uint32Array(sizes.length)
    for (const run of runs)
      for (const other of holders.get(run) ?? []) shared[other] = (shared[other] ?? 0) + 1
    return shared.reduce(
      (least, both, other) => Math.min(least, 1 - both / (runs.size + (sizes[other] as number) - both)),
      1,
    )
  }
  return {
    distances,
    add(text) {
      queries++
      if (queries > MOST_QUERIES) return
      const runs = shinglesOf(text)
      if (sizes.length > 0) {
        const distance = leastDistance(runs)
        distances.push(distance)
        sum += distance
        squares += distance ** 2
        const mean = sum / distances.length
        const deviation = Math.sqrt(Math.max(0, squares / distances.length - mean ** 2))
        if (distance < mean - deviation) return
      }
      keep(runs)
    },
  }
}

/** Whether the alarm is raised at any time while the distances come in. */
export function isExtracting(distances: readonly number[], least: number, delta: number): boolean {
  for (let seen = least; seen <= distances.length; seen += STEP)
    if (shapiroWilk(withoutOutliers(distances.slice(0, seen))) < delta) return true
  return false
}

/** Values within three standard deviations of the mean. */
function withoutOutliers(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  return values.filter((value) => Math.abs(value - mean) <= 3 * deviation)
}

export const PRADA: Peer = {
  id: 'prada',
  title: 'PRADA',
  source: 'Juuti et al., EuroS&P 2019, section 5',
  standard: { queries: 100, delta: 0.95 },
  grid: settingsOf({ queries: [30, 100], delta: [0.5, 0.7, 0.85, 0.9, 0.95] }),
  accuse: (files, settings) =>
    accuseEach(
      settings,
      async () => {
        const spacings: Spacing[] = []
        const log = await readPeerLog(files, (account: number, record: LogRecord) => {
          const text = firstMessage(record)
          if (text === undefined) return
          spacings[account] ??= createSpacing()
          spacings[account].add(text)
        })
        return { log, spacings }
      },
      ({ log, spacings }, setting) =>
        log.accounts
          .filter((_, account) =>
            isExtracting(
              spacings[account]?.distances ?? [],
              numberIn(setting, 'queries'),
              numberIn(setting, 'delta'),
            ),
          )
          .map((account) => [account]),
    ),
}
