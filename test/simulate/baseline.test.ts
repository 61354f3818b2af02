// The naive script links by payment, address block and prompt start, and accuses groups of five.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runBaseline } from '../../simulate/baseline.js'
import { Problem } from '../../src/model/problem.js'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stillwatch-baseline-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

async function write(name: string, records: readonly (object | string)[]): Promise<string> {
  const path = join(directory, name)
  await writeFile(
    path,
    records.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'),
  )
  return path
}

describe('runBaseline', () => {
  it('chains accounts through any of the three traits and leaves small groups alone', async () => {
    const accounts = await write('accounts.jsonl', [
      { account: 'a', payment: 'p' },
      { account: 'b', payment: 'p' },
      { account: 'z', payment: 'q' },
    ])
    const exchanges = await write('exchanges.jsonl', [
      { account: 'b', ip: '10.0.0.1' },
      { account: 'c', ip: '10.0.0.200', messages: [{ role: 'user', content: 'same start' }] },
      {
        account: 'd',
        ip: '10.0.9.1',
        messages: [{ role: 'user', content: [{ type: 'text', text: 'same start' }] }],
      },
      { account: 'e', ip: '10.0.9.2', system: 'alone' },
      'half a line {',
      { account: 'z', ip: '10.9.9.9', prompt: 'other' },
      { account: 'y', ip: '10.9.9.8', prompt: 'more' },
    ])
    const { groups, accused } = await runBaseline({ exchanges, accounts })
    expect(groups).toHaveLength(1)
    expect([...accused].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('says which file it could not read', async () => {
    await expect(runBaseline({ exchanges: join(directory, 'none.jsonl') })).rejects.toThrow(Problem)
  })
})
