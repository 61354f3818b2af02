// CooRTweet's rule: accounts that repeatedly share the same content within seconds. Righetti and Balluff, "CooRTweet: A
// Generalized R Software for Coordinated Network Detection", Computational Communication Research 7(1), 2025, and the
// package's `detect_groups` (time_window 10 s, min_participation 2) and `generate_coordinated_network` (edge_weight: only
// edges heavier than this quantile of all weights, 0.5).
//
// Content is the start of the system prompt or of the user's text. Components of the network that is left are accused.
import { createComponents } from './components.js'
import { type PeerLog, readPeerLog, timelinesOf } from './log.js'
import { accuseEach, numberIn, type Peer, type Setting, settingsOf } from './peer.js'

/**
 * Groups of account numbers.
 *
 * @param setting `window` in seconds, `participation` least actions of an account, `quantile` that an edge must exceed
 */
export function coorTweet(log: PeerLog, setting: Setting): readonly (readonly number[])[] {
  const weights = weighPairs(log, 1000 * numberIn(setting, 'window'), numberIn(setting, 'participation'))
  const sorted = Float64Array.from(weights.values()).sort()
  const least = quantile(sorted, numberIn(setting, 'quantile'))
  const count = log.accounts.length
  const components = createComponents(count)
  for (const [pair, weight] of weights)
    if (weight > least) components.join(Math.floor(pair / count), pair % count)
  return components.groups()
}

/** How often two accounts shared something within the window, by `smaller * accounts + larger`. */
function weighPairs(log: PeerLog, window: number, participation: number): ReadonlyMap<number, number> {
  const { account, time } = log
  const count = log.accounts.length
  const actions = new Uint32Array(count)
  for (const own of account) actions[own] = (actions[own] ?? 0) + 1
  const weights = new Map<number, number>()
  for (const timeline of [...timelinesOf(log, 'system'), ...timelinesOf(log, 'user')]) {
    const taking = timeline.filter((one) => (actions[account[one] as number] as number) >= participation)
    taking.forEach((exchange, place) => {
      const own = account[exchange] as number
      const end = (time[exchange] as number) + window
      for (let next = place + 1; next < taking.length; next++) {
        const other = taking[next] as number
        if ((time[other] as number) > end) break
        const partner = account[other] as number
        if (partner === own) continue
        const pair = own < partner ? own * count + partner : partner * count + own
        weights.set(pair, (weights.get(pair) ?? 0) + 1)
      }
    })
  }
  return weights
}

/** By linear interpolation between the sorted values, as R does; 0 of nothing. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}

export const COORTWEET: Peer = {
  id: 'coortweet',
  title: 'CooRTweet',
  source: 'Righetti and Balluff, CCR 7(1), 2025; package defaults',
  standard: { window: 10, participation: 2, quantile: 0.5 },
  grid: settingsOf({ window: [10, 60, 600], participation: [2], quantile: [0.5, 0.9, 0.99] }),
  accuse: (files, settings) =>
    accuseEach(
      settings,
      () => readPeerLog(files),
      (log, setting) =>
        coorTweet(log, setting).map((group) => group.map((one) => log.accounts[one] as string)),
    ),
}
