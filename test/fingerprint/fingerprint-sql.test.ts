// The statement that fingerprints: the same text gets the same columns wherever it stands in the log.
import { afterAll, beforeAll, expect, test } from 'vitest'
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
