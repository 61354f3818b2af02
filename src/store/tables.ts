// Every table, declared once: DDL, row shapes and the reference come from here. Durable tables are append-only. On a
// cluster a table is one that reads and writes all shards, and beside it the part that lies on each.

import { ANALYSED_ACCOUNT } from './analysed-account-table.js'
import { FEEDBACK } from './feedback-table.js'
import { MEMBER_SENT } from './member-sent-table.js'
import { RECOGNITION } from './recognition-table.js'

/** A column: name, ClickHouse type with codec or default, and what it holds. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly holds: string
}

export interface Table {
  readonly name: string
  readonly holds: string
  readonly columns: readonly Column[]
  /** Everything after the column list: engine, order, partition. */
  readonly engine: string
  /**
   * On a cluster, rows with the same value of this expression lie on one shard. All that is known of an account does,
   * so that what is counted by account is counted where it lies.
   */
  readonly shardedBy: string
}

export const EXCHANGE: Table = {
  name: 'exchange',
  holds: 'one fingerprint an exchange; no text unless it was asked for',
  columns: [
    { name: 'id', type: 'String', holds: 'exchange id' },
    { name: 'ts', type: "DateTime64(3, 'UTC')", holds: 'time of the request' },
    { name: 'account', type: 'String', holds: 'the identity that the provider can act on' },
    { name: 'org', type: 'String', holds: 'organisation, empty when not known' },
    { name: 'key', type: 'String', holds: 'hash of the API key' },
    { name: 'pathway', type: 'LowCardinality(String)', holds: 'api, subscription, bedrock, …' },
    { name: 'ip', type: 'String', holds: 'client address' },
    {
      name: 'block',
      type: 'UInt64',
      holds: 'number of the /24 (IPv4) or /48 (IPv6) block, 0 when not known',
    },
    { name: 'user_agent', type: 'LowCardinality(String)', holds: 'HTTP user agent' },
    { name: 'ja4', type: 'LowCardinality(String)', holds: 'JA4 client fingerprint' },
    { name: 'model', type: 'LowCardinality(String)', holds: 'model asked for' },
    { name: 'input_tokens', type: 'UInt32', holds: 'tokens in' },
    { name: 'output_tokens', type: 'UInt32', holds: 'tokens out' },
    { name: 'params', type: 'UInt64', holds: 'hash of the request parameters, 0 when none was logged' },
    { name: 'max_tokens', type: 'UInt32', holds: 'limit asked for' },
    { name: 'session', type: 'UInt64', holds: 'hash of the session id, 0 when none' },
    { name: 'opaque_refs', type: 'Array(UInt64)', holds: 'hashes of opaque reasoning blobs presented' },
    { name: 'status', type: 'LowCardinality(String)', holds: 'HTTP status or outcome' },
    { name: 'failed', type: 'UInt8', holds: '1 when the exchange ended in an error' },
    {
      name: 'anchors',
      type: 'Array(UInt32)',
      holds: 'sampled shingle hashes; the lowest bit is 1 for the system prompt',
    },
    { name: 'prompt_hash', type: 'UInt64', holds: 'hash of the normalised user text, 0 without text' },
    { name: 'system_hash', type: 'UInt64', holds: 'hash of the system prompt, 0 without one' },
    {
      name: 'words',
      type: 'UInt32',
      holds: 'words (or characters, for scripts without spaces) of the user text',
    },
    { name: 'turns', type: 'UInt16', holds: 'messages in the request' },
    { name: 'marks', type: 'UInt8', holds: 'elicitation marks, a bit a purpose' },
    { name: 'capability', type: 'UInt8', holds: 'index into the list of capabilities' },
    { name: 'language', type: 'UInt8', holds: 'index into the list of languages, 255 when not known' },
    { name: 'text', type: 'String', holds: 'system and user text; empty unless --keep-text' },
    {
      name: 'fingerprint',
      type: 'UInt8 DEFAULT 1',
      holds: 'how the hashes were made: those of different numbers can’t be compared',
    },
  ],
  engine: 'ENGINE = MergeTree\nPARTITION BY toYYYYMM(ts)\nORDER BY (account, ts)',
  shardedBy: 'cityHash64(account)',
}

