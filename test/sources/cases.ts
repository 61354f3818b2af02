// What each fixture must come out as. A new source adds its fixtures here and so joins the contract suite.
import type { LandingColumnName } from '../../src/model/exchange.js'

export type ExpectedRow = Readonly<Partial<Record<LandingColumnName, unknown>>>

export interface Case {
  readonly source: string
  /** Files in `fixtures/` that are read together. */
  readonly files: readonly string[]
  /** Rows by id: the columns that matter. Every row of the fixture is here. */
  readonly rows: Readonly<Record<string, ExpectedRow>>
  readonly skipped?: Readonly<Record<string, number>>
}

const QUESTION = 'What is a still?'
const ANSWER = 'A device to distil liquids.'
const ASKED = [{ role: 'user', content: QUESTION }]
const BRIEFED = [{ role: 'system', content: 'Answer briefly.' }, ...ASKED]

const litellmRow: ExpectedRow = {
  ts: '1772442904.25',
  account: 'user-17',
  org: 'org-4',
  key: '9f2b7c',
  ip: '203.0.113.9',
  user_agent: 'OpenAI/Python 1.68.2',
  model: 'big-model',
  messages: BRIEFED,
  completion: ANSWER,
  input_tokens: 41,
  output_tokens: 20,
  max_tokens: 256,
  temperature: 0.7,
  tools: ['get_weather'],
  session: 'trace-1',
  status: 'success',
}
const litellmRows: Case['rows'] = {
  'chatcmpl-1': litellmRow,
  'chatcmpl-2': { account: 'customer-3', completion: '', status: '429', error: 'RateLimitError' },
  'chatcmpl-3': { account: '9f2b7c', messages: [], completion: '', input_tokens: 41 },
}

const spanRow: ExpectedRow = {
  ts: '1772442904120000000',
  account: 'acct-7',
  model: 'big-model',
  messages: ASKED,
  completion: ANSWER,
  input_tokens: 41,
  output_tokens: 20,
}
const attributedRow: ExpectedRow = {
  ...spanRow,
  org: 'org-2',
  key: 'k-51f0',
  pathway: 'bedrock',
  ip: '198.51.100.23',
  user_agent: 'curl/8.5.0',
  system: 'Answer briefly.',
  max_tokens: 256,
  temperature: 0.7,
  top_p: 0.9,
  n: 2,
  tools: ['get_weather'],
  session: 'conv-1',
}
const span = (suffix: string) => `5b8efff798038103d269b633813fc60c:${suffix}`

const envelopeRow: ExpectedRow = {
  ts: '2026-03-02T09:15:04.120Z',
  account: 'acct-7',
  org: 'org-2',
  key: 'k-51f0',
  ip: '198.51.100.23',
  ja4: 't13d1516h2_8daaf6152771_b0da82dd1658',
  completion: ANSWER,
  input_tokens: 41,
  output_tokens: 20,
  max_tokens: 256,
  tools: ['get_weather'],
}
const anthropicRow: ExpectedRow = {
  ...envelopeRow,
  model: 'careful-model',
  system: 'Answer briefly.',
  stream: 1,
  opaque_refs: ['80388ff0ca27079aa9359fd825afe31391101ef081b665e9d8524b483c9f7c98'],
}

const bedrockRow: ExpectedRow = {
  ts: '2026-03-02T09:15:04Z',
  account: 'arn:aws:sts::111122223333:assumed-role/app/worker-1',
  org: '111122223333',
  pathway: 'bedrock',
  completion: ANSWER,
  input_tokens: 41,
  output_tokens: 20,
}
const bedrockAnthropic: ExpectedRow = {
  ...bedrockRow,
  account: 'acct-7',
  ip: '198.51.100.23',
  model: 'anthropic.careful-model-v1:0',
  system: 'Answer briefly.',
  messages: ASKED,
  max_tokens: 256,
  temperature: 0.7,
  tools: ['get_weather'],
}
const bedrockTitan: ExpectedRow = {
  ...bedrockRow,
  prompt: QUESTION,
  max_tokens: 256,
  temperature: 0.7,
  top_p: 0.9,
}

const generation: ExpectedRow = {
  ts: '2026-03-02T09:15:04.120Z',
  account: 'acct-7',
  org: 'proj-1',
  model: 'big-model',
  completion: ANSWER,
  input_tokens: 41,
  output_tokens: 20,
  session: 's-1',
}
const kept: ExpectedRow = {
  ...generation,
  key: 'k-51f0',
  ip: '198.51.100.23',
  messages: ASKED,
  max_tokens: 256,
  temperature: 0.7,
}

