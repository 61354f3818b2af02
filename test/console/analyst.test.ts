// The console as an analyst works with it: from the overview to a preview, an act and its undoing, in both languages; and
// everything that was done, in the audit.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { stateFolder, statePaths } from '../../src/server/state-folder.js'
import { Outbox } from '../../src/share/publish/outbox.js'
import { makeFolder, runStillwatch } from '../cli/stillwatch.js'
import { seriousFindings as findingsOf } from './axe.js'
import { complaintsOf, startBrowser, type TestBrowser } from './browser.js'
import { accountPaths } from './paths/accounts.js'
import { actingPaths } from './paths/acting.js'
import { casePaths } from './paths/cases.js'
import { feedbackPaths } from './paths/feedback.js'
import { framePaths } from './paths/frame.js'
import { policyPaths } from './paths/policy.js'
import { readingPaths } from './paths/reading.js'
import type { Listed } from './paths/session.js'
import { wordPaths } from './paths/words.js'

/** Most that sample traffic takes to be made, loaded and analysed on a busy machine. */
const SAMPLE_MS = 120_000

interface Overview {
  readonly campaigns: readonly Listed[]
  readonly cleared: readonly Listed[]
}

interface Served {
  readonly counts: Readonly<Record<'whole' | 'part' | 'withheld' | 'closed', number>>
  readonly objects: readonly { readonly state: string; readonly published: object; readonly given?: object }[]
}

const COLLECTION = '7d3f7f0e-6a51-4f0c-9d9b-0f4c3f1f6a10'
const COMMUNITY = `swck_${Buffer.alloc(32, 5).toString('base64url')}`
const TAXII = `schema: stillwatch.taxii/1
title: Exchange
clients:
  - name: provider-c
    tlp: green
    withhold: { kinds: [payment, template, block, signup-block], properties: [description] }
roots:
  - path: providers
    title: Providers
    collections:
      - { id: ${COLLECTION}, title: Campaigns, read: [provider-b, provider-c] }
`
const INDICATOR = {
  type: 'indicator',
  id: 'indicator--00000000-0000-4000-8000-000000000001',
  spec_version: '2.1',
  created: '2026-09-01T00:00:00.000Z',
  modified: '2026-09-01T00:00:00.000Z',
} as const

const folder = makeFolder()
const store = join(folder.path, 'store')
let service: RunningService
let browser: TestBrowser
let page: Page
let complaints: string[]
let overview: Overview

beforeAll(async () => {
  const key = makeKey(store, '--scope', 'admin')
  for (const [name, text] of [
    ['admin.key', key],
    ['community.key', COMMUNITY],
    ['taxii.yaml', TAXII],
  ] as const)
    writeFileSync(join(folder.path, name), text)
  ;[service, browser] = await Promise.all([
    RunningService.start(store, key, [
      ...['--every', '0', '--sign-in', 'link', '--taxii', join(folder.path, 'taxii.yaml')],
    ]),
    startBrowser(),
  ])
  page = await browser.context.newPage()
  page.setDefaultTimeout(30_000)
  complaints = complaintsOf(page)
  const link = readFileSync(join(store, 'service', 'sign-in-link'), 'utf8').trim()
  await page.goto(link)
  await service.send('/v1/sample', { method: 'POST' })
  await service.until(async () => {
    const { status, body } = await service.send<Overview>('/v1/overview')
    overview = body
    return status === 200
  }, SAMPLE_MS)
}, SAMPLE_MS)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
  folder.remove()
})

const seriousFindings = () => findingsOf(page)

async function prefer(language: 'en' | 'ja', scheme: 'light' | 'dark'): Promise<void> {
  const chosen = { 'mantine-color-scheme-value': scheme, 'stillwatch-language': language }
  await page.evaluate(
    `for (const [name, value] of Object.entries(${JSON.stringify(chosen)})) localStorage.setItem(name, value)`,
  )
}

interface Enforced {
  readonly decisions: readonly { readonly mode: string; readonly campaign: string }[]
}
const enforcedOn = async (campaign: string) =>
  (await service.send<Enforced>('/v1/decisions')).body.decisions.filter(
    (decision) => decision.mode === 'enforce' && decision.campaign === campaign,
  ).length

