// The case file of a campaign and of an account, made on the engine: what it claims, whom it names, what it keeps back,
// and that a changed byte is noticed whatever it is part of.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile } from '../../src/case/case-file.js'
import type { CaseGround } from '../../src/case/gather-case.js'
import type { MadeCase } from '../../src/case/make-case.js'
import { recheckCase } from '../../src/case/recheck-case.js'
import { sealerOf } from '../../src/case/sealer-of.js'
import { verifyCase } from '../../src/case/verify-case.js'
import { fingerprint } from '../../src/share/trust/ed25519-key.js'
import { createIdentity } from '../../src/share/trust/identity.js'
import { runStillwatch } from '../cli/stillwatch.js'
import { gather, type Kept, keepCampaign, make, readable } from './kept-case.js'

let kept: Kept
let ground: CaseGround
let made: MadeCase
let one: string
beforeAll(async () => {
  kept = await keepCampaign()
  one = kept.campaign.accounts[0]?.id ?? ''
  ground = await gather(kept)
  made = make(ground)
}, 120_000)
afterAll(() => kept?.remove())

const refused = (text: string, wanted?: string) =>
  verifyCase(text, wanted).then(
    () => 'taken',
    (error: { code?: string }) => error.code ?? String(error),
  )

test('what a campaign’s case claims, in the words that a judge reads', async () => {
  const text = readable(made.html)
    .replaceAll(/[0-9a-f]{64}/g, 'HASH')
    .replaceAll(made.file.id, 'CASE')
    .replaceAll(ground.origin.analysis, 'ANALYSIS')
  const claim = text.slice(text.indexOf('What is claimed'), text.indexOf('The verdict, and'))
  const headings = [...made.html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading)
  await expect(`${claim.trim()}\n\n${headings.join('\n')}\n`).toMatchFileSnapshot('campaign.txt')
})

test('every account stands in it with its own facts, and the records have one hash', async () => {
  const { accounts, exchanges } = kept.campaign
  expect(made.file.accounts.map(({ id }) => id).sort()).toEqual(accounts.map(({ id }) => id).sort())
  for (const { id } of accounts) expect(made.html).toContain(id)
  const counted = await kept.with((store) =>
    store.query<{ account: string; first: string; sent: number }>(
      "SELECT account, formatDateTime(min(ts), '%Y-%m-%dT%H:%i:%SZ') AS first, count() AS sent FROM exchange GROUP BY account",
    ),
  )
  for (const account of made.file.accounts) {
    const row = counted.find((known) => known.account === account.id)
    expect(account.sent).toBe(row?.sent)
    expect(account.exchanges).toBeLessThanOrEqual(account.sent)
    expect(Date.parse(account.first ?? '')).toBeGreaterThanOrEqual(Date.parse(row?.first ?? ''))
    expect(account.input_tokens + account.output_tokens).toBeGreaterThan(0)
  }
  expect(ground.log.records).toMatchObject({ exchanges })
  const query = ground.log.records?.query ?? ''
  const [row] = await kept.with((store) => store.query<{ sha256: string }>(query))
  expect(row?.sha256).toBe(ground.log.records?.sha256)
})

test('what was done stands in it: decisions with since when, acts with who and why, words, policy', () => {
  expect(ground.done.decisions).toContainEqual(
    expect.objectContaining({ action: 'suspend', mode: 'enforce', in_force: kept.campaign.accounts.length }),
  )
  expect(ground.done.acts.map(({ kind, by }) => [kind, by])).toEqual([
    ['apply', 'person:k.berg'],
    ['appeal', 'k.berg'],
    ['appeal', 'k.berg'],
  ])
  expect(ground.done.words).toContainEqual(
    expect.objectContaining({ code: 'coordinated-extraction', words: expect.stringContaining('requests') }),
  )
  expect(readable(made.html)).toContain('The customer says it was lent.')
  expect(ground.origin).toMatchObject({
    version: expect.any(String),
    judgement: ground.origin.judgement_here,
  })
  expect(ground.unknown.caveats?.length).toBeGreaterThan(0)
})

