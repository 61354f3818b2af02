// What the newest analysis made of each account, an account at a time.
import type { Table } from './tables.js'

export const ANALYSED_ACCOUNT: Table = {
  name: 'analysed_account',
  holds:
    'what the newest analysis made of an account that sent anything, for the queries of the evidence; kept with --store only',
  columns: [
    { name: 'account', type: 'String', holds: 'account id' },
    {
      name: 'owner',
      type: 'UInt64',
      holds: 'number of its owner: a company by its mail domain, an organisation, or the account itself',
    },
    { name: 'mail_kind', type: 'LowCardinality(String)', holds: 'disposable, free, other or unknown' },
    {
      name: 'signed_up',
      type: "DateTime64(3, 'UTC')",
      holds: 'sign-up; 1970 when it is not known or the stamp of an import',
    },
    {
      name: 'visits',
      type: 'UInt32',
      holds: 'hours in which it sent anything from a known address, counted by address',
    },
    {
      name: 'same_network',
      type: 'Float32',
      holds:
        'pairs of these that came through one network, of all pairs: 1 who always comes from one, 0 who never comes back',
    },
    { name: 'version', type: 'UInt64', holds: 'order of analyses' },
  ],
  engine: 'ENGINE = ReplacingMergeTree(version)\nORDER BY account',
  shardedBy: 'cityHash64(account)',
}
