// The audit log as people read it: newest first, page by page, and what a changed line does to it.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { AuditLog } from '../../src/server/access/audit-log.js'
import { readAudit } from '../../src/server/access/read-audit.js'
import { makeFolder } from '../cli/stillwatch.js'

const folder = makeFolder()
afterAll(() => folder.remove())
const path = join(folder.path, 'audit.jsonl')

test('is read newest first, page by page, and breaks where a line was changed', async () => {
  expect(await readAudit(path, { limit: 5 })).toMatchObject({ entries: [], matching: 0, brokenAt: undefined })
  const log = new AuditLog(path)
  for (let index = 1; index <= 20; index++)
    await log.add({
      actor: index % 2 === 0 ? 'person:ada' : 'key:k1',
      action: 'act.apply',
      details: { act: `act-${index}`, note: 'Case 7' },
    })
  const page = await readAudit(path, { limit: 3 })
  expect(page.entries.map(({ seq }) => seq)).toEqual([20, 19, 18])
  expect(page).toMatchObject({ matching: 20, head: { seq: 20 }, brokenAt: undefined })
  const older = await readAudit(path, { limit: 3, before: 18, text: 'ADA' })
  expect(older.entries.map(({ seq }) => seq)).toEqual([16, 14, 12])
  expect(older.matching).toBe(10)
  expect((await readAudit(path, { limit: 3, text: 'case 7' })).matching).toBe(20)
  // Names of fields and hashes are no text of it.
  expect((await readAudit(path, { limit: 3, text: 'details' })).matching).toBe(0)

  appendFileSync(path, '{"seq":21,"at":"half a li')
  expect((await readAudit(path, { limit: 3 })).brokenAt).toBeUndefined()
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, 20)
  writeFileSync(
    path,
    `${whole.map((line, index) => (index === 9 ? line.replace('Case 7', 'Case 8') : line)).join('\n')}\n`,
  )
  const broken = await readAudit(path, { limit: 30 })
  expect(broken).toMatchObject({ brokenAt: 10, head: { seq: 9 } })
  expect(broken.entries).toHaveLength(9)
  writeFileSync(path, `${whole.slice(0, 19).join('\n')}\n${whole[17]}\n`)
  expect((await readAudit(path, { limit: 30 })).brokenAt).toBe(20)
})

test('is filtered by who, what and about what, and knows people by the name that they signed in with', async () => {
  const path = join(folder.path, 'filtered.jsonl')
  const log = new AuditLog(path)
  const add = (actor: string, action: string, details: Record<string, string | readonly string[]>) =>
    log.add({ actor, action, details })
  await add('person:ada', 'person.signed-in', { name: 'Ada', role: 'admin' })
  await add('person:ada', 'act.exempt', { account: 'a1', note: 'n' })
  await add('key:k', 'act.exempt', { account: 'a2', note: 'a1' })
  await add('person:ada', 'person.signed-in', { name: 'Ada L.', role: 'admin' })
  await add('person:ada', 'feedback.split', { accounts: ['a3', 'a1'] })
  const read = (wanted: object) => readAudit(path, { limit: 9, ...wanted })
  const whole = await read({})
  expect(whole.names.get('person:ada')).toBe('Ada L.')
  expect([whole.actors, whole.actions]).toEqual([
    ['key:k', 'person:ada'],
    ['act.exempt', 'feedback.split', 'person.signed-in'],
  ])
  const seqs = async (wanted: object) => (await read(wanted)).entries.map(({ seq }) => seq)
  expect(await seqs({ actor: 'person:ada', action: 'act.exempt' })).toEqual([2])
  // A filter leaves the lists of who and what whole, or nobody could choose another.
  expect((await read({ actor: 'nobody' })).actors).toEqual(whole.actors)
  expect(await seqs({ about: new Set(['a3']) })).toEqual([5])
  expect(await seqs({ about: new Set(['a2', 'x']) })).toEqual([3])
})
