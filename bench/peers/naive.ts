// The script that one would write first, as the quality bench has it too.
import { runBaseline } from '../../simulate/baseline.js'
import { accuseEach, type Peer } from './peer.js'

export const NAIVE: Peer = {
  id: 'naive',
  title: 'naive script',
  source: 'simulate/baseline.ts',
  standard: {},
  grid: [],
  accuse: (files, settings) =>
    accuseEach(
      settings,
      () => runBaseline(files),
      ({ groups }) => groups,
    ),
}
