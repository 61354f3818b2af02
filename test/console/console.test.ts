// The console as a person uses it: the real service with sample traffic, in a real browser.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { DETECTORS } from '../../src/detectors/catalog.js'
import { makeFolder } from '../cli/stillwatch.js'
import { complaintsOf, startBrowser, type TestBrowser } from './browser.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Bytes of scripts, compressed, that the first page may load. */
const FIRST_SCRIPTS = 600_000
/** Most that sample traffic takes to be made, loaded and analysed on a busy machine. */
const SAMPLE_MS = 120_000

/** One in the time of the sample traffic, and one long before. */
const EVENTS = `{"date":"2026-09-20","title":"Prices fall","kind":"price","url":"https://example.com/prices"}
{"date":"2020-01-01","title":"Long ago","kind":"other"}
`

const folder = makeFolder()
const store = join(folder.path, 'store')
let service: RunningService
let browser: TestBrowser
let page: Page
let complaints: string[]

beforeAll(async () => {
  const key = makeKey(store, '--scope', 'admin')
  const reader = makeKey(store, '--scope', 'read')
  const events = join(folder.path, 'events.ndjson')
  writeFileSync(events, EVENTS)
  ;[service, browser] = await Promise.all([
    RunningService.start(store, key, ['--every', '0', '--sign-in', 'link', '--events', events]),
    startBrowser(),
  ])
  readOnly = reader
  page = await browser.context.newPage()
  page.setDefaultTimeout(30_000)
  complaints = complaintsOf(page)
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
  folder.remove()
})
let readOnly: string

/** Findings of axe that keep somebody from using the page. */
async function seriousFindings(of: Page): Promise<string[]> {
  // Past the page's content security policy, as a tool of the browser.
  await of.evaluate(AXE)
  const { violations } = (await of.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[]
  }
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    )
}

async function set(preferences: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(
    `for (const [name, value] of Object.entries(${JSON.stringify(preferences)})) localStorage.setItem(name, value)`,
  )
  await page.reload()
}
const LIGHT_ENGLISH = { 'mantine-color-scheme-value': 'light', 'stillwatch-language': 'en' }
const DARK_JAPANESE = { 'mantine-color-scheme-value': 'dark', 'stillwatch-language': 'ja' }

