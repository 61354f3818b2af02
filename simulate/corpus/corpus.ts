// A directory of real texts, traces and addresses that a scenario may draw from instead of the generated ones. Joining
// them to accounts and to each other is the simulator's doing: no public set joins them.
import type { AddressBook } from '../network/blocks.js'
import type { TextSource } from '../text/source.js'
import type { ArrivalSource } from '../timing/arrivals.js'
import { openNetworks } from './networks.js'
import { openTexts } from './texts.js'
import { openTraces } from './traces.js'

export interface Corpus {
  readonly book: AddressBook
  readonly texts: TextSource
  readonly arrivals: ArrivalSource
}

/** Reads the corpus in a directory with the folders `text`, `traces` and `net`. */
export async function openCorpus(directory: string): Promise<Corpus> {
  const [book, texts, arrivals] = await Promise.all([
    openNetworks(directory),
    openTexts(directory),
    openTraces(directory),
  ])
  return { book, texts, arrivals }
}
