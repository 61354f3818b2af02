// The table of new accounts that were recognised between analyses.
import type { Table } from './tables.js'

export const RECOGNITION: Table = {
  name: 'recognition',
  holds: 'new accounts that were recognised as a campaign’s by what they showed first, each once a campaign',
  columns: [
    { name: 'id', type: 'String', holds: 'hash of campaign and account' },
    { name: 'at', type: "DateTime64(3, 'UTC')", holds: 'when it was recognised' },
    { name: 'account', type: 'String', holds: 'account id' },
    { name: 'campaign', type: 'String', holds: 'campaign id' },
    { name: 'analysis', type: 'String', holds: 'the analysis whose campaign it was compared with' },
    { name: 'request', type: 'UInt32', holds: 'at which of its requests, from 1' },
    { name: 'seen_by', type: 'LowCardinality(String)', holds: 'gateway, which asked about it, or log' },
    { name: 'bits', type: 'Float64', holds: 'bits of what it showed' },
    { name: 'threshold', type: 'Float64', holds: 'bits from which on an account is recognised' },
    { name: 'evidence', type: 'String', holds: 'the best value of each kind, as JSON' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (at, id)',
  shardedBy: 'cityHash64(account)',
}
