// Accounts: found among all there are, told whole, and never taken for one that isn't there.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { seriousFindings } from '../axe.js'
import type { Begun } from './session.js'

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
    await page.getByLabel('Show').selectOption('enforced')
    await page.waitForURL(/show=enforced/)
    await page.getByText('Nothing matches').waitFor()
    await page.setViewportSize({ width: 820, height: 1100 })
    await page.goto(`${service.url}/campaigns/${id}?tab=accounts`)
    await table.getByRole('columnheader', { name: 'Last exchange' }).waitFor()
    expect(await table.getByRole('columnheader').count()).toBe(5)
    await page.setViewportSize({ width: 1440, height: 900 })
  })
}
