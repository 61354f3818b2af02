// The table of what people say, beside those of what analyses found.
import type { Table } from './tables.js'

export const FEEDBACK: Table = {
  name: 'feedback',
  holds:
    'what people said of campaigns and accounts, with what the analysis said at the time; it changes no analysis',
  columns: [
    { name: 'id', type: 'String', holds: 'id' },
    { name: 'at', type: "DateTime64(3, 'UTC')", holds: 'when' },
    { name: 'by', type: 'String', holds: 'who' },
    {
      name: 'kind',
      type: 'LowCardinality(String)',
      holds: 'confirm, dismiss, split, merge, rename or note',
    },
    { name: 'campaign', type: 'String', holds: 'campaign id; empty of an account that no group has' },
    { name: 'other', type: 'String', holds: 'of merge: the campaign that it is one with' },
    {
      name: 'accounts',
      type: 'Array(String)',
      holds: 'of split: accounts that belong apart; of note: the account that it is on',
    },
    { name: 'alias', type: 'String', holds: 'of rename: what people call it; empty takes a name back' },
    { name: 'reason', type: 'LowCardinality(String)', holds: 'of dismiss: why it is no campaign' },
    { name: 'note', type: 'String', holds: 'in words' },
    { name: 'analysis', type: 'String', holds: 'the newest analysis then; what follows is what it said' },
    { name: 'name', type: 'String', holds: 'name that the analysis gave' },
    { name: 'verdict', type: 'LowCardinality(String)', holds: 'distillation, coordinated or explained' },
    { name: 'explanation', type: 'String', holds: 'what cleared it, empty when nothing did' },
    { name: 'probability', type: 'Float64', holds: 'probability that it is a campaign' },
    { name: 'size', type: 'UInt32', holds: 'accounts' },
    { name: 'other_name', type: 'String', holds: 'of merge: name of the other' },
    { name: 'other_size', type: 'UInt32', holds: 'of merge: accounts of the other' },
    { name: 'bits', type: 'Map(String, Float64)', holds: 'bits of evidence by detector' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (at, id)',
  shardedBy: 'cityHash64(campaign)',
}