describe('before anybody is in', () => {
  test('a stranger sees how to sign in, and a wrong key is told apart', async () => {
    await page.goto(service.url)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.getByLabel('API key').fill('sw_wrong')
    await page.getByRole('button', { name: 'Use this key' }).click()
    await page.getByText('The key is not known, or was revoked.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test('a page with any path is the console, and nothing else is', async () => {
    const get = (path: string, accept: string) =>
      fetch(`${service.url}${path}`, { headers: { accept, 'accept-encoding': 'gzip, br' } })
    const deep = await get('/campaigns?show=all', 'text/html')
    expect(deep.status).toBe(200)
    expect(deep.headers.get('content-security-policy')).toContain(
      "script-src 'self'; style-src 'self' 'nonce-",
    )
    expect(deep.headers.get('cache-control')).toBe('no-store')
    expect((await get('/v1/nothing', 'text/html')).status).toBe(404)
    expect((await get('/campaigns', 'application/json')).status).toBe(404)
    expect((await get('/assets/../index.html', '*/*')).status).toBe(404)
    expect((await get('/assets/%2e%2e/%2e%2e/package.json', '*/*')).status).toBe(404)
    const [script = ''] = /\/assets\/[^"]+\.js/.exec(await deep.text()) ?? []
    const asset = await get(script, '*/*')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(asset.headers.get('content-encoding')).toBe('br')
  })
})

describe('an operator', () => {
  test(
    'signs in by the link, and loads sample traffic in one click',
    async () => {
      const link = readFileSync(join(store, 'service', 'sign-in-link'), 'utf8').trim()
      await page.goto(link)
      await page.getByRole('heading', { name: 'No traffic yet' }).waitFor()
      expect(await seriousFindings(page)).toEqual([])
      await page.getByRole('button', { name: 'Load sample traffic' }).click()
      await page.getByText('Making traffic').waitFor()
      await page.getByRole('heading', { name: 'Overview' }).waitFor({ timeout: SAMPLE_MS })
      expect(
        await page.getByRole('table', { name: 'Campaigns by what they take' }).getByRole('row').count(),
      ).toBeGreaterThan(2)
    },
    SAMPLE_MS,
  )

  test('sees the overview in both languages and colours, and axe finds nothing serious', async () => {
    for (const [preferences, heading] of [
      [LIGHT_ENGLISH, 'Overview'],
      [DARK_JAPANESE, '概要'],
    ] as const) {
      await set(preferences)
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await page.locator('.sw-panel svg').first().waitFor()
      expect(await seriousFindings(page)).toEqual([])
    }
    await set(LIGHT_ENGLISH)
  })

  test('goes by keyboard: the palette, and g then a letter', async () => {
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Page, campaign, account id…').fill('campaigns')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
  })

  test('sees public events in the time of the log, in the picture and as a table', async () => {
    const told = (await service.send<{ is_given: boolean; events: { title: string }[] }>('/v1/public-events'))
      .body
    expect(told.events.map(({ title }) => title)).toEqual(['Long ago', 'Prices fall'])
    for (const path of [
      '/',
      `/campaigns/${(await service.send<{ campaigns: { id: string }[] }>('/v1/campaigns')).body.campaigns[0]?.id}`,
    ]) {
      await page.goto(`${service.url}${path}`)
      const table = page.getByRole('table', { name: 'Releases and public events' })
      const row = table.getByRole('row', { name: /Sep 20, 2026 Price Prices fall/ })
      await row.waitFor()
      expect(await row.getByRole('link').getAttribute('href')).toBe('https://example.com/prices')
      expect(await table.getByText('Long ago').count()).toBe(0)
      await page.locator('.sw-panel svg text', { hasText: 'Prices fall' }).first().waitFor()
    }
  })

  test('shares what is seen by its address, and saves a table', async () => {
    await page.goto(`${service.url}/campaigns?show=cleared&sort=-accounts`)
    await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
    await page.locator('tbody tr').first().waitFor()
    const accounts = await page.locator('tbody tr td:nth-child(5)').allInnerTexts()
    const numbers = accounts.map((text) => Number(text.replaceAll(',', '')))
    expect(numbers.length).toBeGreaterThan(3)
    expect(numbers.every(Number.isInteger)).toBe(true)
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a))
    await page.getByRole('button', { name: 'Explained by' }).click()
    await page.waitForURL(/sort=explanation/)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    const csv = readFileSync(await download.path(), 'utf8')
    expect(csv.split('\r\n')[0]).toBe(
      'Name,Explained by,People say,Probability,Accounts,Exchanges,Output tokens,Takes,Over the log,Last seen',
    )
    expect(csv.trim().split('\r\n')).toHaveLength(numbers.length + 1)
  })

  test('reads a campaign and an account, and axe finds nothing serious on any page of them', async () => {
    await page.goto(`${service.url}/`)
    const ranked = page.getByRole('table', { name: 'Campaigns by what they take' })
    await ranked.getByRole('link').first().click()
    await page.getByRole('heading', { name: 'Who was active when' }).waitFor()
    await page.locator('canvas').first().waitFor()
    const campaign = new URL(page.url()).pathname
    expect(await seriousFindings(page)).toEqual([])
    for (const [tab, shown] of [
      ['evidence', 'From chance to verdict'],
      ['graph', 'Shared values'],
      ['compare', ''],
      ['accounts', 'Accounts'],
    ] as const) {
      await page.goto(`${service.url}${campaign}?tab=${tab}`)
      if (shown === '') await page.getByRole('combobox', { name: 'Compare with' }).waitFor()
      else await page.getByRole('heading', { name: shown, exact: true }).waitFor()
      expect(await seriousFindings(page), tab).toEqual([])
    }
    await page.getByRole('table', { name: 'Accounts' }).getByRole('link').first().click()
    await page.getByRole('heading', { name: 'What it shares, and with whom' }).waitFor()
    await page.getByRole('heading', { name: 'What it sent' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await set(DARK_JAPANESE)
    await page.getByRole('heading', { name: '送信内容' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await set(LIGHT_ENGLISH)
  })

  test('moves about in what accounts share, opens a disc, follows a value and saves it', async () => {
    const { campaigns } = (await service.send<{ campaigns: { id: string }[] }>('/v1/campaigns')).body
    await page.goto(`${service.url}/campaigns/${campaigns[0]?.id}?tab=graph`)
    const canvas = page.getByRole('img', { name: 'Accounts and what they share' })
    await canvas.waitFor()
    const ask = (what: string) =>
      page.evaluate(`document.querySelector('.sw-network canvas').network.${what}`)
    const seen = async () => (await ask('seen')) as { x: number; y: number; scale: number }
    const box = await canvas.boundingBox()
    const over = async (key: string) => {
      const { x, y } = (await ask(`where(${JSON.stringify(key)})`)) as { x: number; y: number }
      return [(box?.x ?? 0) + x, (box?.y ?? 0) + y] as const
    }
    const whole = await seen()
    await page.mouse.move(...(await over('trait 0')))
    await page.locator('.sw-network-tip').waitFor()
    await page.mouse.wheel(0, -300)
    expect((await seen()).scale).toBeGreaterThan(whole.scale)
    await page.mouse.down()
    await page.mouse.move((box?.x ?? 0) + 90, (box?.y ?? 0) + 90, { steps: 3 })
    await page.mouse.up()
    expect((await seen()).x).not.toBe(whole.x)
    await page.getByRole('button', { name: 'Show all of it' }).press('ArrowLeft')
    await page.keyboard.press('+')
    await page.getByRole('button', { name: 'Show all of it' }).click()
    expect(await seen()).toEqual(whole)
    const bundle = String(
      await ask(
        'scene.discs.filter((disc) => !disc.isTrait).reduce((a, b) => (a.radius >= b.radius ? a : b)).key',
      ),
    )
    await page.mouse.click(...(await over(bundle)))
    await page.waitForURL(/open=/)
    await expect.poll(() => ask('scene.dots.ids.length')).toBeGreaterThan(1)
    await page.mouse.click(...(await over('trait 0')))
    await page.waitForURL(/value=/)
    await page.getByRole('button', { name: 'Export' }).first().click()
    const [svg] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Picture as SVG' }).click(),
    ])
    expect(readFileSync(await svg.path(), 'utf8').match(/<circle/g)?.length).toBeGreaterThan(3)
    const account = String(await ask('scene.dots.ids[0]'))
    await page.mouse.click(...(await over(`account ${account}`)))
    await page.waitForURL((url) => url.pathname === `/accounts/${account}`)
  })

  test('sees where requests came from: by sign-ups without a table of countries, on a map and as a table', async () => {
    interface View {
      readonly accounts: number
      readonly picture: { readonly places: { readonly sign_ups: { country: string; accounts: number }[] } }
    }
    const { campaigns } = (await service.send<{ campaigns: { id: string }[] }>('/v1/campaigns')).body
    const { body } = await service.send<View>(`/v1/campaigns/${campaigns[0]?.id}/view`)
    const { sign_ups } = body.picture.places
    expect(sign_ups.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(body.accounts)
    await page.goto(`${service.url}/campaigns/${campaigns[0]?.id}`)
    await page.getByRole('img', { name: 'Where its requests came from' }).locator('canvas').first().waitFor()
    await page.getByText('No table tells which country an address is in.').waitFor()
    const rows = page.getByRole('table', { name: 'Countries' }).locator('tbody tr')
    expect(await rows.count()).toBe(sign_ups.length)
    const names = new Intl.DisplayNames(['en'], { type: 'region' })
    const [first] = sign_ups.filter(({ country }) => country !== '')
    await rows.getByText(names.of(first?.country ?? '') ?? '', { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test('sees who took whose place, and what is not known', async () => {
    interface Pair {
      readonly suspended: string
      readonly suspended_at: string
      readonly successor: string
      readonly first_seen: string
      readonly probability: number
    }
    interface Found {
      readonly id: string
      readonly picture: { readonly replacements?: { suspended: number; replaced: number; pairs: Pair[] } }
    }
    const { campaigns } = (await service.send<{ campaigns: { id: string }[] }>('/v1/campaigns')).body
    const views = await Promise.all(
      campaigns.map(async ({ id }) => (await service.send<Found>(`/v1/campaigns/${id}/view`)).body),
    )
    const found = views.find(({ picture }) => (picture.replacements?.pairs.length ?? 0) > 0)
    const { pairs = [], suspended = 0, replaced = 0 } = found?.picture.replacements ?? {}
    expect(pairs.length).toBeGreaterThan(2)
    expect(replaced).toBeLessThanOrEqual(suspended + 0.1)
    const accounts = pairs.flatMap((pair) => [pair.suspended, pair.successor])
    expect(accounts.filter((account) => !account.startsWith('acct_'))).toEqual([])
    expect(new Set(pairs.map((pair) => pair.successor)).size).toBe(pairs.length)
    for (const pair of pairs) {
      expect(pair.first_seen > pair.suspended_at).toBe(true)
      expect(pair.probability).toBeGreaterThanOrEqual(0.5)
    }
    await page.goto(`${service.url}/campaigns/${found?.id}`)
    const table = page.getByRole('table', { name: 'Who took whose place' })
    await table.waitFor()
    expect(await table.locator('tbody tr').count()).toBe(pairs.length)
    await page.getByText('Not known: whether the same people sit behind both').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test('sees why it is believed: what else it could be and a query, at an address', async () => {
    const { campaigns } = (await service.send<{ campaigns: { id: string }[] }>('/v1/campaigns')).body
    await page.goto(`${service.url}/campaigns/${campaigns[0]?.id}?tab=evidence`)
    await page
      .getByRole('button', { name: /Show facts and query/ })
      .first()
      .click()
    await page.waitForURL(/open=/)
    await page.locator('.sw-code:visible').first().waitFor()
    await page.reload()
    expect(await page.locator('.sw-code:visible').first().textContent()).toMatch(/SELECT/)
  })

  test('saves a picture as it is seen', async () => {
    await page.goto(`${service.url}/`)
    await page.locator('.sw-panel svg').first().waitFor()
    await page.getByRole('button', { name: 'Export' }).first().click()
    const [svg] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Picture as SVG' }).click(),
    ])
    const text = readFileSync(await svg.path(), 'utf8')
    expect(text.startsWith('<svg') && text.includes('All exchanges')).toBe(true)
    await page.getByRole('button', { name: 'Export' }).first().click()
    const [png] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Picture as PNG' }).click(),
    ])
    expect(
      readFileSync(await png.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })

  test('loads little on the first page', async () => {
    const fresh = await browser.context.newPage()
    await fresh.goto(service.url, { waitUntil: 'networkidle' })
    const bytes = (await fresh.evaluate(
      "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).reduce((sum, entry) => sum + entry.encodedBodySize, 0)",
    )) as number
    await fresh.close()
    expect(bytes).toBeGreaterThan(100_000)
    expect(bytes).toBeLessThan(FIRST_SCRIPTS)
  })

  test('sees every detector, what it did and by which parameters, at an address', async () => {
    interface Told {
      readonly groups: number
      readonly detectors: readonly {
        readonly id: string
        readonly range: { readonly least: number; readonly most: number }
        readonly run?: { readonly state: string; readonly reason?: string }
        readonly spoke: { groups: number; accused: number; least: number; median: number; most: number }
      }[]
    }
    const { body, status } = await service.send<Told>('/v1/detectors')
    expect(status).toBe(200)
    expect(body.detectors.map(({ id }) => id)).toEqual(DETECTORS.map(({ id }) => id))
    const overview = (
      await service.send<{ campaigns: { id: string }[]; cleared: { id: string }[] }>('/v1/overview')
    ).body
    expect(body.groups).toBe(overview.campaigns.length + overview.cleared.length)
    const views = await Promise.all(
      [...overview.campaigns, ...overview.cleared].map(({ id }) =>
        service.send<{ evidence: { detector: string; bits: number }[] }>(`/v1/campaigns/${id}/view`),
      ),
    )
    for (const { id, range, run, spoke } of body.detectors) {
      const given = views.flatMap(({ body: { evidence } }) =>
        evidence.filter(({ detector }) => detector === id).map(({ bits }) => bits),
      )
      expect(spoke.groups, id).toBe(given.length)
      expect([spoke.least, spoke.most], id).toEqual([
        Math.min(...given, ...(given.length ? [] : [0])),
        Math.max(...given, ...(given.length ? [] : [0])),
      ])
      expect(spoke.least, id).toBeGreaterThanOrEqual(Math.min(0, range.least))
      expect(spoke.most, id).toBeLessThanOrEqual(range.most)
      if (run?.state === 'skipped') expect(run.reason, id).toMatch(/./)
    }
    expect(body.detectors.find(({ id }) => id === 'partner-indicators')?.run?.state).toBe('skipped')
    await page.goto(`${service.url}/`)
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.getByRole('heading', { name: 'Detectors', level: 1 }).waitFor()
    const table = page.getByRole('table', { name: 'All detectors' })
    await table.getByRole('link').first().waitFor()
    expect(await table.locator('tbody tr').count()).toBe(DETECTORS.length)
    expect(await seriousFindings(page)).toEqual([])
    await page.getByText('Skipped', { exact: true }).last().click()
    await page.waitForURL(/show=skipped/)
    const skipped = body.detectors.filter(({ run }) => run?.state === 'skipped').length
    expect(await table.locator('tbody tr').count()).toBe(skipped)
    await page.goto(`${service.url}/detectors?open=shared-template`)
    const drawer = page.getByRole('dialog', { name: 'Shared rare prompt template' })
    await drawer.getByRole('heading', { name: 'What chance would give' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await drawer.getByRole('button', { name: 'Close' }).click()
    await page.waitForURL(/\/detectors$/)
    await set(DARK_JAPANESE)
    await page.getByRole('heading', { name: '検出器', level: 1 }).waitFor()
    await page.getByRole('table', { name: 'すべての検出器' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await set(LIGHT_ENGLISH)
  })

  test('gets accounts by pages, and never all of them with a page', async () => {
    interface Page {
      readonly total: number
      readonly of: number
      readonly accounts: readonly {
        readonly id: string
        readonly exchanges: number
        readonly sent: { readonly first: string; readonly last: string; readonly models: string }
        readonly tier: string
        readonly standing: string
      }[]
    }
    const { campaigns } = (
      await service.send<{ campaigns: { id: string; accounts: number }[] }>('/v1/campaigns')
    ).body
    const { id, accounts } = campaigns.reduce((a, b) => (a.accounts > b.accounts ? a : b))
    const get = async (query: string) =>
      (await service.send<Page>(`/v1/campaigns/${id}/accounts?${query}`)).body
    const seen: string[] = []
    for (let offset = 0; offset < accounts; offset += 40)
      seen.push(...(await get(`limit=40&offset=${offset}&order=id`)).accounts.map((account) => account.id))
    expect(seen).toHaveLength(accounts)
    expect(seen).toEqual([...new Set(seen)].sort())
    const [found] = (await get(`search=${seen[3]}`)).accounts
    expect(found?.id).toBe(seen[3])
    const { accounts: byFirst } = await get('limit=5000&order=-first')
    const first = byFirst.map(({ sent }) => sent.first)
    expect(first).toEqual([...first].sort().reverse())
    expect(byFirst.every(({ sent }) => sent.first <= sent.last && sent.models !== '')).toBe(true)
    const { tier = '' } = byFirst[0] ?? {}
    const ofTier = await get(`limit=5000&search=${tier.toUpperCase()}%20acct_`)
    expect([ofTier.total, ofTier.of]).toEqual([byFirst.filter((one) => one.tier === tier).length, accounts])
    const standings = ['active', 'quiet', 'suspended']
    const parts = await Promise.all(standings.map((standing) => get(`limit=5000&show=${standing}`)))
    expect(parts.map(({ total }) => total).reduce((sum, total) => sum + total)).toBe(accounts)
    parts.forEach((part, place) => {
      expect(part.accounts.every(({ standing }) => standing === standings[place])).toBe(true)
    })
    expect((await get('show=undecided')).total).toBe(accounts)
    expect((await get('show=recognised')).total).toBe(0)
    expect((await service.send(`/v1/campaigns/${id}/accounts?limit=100000`)).status).toBe(400)
    const view = await service.send<{ accounts: number; picture: { joined: number[] } }>(
      `/v1/campaigns/${id}/view`,
    )
    expect(view.body.accounts).toBe(accounts)
    expect(view.body.picture.joined.reduce((sum, count) => sum + count, 0)).toBe(accounts)
    expect((await service.send('/v1/campaigns/none/view')).status).toBe(404)
  })

  test('is not offered sample traffic again', async () => {
    const sent = await service.send<{ title: string }>('/v1/sample', { method: 'POST' })
    expect(sent).toMatchObject({ status: 409, body: { title: 'store-not-empty' } })
    const refused = await service.send<{ title: string }>('/v1/sample', { method: 'POST', key: readOnly })
    expect(refused).toMatchObject({ status: 403 })
  })

  test('has a page that complained of nothing', () => {
    // The answers that a stranger and a new service get are told by the browser as failed loads.
    const expected = /Failed to load resource: the server responded with a status of (401|404)/
    expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([])
  })
})
