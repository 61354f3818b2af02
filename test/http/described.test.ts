// What the service says of itself is read by the programs that others read it with.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { METRICS } from '../../src/server/metrics.js'
import { exchangeLines, makeFolder } from '../cli/stillwatch.js'
import { ROOT } from '../repository/tree.js'

const folder = makeFolder()
const store = join(folder.path, 'store')
let service: RunningService

beforeAll(async () => {
  service = await RunningService.start(store, makeKey(store, '--scope', 'admin'))
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

const python = join(ROOT, '.peers/python/bin/python')
const hasPython =
  existsSync(python) &&
  spawnSync(python, ['-c', 'import openapi_spec_validator, prometheus_client']).status === 0
if (!hasPython)
  console.warn(
    'skipped: validators of OpenAPI and Prometheus are not in .peers/; `node scripts/peers.mjs` brings them',
  )

function checked(kind: 'openapi' | 'metrics', text: string): unknown {
  const file = join(folder.path, kind)
  writeFileSync(file, text)
  const program = join(ROOT, 'test/http/check_described.py')
  return JSON.parse(execFileSync(python, [program, kind, file], { encoding: 'utf8' }))
}

/** Lines of Prometheus' text format, as far as its grammar says without a parser. */
const SAMPLE = /^[a-z_]+(\{([a-z_]+="(\\["\\n]|[^"\\\n])*",?)+\})? (-?[\d.]+(e[+-]?\d+)?|\+Inf|NaN)$/

describe('metrics', () => {
  test('are lines of the text format, with names and labels of strangers made harmless', async () => {
    await service.send('/v1/exchanges?wait=30', { body: exchangeLines(3) })
    await service.send('/v1/decide', { body: { account: 'a' } })
    await service.send('/nothing"\n{}', {})
    const { headers, body } = await service.send<string>('/metrics')
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const samples = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(samples.filter((line) => !SAMPLE.test(line))).toEqual([])
    expect(samples).toContain('stillwatch_loaded_total{kind="native"} 3')
  })

  test.skipIf(!hasPython)('are what Prometheus’ own parser reads', async () => {
    const { body } = await service.send<string>('/metrics')
    const families = checked('metrics', body) as Readonly<Record<string, readonly [string, number]>>
    for (const [name, { kind }] of Object.entries(METRICS))
      expect(families[name.replace(/_total$/, '')] ?? families[name], name).toMatchObject([
        kind,
        expect.any(Number),
      ])
    expect(families.stillwatch_request_seconds?.[1]).toBeGreaterThan(18)
  })
})

test.skipIf(!hasPython)('/openapi.json is valid OpenAPI 3.1', async () => {
  const { body } = await service.send('/openapi.json', { key: '' })
  expect(checked('openapi', JSON.stringify(body))).toEqual([])
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0
if (!hasSystemd) console.warn('skipped: units for systemd (there is no systemd-analyze to verify them with)')

test.skipIf(!hasSystemd).each(['stillwatch.service', 'stillwatch-proxy.service'])(
  'systemd takes %s',
  (unit) => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', join(ROOT, 'docs/deploy', unit)], {
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  },
)
