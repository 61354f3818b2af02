// What a method of others must offer to be measured beside Stillwatch: read the files, accuse groups of accounts.
import type { Traffic } from '../tasks.js'

/** A peer's parameters by name, each a number in the unit that its file says. */
export type Setting = Readonly<Record<string, number>>

/** The files of a world without the truth about it. */
export type PeerFiles = Pick<Traffic, 'exchanges' | 'accounts'>

/** What a peer says under one setting. */
export interface PeerRun {
  /** Accused accounts, in groups if the method makes groups. */
  readonly groups: readonly (readonly string[])[]
  /** From opening the files to the accusation. */
  readonly ms: number
  /** Peak memory of the peer's own process, where it runs in another than the one that asks. */
  readonly peakBytes?: number
  /** What a reader of the figures must know, such as a time limit that was reached. */
  readonly note?: string
}

export interface Peer {
  /** Kebab-case. */
  readonly id: string
  readonly title: string
  /** The paper and section, or the program. */
  readonly source: string
  /** As its authors published it; ours where they name no value, which its file then says. */
  readonly standard: Setting
  /** What else is tried on worlds made for choosing; empty when nothing can be chosen. */
  readonly grid: readonly Setting[]
  /** Its work grows faster than the traffic: it is given small worlds only. */
  readonly isSlow?: boolean
  /** Why it can't run on this machine. */
  absent?(): string | undefined
  /** One run for each setting, in order. The files are read once. */
  accuse(files: PeerFiles, settings: readonly Setting[]): Promise<readonly PeerRun[]>
}

/** Fewer accounts than this are no group, for every peer as for the naive script. */
export const LEAST_GROUP = 5

/** Every combination of the values, the last name's changing fastest. */
export function settingsOf(values: Readonly<Record<string, readonly number[]>>): readonly Setting[] {
  return Object.entries(values).reduce<readonly Setting[]>(
    (known, [name, list]) => known.flatMap((setting) => list.map((value) => ({ ...setting, [name]: value }))),
    [{}],
  )
}

/** The parameter, or a mistake in the code that asks. */
export function numberIn(setting: Setting, name: string): number {
  const value = setting[name]
  if (value === undefined) throw new Error(`a peer's setting lacks "${name}"`)
  return value
}

/** Reads once, then accuses under each setting; a run's time is the reading and its own part. */
export async function accuseEach<Read>(
  settings: readonly Setting[],
  read: () => Promise<Read>,
  accuse: (read: Read, setting: Setting) => readonly (readonly string[])[],
): Promise<readonly PeerRun[]> {
  const started = performance.now()
  const known = await read()
  const readMs = performance.now() - started
  return settings.map((setting) => {
    const begun = performance.now()
    const groups = accuse(known, setting)
    return { groups, ms: readMs + performance.now() - begun }
  })
}
