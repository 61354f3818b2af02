// One request to a model and its response, as every source hands it on, before anything is derived from it.
// Sources write SQL that yields exactly these columns, so the list is the contract between sources/ and store/.

/** A landing column: its name in SQL, its ClickHouse type, and what it holds. */
export interface LandingColumn {
  readonly name: string
  readonly type: string
  readonly holds: string
}

/** Messages as the engine holds them. */
export const MESSAGES = 'Array(Tuple(role String, content String))'

/**
 * The columns a source's SELECT yields, in this order. Everything is as the log had it: times are still text,
 * empty string or NULL means that the log did not say. `raw` is the document itself, kept only until the row is
 * accepted, so that a refused one can be written to the rejects file.
 */
export const LANDING_COLUMNS = [
  { name: 'id', type: 'String', holds: 'exchange id, unique in the log' },
  {
    name: 'ts',
    type: 'String',
    holds: 'time of the request: RFC 3339, or epoch seconds, milliseconds, micro- or nanoseconds',
  },
  { name: 'account', type: 'String', holds: 'the identity that the provider can act on' },
  { name: 'org', type: 'String', holds: 'organisation of the account' },
  { name: 'key', type: 'String', holds: 'hash of the API key' },
  { name: 'pathway', type: 'String', holds: 'api, subscription, bedrock, vertex, aggregator, …' },
  { name: 'ip', type: 'String', holds: 'client address, IPv4 or IPv6' },
  { name: 'user_agent', type: 'String', holds: 'HTTP user agent' },
  { name: 'ja4', type: 'String', holds: 'JA4 TLS client fingerprint' },
  { name: 'model', type: 'String', holds: 'model asked for' },
  { name: 'system', type: 'String', holds: 'system prompt text, when apart from messages' },
  {
    name: 'messages',
    type: MESSAGES,
    holds: 'messages asked with; content a text, or the JSON of its parts',
  },
  { name: 'prompt', type: 'String', holds: 'prompt text, when there are no messages' },
  { name: 'completion', type: 'String', holds: 'answer text, or its JSON' },
  { name: 'input_tokens', type: 'Nullable(Float64)', holds: 'tokens in' },
  { name: 'output_tokens', type: 'Nullable(Float64)', holds: 'tokens out' },
  { name: 'max_tokens', type: 'Nullable(Float64)', holds: 'limit asked for' },
  { name: 'temperature', type: 'Nullable(Float64)', holds: 'sampling temperature' },
  { name: 'top_p', type: 'Nullable(Float64)', holds: 'nucleus sampling' },
  { name: 'n', type: 'Nullable(Float64)', holds: 'answers asked for' },
  { name: 'logprobs', type: 'UInt8', holds: '1 when log probabilities were asked for' },
  { name: 'stream', type: 'UInt8', holds: '1 when streamed' },
  { name: 'tools', type: 'Array(String)', holds: 'names of the tools offered' },
  { name: 'session', type: 'String', holds: 'conversation or session id' },
  { name: 'opaque_refs', type: 'Array(String)', holds: 'hashes of opaque reasoning blobs presented' },
  { name: 'status', type: 'String', holds: 'HTTP status or outcome' },
  { name: 'error', type: 'String', holds: 'error type or text' },
  { name: 'raw', type: 'String', holds: 'the document as read' },
] as const satisfies readonly LandingColumn[]

export type LandingColumnName = (typeof LANDING_COLUMNS)[number]['name']
