// The script one would write first, kept for scale in the bench: accounts that share a payment, a /24 address block or
// the first 64 characters of a prompt belong together, and five together are accused.
import { addressBlock, logLines, promptStart, textOf } from './log-lines.js'

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

/** Reads a log line by line and links. Lines that don't parse are skipped. */
export async function runBaseline(options: BaselineOptions): Promise<BaselineResult> {
  const links = createLinks()
  if (options.accounts !== undefined) {
    for await (const record of logLines(options.accounts)) {
      const account = textOf(record.account)
      if (account !== undefined) links.join(account, 'payment', textOf(record.payment))
    }
  }
  for await (const record of logLines(options.exchanges)) {
    const account = textOf(record.account)
    if (account === undefined) continue
    links.join(account, 'block', addressBlock(textOf(record.ip)))
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
