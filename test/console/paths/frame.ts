// What stands around every page: its name, the menus, and what is left when the service is gone or a session over.
import { describe, expect, test } from 'vitest'
import { makeKey } from '../../../bench/live/running-service.js'
import { seriousFindings } from '../axe.js'
import type { Begun } from './session.js'

export function framePaths(begun: Begun, store: string): void {
  test('axe finds nothing serious in the palette, the settings and the keys', async () => {
    const { service, page, prefer } = begun()
    await prefer('en', 'light')
    await page.goto(service.url)
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Search or go to' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).getByText('g o', { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('dialog', { name: 'Settings' }).getByText('UTC', { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('what happened is told with when it was told, and stays at hand once it was seen', async () => {
    const { service, page } = begun()
    // Sample traffic has as many events as the panel shows: they are told twice, for some to be behind the button.
    await page.route('**/v1/history*', async (route) => {
      const response = await route.fetch()
      const body = (await response.json()) as { events: { sequence: number }[] }
      const again = body.events.map((event) => ({ ...event, sequence: event.sequence + 1000 }))
      await route.fulfill({ response, json: { ...body, events: [...body.events, ...again] } })
    })
    await page.goto(service.url)
    const panel = page.getByRole('region', { name: /^(What happened last|Since your last visit)$/ })
    await panel
      .getByText(/^Told .* · in the log /)
      .first()
      .waitFor()
    const before = await panel.getByRole('link').count()
    await panel.getByRole('button', { name: 'Mark as seen' }).click()
    await expect.poll(() => panel.getByRole('link').count()).toBe(0)
    await panel.getByRole('button', { name: 'Show what was seen' }).click()
    await expect.poll(() => panel.getByRole('link').count()).toBe(before)
    await panel.getByRole('button', { name: /^and \d+ more$/ }).click()
    await expect.poll(() => panel.getByRole('link').count()).toBeGreaterThan(before)
    await page.unroute('**/v1/history*')
  })

  test('the window’s title names the page, the campaign and its tab, and the account', async () => {
    const { service, page, campaigns } = begun()
    const [{ id, name } = { id: '', name: '' }] = campaigns
    for (const [path, title] of [
      ['/', 'Overview'],
      ['/audit', 'Audit'],
      [`/campaigns/${id}?tab=evidence`, new RegExp(`^${name}.* · Evidence – Stillwatch$`)],
      ['/accounts/acct-x', 'Account acct-x'],
    ] as const) {
      await page.goto(`${service.url}${path}`)
      const told = expect.poll(() => page.title(), { timeout: 10_000 })
      if (typeof title === 'string') await told.toBe(`${title} – Stillwatch`)
      else await told.toMatch(title)
    }
  })

  test.each(['/accounts/acct-of-nobody-at-all', '/campaigns/c-none', '/nowhere'])(
    'what isn’t there is named, with a way on (%s)',
    async (path) => {
      const { service, page } = begun()
      await page.goto(`${service.url}${path}`)
      await page.locator('main h1').waitFor()
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
      await page.locator('main').getByRole('link', { name: 'Overview' }).click()
      await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    },
  )

  test('a page whose code can’t be had says so, and is opened once it can', async () => {
    const { service, page: other } = begun()
    const page = await other.context().newPage()
    await page.goto(service.url)
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    const gone = /\/(assets\/detectors-page|healthz)/
    await page.route(gone, (route) => route.abort())
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.getByRole('heading', { name: 'This page could not be opened' }).waitFor()
    await page.getByText('The service does not answer.').first().waitFor()
    await page.unroute(gone)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Detectors', level: 1 }).waitFor()
    await page.close()
  })

  describe('who isn’t known any more', () => {
    test('is asked to sign in over the page, which goes on where it was', async () => {
      const { service, page, campaigns } = begun()
      const path = `/act?campaign=${campaigns[0]?.id}`
      await page.goto(`${service.url}${path}`)
      const note = page.getByLabel('Why: for the record and for who asks later')
      await note.fill('half written')
      const key = makeKey(store, '--scope', 'read')
      await service.until(async () => (await service.send('/v1/me', { key })).status === 200)
      const cookies = await page.context().cookies()
      await page.context().clearCookies()
      const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
      await dialog.waitFor()
      expect(await seriousFindings(page)).toEqual([])
      await dialog.getByLabel('API key').fill(key)
      await dialog.getByRole('button', { name: 'Use this key' }).click()
      await dialog.waitFor({ state: 'detached' })
      expect(await note.inputValue()).toBe('half written')
      expect(page.url()).toBe(`${service.url}${path}`)
      await page.evaluate('sessionStorage.clear()')
      await page.context().addCookies(cookies)
    })
  })
}
