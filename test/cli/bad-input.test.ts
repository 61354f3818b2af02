// Whatever is wrong with an input ends in words that say what to do, with the good rows analysed and the bad ones
// counted by reason: never a stack trace, never a silent loss.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANALYSIS_CONTRACT } from './contract.js'
import { exchangeLine, exchangeLines, makeFolder, type Outcome, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const at = (name: string) => join(folder.path, name)
afterAll(() => folder.remove())

const QUICK = ['--no-packaged-facts', '--format', 'json']
const STACK = /\n\s+at .+:\d+:\d+/

function reasonsOf(stderr: string): Record<string, number> {
  const notes = stderr.matchAll(/^note: (\d+) rejected as ([a-z-]+):/gm)
  return Object.fromEntries([...notes].map((match) => [match[2], Number(match[1])]))
}

function inputOf(outcome: Outcome) {
  expect(outcome.stderr).not.toMatch(STACK)
  return ANALYSIS_CONTRACT.parse(JSON.parse(outcome.stdout)).input
}

describe('a directory in which every file is damaged in its own way', () => {
  let outcome: Outcome
  let lost: readonly { readonly reason: string }[]
  beforeAll(async () => {
    mkdirSync(at('logs'))
    const put = (name: string, content: string | Buffer) => writeFileSync(at(`logs/${name}`), content)
    const noise = Array.from({ length: 3000 }, (_, n) =>
      exchangeLine(100_000 + n, { prompt: `${Math.sin(n)} ${Math.cos(n)}` }),
    )
    const packed = gzipSync(noise.join('\n'))
    put('cut.jsonl.gz', packed.subarray(0, Math.floor(packed.length / 2)))
    put('half-a-line.jsonl', `${exchangeLines(10, 0)}{"id":"half","ts":"2026-02`)
    put('utf16.jsonl', Buffer.from(`\uFEFF${exchangeLines(10, 10)}`, 'utf16le'))
    put('latin1.jsonl', Buffer.from(exchangeLine(20, { prompt: 'caf\u00e9 \u00fcber' }), 'latin1'))
    const nested = (number: number, depth: number) =>
      exchangeLine(number, { x: 0 }).replace('"x":0', `"x":${'['.repeat(depth)}${']'.repeat(depth)}`)
    put('deep.jsonl', `${nested(30, 900)}\n${nested(31, 5000)}`)
    put('times.jsonl', timesLines())
    put('twice.jsonl', exchangeLines(10, 50) + exchangeLines(10, 50))
    put('long.jsonl', exchangeLine(70, { prompt: 'word '.repeat(10_000_000) }))
    put('empty.jsonl', '')
    put('not-a-log.json', '{"name":"something else","version":1}')
    put('notes.csv', 'a,b,c\n1,2,3\n')
    outcome = await runStillwatch(['analyze', at('logs'), ...QUICK, '--rejects', at('rejects.jsonl')])
    lost = readFileSync(at('rejects.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { reason: string })
  })

  /** Six usable times, then a NaN twice, no time, before 2015, and far ahead twice. */
  function timesLines(): string {
    const skewed = new Date(Date.now() + 3_600_000).toISOString()
    const good = ['2026-03-01T00:00:00+09:00', 1_772_000_000, 1_772_000_000_000, '1772000000.5', skewed]
    const bad = ['NaN', '', '1970-01-01T00:00:00Z', '2199-01-01T00:00:00Z', 1e300]
    const lines = [...good, ...bad].map((ts, n) => exchangeLine(40 + n, { ts }))
    return [...lines, '{"id":"nan","ts":NaN,"account":"account-1"}'].join('\n')
  }

  test('ends with the good rows analysed', () => {
    expect(outcome.status).toBe(0)
    const { exchanges, rejected, to } = inputOf(outcome)
    const beforeTheCut = exchanges - 10 - 10 - 1 - 5 - 10 - 1
    expect(beforeTheCut).toBeGreaterThan(500)
    expect(beforeTheCut).toBeLessThan(3000)
    expect(rejected).toBe(Object.values(reasonsOf(outcome.stderr)).reduce((sum, count) => sum + count, 0))
    expect(Date.parse(to)).toBeLessThan(Date.now() + 2 * 3_600_000)
  })

  test('and the bad ones counted by reason', () => {
    expect(reasonsOf(outcome.stderr)).toEqual({
      'not-json': 3,
      'no-time': 1,
      'bad-time': 3,
      'future-time': 2,
      'duplicate-id': 10,
      truncated: 1,
    })
  })

  test('and kept with their reasons', () => {
    const countOf = (reason: string) => lost.filter((row) => row.reason === reason).length
    expect(['not-json', 'no-time', 'bad-time', 'future-time'].map(countOf)).toEqual([3, 1, 3, 2])
  })

  test('and the files that are no logs named', () => {
    expect(outcome.stderr).toMatch(/note: left out .*empty\.jsonl: .* is empty/)
    expect(outcome.stderr).toMatch(/note: left out .*not-a-log\.json: .* no known format/)
    expect(outcome.stderr).toMatch(/note: .*cut\.jsonl\.gz is cut or damaged/)
  })
})

test('sparse and absurd OTel indices', async () => {
  const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } })
  const span = {
    traceId: '5b8aa5a2d2c872e8321cf37308d69df2',
    spanId: '051581bf3cb55c13',
    name: 'chat big-model',
    startTimeUnixNano: '1772000000000000000',
    attributes: [
      attribute('gen_ai.system', 'openai'),
      attribute('gen_ai.operation.name', 'chat'),
      attribute('gen_ai.request.model', 'big-model'),
      attribute('user.id', 'account-1'),
      attribute('gen_ai.prompt.0.role', 'user'),
      attribute('gen_ai.prompt.0.content', 'hello'),
      attribute('gen_ai.prompt.7.role', 'user'),
      attribute('gen_ai.prompt.7.content', 'again'),
      attribute('gen_ai.prompt.4000000000.content', 'far'),
    ],
  }
  writeFileSync(at('otel.json'), JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }))
  const outcome = await runStillwatch(['analyze', at('otel.json'), '--from', 'otel', ...QUICK])
  expect(inputOf(outcome)).toMatchObject({ exchanges: 1, rejected: 0 })
})

