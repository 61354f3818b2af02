// The script one would write first, kept for scale in the bench: accounts that share a payment, a /24 address block or
// the first 64 characters of a prompt belong together, and five together are accused.
import { open } from 'node:fs/promises'
import { Problem } from '../src/model/problem.js'

export interface BaselineOptions {
  readonly exchanges: string
  readonly accounts?: string
  /** Accounts in a group before it is accused. */
  readonly groupSize?: number
}

export interface BaselineResult {
  /** Groups of accused accounts, largest first. */
  readonly groups: readonly (readonly string[])[]
  readonly accused: readonly string[]
}

/** Characters of a prompt that count as the same prompt. */
const PROMPT_LENGTH = 64

/** Reads a log line by line and links. Lines that don't parse are skipped. */
export async function runBaseline(options: BaselineOptions): Promise<BaselineResult> {
  const links = createLinks()
  if (options.accounts !== undefined) {
    for await (const record of lines(options.accounts)) {
      const account = text(record.account)
      if (account !== undefined) links.join(account, 'payment', text(record.payment))
    }
  }
  for await (const record of lines(options.exchanges)) {
    const account = text(record.account)
    if (account === undefined) continue
    links.join(account, 'block', addressBlock(text(record.ip)))
    links.join(account, 'prompt', promptStart(record))
  }
  const groups = links.groups().filter((group) => group.length >= (options.groupSize ?? 5))
  groups.sort((a, b) => b.length - a.length)
  return { groups, accused: groups.flat() }
}

interface Links {
  join(account: string, kind: string, value: string | undefined): void
  groups(): string[][]
}

/** Union-find over accounts, joined through the first account seen with each trait. */
function createLinks(): Links {
  const parent: number[] = []
  const ids = new Map<string, number>()
  const names: string[] = []
  const firstWith = new Map<string, number>()
  const root = (index: number): number => {
    let at = index
    while (parent[at] !== at) {
      const up = parent[at] as number
      parent[at] = parent[up] as number
      at = up
    }
    return at
  }
  const indexOf = (account: string): number => {
    let index = ids.get(account)
    if (index === undefined) {
      index = names.length
      ids.set(account, index)
      names.push(account)
      parent.push(index)
    }
    return index
  }
  return {
    join(account, kind, value) {
      const index = indexOf(account)
      if (value === undefined || value === '') return
      const key = `${kind} ${value}`
      const first = firstWith.get(key)
      if (first === undefined) firstWith.set(key, index)
      else parent[root(index)] = root(first)
    },
    groups() {
      const byRoot = new Map<number, string[]>()
      names.forEach((name, index) => {
        const at = root(index)
        const group = byRoot.get(at)
        if (group === undefined) byRoot.set(at, [name])
        else group.push(name)
      })
      return [...byRoot.values()]
    },
  }
}

async function* lines(path: string): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const file = await open(path).catch((error: unknown) => {
    throw new Problem(
      'baseline-read',
      `cannot read ${path}`,
      'Give the files that `stillwatch simulate` wrote.',
      { cause: error },
    )
  })
  for await (const line of file.readLines()) {
    const record = parse(line)
    if (record !== undefined) yield record
  }
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed === 'object' && parsed !== null) return parsed as Readonly<Record<string, unknown>>
  } catch {
    // A naive script would skip it as well.
  }
  return undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function addressBlock(ip: string | undefined): string | undefined {
  if (ip === undefined) return undefined
  if (ip.includes(':')) return ip.split(':').slice(0, 4).join(':')
  return ip.slice(0, ip.lastIndexOf('.'))
}

function promptStart(record: Readonly<Record<string, unknown>>): string | undefined {
  const system = text(record.system)
  if (system !== undefined) return system.slice(0, PROMPT_LENGTH)
  const prompt = text(record.prompt)
  if (prompt !== undefined) return prompt.slice(0, PROMPT_LENGTH)
  const { messages } = record
  const first: unknown = Array.isArray(messages) ? messages[0] : undefined
  const content =
    typeof first === 'object' && first !== null ? (first as { content?: unknown }).content : undefined
  if (typeof content === 'string') return content.slice(0, PROMPT_LENGTH)
  const part: unknown = Array.isArray(content) ? content[0] : undefined
  const partText = typeof part === 'object' && part !== null ? (part as { text?: unknown }).text : undefined
  return text(partText)?.slice(0, PROMPT_LENGTH)
}
