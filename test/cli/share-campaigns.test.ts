// Sharing from the command line: preview, export in each format, reading a bundle back, and what goes wrong.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Campaign } from '../../src/model/analysis.js'
import { makeFolder, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (name: string) => join(folder.path, name)
afterAll(() => folder.remove())

let name: string
beforeAll(async () => {
  await runStillwatch(['simulate', 'load-balanced-cards', '--scale', '0.15', '--out', folder.path, '--quiet'])
  await runStillwatch([
    'analyze',
    at('exchanges.jsonl'),
    '--accounts',
    at('accounts.jsonl'),
    '--store',
    at('store'),
    '--quiet',
  ])
  const { stdout } = await runStillwatch(['campaigns', 'list', '--store', at('store'), '--format', 'json'])
  name = (JSON.parse(stdout) as Campaign[])[0]?.name ?? ''
  const key = await runStillwatch(['share', 'key'])
  writeFileSync(at('community.key'), key.stdout)
})

const share = (...args: readonly string[]) =>
  runStillwatch(['share', ...args, '--store', at('store'), '--community-key', at('community.key')])

test('a preview shows what leaves beside what it is here, and what is held back', async () => {
  const { stdout, status } = await share('preview', name, '--redact', 'client')
  expect(status).toBe(0)
  expect(stdout).toMatch(/payment\s+pay_\w+\s+pseudonym [0-9a-f]{12}…/)
  expect(stdout).toMatch(/client .*you keep this kind back/)
  const preview = JSON.parse((await share('preview', name, '--format', 'json')).stdout) as {
    leaves: { kind: string; here: string; value: string }[]
  }
  const card = preview.leaves.find(({ kind }) => kind === 'payment')
  expect(card?.value).not.toBe(card?.here)
  const bundle = (await share('export', name)).stdout
  for (const { value } of preview.leaves) expect(bundle).toContain(value)
  expect(bundle).not.toContain(card?.here)
})

test('an export is marked, names whom it is told to, and is read back', async () => {
  const who = ['--producer', 'Provider A', '--attribute-to', 'Lab', '--attribution-confidence', '20']
  const { stdout } = await share('export', name, '--tlp', 'green', ...who)
  expect(stdout).toContain('"intrusion-set"')
  expect(stdout).toContain('"name": "Provider A"')
  writeFileSync(at('bundle.json'), stdout)
  const checked = await runStillwatch(['share', 'check', at('bundle.json')])
  expect(checked.stdout).toContain('all usable')
  expect(checked.stdout).toContain('TLP:GREEN')
  const again = await runStillwatch(['share', 'check', '-', '--format', 'json'], { input: stdout })
  expect(JSON.parse(again.stdout)).toEqual(JSON.parse(stdout))
})

test('CSV has a row an indicator', async () => {
  const { stdout } = await share('export', name, '--format', 'csv')
  const rows = stdout.trim().split('\r\n').slice(1)
  expect(rows.length).toBeGreaterThan(3)
  expect(rows.every((row) => row.includes('TLP:AMBER+STRICT'))).toBe(true)
})

test('what goes wrong is said in words', async () => {
  writeFileSync(at('bad.key'), 'password\n')
  const bad = await runStillwatch([
    'share',
    'export',
    name,
    '--store',
    at('store'),
    '--community-key',
    at('bad.key'),
  ])
  expect(bad).toMatchObject({ status: 2, stdout: '' })
  expect(bad.stderr).toContain('[community-key]')
  expect(bad.stderr).not.toContain('password')
  expect((await share('export', name, '--attribute-to', 'Lab')).stderr).toContain('[attribution]')
  const hostile = await runStillwatch(['share', 'check', '-'], { input: '['.repeat(100_000) })
  expect(hostile.stderr).toContain('[bundle-invalid]')
})