export const ACCOUNT: Table = {
  name: 'account',
  holds: 'what the provider knows of an account; the newest row of an account wins',
  columns: [
    { name: 'account', type: 'String', holds: 'account id' },
    { name: 'org', type: 'String', holds: 'organisation' },
    { name: 'created_at', type: "DateTime64(3, 'UTC')", holds: 'sign-up; 1970 when not known' },
    { name: 'payment', type: 'String', holds: 'fingerprint of the payment instrument' },
    { name: 'email_domain', type: 'String', holds: 'mail domain, lower case' },
    { name: 'phone_prefix', type: 'String', holds: 'telephone prefix' },
    { name: 'country', type: 'String', holds: 'country; a shared trait like any other, never a score' },
    { name: 'tier', type: 'LowCardinality(String)', holds: 'commercial tier' },
    { name: 'program', type: 'LowCardinality(String)', holds: 'education, research, startup' },
    { name: 'signup_ip', type: 'String', holds: 'address at sign-up' },
    { name: 'status', type: 'LowCardinality(String)', holds: 'active or suspended' },
    { name: 'suspended_at', type: "DateTime64(3, 'UTC')", holds: '1970 when not suspended' },
    { name: 'declared', type: 'LowCardinality(String)', holds: 'what the owner told the provider' },
    { name: 'version', type: 'UInt64', holds: 'order of arrival' },
  ],
  engine: 'ENGINE = ReplacingMergeTree(version)\nORDER BY account',
  shardedBy: 'cityHash64(account)',
}

