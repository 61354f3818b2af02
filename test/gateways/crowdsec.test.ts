// Debian's crowdsec-custom-bouncer pulls address decisions from us and hands them to a program that would enforce them.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DecisionTable, makeDecision } from '../../src/respond/decision.js'
import { answerCrowdsec, BouncerPulls } from '../../src/respond/gateways/crowdsec.js'
import { type Listening, peer, serveAdapters, stepDecision } from './host.js'

const { file, absent } = peer('crowdsec-custom-bouncer', 'usr', 'bin', 'crowdsec-custom-bouncer')

const about = (address: string, action: 'suspend' | 'observe' = 'suspend') => {
  const { id: _, ...fields } = stepDecision('', action)
  return makeDecision({ ...fields, address })
}

describe.skipIf(absent !== undefined)('a stock CrowdSec bouncer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bouncer-'))
  const told = join(folder, 'told')
  const table = new DecisionTable()
  let host: Listening
  let stop: () => Promise<void>
  beforeAll(async () => {
    table.replace([
      about('203.0.113.9'),
      about('198.51.100.0/24'),
      about('203.0.113.10', 'observe'),
      stepDecision('a1', 'suspend'),
    ])
    const pulls = new BouncerPulls()
    const answer = (request: Parameters<typeof answerCrowdsec>[0]) =>
      answerCrowdsec(request, { table, pulls, bouncer: request.headers['x-api-key'] ?? '', now: Date.now() })
    host = await serveAdapters({ '/gateways/crowdsec/v1/': answer })
    const program = join(folder, 'enforce.sh')
    writeFileSync(program, `#!/bin/sh\necho "$1 $2" >> ${told}\n`)
    chmodSync(program, 0o700)
    const config = join(folder, 'bouncer.yaml')
    writeFileSync(
      config,
      `bin_path: ${program}
feed_via_stdin: false
update_frequency: 1s
cache_retention_duration: 1s
piddir: ${folder}
daemonize: false
log_mode: stdout
log_level: info
api_url: ${host.url}/gateways/crowdsec/
api_key: of-a-test
prometheus: { enabled: false }
`,
    )
    const child = spawn(file, ['-c', config], { stdio: 'ignore' })
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
    stop = async () => {
      child.kill('SIGTERM')
      await ended
    }
  })
  afterAll(async () => {
    await stop?.()
    await host?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What it was told, each thing once: whether it is told twice hangs on what the bouncer remembers. */
  const lines = () =>
    existsSync(told) ? [...new Set(readFileSync(told, 'utf8').trim().split('\n'))].sort() : []

  test('enforces addresses and ranges, and neither accounts nor what is only observed', async () => {
    await expect.poll(lines, { timeout: 15_000 }).toEqual(['add 198.51.100.0/24', 'add 203.0.113.9'])
  })

  test('follows what is added and lifted; what was renewed is never let go', async () => {
    table.replace([about('203.0.113.9'), about('2001:db8::1')])
    await expect
      .poll(lines, { timeout: 15_000 })
      .toEqual(['add 198.51.100.0/24', 'add 2001:db8::1', 'add 203.0.113.9', 'del 198.51.100.0/24'])
  })
})