export const CASES: readonly Case[] = [
  {
    source: 'native',
    files: ['native.jsonl'],
    rows: {
      'ex-1': {
        ts: '2026-03-02T09:15:04.120Z',
        account: 'acct-7',
        org: 'org-2',
        key: 'k-51f0',
        pathway: 'api',
        ip: '198.51.100.23',
        user_agent: 'python-requests/2.32.3',
        ja4: 't13d1516h2_8daaf6152771_b0da82dd1658',
        model: 'big-model-2',
        system: 'You grade essays.',
        messages: [
          { role: 'user', content: 'Grade this essay: rivers.' },
          { role: 'assistant', content: '4 of 5' },
          { role: 'user', content: [{ type: 'text', text: 'Why?' }] },
        ],
        completion: 'Because the argument is clear.',
        input_tokens: 412,
        output_tokens: 9,
        max_tokens: 1024,
        temperature: 0.2,
        top_p: 0.9,
        n: 1,
        logprobs: 1,
        stream: 0,
        tools: ['search', 'calculator'],
        session: 's-1',
        opaque_refs: ['a1b2'],
        status: '200',
      },
      'ex-2': {
        ts: '1772442905.5',
        account: '8',
        org: '',
        prompt: 'Name three rivers.',
        input_tokens: 6,
        stream: 1,
        logprobs: 0,
        tools: ['lookup'],
      },
      'ex-3': { ts: '1772442906000', account: 'acct-9', messages: [], prompt: '', completion: '' },
    },
  },
  { source: 'litellm', files: ['litellm-array.json'], rows: litellmRows },
  { source: 'litellm', files: ['litellm-lines.jsonl'], rows: litellmRows },
  { source: 'litellm', files: ['litellm-single.json'], rows: { 'chatcmpl-1': litellmRow } },
  {
    source: 'litellm',
    files: ['litellm-spend.jsonl'],
    rows: {
      'req-9': {
        ts: '2026-03-02T09:15:04.250Z',
        account: 'user-17',
        org: 'org-4',
        key: '88dc28d0f0',
        messages: [],
        completion: '',
        session: 'sess-1',
      },
    },
  },
  {
    source: 'otel',
    files: ['otel-current.json'],
    rows: {
      [span('eee19b7ec3c1b170')]: attributedRow,
      [span('eee19b7ec3c1b171')]: { account: 'acct-7', messages: ASKED, completion: ANSWER },
    },
    skipped: { 'otel-not-a-model-call': 2 },
  },
  {
    source: 'otel',
    files: ['otel-events.jsonl'],
    rows: {
      [span('eee19b7ec3c1b174')]: { ...spanRow, messages: BRIEFED, status: 'error', error: 'timeout' },
    },
    skipped: {},
  },
  {
    source: 'otel',
    files: ['otel-older.jsonl'],
    rows: {
      [span('eee19b7ec3c1b175')]: {
        ...spanRow,
        messages: [...BRIEFED, { role: '', content: 'far away' }],
        stream: 1,
        tools: ['get_weather'],
      },
      [span('eee19b7ec3c1b176')]: { ...spanRow, max_tokens: 256, temperature: 0.7, session: 's-1' },
      [span('eee19b7ec3c1b178')]: { ...spanRow, max_tokens: 256 },
    },
    skipped: { 'otel-not-a-model-call': 1, 'otel-wrapper-of-a-model-call': 1 },
  },
  {
    source: 'otel',
    files: ['otel-logs.json'],
    rows: { [span('aaa19b7ec3c1b174')]: attributedRow },
    skipped: { 'otel-part-of-an-exchange': 1 },
  },
  {
    source: 'provider-json',
    files: ['provider-json.jsonl'],
    rows: {
      'ex-1': {
        ...envelopeRow,
        model: 'big-model',
        messages: BRIEFED,
        top_p: 0.9,
        n: 1,
        logprobs: 1,
        status: '200',
      },
      'ex-2': {
        ...envelopeRow,
        system: 'Answer briefly.',
        opaque_refs: ['ad17fda67c2238469d45e2743b6db0e093549b9e339e410565ce748606a249f2'],
      },
      'ex-3': anthropicRow,
      'ex-4': anthropicRow,
      'ex-5': { ...envelopeRow, messages: BRIEFED },
      'ex-6': { ...envelopeRow, messages: BRIEFED },
      'ex-7': { account: 'k-51f0', completion: '', status: '429', error: 'rate_limit_error' },
    },
  },
  {
    source: 'bedrock',
    files: ['bedrock.jsonl'],
    rows: {
      'req-1': bedrockAnthropic,
      'req-2': { ...bedrockRow, stream: 1 },
      'req-3': {
        ...bedrockRow,
        system: 'Answer briefly.',
        messages: [{ role: 'user', content: [{ text: QUESTION }] }],
        max_tokens: 256,
        temperature: 0.7,
        top_p: 0.9,
        tools: ['get_weather'],
      },
      'req-4': { ...bedrockRow, stream: 1 },
      'req-5': bedrockTitan,
      'req-6': { ...bedrockRow, prompt: QUESTION, max_tokens: 256 },
      'req-7': { ...bedrockRow, prompt: QUESTION, max_tokens: 256 },
      'req-8': { ...bedrockRow, prompt: QUESTION, top_p: 0.9 },
      'req-9': { messages: [], prompt: '', completion: '', input_tokens: 90000, output_tokens: 20 },
      'req-10': { ...bedrockRow, messages: ASKED, max_tokens: 256, error: 'ThrottlingException' },
    },
  },
  {
    source: 'bedrock',
    files: ['bedrock-cloudwatch.json'],
    rows: { 'req-1': bedrockAnthropic, 'req-5': bedrockTitan },
  },
  {
    source: 'langfuse',
    files: ['langfuse-observations.jsonl', 'langfuse-traces.jsonl'],
    rows: {
      'obs-1': kept,
      'obs-3': {
        account: '',
        messages: ASKED,
        completion: ANSWER,
        temperature: 0.7,
        status: 'error',
        error: 'timeout',
      },
    },
    skipped: { 'langfuse-not-a-generation': 1, 'langfuse-trace': 1 },
  },
  {
    source: 'langfuse',
    files: ['langfuse-v2.json'],
    rows: { 'obs-4': kept },
    skipped: { 'langfuse-not-a-generation': 1 },
  },
  {
    source: 'langfuse',
    files: ['langfuse-api.json'],
    rows: { 'obs-6': { ...generation, prompt: QUESTION } },
    skipped: {},
  },
]
