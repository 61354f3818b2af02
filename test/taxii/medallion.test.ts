// The tests of OASIS's reference server, as they are, against this one.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeNamedKey, RunningService } from '../../bench/live/running-service.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { makeFolder } from '../cli/stillwatch.js'
import { ROOT } from '../repository/tree.js'
import { configurationOf, objectRows, statusRows } from './medallion-data.js'
import { PYTEST, peersAbsent } from './peers.js'

const MEDALLION = join(ROOT, '.peers', 'medallion')
const DATA = join(MEDALLION, 'medallion', 'test', 'data', 'default_data.json')
const absent =
  peersAbsent ??
  (existsSync(DATA)
    ? undefined
    : 'no .peers/medallion: check github.com/oasis-open/cti-taxii-server out there')
if (absent !== undefined) console.warn(`skipped: ${absent}`)

interface Outcomes {
  readonly passed: readonly string[]
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
}

/** Ends the tests that need medallion's own program, not its protocol; the shim says of each why. */
const NOT_APPLICABLE = [
  'test_default_backend_no_backend_section',
  'test_default_taxii_no_taxii_section',
  'test_default_userpass_no_auth_section',
  'test_no_config',
  'test_save_to_file[memory]',
  'test_status_cleanup[memory]',
]

test.skipIf(absent !== undefined)(
  'medallion’s tests of the protocol pass',
  { timeout: 180_000 },
  async () => {
    const folder = makeFolder()
    const store = join(folder.path, 'store')
    const key = makeNamedKey('admin', store, '--scope', 'share')
    const data = JSON.parse(readFileSync(DATA, 'utf8'))
    const opened = await openStore({ location: store })
    await migrate(opened)
    await opened.insert('taxii_object', objectRows(data))
    await opened.insert('taxii_status', statusRows(data, `key:${key.split('_')[1]}`))
    await opened.close()
    const file = join(folder.path, 'taxii.yaml')
    writeFileSync(file, configurationOf(data))
    const service = await RunningService.start(store, key, ['--taxii', file])
    try {
      const { passed, failed, skipped, said } = await runTests(service.url, key, join(folder.path, 'report'))
      expect(failed, said).toEqual([])
      expect([...skipped].sort()).toEqual(NOT_APPLICABLE)
      expect(passed).toHaveLength(74)
    } finally {
      await service.stop()
      folder.remove()
    }
  },
)

async function runTests(url: string, key: string, report: string): Promise<Outcomes & { said: string }> {
  const child = spawn(
    PYTEST,
    ['medallion/test/test_backends.py', '-q', '-p', 'medallion_shim', '-p', 'no:cacheprovider', '--tb=short'],
    {
      cwd: MEDALLION,
      env: {
        ...process.env,
        PYTHONPATH: `${join(ROOT, 'test', 'taxii')}:${MEDALLION}`,
        PYTHONDONTWRITEBYTECODE: '1',
        STILLWATCH_URL: url,
        STILLWATCH_KEY: key,
        STILLWATCH_REPORT: report,
      },
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  await new Promise<void>((resolve) => child.once('close', () => resolve()))
  if (!existsSync(report)) throw new Error(`pytest ended without a report:\n${said}`)
  return { ...(JSON.parse(readFileSync(report, 'utf8')) as Outcomes), said }
}
