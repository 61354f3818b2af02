// A log as the peers see it: who did what with which object when, with every name replaced by a number.
import {
  addressBlock,
  firstMessage,
  type LogRecord,
  logLines,
  startOf,
  textOf,
} from '../../simulate/log-lines.js'
import type { PeerFiles } from './peer.js'

/** What accounts can have in common in an exchange: the address block, or the first characters of a text. */
export const OBJECT_KINDS = ['block', 'system', 'user'] as const
export type ObjectKind = (typeof OBJECT_KINDS)[number]

export interface PeerLog {
  /** Names of the accounts that sent something or are on file. */
  readonly accounts: readonly string[]
  /** Payment of each account, where it is known; same order. */
  readonly payments: readonly (string | undefined)[]
  /** Account of each exchange. */
  readonly account: readonly number[]
  /** Time of each exchange in milliseconds since 1970. */
  readonly time: readonly number[]
  /** Object of each kind of each exchange, -1 where the log has none. Numbers are of their kind alone. */
  readonly objects: Readonly<Record<ObjectKind, readonly number[]>>
}

/** Hands out 0, 1, 2, … to names in the order of their first appearance. */
export function createNumbering(): { readonly names: string[]; of(name: string): number } {
  const names: string[] = []
  const known = new Map<string, number>()
  return {
    names,
    of(name) {
      let number = known.get(name)
      if (number === undefined) {
        number = names.length
        known.set(name, number)
        names.push(name)
      }
      return number
    },
  }
}

/** Reads both files. `visit` gets every exchange, for peers that need more of it than the objects. */
export async function readPeerLog(
  files: PeerFiles,
  visit: (account: number, record: LogRecord) => void = () => {},
): Promise<PeerLog> {
  const numbering = createNumbering()
  const payments: (string | undefined)[] = []
  for await (const record of logLines(files.accounts)) {
    const name = textOf(record.account)
    if (name !== undefined) payments[numbering.of(name)] = textOf(record.payment)
  }
  const account: number[] = []
  const time: number[] = []
  const objects: Record<ObjectKind, number[]> = { block: [], system: [], user: [] }
  const numberings = { block: createNumbering(), system: createNumbering(), user: createNumbering() }
  for await (const record of logLines(files.exchanges)) {
    const name = textOf(record.account)
    const ts = Date.parse(textOf(record.ts) ?? '')
    if (name === undefined || Number.isNaN(ts)) continue
    const number = numbering.of(name)
    account.push(number)
    time.push(ts)
    const found = {
      block: addressBlock(textOf(record.ip)),
      system: startOf(textOf(record.system)),
      user: startOf(firstMessage(record)),
    }
    for (const kind of OBJECT_KINDS) {
      const value = found[kind]
      objects[kind].push(value === undefined || value === '' ? -1 : numberings[kind].of(value))
    }
    visit(number, record)
  }
  return { accounts: numbering.names, payments, account, time, objects }
}

/** Exchanges of each object that at least two accounts used, each list in the order of time. */
export function timelinesOf(log: PeerLog, kind: ObjectKind): readonly (readonly number[])[] {
  const byObject: number[][] = []
  log.objects[kind].forEach((object, exchange) => {
    if (object < 0) return
    const known = byObject[object]
    if (known === undefined) byObject[object] = [exchange]
    else known.push(exchange)
  })
  const time = (exchange: number) => log.time[exchange] as number
  return byObject
    .filter((list) => list.some((exchange) => log.account[exchange] !== log.account[list[0] as number]))
    .map((list) => list.toSorted((a, b) => time(a) - time(b)))
}
