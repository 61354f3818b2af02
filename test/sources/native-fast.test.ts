// The native source's two paths agree on a clean file, and the fast one refuses what it cannot read whole.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { native } from '../../src/sources/native.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { fixture, type Row, scratch } from './landing.js'

let store: Store
const files = scratch()

beforeAll(async () => {
  store = await openStore()
})
afterAll(async () => {
  await store.close()
  files.discard()
})

async function both(path: string, compression = 'none'): Promise<{ fast: Row[]; tolerant: Row[] }> {
  const documents = `(SELECT document FROM file('${path}', 'LineAsString', 'document String', '${compression}'))`
  const fast = await store.query<Row>(native.selectFast?.({ path, compression }) ?? '')
  const tolerant = await store.query<Row>(native.select(documents))
  return { fast, tolerant: tolerant.map((row) => ({ ...row, raw: '' })) }
}

function clean(i: number): string {
  return JSON.stringify({
    id: i % 3 === 0 ? i + 1 : `ex-${i}`,
    ts: [1772442905.5, 1772442905, 1772442905123, '2026-03-02T09:15:04.120Z', '1772442905123456789'][i % 5],
    account: i % 4 === 0 ? i : `acct-${i % 7}`,
    org: i % 2 === 0 ? null : 'org',
    system: i % 6 === 0 ? [{ type: 'text', text: 'Be brief.' }] : 'Be brief.',
    messages:
      i % 5 === 0
        ? null
        : [{ role: 'user', content: i % 2 ? `текст "${i}"\n 你好 😀` : [{ type: 'text', text: 'a/b' }] }],
    prompt: i % 5 === 0 ? `prompt \\ ${i}\t"` : undefined,
    completion: i % 3 === 0 ? { answer: [1, { b: null }] } : 'ok',
    input_tokens: [12, 12.5, '12', null, true][i % 5],
    temperature: i % 2 === 0 ? 0.7 : undefined,
    logprobs: [true, false, null, 5, 0, { top: 3 }][i % 6],
    stream: i % 2 === 0,
    tools: [['a', { function: { name: 'b' } }], [], null, [{ name: 'c' }]][i % 4],
    opaque_refs: i % 3 === 0 ? ['x'] : undefined,
    status: [200, '429', null][i % 3],
    later_field: { deep: [[[i]]] },
  })
}

test('both paths yield the same rows on a clean file', async () => {
  const lines = Array.from({ length: 300 }, (_, i) => clean(i))
  const plain = await both(files.write('clean.jsonl', `${lines.join('\n')}\n`))
  expect(plain.fast).toHaveLength(300)
  expect(plain.fast).toEqual(plain.tolerant)
  const windows = await both(files.write('crlf.jsonl', `\uFEFF${lines.join('\r\n')}`))
  expect(windows.fast).toEqual(plain.fast)
  const packed = await both(files.write('clean.jsonl.gz', gzipSync(lines.join('\n'))), 'gzip')
  expect(packed.fast).toEqual(packed.tolerant)
  expect((await both(fixture('native.jsonl'))).fast).toHaveLength(3)
})

test('both paths agree on spaces, escapes and messages that hold more or less than a text', async () => {
  const messages = [
    '[{"role": "user", "content": "\\u4e2d \\u00e9"}]',
    '[{"role":"assistant","content":null,"tool_calls":[{"id":"t"}]},{"content":"a","name":"b","role":"tool"}]',
    '[{"role":"user"},{},{"role":7,"content":true}]',
    '[]',
  ]
  const lines = messages.map((text, i) => `{"id": "${i}", "account": "b", "messages": ${text}}`)
  const { fast, tolerant } = await both(files.write('spaced.jsonl', `${lines.join('\n')}\n`))
  expect(fast).toEqual(tolerant)
  expect(fast.map((row) => row.messages)).toMatchObject([
    [{ role: 'user', content: '中 é' }],
    [{ content: '' }, { role: 'tool', content: 'a' }],
    [{}, {}, {}],
    [],
  ])
})

test.each([
  ['half a line', '{"id":"a"}\n{"id":"b","acc'],
  ['text', 'hello\n'],
  ['no id', '{"account":"a"}\n'],
  ['messages as text', '{"id":"a","account":"b","messages":"hello"}\n'],
  ['tokens in words', '{"id":"a","input_tokens":"many"}\n'],
  ['tools as text', '{"id":"a","tools":"search"}\n'],
  ['a field twice', '{"id":"a","id":"b"}\n'],
  ['a lone surrogate', '{"id":"a","account":"\\ud800"}\n'],
])('the fast path refuses %s; the tolerant one reads on', async (name, text) => {
  const path = files.write(`${name.replaceAll(' ', '-')}.jsonl`, text)
  await expect(store.query(native.selectFast?.({ path, compression: 'none' }) ?? '')).rejects.toThrow()
  const documents = `(SELECT document FROM file('${path}', 'LineAsString', 'document String'))`
  expect(await store.query(native.select(documents))).toHaveLength(text.trim().split('\n').length)
})

test('its settings do not stay behind in the session', async () => {
  await both(fixture('native.jsonl'))
  const changed = await store.query(
    "SELECT name FROM system.settings WHERE name LIKE 'input_format_json_read_%' AND changed",
  )
  expect(changed).toEqual([])
})
