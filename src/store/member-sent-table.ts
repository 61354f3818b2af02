// What accounts sent of their campaigns, an analysis at a time.
import type { Table } from './tables.js'

export const MEMBER_SENT: Table = {
  name: 'member_sent',
  holds:
    'what each account sent of its campaigns: all of it by a whole analysis, and by an increment what came since; kept with --store only',
  columns: [
    { name: 'analysis', type: 'String', holds: 'analysis id' },
    { name: 'campaign', type: 'String', holds: 'campaign id' },
    { name: 'account', type: 'String', holds: 'account id' },
    { name: 'first', type: "DateTime('UTC')", holds: 'first exchange of the campaign substream' },
    { name: 'last', type: "DateTime('UTC')", holds: 'last exchange of it' },
    { name: 'exchanges', type: 'UInt64', holds: 'exchanges of it' },
    { name: 'input_tokens', type: 'UInt64', holds: 'tokens in' },
    { name: 'output_tokens', type: 'UInt64', holds: 'tokens out' },
    {
      name: 'capabilities',
      type: 'Array(UInt32)',
      holds: 'exchanges by capability, in the order of the list of capabilities',
    },
    { name: 'models', type: 'Array(LowCardinality(String))', holds: 'models asked for' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (analysis, campaign, account)',
  shardedBy: 'cityHash64(account)',
}