interface Previewed {
  readonly counts: { readonly enforced: number; readonly shadow: number }
  readonly mixed: { readonly accounts: number }
  readonly told: { readonly answers: readonly { form: string; status: number; body: object }[] }
}

/** A suspension, as the page Act asks for it. */
const previewed = async ({ campaign, mode }: { campaign: string; mode: string }) => {
  const step = { action: 'suspend', mode }
  const body = { campaign, step, reason: 'coordinated-extraction', for: '7d', most: 1 }
  return (await service.send<Previewed>('/v1/acts/preview', { body })).body
}

const accountOf = async (campaign: string) => {
  const path = `/v1/campaigns/${campaign}/accounts?limit=1`
  return (await service.send<{ accounts: { id: string }[] }>(path)).body.accounts[0]?.id ?? ''
}

/** What a reader of a language sees on the way. */
const WORDS = {
  en: {
    ranked: 'Campaigns by what they take',
    act: 'Act on it',
    enforce: 'Enforce',
    share: 'How much of what they sent is the campaign’s',
    note: 'Why: for the record and for who asks later',
    apply: (count: number) => (count === 1 ? 'Enforce on 1 account' : `Enforce on ${count} accounts`),
    done: /is written down and in force/,
    undo: 'Undo',
    acts: 'What was done',
    noneOpen: 'Nothing is open',
    preview: 'Accounts that it would reach',
    csv: 'CSV',
  },
  ja: {
    ranked: '取得量によるキャンペーン順位',
    act: '対処する',
    enforce: '実施',
    share: '送信のうちキャンペーンが占める割合',
    note: '理由（記録と後日の確認のため）',
    apply: (count: number) => `${count} アカウントに実施`,
    done: /記録し、有効にしました/,
    undo: '取り消す',
    acts: 'これまでの対処',
    noneOpen: '未完了のものはありません',
    preview: '影響が及ぶアカウント',
    csv: 'CSV',
  },
} as const

