// What becomes of inputs: every compression and layout, and everything that can be wrong with a file.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openInputs } from '../../src/sources/input.js'
import { planReadings } from '../../src/sources/reading.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { fixture, fixtureText, type Landed, land, scratch } from './landing.js'

let store: Store
const files = scratch()

beforeAll(async () => {
  store = await openStore()
})
afterAll(async () => {
  await store.close()
  files.discard()
})

const record = (i: number) =>
  JSON.stringify({ id: `ex-${i}`, ts: 1772442905 + i, account: `acct-${i % 9}`, prompt: `Nº ${i}` })
const records = (count: number) => Array.from({ length: count }, (_, i) => `${record(i)}\n`).join('')
const ids = ({ rows }: Landed) => rows.map((row) => String(row.id)).filter((id) => id !== '')
const refused = ({ rows }: Landed) => rows.filter((row) => row.id === '').map((row) => row.raw)

async function compressed(name: string, text: string, extension: string): Promise<string> {
  const from = files.write(`${name}.plain`, text)
  const to = `${dirname(from)}/${name}.jsonl.${extension}`
  await store.command(
    `INSERT INTO FUNCTION file('${to}', 'LineAsString', 'document String') SELECT document FROM file('${from}', 'LineAsString', 'document String') SETTINGS engine_file_truncate_on_insert = 1`,
  )
  return to
}

async function problemOf(
  args: readonly string[],
  from?: string,
): Promise<{ code: string; message: string; next: string }> {
  const error: unknown = await land(store, args, from).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ name: 'Problem' })
  return error as { code: string; message: string; next: string }
}

