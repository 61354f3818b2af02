// The log as it was: nothing of what came later may be in it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writePrefix } from '../../bench/detection/log-prefix.js'
import { createPeriod, DAY } from '../../simulate/clock.js'
import type { AccountRecord, ExchangeRecord } from '../../simulate/records.js'
import { simulate } from '../../simulate/simulate.js'

const out = mkdtempSync(join(tmpdir(), 'stillwatch-prefix-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

function linesOf<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

describe('writePrefix', () => {
  const until = createPeriod().start + 7 * DAY
  const made = simulate({ scenario: 'levers:honest=300+api,hand-off=3-days', out, seed: 2, scale: 0.3 })

  it('holds what had been sent, who was there and which bans had been spoken', async () => {
    const { files } = await made
    const { files: early, sent } = writePrefix(files, join(out, 'early'), { until })
    const exchanges = linesOf<ExchangeRecord>(early.exchanges)
    const whole = linesOf<ExchangeRecord>(files.exchanges)
    expect(exchanges).toEqual(whole.filter(({ ts }) => Date.parse(ts) < until))
    const accounts = linesOf<AccountRecord>(early.accounts)
    for (const one of accounts) {
      expect(Date.parse(one.created_at)).toBeLessThan(until)
      if (one.suspended_at !== undefined) expect(Date.parse(one.suspended_at)).toBeLessThan(until)
    }
    const banned = (list: readonly AccountRecord[]) =>
      list.filter(({ status }) => status === 'suspended').length
    expect(banned(accounts)).toBeGreaterThan(0)
    expect(banned(accounts)).toBeLessThan(banned(linesOf<AccountRecord>(files.accounts)))
    expect([...sent.values()].reduce((sum, one) => sum + one, 0)).toBe(exchanges.length)
  })

  it('stops whom the provider suspended, from then on', async () => {
    const { files } = await made
    const active = new Set(
      linesOf<AccountRecord>(files.accounts)
        .filter(({ status }) => status === 'active')
        .map(({ account }) => account),
    )
    const account =
      linesOf<ExchangeRecord>(files.exchanges).find((one) => active.has(one.account))?.account ?? ''
    const at = until - 5 * DAY
    const suspended = new Map([[account, at]])
    const { files: early } = writePrefix(files, join(out, 'suspended'), { until, suspended })
    const times = linesOf<ExchangeRecord>(early.exchanges)
      .filter((one) => one.account === account)
      .map(({ ts }) => Date.parse(ts))
    expect(times.length).toBeGreaterThan(0)
    expect(Math.max(...times)).toBeLessThan(at)
    expect(linesOf<AccountRecord>(early.accounts).find((one) => one.account === account)).toMatchObject({
      status: 'suspended',
      suspended_at: new Date(at).toISOString(),
    })
  })
})