test('an OTel span with more messages than are read still tells whose it is', async () => {
  const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } })
  const filler = Array.from({ length: 9000 }, (_, n) => attribute(`gen_ai.prompt.${n}.content`, 'x'))
  const own = [
    attribute('gen_ai.operation.name', 'chat'),
    attribute('gen_ai.request.model', 'big-model'),
    attribute('user.id', 'account-1'),
  ]
  const span = { spanId: 'a', traceId: 'b', startTimeUnixNano: '1772000000000000000' }
  const spans = [
    { ...span, attributes: [...filler, ...own] },
    { ...span, spanId: 'c', attributes: own },
  ]
  writeFileSync(at('hidden.json'), JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }))
  const outcome = await runStillwatch(['analyze', at('hidden.json'), ...QUICK])
  expect(inputOf(outcome)).toMatchObject({ exchanges: 2, accounts: 1, rejected: 0 })
  expect(outcome.stderr).toMatch(/^note: 1 document read in part: otel-attributes-cut\.$/m)
})

test('pages of Langfuse that end before the last', async () => {
  const observation = { id: 'o-1', type: 'GENERATION', traceId: 't', startTime: '2026-03-02T09:15:04Z' }
  const page = (meta: object) =>
    `${JSON.stringify({ data: [{ ...observation, userId: 'u', input: 'hello' }], meta })}\n`
  const stderrOf = async (pages: string) => {
    writeFileSync(at('pages.jsonl'), pages)
    return (await runStillwatch(['analyze', at('pages.jsonl'), ...QUICK])).stderr
  }
  const note = /^note: 1 document read in part: langfuse-more-pages\.$/m
  expect(await stderrOf(page({ cursor: 'next' }))).toMatch(note)
  expect(await stderrOf(page({ page: 1, totalPages: 2 }))).toMatch(note)
  expect(await stderrOf(page({ cursor: 'next' }) + page({ cursor: null }))).not.toMatch(note)
})

test('an input without one readable exchange is not a clean result', async () => {
  writeFileSync(at('native.jsonl'), exchangeLines(5))
  const outcome = await runStillwatch(['analyze', at('native.jsonl'), '--from', 'langfuse', ...QUICK])
  expect(inputOf(outcome).exchanges).toBe(0)
  expect(outcome.status).toBe(2)
  const args = ['analyze', at('native.jsonl'), '--from', 'langfuse', '--quiet']
  expect((await runStillwatch([...args, ...QUICK])).stderr).toMatch(/^note: 5 rejected as no-account/m)
})