describe('files that are read', () => {
  test('plain, gzip of several members, zstd, and gzip under a plain name', async () => {
    const whole = ids(await land(store, [files.write('plain.jsonl', records(50))])).sort()
    expect(whole).toHaveLength(50)
    const members = Buffer.concat([gzipSync(records(20)), gzipSync(records(50).slice(records(20).length))])
    for (const path of [
      files.write('members.jsonl.gz', members),
      files.write('disguised.jsonl', gzipSync(records(50))),
      await compressed('packed', records(50), 'zst'),
      await compressed('tight', records(50), 'xz'),
    ]) {
      const landed = await land(store, [path])
      expect(ids(landed).sort()).toEqual(whole)
      expect(landed.plan.readings[0]?.damage).toEqual([])
    }
  })

  test('Parquet with native columns, times and nested messages', async () => {
    const path = files.write('native.parquet', '')
    await store.command(
      `INSERT INTO FUNCTION file('${path}', 'Parquet') SELECT concat('ex-', toString(number)) AS id, toDateTime64('2026-03-02 09:15:04.120', 3, 'UTC') AS ts, 'acct' AS account, [CAST(('user', 'hi'), 'Tuple(role String, content String)')] AS messages, toUInt32(7) AS input_tokens, true AS logprobs FROM numbers(3) SETTINGS engine_file_truncate_on_insert = 1`,
    )
    const { rows, plan } = await land(store, [path])
    expect(plan.readings[0]?.source.id).toBe('native')
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({
      ts: '2026-03-02T09:15:04.120Z',
      messages: [{ role: 'user', content: 'hi' }],
      input_tokens: 7,
      logprobs: 1,
    })
  })

  test('one array, arrays on lines, pretty-printed and concatenated objects, also compressed', async () => {
    const objects = [0, 1, 2].map((i) => JSON.parse(record(i)) as object)
    for (const [name, text] of [
      ['array.json', JSON.stringify(objects)],
      ['pretty-array.json', JSON.stringify(objects, null, 2)],
      ['array-lines.json', `${JSON.stringify(objects.slice(0, 2))}\n${JSON.stringify(objects.slice(2))}\n`],
      ['pretty.json', objects.map((object) => JSON.stringify(object, null, 2)).join('\n')],
      ['concatenated.json', objects.map((object) => JSON.stringify(object)).join('')],
    ] as const) {
      expect(ids(await land(store, [files.write(name, text)])).sort(), name).toEqual(['ex-0', 'ex-1', 'ex-2'])
      expect(ids(await land(store, [files.write(`${name}.gz`, gzipSync(text))])).sort()).toHaveLength(3)
    }
  })

  test('a byte order mark, UTF-16, Windows line ends, blank lines, bytes that are not UTF-8', async () => {
    const text = records(3)
    const big = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
    for (const [name, content] of [
      ['bom.jsonl', `\uFEFF${text}`],
      ['utf16.jsonl', Buffer.from(`\uFEFF${text}`, 'utf16le')],
      ['utf16-bare.jsonl', Buffer.from(text, 'utf16le')],
      ['utf16-big.jsonl', big],
      ['utf16.jsonl.gz', gzipSync(big)],
      ['crlf.jsonl', `\r\n${text.replaceAll('\n', '\r\n')}\r\n \t\r\n`],
    ] as const) {
      const landed = await land(store, [files.write(name, content)])
      expect(ids(landed), name).toHaveLength(3)
      expect(refused(landed)).toEqual([])
      expect(landed.rows.map((row) => row.prompt).sort()).toEqual(['Nº 0', 'Nº 1', 'Nº 2'])
    }
    const bytes = Buffer.concat([
      Buffer.from('{"id":"a","ts":1,"account":"b\xff\xfe","prompt":"x"}\n', 'latin1'),
    ])
    const { rows } = await land(store, [files.write('latin.jsonl', bytes)])
    expect(rows).toMatchObject([{ id: 'a', account: 'b\uFFFD' }])
  })

  test('patterns, directories, names with pattern signs, many small files', async () => {
    const root = join(dirname(files.write('x', '')), 'tree')
    for (let i = 0; i < 70; i++) {
      const directory = join(root, `day=${i % 3}`)
      mkdirSync(directory, { recursive: true })
      writeFileSync(join(directory, `part[${i}]{a,b}.jsonl`), `${record(i)}\n`)
    }
    writeFileSync(join(root, 'notes.txt'), 'not a log')
    writeFileSync(join(root, 'truth.json'), '{"acct-1":"attack:x"}')
    const found = await land(store, [root])
    expect(ids(found)).toHaveLength(70)
    expect(found.plan.readings.length).toBe(1)
    expect(found.plan.ignored).toMatchObject([
      { problem: { message: expect.stringContaining('no known format') as unknown } },
    ])
    expect(ids(await land(store, [`${root}/**/*.jsonl`]))).toHaveLength(70)
    expect(ids(await land(store, [`${root}/day={0,1}/*.jsonl`]))).toHaveLength(47)
    expect(ids(await land(store, [`${root}/day=[!0]/part?[0-9]*.jsonl`]))).toHaveLength(46)
  })

  test('files of several formats in one command', async () => {
    const { plan } = await land(store, [fixture('native.jsonl'), fixture('bedrock.jsonl')])
    expect(plan.readings.map((reading) => reading.source.id)).toEqual(['native', 'bedrock'])
  })

  test('standard input and pipes', () => {
    const script = `
      import { openStore } from './src/store/open-store.js'
      import { openInputs } from './src/sources/input.js'
      import { planReadings } from './src/sources/reading.js'
      const store = await openStore()
      const inputs = await openInputs(['-'], store)
      for (const reading of planReadings(store, inputs).readings) {
        const { select } = await reading.open()
        console.log(JSON.stringify(await store.query('SELECT count() AS n FROM (' + select + ')')))
      }
      inputs.close()
      await store.close()`
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      input: gzipSync(records(40)),
      encoding: 'utf8',
    })
    expect(output.trim()).toBe('[{"n":40}]')
  })

  test('a prompt of 50 MB and nesting a thousand deep', async () => {
    const large = `{"id":"large","ts":1,"account":"a","prompt":"${'word '.repeat(10_000_000)}"}`
    const deep = `{"id":"deep","ts":1,"account":"a","messages":${'['.repeat(1000)}${']'.repeat(1000)}}`
    const deeper = `{"id":"deeper","ts":1,"account":"a","messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    const path = files.write('large.jsonl', [record(1), large, deep, deeper, record(2)].join('\n'))
    const inputs = await openInputs([path], store)
    const [reading] = planReadings(store, inputs).readings
    const open = await reading?.open()
    const rows = await store.query<{ id: string; size: number }>(
      `SELECT id, length(prompt) AS size FROM (${open?.select ?? ''}) ORDER BY size DESC, id`,
    )
    expect(rows[0]).toEqual({ id: 'large', size: 50_000_000 })
    expect(rows.map((row) => row.id).sort()).toEqual(['', 'deep', 'ex-1', 'ex-2', 'large'])
    inputs.close()
  })
})

test('files of one kind are read together until they are many bytes', async () => {
  const half = 130 * 1024 * 1024
  const inputs = await openInputs([files.write('together.jsonl', records(3))], store)
  const [file] = inputs.files
  if (!file) throw new Error('nothing was opened')
  const sizes = [half, half - 20 * 1024 * 1024, half, 5_000_000, 5_000_000]
  const many = { ...inputs, files: sizes.map((size, at) => ({ ...file, name: String(at), size })) }
  const read = planReadings(store, many).readings.map(({ files: names }) => names)
  inputs.close()
  expect(read).toEqual([
    ['0', '1'],
    ['2', '3', '4'],
  ])
})

describe('files that are damaged', () => {
  test('a gzip cut short yields what came before, and says so', async () => {
    const whole = gzipSync(records(20_000))
    const landed = await land(store, [files.write('cut.jsonl.gz', whole.subarray(0, whole.length >> 1))])
    expect(ids(landed).length).toBeGreaterThan(8000)
    expect(refused(landed).length).toBeLessThanOrEqual(1)
    expect(landed.plan.readings[0]?.damage).toMatchObject([{ reason: 'truncated', count: 1 }])
    expect(landed.plan.readings[0]?.selectFast).toBeUndefined()
  })

  test('a gzip with flipped bytes or junk behind it', async () => {
    const whole = gzipSync(records(20_000))
    const broken = Buffer.from(whole)
    broken.fill(0x55, whole.length >> 1, (whole.length >> 1) + 200)
    const landed = await land(store, [files.write('broken.jsonl.gz', broken)])
    expect(ids(landed).length).toBeGreaterThan(9000)
    expect(landed.plan.readings[0]?.damage).toHaveLength(1)
    const tail = await land(store, [
      files.write('tail.jsonl.gz', Buffer.concat([gzipSync(records(9)), Buffer.from('junk')])),
    ])
    expect(ids(tail)).toHaveLength(9)
    expect(tail.plan.readings[0]?.damage).toHaveLength(1)
  })

  test('a zstd cut short, which the engine would not mention', async () => {
    const path = await compressed('whole', records(20_000), 'zst')
    const bytes = readFileSync(path)
    const landed = await land(store, [files.write('cut.jsonl.zst', bytes.subarray(0, bytes.length - 2000))])
    expect(ids(landed).length).toBeGreaterThan(1000)
    expect(landed.plan.readings[0]?.damage).toMatchObject([{ reason: 'truncated', count: 1 }])
  })

  test('a zstd and an xz with flipped bytes', async () => {
    for (const extension of ['zst', 'xz']) {
      const bytes = readFileSync(await compressed('flipped', records(80_000), extension))
      bytes.fill(0x55, bytes.length - 900, bytes.length - 600)
      const landed = await land(store, [files.write(`flipped.${extension}`, bytes)])
      expect(ids(landed).length).toBeGreaterThan(40_000)
      expect(landed.plan.readings[0]?.damage).toMatchObject([{ reason: 'truncated' }])
    }
  })

  test('a Parquet file cut short is a problem when it is alone, and left out beside others', async () => {
    const path = files.write('cut.parquet', Buffer.from('PAR1 and nothing else'))
    expect(await problemOf([path])).toMatchObject({
      code: 'input-unreadable',
      message: expect.stringContaining('cut.parquet is cut or damaged') as unknown,
    })
    expect((await problemOf([path, path])).code).toBe('input-unreadable')
    const directory = join(dirname(path), 'beside')
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'a.parquet'), 'PAR1 and nothing else')
    symlinkSync(join(directory, 'nowhere.jsonl'), join(directory, 'b.jsonl'))
    writeFileSync(join(directory, 'c.jsonl'), records(7))
    for (const args of [[directory], [`${directory}/*`], [path, join(directory, 'c.jsonl')]]) {
      const landed = await land(store, args)
      expect(ids(landed)).toHaveLength(7)
      expect(landed.plan.ignored.map(({ problem }) => problem.code)).toContain('input-unreadable')
    }
  })

  test('a Parquet file with flipped bytes is left out, too', async () => {
    const path = files.write('flipped.parquet', '')
    await store.command(
      `INSERT INTO FUNCTION file('${path}', 'Parquet') SELECT concat('p-', toString(number)) AS id, 1772442905 AS ts, 'acct' AS account, randomPrintableASCII(100) AS prompt FROM numbers(20000) SETTINGS engine_file_truncate_on_insert = 1`,
    )
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 400))
    const landed = await land(store, [path, files.write('beside.jsonl', records(5))])
    expect(ids(landed)).toHaveLength(5)
    expect(landed.plan.ignored).toMatchObject([{ name: path, problem: { code: 'input-unreadable' } }])
  })

  test('a gzip damaged from its beginning is told as damaged, not as empty', async () => {
    const bytes = gzipSync(records(2000))
    const path = files.write('garbage.jsonl.gz', bytes.fill(0x55, 10))
    expect(await problemOf([path])).toMatchObject({
      code: 'input-unreadable',
      message: expect.stringContaining('damaged from its beginning') as unknown,
    })
  })

  test('half a line at the end, and lines of something else', async () => {
    const landed = await land(store, [files.write('half.jsonl', `${records(5)}oops\n{"id":"ex-9","acc`)])
    expect(ids(landed)).toHaveLength(5)
    expect(refused(landed).sort()).toEqual(['oops', '{"id":"ex-9","acc'].sort())
  })

  test('an array or pretty-printed text that breaks off or has something between', async () => {
    const array = `[${record(0)},\n${record(1)},\n"odd",\n${record(2).slice(0, -9)}`
    const landed = await land(store, [files.write('half.json', array)])
    expect(ids(landed).sort()).toEqual(['ex-0', 'ex-1'])
    expect(refused(landed)).toHaveLength(2)
    const pretty = [0, 1, 2].map((i) => JSON.stringify(JSON.parse(record(i)), null, 2))
    pretty[1] = pretty[1]?.slice(0, 40) ?? ''
    const broken = await land(store, [files.write('half-pretty.json', pretty.join('\n'))])
    expect(ids(broken).sort()).toEqual(['ex-0', 'ex-2'])
    expect(refused(broken)).toHaveLength(1)
    const packed = gzipSync(
      JSON.stringify(Array.from({ length: 20_000 }, (_, i) => JSON.parse(record(i)) as object)),
    )
    const cut = await land(store, [files.write('cut.json.gz', packed.subarray(0, packed.length >> 1))])
    expect(ids(cut).length).toBeGreaterThan(8000)
  })
})

describe('inputs that are problems', () => {
  test.each([
    ['a missing file', () => 'nowhere.jsonl', 'input-missing'],
    ['a pattern without a match', () => 'nowhere/*.jsonl', 'input-no-match'],
    ['an empty file', () => files.write('empty.jsonl', ''), 'input-empty'],
    ['an empty gzip', () => files.write('empty.jsonl.gz', gzipSync('')), 'input-empty'],
    ['white space', () => files.write('blank.jsonl', '\n \n'), 'input-empty'],
    ['CSV', () => fixture('not-a-log.csv'), 'format-unknown'],
    ['HTML', () => fixture('not-a-log.html'), 'format-unknown'],
    ['other JSON', () => fixture('other.jsonl'), 'format-unknown'],
    [
      'a picture',
      () => files.write('p.png', Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex')),
      'format-unknown',
    ],
    ['an archive', () => files.write('a.zip', Buffer.from('PK\u0003\u0004rest')), 'input-archive'],
    [
      'a directory without logs',
      () => {
        const directory = join(dirname(files.write('y', '')), 'bare')
        mkdirSync(directory, { recursive: true })
        return directory
      },
      'input-directory-empty',
    ],
  ])('%s', async (_, make, code) => {
    const problem = await problemOf([make()])
    expect(problem.code).toBe(code)
    expect(problem.next).toMatch(/\.$/)
  })

  test('the message says what it looks like and what would do', async () => {
    const problem = await problemOf([fixture('not-a-log.csv')])
    expect(problem.message).toContain('CSV')
    expect(problem.next).toContain('litellm')
    expect((await problemOf([fixture('native.jsonl')], 'splunk')).code).toBe('format-unknown')
  })

  test('--from reads a file that is not recognised, and empty files beside good ones are named', async () => {
    const landed = await land(store, [fixture('other.jsonl'), files.write('nothing.jsonl', '')], 'native')
    expect(landed.rows).toMatchObject([{ account: '' }])
    expect(landed.plan.ignored).toHaveLength(1)
    expect(fixtureText('other.jsonl')).toContain('started')
  })
})
