// One campaign split over providers, each with honest customers and look-alikes of its own, or with its part of those that
// are customers of all.
import { createReadStream, createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type SimulateOptions, simulate } from '../../simulate/simulate.js'

export interface SplitCase {
  /** A campaign of levers, such as `api,size=12`, several with `+`, or none. */
  readonly campaign: string
  /** Shares of its accounts, one a provider. */
  readonly split: readonly number[]
  readonly seed: number
  /** Honest accounts of each provider. */
  readonly honest: number
  /** Another honest world than that many accounts of `levers:`, with its scale. */
  readonly people?: { readonly scenario: string; readonly scale: number }
  /** Every honest group has accounts at every provider, dealt as the campaign's are; else each provider has people of its own. */
  readonly isCrowdDealt?: boolean
  /** When the logs end, milliseconds since 1970; a fixed day when absent. */
  readonly end?: number
}

/** What an account of the campaign sent. */
export interface Sent {
  readonly exchanges: number
  /** Input and output together. */
  readonly tokens: number
}

/** What one provider's log holds. */
export interface Part {
  readonly exchanges: readonly string[]
  readonly accounts: readonly string[]
  /** The truth of the honest accounts; of those of all providers where they were dealt. */
  readonly truth: string
  /** Accounts of the campaign here. */
  readonly campaign: readonly string[]
  /** What each of them sent. */
  readonly sent: ReadonlyMap<string, Sent>
}

/** A part as a worker process is told of it. */
export type PartFiles = Omit<Part, 'sent'>

type Files = Readonly<Record<'exchanges' | 'accounts', string>>

/** Makes the logs, below a folder; worlds that were made before stay. */
export async function makeParts(world: SplitCase, folder: string): Promise<Part[]> {
  const { campaign, split, seed, end } = world
  const crowds = await makeCrowds(world, folder)
  if (campaign === '') return crowds.map((crowd) => ({ ...crowd, campaign: [], sent: new Map() }))
  const name = `campaign-${campaign}-${seed}${until(end)}`
  const attack = await makeOnce(
    { scenario: `levers:${campaign}+honest=1`, seed, scale: 1, ...(end !== undefined && { end }) },
    join(folder, inFileName(name)),
  )
  const truth = readTruth(attack.truth)
  const attackers = Object.keys(truth)
    .filter((account) => truth[account]?.startsWith('attack:'))
    .sort()
  const places = dealByShares(attackers.length, split)
  const parts: Part[] = []
  for (const [place, crowd] of crowds.entries()) {
    const own = new Set(attackers.filter((_, index) => places[index] === place))
    if (own.size === 0) {
      parts.push({ ...crowd, campaign: [], sent: new Map() })
      continue
    }
    const base = join(folder, `${inFileName(name)}-${split.join('-')}-${place}`)
    const files = { exchanges: `${base}-exchanges.jsonl`, accounts: `${base}-accounts.jsonl` }
    const sent = await copyLines(attack.exchanges, own, files.exchanges)
    await copyLines(attack.accounts, own, files.accounts)
    parts.push({
      exchanges: [...crowd.exchanges, files.exchanges],
      accounts: [...crowd.accounts, files.accounts],
      truth: crowd.truth,
      campaign: [...own],
      sent,
    })
  }
  return parts
}

/** What is being dealt, in the same way. */
const dealing = new Map<string, Promise<Files[]>>()

/** The honest accounts of each provider. */
async function makeCrowds(
  { split, seed, honest, people, isCrowdDealt = false, end }: SplitCase,
  folder: string,
): Promise<Pick<Part, 'exchanges' | 'accounts' | 'truth'>[]> {
  const { scenario, scale } = people ?? {
    scenario: `levers:honest=${isCrowdDealt ? honest * split.length : honest}`,
    scale: 1,
  }
  const crowd = `${people === undefined ? `honest-${honest}` : `${scenario}-${scale}`}${until(end)}`
  const make = (own: number, name: string) =>
    makeOnce(
      { scenario, seed: own, scale, ...(end !== undefined && { end }) },
      join(folder, inFileName(name)),
    )
  if (isCrowdDealt) {
    const whole = await make(10 * seed, `dealt-${crowd}-${10 * seed}`)
    const to = join(folder, inFileName(`dealt-${crowd}-${10 * seed}`))
    const dealt = dealing.get(`${to} ${split.join()}`) ?? dealCrowd(whole, split, to)
    dealing.set(`${to} ${split.join()}`, dealt)
    const parts = await dealt
    return parts.map((part) => ({ ...listed(part), truth: whole.truth }))
  }
  return Promise.all(
    split.map(async (_, place) => {
      const files = await make(10 * seed + place, `${crowd}-${10 * seed + place}`)
      return { ...listed(files), truth: files.truth }
    }),
  )
}

