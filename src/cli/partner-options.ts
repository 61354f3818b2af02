// Options that say whose indicators are read: the same for every command that compares them with own traffic.
import { existsSync } from 'node:fs'
import { settingValue } from '../config/settings.js'
import { Problem } from '../model/problem.js'
import { receivedOf } from '../share/received/exchange-with.js'
import type { Received } from '../share/received/match/suggest.js'
import { type PartnerFeed, readPartnerFile } from '../share/received/partner-file.js'
import { pathsOf } from './share-state.js'

export interface PartnerFlags {
  readonly partners?: string
  readonly producer?: string
  readonly store?: string
  readonly state?: string
}

/** Partners in the file that was named. @throws Problem `partners-missing`, `partner-file` */
export function feedsOf(flags: PartnerFlags): readonly PartnerFeed[] {
  return readPartnerFile(fileOf(flags))
}

/** The file of partners that was named. @throws Problem `partners-missing` */
export function fileOf({ partners }: PartnerFlags): string {
  const path = settingValue('partners', partners)
  if (path !== undefined) return path
  throw new Problem(
    'partners-missing',
    'no file of partners was named',
    'Name one with --partners FILE; docs/received.md shows one.',
  )
}

/** What partners’ indicators are compared with; undefined where no file of partners was named. */
export function receivedFrom(flags: PartnerFlags): Received | undefined {
  if (settingValue('partners', flags.partners) === undefined) return undefined
  // Where no card was ever taken nobody's signature counts, and none is there to be doubted.
  const { partners: cards } = pathsOf(flags)
  return receivedOf(
    feedsOf(flags),
    settingValue('producer', flags.producer),
    existsSync(cards) ? cards : undefined,
  )
}