test('an account’s case names nobody else, whatever is told of the campaign', async () => {
  const { html, json, file } = make(await gather(kept, one))
  expect(file.accounts.map(({ id }) => id)).toEqual([one])
  for (const { id } of kept.campaign.accounts.filter((account) => account.id !== one)) {
    expect(html).not.toContain(id)
    expect(json).not.toContain(id)
  }
  expect(html).not.toContain('Another customer.')
  expect(html).toContain('The customer says it was lent.')
  expect(file.log.records?.exchanges).toBe(file.accounts[0]?.exchanges)
  await expect(gather(kept, 'nobody')).rejects.toMatchObject({ code: 'no-account' })
})

test('values and texts stand in it only where they were asked for', async () => {
  const clear = make(await gather(kept, undefined, true))
  const { clear_values: values = [] } = clear.file
  expect(values.length).toBeGreaterThan(0)
  const long = values.map(({ value }) => value).filter((value) => value.length > 8)
  for (const value of long) expect(made.json).not.toContain(value)
  expect(long.some((value) => clear.json.includes(value))).toBe(true)
  expect(clear.file.templates.some(({ skeleton }) => skeleton !== undefined)).toBe(true)
  expect(made.file.templates.some(({ skeleton }) => skeleton !== undefined)).toBe(false)
})

test('in Japanese the same is claimed, and no sentence of the evidence is left in English', () => {
  const japanese = make(ground, { language: 'ja' })
  expect(japanese.html).toContain('<html lang="ja">')
  const english = [...japanese.html.matchAll(/<span lang="en">(.*?)<\/span>/g)].map(([, text]) => text)
  expect(english).toEqual([])
  const factsOf = (page: string) =>
    [...page.matchAll(/<li><span>[^<]*<\/span> ([-\d.,]+)<\/li>/g)].map(([, number]) => number)
  expect(factsOf(made.html).length).toBeGreaterThan(20)
  expect(factsOf(japanese.html)).toEqual(factsOf(made.html))
})

