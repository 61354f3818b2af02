// The statement that fingerprints: the same text gets the same columns wherever it stands in the log.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressSql } from '../../src/fingerprint/address-sql.js'
import { fingerprintSql } from '../../src/fingerprint/fingerprint-sql.js'
import { landingSelect } from '../../src/sources/landing-select.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'

let store: Store
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

const PROMPT = 'You grade essays by this rubric and give a score from 1 to 10, strictly and without praise.'
const ROWS = 20_000

/** Fingerprints of a log whose row `at` alone holds the prompt as its system prompt. */
async function fingerprintOf(at: number): Promise<object | undefined> {
  const landing = landingSelect(
    {
      id: 'toString(number)',
      account: "'a'",
      ts: "'1772442905'",
      system: `if(number = ${at}, '${PROMPT}', 'Be brief and answer in the language of the question.')`,
      prompt: "'Why is the sky blue in the morning and red in the evening?'",
    },
    `FROM numbers(${ROWS})`,
  )
  const [row] = await store.query<object>(
    `SELECT anchors, system_hash, prompt_hash, marks, capability, language FROM (${fingerprintSql(landing, false)}) WHERE id = '${at}'`,
  )
  return row
}

test('a system prompt first seen late has the fingerprint of one seen early', async () => {
  const early = await fingerprintOf(3)
  expect(early).toMatchObject({ marks: 2, anchors: expect.arrayContaining([expect.any(Number)]) })
  expect(await fingerprintOf(ROWS - 1)).toEqual(early)
})

test.each([
  ['Оцени ответ по критериям и дай балл.', 2],
  ['Überlegung und Gedankengang bitte vollständig.', 1],
])('words are found with a capital at the beginning, too: %s', async (prompt, marks) => {
  const said = (text: string) =>
    landingSelect({ id: "'a'", account: "'a'", ts: "'1772442905'", prompt: `'${text}'` }, 'FROM numbers(1)')
  for (const text of [prompt, prompt.toLowerCase()])
    expect(await store.query(`SELECT marks FROM (${fingerprintSql(said(text), false)})`)).toEqual([{ marks }])
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['6.6.6.6, 203.0.113.7, 10.0.0.1', '203.0.113.7'],
  ['6.6.6.6,2001:db8::1', '2001:db8::1'],
  ['203.0.113.7, unknown', '203.0.113.7'],
  ['192.168.1.1, 100.64.0.1', '100.64.0.1'],
  ['172.32.0.1, ::ffff:172.16.0.1', '172.32.0.1'],
  ['unknown', 'unknown'],
  ['300.1.1.1', '300.1.1.1'],
  ['', ''],
])('the address in %j', async (given, address) => {
  const [row] = await store.query(`SELECT ${addressSql('ip')} AS address FROM (SELECT {ip: String} AS ip)`, {
    parameters: { ip: given },
  })
  expect(row).toEqual({ address })
})

test('a time is the same millisecond, however it is written', async () => {
  const times = Array.from({ length: 200 }, (_, n) => 1_772_442_904_000 + 7 * n)
  const forms: readonly ((ms: number) => string)[] = [
    (ms) => `${ms}000000`,
    (ms) => `${ms}000`,
    (ms) => String(ms),
    (ms) => (ms / 1000).toFixed(3),
    (ms) => new Date(ms).toISOString(),
  ]
  for (const form of forms) {
    const written = times.map((ms) => `'${form(ms)}'`).join(', ')
    const landing = landingSelect(
      { id: 'ts', account: "'a'", ts: 'ts' },
      `FROM (SELECT arrayJoin([${written}]) AS ts)`,
    )
    const [row] = await store.query<{ times: string[] }>(
      `SELECT groupArray(toUnixTimestamp64Milli(ts)) AS times FROM (SELECT ts FROM (${fingerprintSql(landing, false)}) ORDER BY ts)`,
    )
    expect(row?.times).toEqual(times)
  }
})