export const ANALYSIS: Table = {
  name: 'analysis',
  holds: 'one row an analysis: its result as printed',
  columns: [
    { name: 'id', type: 'String', holds: 'analysis id' },
    { name: 'made_at', type: "DateTime64(3, 'UTC')", holds: 'when it ended' },
    { name: 'result', type: 'String', holds: 'the JSON contract' },
    { name: 'origin', type: 'String', holds: 'what made it, as JSON; empty of earlier versions' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (made_at, id)',
  shardedBy: 'cityHash64(id)',
}

export const CAMPAIGN_MEMBER: Table = {
  name: 'campaign_member',
  holds: 'accounts of each campaign of each analysis',
  columns: [
    { name: 'analysis', type: 'String', holds: 'analysis id' },
    { name: 'campaign', type: 'String', holds: 'campaign id' },
    { name: 'account', type: 'String', holds: 'account id' },
    { name: 'probability', type: 'Float32', holds: 'probability of membership' },
    { name: 'exchanges', type: 'UInt64', holds: 'exchanges of the campaign substream' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (campaign, analysis, account)',
  shardedBy: 'cityHash64(account)',
}

export const CAMPAIGN_EXCHANGE: Table = {
  name: 'campaign_exchange',
  holds:
    'exchanges of each campaign of each analysis, for the queries of the evidence; kept with --store only',
  columns: [
    { name: 'analysis', type: 'String', holds: 'analysis id' },
    { name: 'campaign', type: 'String', holds: 'campaign id' },
    {
      name: 'exchange',
      type: 'UInt64',
      holds:
        'cityHash64 of the exchange id, by which an analysis tells exchanges apart: 8 bytes, however long an id is',
    },
    { name: 'template', type: 'UInt32', holds: 'the campaign’s template that it carries, 0 when none' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (campaign, analysis, exchange)',
  shardedBy: 'exchange',
}

export const CAMPAIGN: Table = {
  name: 'campaign',
  holds: 'campaigns that are or were accused, a row each time that an analysis saw them; the newest row wins',
  columns: [
    { name: 'id', type: 'String', holds: 'campaign id' },
    { name: 'analysis', type: 'String', holds: 'analysis id' },
    { name: 'made_at', type: "DateTime64(3, 'UTC')", holds: 'when the analysis ended' },
    { name: 'verdict', type: 'LowCardinality(String)', holds: 'distillation, coordinated or explained' },
    { name: 'state', type: 'LowCardinality(String)', holds: 'active, dormant or re-emerged' },
    { name: 'merged_into', type: 'String', holds: 'the campaign that it is part of now, empty when none' },
    { name: 'accounts', type: 'UInt32', holds: 'accounts' },
    { name: 'exchanges', type: 'UInt64', holds: 'exchanges of the campaign substream' },
    { name: 'last_seen', type: "DateTime('UTC')", holds: 'its last exchange' },
    { name: 'anchors', type: 'Array(UInt32)', holds: 'anchors of its texts' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (id, made_at)',
  shardedBy: 'cityHash64(id)',
}

export const CAMPAIGN_EVENT: Table = {
  name: 'campaign_event',
  holds: 'what happened to campaigns, as analyses saw it',
  columns: [
    { name: 'campaign', type: 'String', holds: 'campaign id' },
    { name: 'analysis', type: 'String', holds: 'the analysis that saw it' },
    { name: 'at', type: "DateTime('UTC')", holds: 'time in the log' },
    { name: 'event', type: 'LowCardinality(String)', holds: 'found, grew, rested, merged, …' },
    { name: 'accounts', type: 'UInt32', holds: 'accounts that it is about' },
    { name: 'other', type: 'String', holds: 'the other campaign, or the verdict before; empty when none' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (campaign, at)',
  shardedBy: 'cityHash64(campaign)',
}

export const ANALYSIS_PICTURE: Table = {
  name: 'analysis_picture',
  holds:
    'what the console draws of a whole analysis: series and shared values of each group, and one row for everyone',
  columns: [
    { name: 'analysis', type: 'String', holds: 'analysis id' },
    { name: 'campaign', type: 'String', holds: 'campaign id, empty for everyone' },
    {
      name: 'accounts',
      type: 'Array(String)',
      holds: 'its accounts; the picture names them by their place here',
    },
    { name: 'picture', type: 'String CODEC(ZSTD(3))', holds: 'as JSON' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (analysis, campaign)',
  shardedBy: 'cityHash64(campaign)',
}

export const POLICY: Table = {
  name: 'policy',
  holds: 'policies that were put in force; the newest row is',
  columns: [
    { name: 'version', type: 'String', holds: 'version that the text names' },
    { name: 'adopted_at', type: "DateTime64(3, 'UTC')", holds: 'when it was put in force' },
    { name: 'by', type: 'String', holds: 'who did' },
    { name: 'note', type: 'String', holds: 'why' },
    { name: 'text', type: 'String', holds: 'the file as it was' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (adopted_at, version)',
  shardedBy: 'cityHash64(version)',
}

export const DECISION: Table = {
  name: 'decision',
  holds:
    'what gateways were told to do, a row when it was decided and one when it was lifted; the newest row wins',
  columns: [
    { name: 'id', type: 'String', holds: 'decision id: a hash of what is decided' },
    { name: 'made_at', type: "DateTime64(3, 'UTC')", holds: 'when the row was written' },
    { name: 'account', type: 'String', holds: 'account id, empty when it is about a key or an address' },
    { name: 'key', type: 'String', holds: 'hash of the API key, empty unless it is about one' },
    { name: 'address', type: 'String', holds: 'address, empty unless it is about one' },
    { name: 'campaign', type: 'String', holds: 'campaign id' },
    { name: 'action', type: 'LowCardinality(String)', holds: 'step of the ladder' },
    { name: 'parameters', type: 'String', holds: 'what the step takes, as JSON' },
    { name: 'mode', type: 'LowCardinality(String)', holds: 'shadow or enforce' },
    { name: 'reason', type: 'LowCardinality(String)', holds: 'code that the customer may see' },
    { name: 'rule', type: 'String', holds: 'rule of the policy, or act of an analyst' },
    { name: 'policy_version', type: 'String', holds: 'version of the policy, or analyst' },
    { name: 'begins', type: "DateTime64(3, 'UTC')", holds: 'in force from then on' },
    { name: 'ends', type: "DateTime64(3, 'UTC')", holds: 'no longer in force from then on' },
    { name: 'lifted', type: 'UInt8', holds: '1 when it was lifted before its end' },
    { name: 'why', type: 'String', holds: 'why it was lifted' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (id, made_at)',
  shardedBy: 'cityHash64(id)',
}

export const ACT: Table = {
  name: 'act',
  holds: 'what analysts did: acts on campaigns, exemptions, appeals, and what was undone',
  columns: [
    { name: 'id', type: 'String', holds: 'act id' },
    { name: 'at', type: "DateTime64(3, 'UTC')", holds: 'when' },
    { name: 'by', type: 'String', holds: 'who' },
    { name: 'kind', type: 'LowCardinality(String)', holds: 'apply, exempt, appeal, grant, uphold or undo' },
    { name: 'account', type: 'String', holds: 'account that it is about, empty when it is about a campaign' },
    { name: 'campaign', type: 'String', holds: 'campaign that it is about' },
    { name: 'refers', type: 'String', holds: 'the act that it undoes or settles' },
    { name: 'rule', type: 'String', holds: 'of apply: what is done, as JSON' },
    { name: 'note', type: 'String', holds: 'why' },
    { name: 'ends', type: "DateTime64(3, 'UTC')", holds: 'no longer in force from then on' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (at, id)',
  shardedBy: 'cityHash64(id)',
}

/** Columns of an exchange that an increment reads. */
const NEWER_COLUMNS = EXCHANGE.columns.filter(({ name }) => name !== 'text')

export const NEWER_EXCHANGE: Table = {
  name: 'newer_exchange',
  holds:
    'exchanges that came since the newest whole analysis, beside their rows in `exchange`; emptied by the next',
  columns: NEWER_COLUMNS,
  engine: 'ENGINE = MergeTree\nORDER BY (account, ts)',
  shardedBy: 'cityHash64(account)',
}

export const WHOLE_ANALYSIS: Table = {
  name: 'whole_analysis',
  holds:
    'the newest whole analysis, which increments add to: one row while it runs, one more when it is done',
  columns: [
    { name: 'analysis', type: 'String', holds: 'analysis id, empty while it runs' },
    { name: 'made_at', type: "DateTime64(3, 'UTC')", holds: 'when it began, or ended' },
    { name: 'state', type: 'String', holds: 'what increments must know of its groups, as JSON' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (made_at, analysis)',
  shardedBy: 'cityHash64(analysis)',
}

export const CAMPAIGN_PROFILE: Table = {
  name: 'campaign_profile',
  holds: 'what accounts of the accused campaigns of the newest whole analysis hold more often than others do',
  columns: [
    { name: 'campaign', type: 'String', holds: 'campaign id' },
    { name: 'kind', type: 'UInt8', holds: 'code of the trait' },
    { name: 'value', type: 'UInt64', holds: 'its value; of a template the number of its family' },
    { name: 'bits', type: 'Float32', holds: 'log2 of how much commoner it is inside than outside' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (kind, value, campaign)',
  shardedBy: 'value',
}

export const FAMILY_ANCHOR: Table = {
  name: 'family_anchor',
  holds: 'anchors of the template families that groups of the newest whole analysis have in common',
  columns: [
    { name: 'anchor', type: 'UInt32', holds: 'anchor' },
    { name: 'family', type: 'UInt32', holds: 'number of the family in that analysis' },
    { name: 'size', type: 'UInt32', holds: 'anchors of the family' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (family, anchor)',
  shardedBy: 'family',
}

export const SHARED_VALUE: Table = {
  name: 'shared_value',
  holds: 'cards, sign-ups, sessions and references that several owners held in the newest whole analysis',
  columns: [
    { name: 'kind', type: 'UInt8', holds: 'code of the trait' },
    { name: 'value', type: 'UInt64', holds: 'its value' },
    { name: 'owners', type: 'UInt32', holds: 'independent owners that held it' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (kind, value)',
  shardedBy: 'value',
}

export const RECEIVED_OBJECT: Table = {
  name: 'received_object',
  holds: 'STIX objects that partners shared, each as it came; those that can’t be used are kept aside',
  columns: [
    { name: 'partner', type: 'LowCardinality(String)', holds: 'partner, as the file of partners names it' },
    { name: 'id', type: 'String', holds: 'id of the object, empty when it has none' },
    { name: 'type', type: 'LowCardinality(String)', holds: 'its type' },
    { name: 'version', type: 'String', holds: 'when it was changed last, empty when it doesn’t say' },
    { name: 'received_at', type: "DateTime64(3, 'UTC')", holds: 'when it came first' },
    { name: 'tlp', type: 'LowCardinality(String)', holds: 'the most closed marking that it carries' },
    { name: 'signed_by', type: 'LowCardinality(String)', holds: 'whose signature counts, empty for none' },
    { name: 'refused', type: 'String', holds: 'why it is kept aside, empty when it is used' },
    { name: 'refused_said', type: 'String', holds: 'what that was made of, as JSON, for other languages' },
    { name: 'digest', type: 'String', holds: 'hash of what it says, by which it is known again' },
    { name: 'text', type: 'String', holds: 'the object as it came; of one kept aside the beginning' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (partner, id, version)',
  shardedBy: 'cityHash64(id)',
}

export const RECEIVED_PULL: Table = {
  name: 'received_pull',
  holds: 'how far what partners share was fetched; the newest row of a partner wins',
  columns: [
    { name: 'partner', type: 'LowCardinality(String)', holds: 'partner, as the file of partners names it' },
    { name: 'at', type: "DateTime64(3, 'UTC')", holds: 'when the row was written' },
    { name: 'added_after', type: 'String', holds: 'the partner’s time up to which all was fetched' },
    { name: 'next', type: 'String', holds: 'page to go on with, empty when the last one was fetched' },
    { name: 'taken', type: 'UInt32', holds: 'objects that were taken in by this pull so far' },
    { name: 'repeated', type: 'UInt32', holds: 'objects that were known already' },
    { name: 'aside', type: 'UInt32', holds: 'objects that were kept aside' },
    { name: 'unsigned', type: 'UInt32', holds: 'objects taken in that nobody signed' },
    { name: 'oddities', type: 'Array(String)', holds: 'what is odd about the partner’s server' },
    { name: 'failure', type: 'String', holds: 'why it ended before the end, empty when it didn’t' },
    { name: 'said', type: 'String', holds: 'what both were made of, as JSON, for other languages' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (partner, at)',
  shardedBy: 'cityHash64(partner)',
}

export const TAXII_OBJECT: Table = {
  name: 'taxii_object',
  holds: 'versions of STIX objects in the collections that are offered by TAXII, as they came',
  columns: [
    { name: 'collection', type: 'LowCardinality(String)', holds: 'id of the collection' },
    {
      name: 'date_added',
      type: "DateTime64(6, 'UTC')",
      holds: 'when it was added: no two rows have the same',
    },
    { name: 'id', type: 'String', holds: 'STIX id' },
    { name: 'type', type: 'LowCardinality(String)', holds: 'STIX type' },
    { name: 'version', type: 'String', holds: 'its version as it was told: modified, created or date_added' },
    {
      name: 'version_key',
      type: 'String',
      holds: 'the same with nine digits of a second, which sorts as time',
    },
    { name: 'spec_version', type: 'LowCardinality(String)', holds: 'version of STIX' },
    { name: 'repeats', type: 'UInt8', holds: '1 when the collection had a row of this id before' },
    {
      name: 'hidden_row',
      type: "DateTime64(6, 'UTC')",
      holds:
        'of two versions of the id the older one’s date_added: who asks for the newest isn’t given it; 1970 for none',
    },
    { name: 'hidden_by', type: "DateTime64(6, 'UTC')", holds: 'date_added of the newer one' },
    { name: 'digest', type: 'String', holds: 'hash of what it says, by which it is known again' },
    { name: 'bytes', type: 'UInt32', holds: 'bytes of the text' },
    { name: 'by', type: 'String', holds: 'who added it' },
    { name: 'text', type: 'String CODEC(ZSTD(3))', holds: 'the object as the text that came' },
    {
      name: 'tlp',
      type: 'UInt8',
      holds: 'its most closed marking: 0 clear, 1 green, 2 amber, 3 amber+strict, 4 red',
    },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (collection, date_added)\nSETTINGS index_granularity = 1024',
  shardedBy: 'cityHash64(collection)',
}

export const TAXII_REMOVAL: Table = {
  name: 'taxii_removal',
  holds: 'rows of `taxii_object` that were deleted by TAXII; nobody is given them any more',
  columns: [
    { name: 'collection', type: 'LowCardinality(String)', holds: 'id of the collection' },
    { name: 'date_added', type: "DateTime64(6, 'UTC')", holds: 'of the row that was deleted' },
    { name: 'removed_at', type: "DateTime64(3, 'UTC')", holds: 'when' },
    { name: 'by', type: 'String', holds: 'who did' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (collection, date_added)',
  shardedBy: 'cityHash64(collection)',
}

export const TAXII_HIDDEN: Table = {
  name: 'taxii_hidden',
  holds: 'the same pairs, of versions that were left when others were deleted',
  columns: [
    { name: 'collection', type: 'LowCardinality(String)', holds: 'id of the collection' },
    { name: 'date_added', type: "DateTime64(6, 'UTC')", holds: 'of the older version' },
    { name: 'hidden_by', type: "DateTime64(6, 'UTC')", holds: 'of the newer one' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY (collection, date_added)',
  shardedBy: 'cityHash64(collection)',
}

export const TAXII_STATUS: Table = {
  name: 'taxii_status',
  holds: 'what became of what was posted by TAXII, for 30 days',
  columns: [
    { name: 'id', type: 'String', holds: 'id of the status' },
    { name: 'root', type: 'LowCardinality(String)', holds: 'API root' },
    { name: 'by', type: 'String', holds: 'who posted' },
    { name: 'requested_at', type: "DateTime64(6, 'UTC')", holds: 'when it was posted' },
    { name: 'status', type: 'String CODEC(ZSTD(3))', holds: 'the status resource, as JSON' },
  ],
  engine: 'ENGINE = MergeTree\nORDER BY id\nTTL toDateTime(requested_at) + INTERVAL 30 DAY',
  shardedBy: 'cityHash64(id)',
}

export const DURABLE_TABLES: readonly Table[] = [
  EXCHANGE,
  ACCOUNT,
  ANALYSIS,
  CAMPAIGN_MEMBER,
  MEMBER_SENT,
  CAMPAIGN_EXCHANGE,
  ANALYSED_ACCOUNT,
  CAMPAIGN,
  CAMPAIGN_EVENT,
  ANALYSIS_PICTURE,
  POLICY,
  DECISION,
  ACT,
  FEEDBACK,
  RECOGNITION,
  NEWER_EXCHANGE,
  WHOLE_ANALYSIS,
  CAMPAIGN_PROFILE,
  FAMILY_ANCHOR,
  SHARED_VALUE,
  RECEIVED_OBJECT,
  RECEIVED_PULL,
  TAXII_OBJECT,
  TAXII_REMOVAL,
  TAXII_HIDDEN,
  TAXII_STATUS,
]

/** The statement that creates a table under its own or another name. */
export function createTable(table: Table, name = table.name): string {
  const columns = table.columns.map((column) => `  ${column.name} ${column.type}`).join(',\n')
  return `CREATE TABLE IF NOT EXISTS ${name} (\n${columns}\n)\n${table.engine}`
}
