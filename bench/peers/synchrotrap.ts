// SynchroTrap: accounts that do the same at about the same time, again and again. Cao, Yang, Yu and Palow,
// "Uncovering Large Groups of Active Malicious Accounts in Online Social Networks", CCS 2014, section 4: actions are
// (account, time, object); two match when the object is the same and the times are at most T apart; likeness is the
// matched actions over all actions of the two, per kind of object; pairs above a threshold are linked, and connected
// components are the clusters.
//
// Here an action is an exchange and its object an address block or the start of a text. The paper sets T and the
// threshold for each application; the standard setting here, ours, is an hour and one half, and the best of the grid stands
// beside it. A pair that is alike in one kind of object is linked.
import { createComponents } from './components.js'
import { OBJECT_KINDS, type PeerLog, readPeerLog, timelinesOf } from './log.js'
import { accuseEach, numberIn, type Peer, type Setting, settingsOf } from './peer.js'

/** Accounts that the table of pairs can hold: its memory grows with their square, 4 bytes a pair. */
const MOST_ACCOUNTS = 20_000

/**
 * Groups of account numbers.
 *
 * @param setting `window` T in seconds, `similarity` least likeness (0 to 1), `matches` least matched actions of each,
 *   `blocks` 0 to leave address blocks out
 */
export function synchroTrap(log: PeerLog, setting: Setting): readonly (readonly number[])[] {
  const count = log.accounts.length
  if (count > MOST_ACCOUNTS) throw new Error(`SynchroTrap's table of pairs can't hold ${count} accounts`)
  const window = 1000 * numberIn(setting, 'window')
  const components = createComponents(count)
  for (const kind of OBJECT_KINDS) {
    if (kind === 'block' && numberIn(setting, 'blocks') === 0) continue
    const actions = new Uint32Array(count)
    log.objects[kind].forEach((object, exchange) => {
      const own = log.account[exchange] as number
      if (object >= 0) actions[own] = (actions[own] ?? 0) + 1
    })
    const matched = matchActions(log, timelinesOf(log, kind), window)
    for (let a = 0; a < count; a++)
      for (let b = a + 1; b < count; b++) {
        const both = Math.min(matched[a * count + b] as number, matched[b * count + a] as number)
        if (both < numberIn(setting, 'matches')) continue
        const union = (actions[a] as number) + (actions[b] as number) - both
        if (both / union >= numberIn(setting, 'similarity')) components.join(a, b)
      }
  }
  return components.groups()
}

/** Entry `a * accounts + b`: how many actions of a have one of b on the same object within the window. */
function matchActions(
  { accounts, account, time }: PeerLog,
  timelines: readonly (readonly number[])[],
  window: number,
): Uint32Array {
  const count = accounts.length
  const matched = new Uint32Array(count * count)
  /** The last exchange for which the account was counted. */
  const seen = new Int32Array(count).fill(-1)
  for (const timeline of timelines) {
    let from = 0
    timeline.forEach((exchange) => {
      const own = account[exchange] as number
      const at = time[exchange] as number
      while ((time[timeline[from] as number] as number) < at - window) from++
      for (let place = from; place < timeline.length; place++) {
        const other = timeline[place] as number
        if ((time[other] as number) > at + window) break
        const partner = account[other] as number
        if (partner === own || seen[partner] === exchange) continue
        seen[partner] = exchange
        const pair = own * count + partner
        matched[pair] = (matched[pair] ?? 0) + 1
      }
    })
  }
  return matched
}

export const SYNCHROTRAP: Peer = {
  id: 'synchrotrap',
  title: 'SynchroTrap',
  source: 'Cao et al., CCS 2014, section 4',
  standard: { window: 3600, similarity: 0.5, matches: 1, blocks: 1 },
  grid: settingsOf({ window: [600, 3600, 21_600], similarity: [0.1, 0.3], matches: [2], blocks: [0, 1] }),
  accuse: (files, settings) =>
    accuseEach(
      settings,
      () => readPeerLog(files),
      (log, setting) =>
        synchroTrap(log, setting).map((group) => group.map((one) => log.accounts[one] as string)),
    ),
}