const until = (end: number | undefined) =>
  end === undefined ? '' : `-${new Date(end).toISOString().slice(0, 10)}`

const listed = ({ exchanges, accounts }: Files) => ({ exchanges: [exchanges], accounts: [accounts] })

/** Deals each kind of honest account over the providers. */
async function dealCrowd(
  whole: Files & { readonly truth: string },
  split: readonly number[],
  folder: string,
): Promise<Files[]> {
  const byKind = new Map<string, string[]>()
  for (const [account, kind] of Object.entries(readTruth(whole.truth)))
    byKind.set(kind, [...(byKind.get(kind) ?? []), account])
  const own = split.map(() => new Set<string>())
  for (const accounts of byKind.values()) {
    const places = dealByShares(accounts.length, split)
    for (const [index, account] of accounts.sort().entries()) own[places[index] ?? 0]?.add(account)
  }
  return Promise.all(
    own.map(async (accounts, place) => {
      const base = join(folder, `${split.join('-')}-${place}`)
      const files = { exchanges: `${base}-exchanges.jsonl`, accounts: `${base}-accounts.jsonl` }
      await copyLines(whole.exchanges, accounts, files.exchanges)
      await copyLines(whole.accounts, accounts, files.accounts)
      return files
    }),
  )
}

/**
 * The place of each of so many accounts, by shares: as many as the share says but for rounding, and in an order of steps
 * of the golden ratio, so that neighbours (who have a card in common) are dealt apart.
 */
export function dealByShares(count: number, shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0)
  const step = (index: number) => (index * 0.6180339887498949) % 1
  const order = Array.from({ length: count }, (_, index) => index).sort((a, b) => step(a) - step(b))
  const places = new Array<number>(count).fill(0)
  order.forEach((index, rank) => {
    let left = ((rank + 0.5) / count) * total
    const place = shares.findIndex((share) => {
      left -= share
      return left < 0
    })
    places[index] = place < 0 ? shares.length - 1 : place
  })
  return places
}

const inFileName = (name: string) => name.replaceAll(/[^a-z0-9=.-]+/g, '_')

function readTruth(file: string): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
}

type World = Files & { readonly truth: string }

/** What is being made, by folder: cases that are made at the same time may have a world in common. */
const making = new Map<string, Promise<World>>()

function makeOnce(options: Omit<SimulateOptions, 'out'>, out: string): Promise<World> {
  const made = making.get(out) ?? makeWorld(options, out)
  making.set(out, made)
  return made
}

async function makeWorld(options: Omit<SimulateOptions, 'out'>, out: string): Promise<World> {
  const files = {
    exchanges: join(out, 'exchanges.jsonl'),
    accounts: join(out, 'accounts.jsonl'),
    truth: join(out, 'truth.json'),
  }
  const marker = join(out, 'made')
  if (!existsSync(marker)) {
    await mkdir(out, { recursive: true })
    await simulate({ ...options, out })
    writeFileSync(marker, '')
  }
  return files
}

interface Line {
  readonly account: string
  readonly input_tokens?: number
  readonly output_tokens?: number
}

/** Writes the lines of some accounts; gives what each of these sent. */
async function copyLines(
  whole: string,
  accounts: ReadonlySet<string>,
  out: string,
): Promise<Map<string, Sent>> {
  const stream = createWriteStream(out)
  const sent = new Map<string, Sent>()
  for await (const line of createInterface({ input: createReadStream(whole) })) {
    const { account, input_tokens = 0, output_tokens = 0 } = JSON.parse(line) as Line
    if (!accounts.has(account)) continue
    const before = sent.get(account) ?? { exchanges: 0, tokens: 0 }
    sent.set(account, {
      exchanges: before.exchanges + 1,
      tokens: before.tokens + input_tokens + output_tokens,
    })
    stream.write(`${line}\n`)
  }
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject)
    stream.end(resolve)
  })
  return sent
}
