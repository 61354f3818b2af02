// One campaign split over providers, each with honest customers and look-alikes of its own.
import { createReadStream, createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { simulate } from '../../simulate/simulate.js'

export interface SplitCase {
  /** A campaign of levers, such as `api,size=12`. */
  readonly campaign: string
  /** Shares of its accounts, one a provider. */
  readonly split: readonly number[]
  readonly seed: number
  /** Honest accounts of each provider. */
  readonly honest: number
}

/** What one provider's log holds. */
export interface Part {
  readonly exchanges: string
  readonly accounts: string
  /** Accounts of the campaign here. */
  readonly campaign: readonly string[]
  /** Exchanges of each. */
  readonly sent: ReadonlyMap<string, number>
}

/** Makes the logs, below a folder; what was made before stays. */
export async function makeParts(world: SplitCase, folder: string): Promise<Part[]> {
  const { campaign, split, seed, honest } = world
  const made = (scenario: string, own: number, name: string) =>
    makeOnce(scenario, own, join(folder, name.replaceAll(/[^a-z0-9=-]+/g, '_')))
  const attack = await made(`levers:${campaign}+honest=1`, seed, `campaign-${campaign}-${seed}`)
  const truth = JSON.parse(readFileSync(attack.truth, 'utf8')) as Record<string, string>
  const attackers = Object.keys(truth)
    .filter((account) => truth[account]?.startsWith('attack:'))
    .sort()
  const total = split.reduce((sum, share) => sum + share, 0)
  const parts: Part[] = []
  for (const place of split.keys()) {
    const own = new Set(attackers.filter((_, index) => placeOf(index, split, total) === place))
    const people = await made(
      `levers:honest=${honest}`,
      10 * seed + place,
      `honest-${honest}-${10 * seed + place}`,
    )
    const base = join(
      folder,
      `part-${campaign.replaceAll(/[^a-z0-9=-]+/g, '_')}-${seed}-${split.join('-')}-${place}`,
    )
    const exchanges = `${base}-exchanges.jsonl`
    const accounts = `${base}-accounts.jsonl`
    const sent = await merge(people.exchanges, attack.exchanges, own, exchanges)
    await merge(people.accounts, attack.accounts, own, accounts)
    parts.push({ exchanges, accounts, campaign: [...own], sent })
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

async function makeOnce(scenario: string, seed: number, out: string) {
  const files = {
    exchanges: join(out, 'exchanges.jsonl'),
    accounts: join(out, 'accounts.jsonl'),
    truth: join(out, 'truth.json'),
  }
  const marker = join(out, 'made')
  if (!existsSync(marker)) {
    await mkdir(out, { recursive: true })
    await simulate({ scenario, out, seed, scale: 1 })
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