describe('an analyst', () => {
  const begun = () => ({ service, page, prefer, ...overview })
  wordPaths(begun)

  test.each([
    ['en', 'light'],
    ['ja', 'dark'],
  ] as const)(
    'acts from the overview, sees whom it hits first, and takes it back (%s, %s)',
    async (language, scheme) => {
      const words = WORDS[language]
      await prefer(language, scheme)
      await page.goto(service.url)
      const ranked = page.getByRole('table', { name: words.ranked })
      const [campaign = { id: '', name: '', accounts: 0 }] = [...overview.campaigns].sort(
        (a, b) => b.accounts - a.accounts,
      )
      await ranked
        .getByRole('row', { name: campaign.name })
        .getByRole('link', { name: campaign.name })
        .click()
      await page.getByRole('link', { name: words.act, exact: true }).click()
      await page.waitForURL(/\/act\?campaign=/)
      await page.locator('label').getByText(words.enforce, { exact: true }).click()
      await page.waitForURL(/mode=enforce/)
      const rows = page.getByRole('table', { name: words.preview }).locator('tbody tr')
      await rows.first().waitFor()
      const hit = await rows.count()
      expect(hit).toBe(Math.min(campaign.accounts, 300))
      expect(await enforcedOn(campaign.id)).toBe(0)
      expect(await seriousFindings()).toEqual([])
      const { counts, told, mixed } = await previewed({ campaign: campaign.id, mode: 'enforce' })
      expect(mixed.accounts).toBe(0)
      const read = await page.locator('q.sw-told').textContent()
      expect(read).toMatch(/^This account is suspended\./)
      const apply = page.getByRole('button', { name: words.apply(campaign.accounts) })
      expect(await apply.isDisabled()).toBe(true)
      await page.getByLabel(words.note).fill('case 7')
      await apply.click()
      await page.getByText(words.done).waitFor()
      expect(await enforcedOn(campaign.id)).toBe(campaign.accounts)
      expect(await enforcedOn(campaign.id)).toBe(counts.enforced)
      // What was shown is what a gateway answers now.
      const one = await accountOf(campaign.id)
      const answer = await service.send('/gateways/envoy/v1/messages', {
        method: 'POST',
        headers: { 'x-stillwatch-account': one },
      })
      const gateway = told.answers.find(({ form }) => form === 'gateway')
      expect([answer.status, answer.body]).toEqual([gateway?.status, gateway?.body])
      expect(answer.body).toMatchObject({ error: { message: read } })
      const done = page.getByRole('table', { name: words.acts })
      await done.getByRole('button', { name: words.undo }).click()
      await page.getByRole('dialog').getByLabel(words.note).fill('tried out')
      expect(await seriousFindings()).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: words.undo }).click()
      await page.getByText(words.noneOpen).waitFor()
      expect(await enforcedOn(campaign.id)).toBe(0)
    },
  )

  test('enforces a stage, takes the next from what was done, and shares it by its address', async () => {
    await prefer('en', 'light')
    const [{ id, accounts } = { id: '', accounts: 0 }] = overview.campaigns
    await page.goto(`${service.url}/act?campaign=${id}&step=throttle&rate=6&mode=enforce&percent=25`)
    const button = page.getByRole('button', { name: /^Enforce on/ })
    await page.getByLabel('Why: for the record and for who asks later').fill('first stage')
    const shownOn = async () => Number(/\d+/.exec((await button.textContent()) ?? '')?.[0])
    await expect.poll(shownOn, { timeout: 30_000 }).toBeGreaterThan(0)
    const shown = await shownOn()
    await button.click()
    await page.getByText(/is written down and in force/).waitFor()
    const first = await enforcedOn(id)
    expect(first).toBe(shown)
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(accounts)
    await page.getByRole('link', { name: 'Next stage' }).click()
    await page.waitForURL(/replaces=act-/)
    await page.waitForURL(/percent=50/)
    await page.getByLabel('Why: for the record and for who asks later').fill('second stage')
    await button.click()
    await page.getByText(/is written down and in force/).waitFor()
    expect(await enforcedOn(id)).toBeGreaterThanOrEqual(first)
    expect(await page.getByRole('table', { name: 'What was done' }).locator('tbody tr').count()).toBe(1)
  })

  test('saves who would be hit as a table and the picture in each form', async () => {
    const save = async (open: () => Promise<void>) => {
      const [download] = await Promise.all([page.waitForEvent('download'), open()])
      return readFileSync(await download.path())
    }
    const panel = page.getByRole('region', { name: 'Accounts that it would reach' }).first()
    const csv = (await save(() => panel.getByRole('button', { name: 'CSV' }).click())).toString()
    expect(csv.split('\r\n')[0]).toMatch(/^Account,Effect,Now,Membership/)
    const figure = page.getByRole('region', { name: 'How much of what they sent is the campaign’s' }).first()
    for (const [item, begins] of [
      ['Picture as PNG', '\u0089PNG'],
      ['Picture as SVG', '<svg'],
      ['Numbers as CSV', 'Share,'],
    ] as const) {
      await figure.getByRole('button', { name: 'Export' }).click()
      const saved = await save(() => page.getByRole('menuitem', { name: item }).click())
      expect(saved.toString('latin1').startsWith(begins), item).toBe(true)
    }
  })

  test.each([
    ['ja', '人の判断', /^記録する$/, '説明', '確認', '別名', '名前', '検出器ごと'],
    ['en', 'What people said', /^Write down$/, 'In words', 'Confirm', 'Rename', 'Name', 'By detector'],
  ] as const)(
    'says what it thinks of a campaign, beside what was found (%s)',
    async (language, tab, submit, words, confirm, rename, alias, byDetector) => {
      await prefer(language, language === 'en' ? 'light' : 'dark')
      const [{ id, name } = { id: '', name: '' }] = overview.campaigns
      await page.goto(`${service.url}/campaigns/${id}`)
      await page.getByRole('tab', { name: tab }).click()
      await page.waitForURL(/tab=feedback/)
      await page.locator('label').getByText(confirm, { exact: true }).click()
      await page.getByLabel(words).fill(`seen in ${language}`)
      await page.getByRole('button', { name: submit }).click()
      const said = page.getByRole('table', { name: tab === '人の判断' ? '人の判断の記録' : tab })
      await said.getByText(`seen in ${language}`).waitFor()
      await page.locator('label').getByText(rename, { exact: true }).click()
      await page.getByLabel(alias, { exact: true }).fill(`Heron ${language}`)
      await page.getByRole('button', { name: submit }).click()
      await page.getByRole('heading', { level: 1, name: `${name} (“Heron ${language}”)` }).waitFor()
      expect(await seriousFindings()).toEqual([])
      await page.locator('h1').click()
      await page.keyboard.press('g')
      await page.keyboard.press('f')
      await page.waitForURL(/\/feedback$/)
      await page.getByRole('table', { name: byDetector }).locator('tbody tr').first().waitFor()
      expect(await seriousFindings()).toEqual([])
    },
  )

  test('opens an appeal and settles it', async () => {
    const { accounts } = (
      await service.send<{ accounts: { id: string; campaigns: object[] }[] }>('/v1/search?q=acct_&limit=50')
    ).body
    const account = accounts.find(({ campaigns }) => campaigns.length === 0)?.id ?? ''
    await page.goto(`${service.url}/act?kind=appeal&account=${account}`)
    await page.getByLabel('Why: for the record and for who asks later').fill('mail of today')
    await page.getByRole('button', { name: 'Open the appeal' }).click()
    await page.getByRole('button', { name: 'Grant' }).click()
    await page.getByRole('dialog').getByLabel('Why: for the record and for who asks later').fill('a class')
    await page.getByRole('dialog').getByRole('button', { name: 'Grant' }).click()
    await page.getByRole('cell', { name: 'Appeal granted' }).waitFor()
  })

  policyPaths(begun)

  test('finds all of it in the audit, whose chain is whole', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
    await page.getByText(/^The chain is whole: \d+ lines/).waitFor()
    await page.getByLabel('Person, action, id…').fill('act.undo')
    await page.waitForURL(/q=act\.undo/)
    await page.getByText('2 of 2 entries', { exact: true }).waitFor()
    expect(await page.getByRole('cell', { name: 'operator:link' }).count()).toBe(2)
    expect(await page.getByRole('cell', { name: /^Undone/ }).count()).toBe(2)
    expect(await seriousFindings()).toEqual([])
  })

  test('sees what would leave of a campaign, and what stays with its reason', async () => {
    await prefer('en', 'light')
    const [{ id, name } = { id: '', name: '' }] = overview.campaigns
    await page.goto(`${service.url}/`)
    await page.getByRole('region', { name: 'Sharing activity' }).first().waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.getByRole('heading', { name: 'Share', level: 1 }).waitFor()
    expect(await seriousFindings()).toEqual([])
    await page.goto(`${service.url}/share?campaign=${id}`)
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Campaign' }).inputValue(), { timeout: 10_000 })
      .toBe(name)
    await page.getByRole('button', { name: 'Show what would leave' }).click()
    const leaves = page.getByRole('table', { name: 'Leaves' })
    await leaves.locator('tbody tr').first().waitFor()
    const kinds = await leaves.locator('tbody tr td:first-child').allInnerTexts()
    const asked = await service.send<{
      indicators: { kind: string }[]
      held: { kind: string; why: string }[]
    }>(`/v1/campaigns/${id}/shared`, { body: { redact: ['client', 'template', 'parameters', 'payment'] } })
    expect(kinds.length).toBeGreaterThanOrEqual(asked.body.indicators.length)
    expect(asked.body.held.length).toBeGreaterThan(0)
    for (const { why } of asked.body.held) expect(why).toMatch(/./)
    expect(await seriousFindings()).toEqual([])
    await page.goto(`${service.url}/share?tab=partners`)
    await page.getByText('No partners').waitFor()
    await page.getByRole('cell', { name: 'Looked at what would leave' }).first().waitFor()
    expect(await seriousFindings()).toEqual([])
    await prefer('ja', 'dark')
    await page.goto(`${service.url}/share?tab=collections`)
    await page.getByRole('heading', { name: '提供中のコレクション' }).waitFor()
    expect(await seriousFindings()).toEqual([])
  })

  test('sees what one client would be given, by the rules that it is served by', async () => {
    await prefer('en', 'light')
    const [{ id } = { id: '' }] = overview.campaigns
    const sharing = (
      await service.send<{ collections: { id: string; tlp: string; clients: object[] }[] }>('/v1/sharing')
    ).body
    expect(sharing.collections[0]).toMatchObject({
      tlp: 'amber+strict',
      clients: [
        { name: 'provider-b', reads: true, tlp: 'amber+strict', withhold: { kinds: [] } },
        { name: 'provider-c', reads: true, tlp: 'green', withhold: { properties: ['description'] } },
      ],
    })
    const asked = { community_key: COMMUNITY, client: 'provider-c' }
    const served = (body: object) =>
      service.send<Served>(`/v1/campaigns/${id}/served`, { body: { ...asked, ...body } })
    const closed = (await served({})).body
    expect(closed.counts.closed).toBeGreaterThan(5)
    expect(closed.objects.filter(({ state, given }) => state === 'closed' && given)).toEqual([])
    const { objects, counts } = (await served({ tlp: 'green' })).body
    expect(counts.part).toBeGreaterThan(0)
    expect(counts.withheld).toBeGreaterThan(0)
    expect(counts.closed).toBe(0)
    for (const { state, given, published } of objects) {
      expect(given ?? {}).not.toHaveProperty('description')
      if (state === 'whole') expect(given).toEqual(published)
    }
    const { stdout } = await runStillwatch([
      ...['share', 'preview', id, '--service', service.url, '--key-file', join(folder.path, 'admin.key')],
      ...['--community-key', join(folder.path, 'community.key'), '--tlp', 'green', '--format', 'json'],
      ...['--for', 'provider-c', '--taxii', join(folder.path, 'taxii.yaml')],
    ])
    expect(objects.flatMap(({ given }) => given ?? [])).toEqual(
      (JSON.parse(stdout) as { objects: object[] }).objects,
    )
    expect((await served({ client: 'nobody' })).status).toBe(422)
    await page.goto(`${service.url}/share?tab=collections`)
    await page
      .getByRole('row', { name: /^provider-c/ })
      .getByRole('link', { name: 'Look as this client' })
      .click()
    await page.waitForURL(/for=/)
    await page.goto(`${page.url()}&campaign=${id}&tlp=green`)
    await expect
      .poll(() => page.getByRole('combobox', { name: 'As seen by' }).inputValue(), { timeout: 10_000 })
      .toContain('provider-c')
    await page.getByRole('button', { name: 'Show what would leave' }).click()
    await page.getByRole('heading', { name: 'What provider-c would be given' }).waitFor()
    expect(await page.locator('.sw-served del', { hasText: 'description' }).count()).toBeGreaterThan(0)
    expect(await seriousFindings()).toEqual([])
  })

  test('sends what waits now, and gives it up with a reason', async () => {
    const outbox = new Outbox(statePaths(stateFolder(store, undefined)).outbox)
    const to = { collection: `${service.url}/taxii2/providers/collections/${COLLECTION}/` }
    const { id } = outbox.add({
      kind: 'published',
      about: { id: 'c', name: 'wren' },
      to,
      objects: [INDICATOR],
    })
    await prefer('ja', 'dark')
    await page.goto(`${service.url}/share?tab=outbox`)
    const row = page.getByRole('row', { name: /wren/ })
    await row.getByRole('button', { name: '今すぐ送信' }).click()
    await row.getByText('の応答は 401 です').waitFor()
    expect(await page.locator('main [lang=en]').allInnerTexts()).toEqual([])
    expect(await seriousFindings()).toEqual([])
    await row.getByRole('button', { name: '取りやめる' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('理由（記録と後日の確認のため）').fill('相手がいない')
    expect(await seriousFindings()).toEqual([])
    await dialog.getByRole('button', { name: '取りやめる' }).click()
    await page.getByText('送信待ちはありません').waitFor()
    expect(outbox.count).toBe(0)
    const { body } = await service.send<{ entries: { details: object }[] }>('/v1/audit?q=outbox.dropped')
    expect(body.entries[0]?.details).toMatchObject({ sending: id, note: '相手がいない' })
  })

  accountPaths(begun)
  feedbackPaths(begun)
  readingPaths(begun)
  casePaths(begun)
  actingPaths(begun)
  framePaths(begun, store)

  test('has pages that complained of nothing', () => {
    expect(complaints.filter((complaint) => !/status of (401|404)/.test(complaint))).toEqual([])
  })
})
