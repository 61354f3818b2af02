// Accounts: found among all there are, told whole, and never taken for one that isn't there.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { seriousFindings } from '../axe.js'
import type { Begun } from './session.js'

interface Members {
  readonly accounts: readonly { readonly id: string }[]
}

interface Found {
  readonly campaigns: readonly { readonly id: string }[]
  readonly accounts: readonly { readonly id: string; readonly campaigns: readonly object[] }[]
  readonly everyone: boolean
}

interface Happened {
  readonly at: string
  readonly kind: string
  readonly done?: string
  readonly why?: string
  readonly by_name?: string
}

export function accountPaths(begun: Begun): void {
  test('tells what each account of a campaign sent, chooses columns, and saves all of them', async () => {
    const { service, page, campaigns, prefer } = begun()
    await prefer('en', 'light')
    const { id, accounts } = campaigns.reduce((a, b) => (a.accounts > b.accounts ? a : b))
    expect(accounts).toBeGreaterThan(50)
    await page.goto(`${service.url}/campaigns/${id}?tab=accounts`)
    const table = page.getByRole('table', { name: 'Accounts', exact: true })
    await table.getByRole('button', { name: 'First exchange' }).click()
    await page.waitForURL(/sort=first/)
    await table.getByRole('columnheader', { name: 'Models' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: 'Models' }).check()
    await page.waitForURL(/cols=[^&]*models/)
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.reload()
    await table.getByRole('columnheader', { name: 'Models' }).waitFor()
    expect(await table.locator('tbody time').count()).toBeGreaterThan(50)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `All ${accounts} rows as CSV` }).click(),
    ])
    const [head, ...rows] = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(head).toBe(
      'Account,Membership,Exchanges,Tokens,Input tokens,Output tokens,First exchange,Last exchange,Asks mostly for,Share of that,Models,Signed up,Tier,Programme,At the end of the log,Suspended,Recognised at request,Recognised by,In force,In force until',
    )
    expect(rows).toHaveLength(accounts)
    const first = rows.map((row) => row.split(',')[6] ?? '')
    expect(first).toEqual([...first].sort())
    await page.getByLabel('Show').selectOption('recognised')
    await page.waitForURL(/show=recognised/)
    await page.getByText('Nothing matches').waitFor()
    await page.setViewportSize({ width: 820, height: 1100 })
    await page.goto(`${service.url}/campaigns/${id}?tab=accounts`)
    await table.getByRole('columnheader', { name: 'Last exchange' }).waitFor()
    expect(await table.getByRole('columnheader').count()).toBe(5)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('finds accounts and campaigns by a part of what they are called, and opens nothing that isn’t there', async () => {
    const { service, page, campaigns, prefer } = begun()
    const [campaign = { id: '', name: '', accounts: 0 }] = campaigns
    const { accounts } = (
      await service.send<Members>(`/v1/campaigns/${campaign.id}/accounts?limit=500&order=id`)
    ).body
    const id = accounts[3]?.id ?? ''
    const find = async (q: string): Promise<Found> => {
      for (;;) {
        const { body } = await service.send<Found>(`/v1/search?limit=50&q=${encodeURIComponent(q)}`)
        // On a busy machine the engine may be late.
        if (body.everyone) return body
      }
    }
    // One of no campaign: that the engine alone knows.
    const everyone = (await find('acct_0')).accounts
    expect(everyone.some((one) => one.campaigns.length === 0)).toBe(true)
    expect((await find(id.toUpperCase())).accounts[0]?.id).toBe(id)
    const part = await find(id.slice(-6))
    expect(part.accounts.map((one) => one.id)).toContain(id)
    expect((await find('nobody-at-all')).accounts).toEqual([])
    expect((await find(campaign.name.slice(0, 4))).campaigns.map((one) => one.id)).toContain(campaign.id)
    expect((await find(campaign.id)).campaigns.map((one) => one.id)).toEqual([campaign.id])
    for (const [language, scheme, nothing] of [
      ['en', 'light', 'Nothing found'],
      ['ja', 'dark', '見つかりません'],
    ] as const) {
      await prefer(language, scheme)
      await page.goto(`${service.url}/feedback`)
      await page.locator('main h1').waitFor()
      await page.keyboard.press('Control+k')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').fill(id.slice(2, -1))
      await dialog.getByRole('button', { name: id }).waitFor()
      expect(await seriousFindings(page)).toEqual([])
      await dialog.getByRole('textbox').fill('nobody-at-all')
      await dialog.getByText(nothing).waitFor()
      await page.keyboard.press('Enter')
      expect(new URL(page.url()).pathname).toBe('/feedback')
      await dialog.getByRole('textbox').fill(id.slice(2, -1))
      await dialog.getByRole('button', { name: id }).waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/accounts/${id}`)
    }
  })

  test('exempts an account that nobody ever saw only where that is said, and says so', async () => {
    const { service, page, campaigns, prefer } = begun()
    const act = (body: object) =>
      service.send<{ id: string; title: string; account_is: string }>('/v1/acts', {
        method: 'POST',
        body: { note: 'a test', ...body },
      })
    const ghost = { kind: 'exempt', account: 'acct-ghost', for: '7d' }
    for (const asked of [ghost, { kind: 'appeal', account: 'acct-ghost' }])
      expect(await act(asked)).toMatchObject({ status: 404, body: { title: 'no-account' } })
    const noted = await service.send('/v1/accounts/acct-ghost/notes', { method: 'POST', body: { note: 'a' } })
    expect(noted.status).toBe(404)
    expect((await act({ kind: 'exempt', for: '7d' })).status).toBe(422)
    const { accounts } = (await service.send<Members>(`/v1/campaigns/${campaigns[0]?.id}/accounts?limit=1`))
      .body
    const known = await act({ ...ghost, account: accounts[0]?.id })
    expect(known.body.account_is).toBe('known')
    await act({ kind: 'undo', act: known.body.id })
    await prefer('en', 'light')
    await page.goto(`${service.url}/act?kind=exempt`)
    const account = page.getByRole('combobox', { name: 'Account', exact: true })
    await account.fill(accounts[0]?.id.slice(2, -1) ?? '')
    await page.getByRole('option', { name: accounts[0]?.id ?? '' }).click()
    expect(await account.inputValue()).toBe(accounts[0]?.id)
    await account.fill('acct-ghost')
    await page.getByText('Nothing is known of an account of this id').waitFor()
    await page.getByLabel('Why: for the record and for who asks later').fill('starts on Monday')
    const exempt = page.getByRole('button', { name: 'Exempt', exact: true })
    expect(await exempt.isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: /It has sent nothing yet/ }).check()
    expect(await seriousFindings(page)).toEqual([])
    await exempt.click()
    await page.getByText(/Nothing is known of acct-ghost yet/).waitFor()
    const { acts } = (await service.send<{ acts: { id: string; account: string }[] }>('/v1/acts')).body
    expect((await act({ kind: 'undo', act: acts[0]?.id })).status).toBe(200)
  })

  test('tells in one line of time what happened to an account, and in the audit who did it', async () => {
    const { service, page, campaigns, prefer } = begun()
    const [campaign = { id: '', name: '', accounts: 0 }] = campaigns
    const { accounts } = (
      await service.send<Members>(`/v1/campaigns/${campaign.id}/accounts?limit=2&order=id`)
    ).body
    const id = accounts[1]?.id ?? ''
    const act = async (body: object) =>
      (await service.send<{ id: string }>('/v1/acts', { method: 'POST', body: { note: 'case 31', ...body } }))
        .body.id
    const exempted = await act({ kind: 'exempt', account: id, for: '7d' })
    await act({ kind: 'undo', act: exempted, note: 'no school after all' })
    await service.send(`/v1/accounts/${id}/notes`, { method: 'POST', body: { note: 'called its owner' } })
    const { history } = (await service.send<{ history: readonly Happened[] }>(`/v1/accounts/${id}/view`)).body
    const at = history.map((one) => Date.parse(one.at))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    const kinds = history.map(({ kind, done = '' }) => `${kind} ${done}`.trim())
    for (const kind of ['signed-up', 'first-of-campaign', 'joined', 'act exempt', 'act undo', 'note'])
      expect(kinds).toContain(kind)
    expect(kinds.indexOf('act exempt')).toBeLessThan(kinds.indexOf('act undo'))
    expect(history.find(({ kind }) => kind === 'note')).toMatchObject({
      why: 'called its owner',
      by_name: 'test',
    })
    await prefer('en', 'light')
    await page.goto(`${service.url}/accounts/${id}`)
    const table = page.getByRole('table', { name: 'What happened' })
    await table.getByRole('row', { name: /Exempted.*case 31/ }).waitFor()
    await table
      .getByRole('row', { name: /Exempted/ })
      .getByRole('link', { name: exempted })
      .click()
    await page.waitForURL(/\/audit\?about=act-/)
    const audit = page.getByRole('table', { name: 'Audit' })
    await audit.getByRole('row', { name: /Exempted.*case 31/ }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Campaign, account or act' }).fill(id)
    await page.waitForURL(new RegExp(`about=${id}`))
    await audit.getByRole('row', { name: /Noted/ }).waitFor()
    expect(await audit.locator('tbody tr').count()).toBe(3)
    await page.getByRole('combobox', { name: 'What' }).selectOption('act.exempt')
    await page.waitForURL(/what=act.exempt/)
    await audit.getByRole('row', { name: /Noted/ }).waitFor({ state: 'detached' })
    await page.reload()
    const row = audit.getByRole('row', { name: /Exempted/ })
    await row.waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(lines[0]).toBe('No.,When,Who,Name,What,Campaign,Account,Details')
    expect([lines.length, lines[1]?.includes(id), lines[1]?.includes('test')]).toEqual([2, true, true])
    await row.getByRole('link', { name: id }).click()
    await page.waitForURL(`**/accounts/${id}`)
    await prefer('ja', 'dark')
    await page.reload()
    await page.getByRole('table', { name: '経過' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    // An account that people named and that never sent anything has a page that says so.
    const ghost = await act({ kind: 'exempt', account: 'acct-to-come', for: '1d', unknown: true })
    await prefer('en', 'light')
    await page.goto(`${service.url}/accounts/acct-to-come`)
    await page.getByText('This account sent nothing yet').waitFor()
    await act({ kind: 'undo', act: ghost })
  })
}
