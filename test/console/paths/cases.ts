// The case file: made from a campaign’s and an account’s page, shown as it prints, saved and checked; and pages on paper.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { verifyCase } from '../../../src/case/verify-case.js'
import { seriousFindings } from '../axe.js'
import type { Begun } from './session.js'

interface Looks {
  readonly ground: string
  readonly text: string
  readonly widest: number
}

export function casePaths(begun: Begun): void {
  test('makes a case file, shows it, and hands both files over as they were sealed', async () => {
    const { service, page, campaigns, prefer } = begun()
    const [{ id, name } = { id: '', name: '' }] = campaigns
    await prefer('en', 'light')
    await page.goto(`${service.url}/campaigns/${id}`)
    await page.getByRole('button', { name: 'Case file' }).click()
    const dialog = page.getByRole('dialog', { name: `Case file of ${name}` })
    await dialog.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Make it' }).click()
    const shown = page.frameLocator('iframe.sw-case')
    await shown.getByRole('heading', { name: 'What is claimed', exact: true }).waitFor()
    const frame = page.frames().find((one) => one !== page.mainFrame())
    expect(await frame?.evaluate('getComputedStyle(document.body).maxWidth')).toBe('900px')
    const files: string[] = []
    for (const button of ['Save the page', 'Save the data']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: button }).click(),
      ])
      files.push(readFileSync(await download.path(), 'utf8'))
    }
    const [checked, data] = await Promise.all(files.map((text) => verifyCase(text)))
    expect(checked?.kind).toBe('page')
    expect(data).toMatchObject({ kind: 'data', id: checked?.id, file: { subject: { campaign: id } } })
  })

  test('of an account, in Japanese and dark, names it alone', async () => {
    const { service, page, campaigns, prefer } = begun()
    const [{ id } = { id: '' }] = campaigns
    const { accounts } = (
      await service.send<{ accounts: { id: string }[] }>(`/v1/campaigns/${id}/accounts?limit=2`)
    ).body
    const [one, other] = accounts.map((account) => account.id)
    await prefer('ja', 'dark')
    await page.goto(`${service.url}/accounts/${one}`)
    await page.getByRole('button', { name: '事案書' }).click()
    await page.getByRole('button', { name: '作成' }).click()
    const shown = page.frameLocator('iframe.sw-case')
    await shown.getByRole('heading', { name: '主張の内容' }).waitFor()
    const text = (await shown.locator('body').textContent()) ?? ''
    expect(text).toContain(one)
    expect(text).not.toContain(other)
    expect(await seriousFindings(page)).toEqual([])
  })

  test('prints a campaign light, without navigation, and no table cut off', async () => {
    const { service, page, campaigns, prefer } = begun()
    const [{ id } = { id: '' }] = campaigns
    await prefer('en', 'dark')
    await page.goto(`${service.url}/campaigns/${id}?tab=accounts`)
    await page.getByRole('table').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    try {
      const width = 700
      await page.setViewportSize({ width, height: 1000 })
      expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
      const looks = await page.evaluate<Looks>(`({
        ground: getComputedStyle(document.body).backgroundColor,
        text: getComputedStyle(document.body).color,
        widest: Math.max(...[...document.querySelectorAll('table')].map((one) => one.getBoundingClientRect().right)),
      })`)
      expect(looks.ground).toBe('rgb(255, 255, 255)')
      expect(looks.text).toBe('rgb(20, 24, 29)')
      expect(looks.widest).toBeLessThanOrEqual(width)
    } finally {
      await page.emulateMedia({ media: null })
      await page.setViewportSize({ width: 1440, height: 900 })
    }
  })
}
