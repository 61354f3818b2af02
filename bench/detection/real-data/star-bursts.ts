// Bought stars of throw-away accounts (StarScout: He et al. 2024): when each account of a burst acted. There is no public
// set of accounts that a language model's provider banned together; this is joint timing of accounts that somebody paid for.
import { readRows } from '../../../simulate/corpus/tables.js'

export interface Burst {
  /** When each account gave its star, in seconds from the first, in order. */
  readonly times: readonly number[]
}

export interface Star {
  readonly actor: string
  readonly repo: string
  /** Epoch seconds. */
  readonly time: number
}

/** A pause in a repository's stars that ends a burst, in seconds. */
const PAUSE = 6 * 3600
/** Fewest accounts of a burst, and most that are kept of one. */
const LEAST = 40
const MOST = 120

/** The bursts of a corpus, the largest first. */
export async function readBursts(directory: string): Promise<Burst[]> {
  const rows = await readRows(directory, 'coord/starscout_throwaway_stars.csv.gz', true)
  return findBursts(
    rows.map(([actor = '', repo = '', time = '']) => ({ actor, repo, time: Number(time) })),
    LEAST,
    MOST,
  )
}

/**
 * Runs of stars for one repository without a pause of more than six hours. Sellers let the same accounts star several
 * repositories: of two bursts that share half of their accounts only the larger is kept.
 */
export function findBursts(stars: readonly Star[], least: number, most: number): Burst[] {
  const byRepo = new Map<string, Star[]>()
  for (const star of stars) {
    const list = byRepo.get(star.repo)
    if (list === undefined) byRepo.set(star.repo, [star])
    else list.push(star)
  }
  const runs = [...byRepo.values()]
    .flatMap((list) => runsOf(list.toSorted((a, b) => a.time - b.time)))
    .filter((run) => run.length >= least)
    .sort((a, b) => b.length - a.length)
  const taken = new Set<string>()
  return runs.flatMap((run) => {
    if (run.filter(({ actor }) => taken.has(actor)).length * 2 >= run.length) return []
    for (const { actor } of run) taken.add(actor)
    const first = run[0]?.time ?? 0
    return [{ times: run.slice(0, most).map(({ time }) => time - first) }]
  })
}

function runsOf(stars: readonly Star[]): Star[][] {
  const runs: Star[][] = []
  let before = Number.NEGATIVE_INFINITY
  for (const star of stars) {
    if (star.time - before > PAUSE) runs.push([])
    runs.at(-1)?.push(star)
    before = star.time
  }
  return runs
}

/** Middle gap between two stars of a burst, in seconds. */
export function medianGap({ times }: Burst): number {
  const gaps = times
    .slice(1)
    .map((time, index) => time - (times[index] as number))
    .sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)] ?? 0
}
