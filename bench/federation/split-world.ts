// One campaign split over providers, each with honest customers and look-alikes of its own.
import { createReadStream, createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type SimulateOptions, simulate } from '../../simulate/simulate.js'

export interface SplitCase {
  /** A campaign of levers, such as `api,size=12`. */
  readonly campaign: string
  /** Shares of its accounts, one a provider. */
  readonly split: readonly number[]
  readonly seed: number
  /** Honest accounts of each provider. */
  readonly honest: number
  /** Another honest world than that many accounts of `levers:`, with its scale. */
  readonly people?: { readonly scenario: string; readonly scale: number }
}

/** What one provider's log holds. */
export interface Part {
  readonly exchanges: string
  readonly accounts: string
  /** The truth of the honest accounts. */
  readonly truth: string
  /** Accounts of the campaign here. */
  readonly campaign: readonly string[]
  /** Exchanges of each. */
  readonly sent: ReadonlyMap<string, number>
}

/** Makes the logs, below a folder; what was made before stays. */
export async function makeParts(world: SplitCase, folder: string): Promise<Part[]> {
  const { campaign, split, seed, honest, people: other } = world
  const made = (scenario: string, own: number, name: string, scale = 1) =>
    makeOnce({ scenario, seed: own, scale, out: join(folder, name.replaceAll(/[^a-z0-9=-]+/g, '_')) })
  const { scenario, scale } = other ?? { scenario: `levers:honest=${honest}`, scale: 1 }
  const crowd = other === undefined ? `honest-${honest}` : `${scenario}-${scale}`
  const attack = await made(`levers:${campaign}+honest=1`, seed, `campaign-${campaign}-${seed}`)
  const truth = JSON.parse(readFileSync(attack.truth, 'utf8')) as Record<string, string>
  const attackers = Object.keys(truth)
    .filter((account) => truth[account]?.startsWith('attack:'))
    .sort()
  const total = split.reduce((sum, share) => sum + share, 0)
  const parts: Part[] = []
  for (const place of split.keys()) {
    const own = new Set(attackers.filter((_, index) => placeOf(index, split, total) === place))
    const people = await made(scenario, 10 * seed + place, `${crowd}-${10 * seed + place}`, scale)
    const base = join(
      folder,
      `part-${campaign.replaceAll(/[^a-z0-9=-]+/g, '_')}-${seed}-${split.join('-')}-${place}-${crowd.replaceAll(/[^a-z0-9=-]+/g, '_')}`,
    )
    const exchanges = `${base}-exchanges.jsonl`
    const accounts = `${base}-accounts.jsonl`
    const sent = await merge(people.exchanges, attack.exchanges, own, exchanges)
    await merge(people.accounts, attack.accounts, own, accounts)
    parts.push({ exchanges, accounts, truth: people.truth, campaign: [...own], sent })
  }
  return parts
}

/** Accounts are dealt in turn, by steps of the golden ratio: evenly, and not by what they are. */
function placeOf(index: number, split: readonly number[], total: number): number {
  let left = ((index * 0.6180339887498949) % 1) * total
  for (const [place, share] of split.entries()) {
    if (left < share) return place
    left -= share
  }
  return split.length - 1
}

async function makeOnce(options: SimulateOptions) {
  const { out } = options
  const files = {
    exchanges: join(out, 'exchanges.jsonl'),
    accounts: join(out, 'accounts.jsonl'),
    truth: join(out, 'truth.json'),
  }
  const marker = join(out, 'made')
  if (!existsSync(marker)) {
    await mkdir(out, { recursive: true })
    await simulate(options)
    writeFileSync(marker, '')
  }
  return files
}

/** Writes all lines of one file and those of some accounts of another; gives how many each of these has. */
async function merge(
  whole: string,
  other: string,
  accounts: ReadonlySet<string>,
  out: string,
): Promise<Map<string, number>> {
  const stream = createWriteStream(out)
  const sent = new Map<string, number>()
  for await (const line of createInterface({ input: createReadStream(whole) })) stream.write(`${line}\n`)
  for await (const line of createInterface({ input: createReadStream(other) })) {
    const { account } = JSON.parse(line) as { account: string }
    if (!accounts.has(account)) continue
    sent.set(account, (sent.get(account) ?? 0) + 1)
    stream.write(`${line}\n`)
  }
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject)
    stream.end(resolve)
  })
  return sent
}