test('addresses that are lists, carry ports or are none, and clocks that are ahead', async () => {
  const ahead = new Date(Date.now() + 5 * 86_400_000).toISOString()
  const rows = [
    { ip: '6.6.6.6, 203.0.113.7, 10.0.0.1' },
    { ip: '203.0.113.7:4711' },
    { ip: '[2001:db8::1]:443' },
    { ip: 'unknown' },
    { ip: 'a.b, nobody' },
    { ip: '10.0.0.1' },
    { ts: ahead },
  ]
  writeFileSync(at('addresses.jsonl'), rows.map((row, n) => exchangeLine(n, row)).join('\n'))
  const outcome = await runStillwatch(['analyze', at('addresses.jsonl'), ...QUICK])
  expect(inputOf(outcome)).toMatchObject({ exchanges: 7, rejected: 0 })
  expect(outcome.stderr).toMatch(/^note: 2 exchanges have an address that could not be read/m)
  expect(outcome.stderr).toMatch(/^note: 1 exchange is known by a private address only/m)
  const day = ahead.slice(0, 10)
  expect(outcome.stderr).toMatch(new RegExp(`^note: 1 exchange is dated after now, up to ${day} `, 'm'))
})

test('rejects tell whose a repeated id was, however many there are', async () => {
  const packed = gzipSync(`${exchangeLines(3000)}${'not json\n'.repeat(30_000)}`)
  writeFileSync(at('many.jsonl.gz'), packed.subarray(0, packed.length - 8))
  writeFileSync(at('again.jsonl'), `${exchangeLine(1)}\n${exchangeLine(1)}\n${exchangeLine(1)}`)
  const args = [at('again.jsonl'), at('many.jsonl.gz'), '--rejects', at('lost.jsonl')]
  const outcome = await runStillwatch(['analyze', ...args, ...QUICK])
  expect(outcome.stderr).not.toContain('MaxListeners')
  const rows = readFileSync(at('lost.jsonl'), 'utf8').trim().split('\n')
  expect(rows.length).toBeGreaterThan(30_000)
  const repeated = rows
    .filter((row) => row.includes('"duplicate-id"'))
    .map((row) => JSON.parse(row) as object)
  const lost = { reason: 'duplicate-id', id: 'ex-1', account: 'account-1' }
  expect(repeated).toHaveLength(3)
  for (const row of repeated)
    expect(row).toMatchObject({ ...lost, time: expect.stringMatching(/^2026-02-20T00:01:00/) as string })
})

test('account facts that are empty or hold times that are none', async () => {
  writeFileSync(at('few.jsonl'), exchangeLines(9))
  writeFileSync(at('no-accounts.jsonl'), '')
  const account = { account: 'account-1', created_at: 'last week', suspended_at: '2026-01-01T00:00:00Z' }
  writeFileSync(at('times-accounts.jsonl'), JSON.stringify(account))
  const withAccounts = (name: string) =>
    runStillwatch(['analyze', at('few.jsonl'), '--accounts', at(name), ...QUICK])
  expect((await withAccounts('no-accounts.jsonl')).stderr).toMatch(/^note: The accounts files are empty:/m)
  const { stderr } = await withAccounts('times-accounts.jsonl')
  expect(stderr).toMatch(/^note: 1 time in the accounts files could not be read/m)
})