describe('a change is noticed', () => {
  const pageChanges: readonly (readonly [string, (page: string) => string])[] = [
    ['a figure', (page) => page.replace(/(\d),(\d)/, '$1.$2')],
    ['a name', (page) => page.replaceAll(one, `${one.slice(0, -1)}x`)],
    ['the style', (page) => page.replace('font-weight', 'font-Weight')],
    ['the policy of the page', (page) => page.replace('default-src &#39;none', 'default-src &#39;self')],
    ['the marking', (page) => page.replaceAll('AMBER+STRICT', 'CLEAR')],
    [
      'the hash that is shown',
      (page) =>
        page.replace(
          made.seal.page,
          made.seal.page.replace(/^./, (x) => (x === '0' ? '1' : '0')),
        ),
    ],
    ['the hash that is shown, as zeros', (page) => page.replace(made.seal.page, '0'.repeat(64))],
    ['the hash of the data in the seal', (page) => swapLast(page, made.seal.data)],
    ['the case in the seal', (page) => page.replace(/"case":"case-./, '"case":"case-z')],
    ['the time in the seal', (page) => page.replace(/("made_at":"20)2/, '$13')],
    ['something behind the seal', (page) => `${page} `],
    ['something before', (page) => ` ${page}`],
    ['a seal that is gone', (page) => page.slice(0, page.lastIndexOf('<!--'))],
    ['line breaks', (page) => page.replaceAll('\n', '\r\n')],
    ['a script', (page) => page.replace('</body>', '<script>1</script></body>')],
  ]
  test.each(pageChanges)('of the page: %s', async (_, change) => {
    const changed = change(made.html)
    expect(changed).not.toBe(made.html)
    expect(await refused(changed)).toMatch(/^case-(changed|unreadable)$/)
  })

  const dataChanges: readonly (readonly [string, (json: string) => string])[] = [
    ['a number', (json) => json.replace(/"exchanges": (\d)/, '"exchanges": 9$1')],
    ['a name', (json) => json.replaceAll(one, `${one}x`)],
    ['a layout', (json) => JSON.stringify(JSON.parse(json))],
    ['a member that comes twice', (json) => json.replace('{\n', '{\n  "case": null,\n')],
    ['a member more', (json) => json.replace('{\n', '{\n  "more": 1,\n')],
    ['something behind', (json) => `${json}\n`],
    ['the seal', (json) => json.replace(`"data": "${made.seal.data}"`, `"data": "${'1'.repeat(64)}"`)],
    ['a cut', (json) => json.slice(0, -40)],
    ['no object', () => '{"case": 1}'],
  ]
  test.each(dataChanges)('of the data: %s', async (_, change) => {
    const changed = change(made.json)
    expect(changed).not.toBe(made.json)
    expect(await refused(changed)).toMatch(/^case-(changed|unreadable)$/)
  })

  test('of any character, of either file', async () => {
    for (const text of [made.html, made.json])
      for (let place = 1; place < text.length; place += Math.ceil(text.length / 60)) {
        const other = text[place] === 'a' ? 'b' : 'a'
        const changed = text.slice(0, place) + other + text.slice(place + 1)
        expect([place, await refused(changed)]).not.toEqual([place, 'taken'])
      }
  }, 60_000)

  test('and what is not changed is taken, as whoever has sha256sum can see too', async () => {
    expect(await verifyCase(made.html)).toMatchObject({ kind: 'page', id: made.file.id, signed: undefined })
    expect(await verifyCase(made.json)).toMatchObject({ kind: 'data', id: made.file.id })
    const page = made.html.split('\n').slice(0, -2).join('\n').replaceAll(made.seal.page, '0'.repeat(64))
    expect(createHash('sha256').update(page).digest('hex')).toBe(made.seal.page)
  })
})

function swapLast(text: string, wanted: string): string {
  const at = text.lastIndexOf(wanted)
  return (
    text.slice(0, at) + wanted.replace(/^./, (x) => (x === '0' ? '1' : '0')) + text.slice(at + wanted.length)
  )
}

test('a provider’s key signs both files; another’s, and a seal without it, are refused where one is asked for', async () => {
  const identityAt = (name: string) => {
    const path = join(kept.folder, `${name}.json`)
    createIdentity(path, `${name}.example`, join(kept.folder, `${name}.root`))
    return sealerOf(path)
  }
  const [own, other] = await Promise.all([identityAt('acme'), identityAt('mallory')])
  const signed = make(ground, { sealer: own })
  const root = fingerprint(own?.card.root ?? '')
  for (const text of [signed.html, signed.json])
    expect(await verifyCase(text, root)).toMatchObject({
      signed: { provider: 'acme.example', fingerprint: root },
    })
  const forged = make(ground, { sealer: other })
  expect(await refused(forged.html, root)).toBe('case-changed')
  expect(await refused(made.html, root)).toBe('case-changed')
  // Another’s signature, or seal, in the place of the right one.
  expect(
    await refused(signed.html.replace(signed.seal.signature ?? '', forged.seal.signature ?? '')),
  ).not.toBe('taken')
  expect(await refused(signed.json.replace(signed.seal.data, forged.seal.data))).not.toBe('taken')
  expect(await sealerOf(join(kept.folder, 'nowhere'))).toBeUndefined()
})

test('the store bears it out, and no more once its records were changed', async () => {
  const again = (file: CaseFile) => kept.with((store) => recheckCase(store, file))
  expect(await again(made.file)).toEqual({ result: 'same', records: 'same' })
  const { origin, log } = made.file
  const other: CaseFile = {
    ...made.file,
    origin: { ...origin, result_sha256: '1'.repeat(64) },
    log: { ...log, ...(log.records && { records: { ...log.records, sha256: '1'.repeat(64) } }) },
  }
  expect(await again(other)).toEqual({ result: 'other', records: 'other' })
  expect(await again({ ...made.file, origin: { ...origin, analysis: 'forgotten' } })).toEqual({
    result: 'gone',
    records: 'gone',
  })
})

describe('hostile texts', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '\u202eevil\u2066',
    'a\u0000b\u001b[31mc\u200b',
    '-->\n<!-- stillwatch-seal {} -->',
    '0'.repeat(64),
    '{{7*7}}',
    `'); DROP TABLE exchange; --`,
  ]

  test('in ids, names, notes and words are shown as text and change nothing else', async () => {
    const bad = HOSTILE.join(' ')
    const hostile: CaseGround = {
      ...ground,
      subject: { ...ground.subject, name: bad, alias: bad, campaign: bad },
      accounts: ground.accounts.map((account, place) => ({
        ...account,
        id: HOSTILE[place % HOSTILE.length] + String(place),
        status: bad,
      })),
      evidence: ground.evidence.map((reason) => ({
        ...reason,
        summary: bad,
        facts: { [bad]: bad, list: HOSTILE },
        innocent: HOSTILE,
        query: bad,
      })),
      explanations: HOSTILE.map((name) => ({ name, holds: false, why: bad })),
      done: {
        ...ground.done,
        acts: ground.done.acts.map((act) => ({ ...act, by: bad, note: bad, id: bad })),
        words: [{ code: 'coordinated-extraction', policy: bad, words: bad }],
      },
      said: [
        {
          at: made.file.made_at,
          by: bad,
          kind: 'dismiss',
          reason: bad,
          note: bad,
          verdict: 'x',
          probability: 1,
        },
      ],
    }
    for (const language of ['en', 'ja'] as const) {
      const { html, json } = make(hostile, { language })
      expect(html).not.toMatch(/<script|<img|[\p{Cf}\p{Co}]/u)
      expect([...html].filter((character) => character < ' ' && character !== '\n')).toEqual([])
      const tags = new Set([...html.matchAll(/<([a-z0-9]+)[\s>]/g)].map(([, tag]) => tag))
      expect(
        [...tags].filter((tag) => ['script', 'img', 'iframe', 'a', 'form', 'object'].includes(tag ?? '')),
      ).toEqual([])
      expect(html.match(/<!--/g)).toHaveLength(1)
      expect(await refused(html)).toBe('taken')
      expect(await refused(json)).toBe('taken')
    }
  })

  test('what is no case file is told so', async () => {
    for (const text of [
      '',
      '{',
      'null',
      '{"case":{},"seal":{}}',
      '<html></html>',
      '<!-- stillwatch-seal {} -->\n',
    ])
      expect(await refused(text)).toMatch(/^case-(changed|unreadable)$/)
  })
})

test('10,000 accounts are all named, on a page that a browser can still open', () => {
  const [some] = ground.accounts
  if (!some) throw new Error('no account')
  const accounts = Array.from({ length: 10_000 }, (_, place) => ({
    ...some,
    id: `account-${place}`,
    exchanges: 10_000 - place,
  }))
  const started = performance.now()
  const { html, file } = make({ ...ground, accounts, claim: { ...ground.claim, accounts: accounts.length } })
  expect(performance.now() - started).toBeLessThan(10_000)
  expect(file.accounts).toHaveLength(10_000)
  for (const { id } of accounts) expect(html.includes(`${id}<`)).toBe(true)
  expect(html.length).toBeLessThan(3_000_000)
})

test('the command line makes a case, never overwrites one, and checks it against store and audit log', async () => {
  const out = join(kept.folder, 'case.html')
  const store = ['--store', kept.location]
  const written = await runStillwatch(['case', kept.campaign.name, ...store, '--out', out, '--by', 'counsel'])
  expect(written).toMatchObject({ status: 0, stderr: expect.stringContaining('not signed') })
  expect(written.stdout).toMatch(/^case-[0-9a-f]{16}\npage [0-9a-f]{64}\ndata [0-9a-f]{64}\n$/)
  const data = out.replace('.html', '.json')
  const { case: file } = JSON.parse(readFileSync(data, 'utf8')) as { case: CaseFile }
  expect(file.custody).toMatchObject({ kept: true, lines: [{ action: 'act.apply' }] })
  expect(file.made_by).toBe('counsel')
  const checked = await runStillwatch(['case', 'verify', data, ...store])
  expect(checked.stdout).toContain('the data is as it was made')
  expect(checked.stdout).toContain('1 line of the audit log in it: each has its hash')
  expect(checked.stdout).toContain('the log has the same records of it')
  const again = await runStillwatch(['case', kept.campaign.name, ...store, '--out', out])
  expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('file-unwritable') })
  writeFileSync(out, readFileSync(out, 'utf8').replace('Case file', 'Case File'))
  const changed = await runStillwatch(['case', 'verify', out])
  expect(changed).toMatchObject({ status: 2, stderr: expect.stringContaining('case-changed') })
  const elsewhere = await runStillwatch(['case', 'verify', data, '--state', join(kept.folder, 'other')])
  expect(elsewhere).toMatchObject({ status: 2, stderr: expect.stringContaining('case-unborne') })
  expect(existsSync(join(kept.folder, 'other', 'audit.jsonl'))).toBe(false)
}, 60_000)