describe('what cannot be read or written', () => {
  beforeAll(() => {
    writeFileSync(at('good.jsonl'), exchangeLines(5))
    writeFileSync(at('nothing.jsonl'), '\n \n')
    writeFileSync(at('table.csv'), 'a,b,c\n1,2,3\n')
    writeFileSync(at('page.html'), '<!doctype html><title>sign in</title>')
    writeFileSync(at('packed.zip'), Buffer.from('PK\u0003\u0004rest'))
    mkdirSync(at('bare'))
  })

  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['a file that is not there', ['missing.jsonl'], 'input-missing'],
    ['a pattern that fits nothing', ['none-*.jsonl'], 'input-no-match'],
    ['a file of blank lines', ['nothing.jsonl'], 'input-empty'],
    ['a directory without logs', ['bare'], 'input-directory-empty'],
    ['a file of another format', ['table.csv'], 'format-unknown'],
    ['a web page', ['page.html'], 'format-unknown'],
    ['an archive', ['packed.zip'], 'input-archive'],
    ['accounts that are not there', ['good.jsonl', '--accounts', 'missing.jsonl'], 'input-missing'],
    ['accounts that are none', ['good.jsonl', '--accounts', 'table.csv'], 'accounts-format'],
    ['a store that is a file', ['good.jsonl', '--store', 'table.csv'], 'store-unwritable'],
    ['a report that is a directory', ['good.jsonl', '--report', 'bare'], 'report-unwritable'],
    ['rejects that are a directory', ['good.jsonl', '--rejects', 'bare'], 'rejects-unwritable'],
    ['a list of ranges that is none', ['good.jsonl', '--vpn', 'page.html'], 'facts-format'],
  ]
  test.each(cases)('%s', async (_, args, code) => {
    const paths = args.map((word) => (word.startsWith('--') ? word : at(word)))
    const failed = await runStillwatch(['analyze', ...paths, ...QUICK, '--quiet'])
    expect(failed).toMatchObject({ status: 2, stdout: '' })
    expect(failed.stderr).toMatch(new RegExp(`^stillwatch: .+\\n  .+\\n  \\[${code}\\]\\n$`))
  })

  test('rejects that cannot be written are told before anything is read', async () => {
    const args = ['missing.jsonl', '--rejects', 'bare'].map((word) =>
      word.startsWith('-') ? word : at(word),
    )
    expect((await runStillwatch(['analyze', ...args])).stderr).toContain('[rejects-unwritable]')
  })

  test('a temporary directory that is none', async () => {
    const failed = await runStillwatch(['analyze', at('good.jsonl')], { env: { TMPDIR: at('nowhere') } })
    expect(failed).toMatchObject({ status: 2, stdout: '' })
    expect(failed.stderr).toMatch(/^stillwatch: .+\n {2}Set TMPDIR .+\n {2}\[temporary-unwritable\]\n$/)
  })

  test('a server that does not answer', async () => {
    const failed = await runStillwatch([
      'analyze',
      at('good.jsonl'),
      '--store',
      'http://me:secret@127.0.0.1:9',
    ])
    expect(failed).toMatchObject({ status: 2, stdout: '' })
    expect(failed.stderr).toContain('[store-unreachable]')
    expect(failed.stderr).not.toMatch(STACK)
    expect(failed.stderr).not.toContain('secret')
  })
})

test.skipIf(!existsSync('/dev/full'))('standard output on a full disk is no result', async () => {
  writeFileSync(at('few.jsonl'), exchangeLines(5))
  for (const args of [
    ['detectors', 'list'],
    ['analyze', '--help'],
    ['analyze', at('few.jsonl'), ...QUICK, '--quiet'],
  ]) {
    const failed = await runStillwatch(args, { outputTo: '/dev/full' })
    expect(failed.status).toBe(2)
    expect(failed.stderr).toMatch(/^stillwatch: .*ENOSPC.*\n {2}.+\n {2}\[output-unwritable\]\n$/)
  }
})

describe('a full disk', () => {
  const disk = at('disk')
  let isMounted = false
  beforeAll(() => {
    mkdirSync(disk)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' })
      isMounted = true
    } catch {
      // Only root may mount; the test says that it was skipped.
    }
  })
  afterAll(() => {
    if (isMounted) execFileSync('umount', [disk])
  })

  test('is told as one', async ({ skip }) => {
    skip(!isMounted, 'no small disk could be mounted: run as root to test a full one')
    const lines = Array.from({ length: 20_000 }, (_, n) =>
      exchangeLine(n, { prompt: `${Math.sin(n)}`.repeat(20) }),
    )
    writeFileSync(at('large.jsonl'), lines.join('\n'))
    const failed = await runStillwatch([
      ...['analyze', at('large.jsonl'), '--store', join(disk, 'store'), '--keep-text', '--quiet', ...QUICK],
    ])
    expect(failed).toMatchObject({ status: 2, stdout: '' })
    expect(failed.stderr).toContain('[disk-full]')
    expect(failed.stderr).not.toMatch(STACK)
    const temporary = await runStillwatch(
      ['analyze', at('large.jsonl'), '--keep-text', '--quiet', ...QUICK],
      { env: { TMPDIR: disk } },
    )
    expect(temporary.stderr).toMatch(/Set TMPDIR .*\n {2}\[disk-full\]/)
  })
})
