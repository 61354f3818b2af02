// Reading: two campaigns beside each other, the evidence in the viewer's language, a policy with a mistake told in it,
// and every page with axe in the dark; words.ts looks at them in the light.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../../src/respond/policy/default-policy.js'
import { seriousFindings } from '../axe.js'
import { writeText } from '../editor.js'
import type { Begun } from './session.js'

interface Drawn {
  readonly evidence: readonly { readonly bits: number; readonly family: string }[]
  readonly picture: {
    readonly bits: number
    readonly families: Readonly<Record<string, number>>
    readonly activity: readonly unknown[]
    readonly others: readonly (readonly number[])[]
    readonly exchanges: readonly number[]
  }
}

interface Evidence {
  readonly evidence: readonly { readonly detector: string; readonly summary: string }[]
}

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/

export function readingPaths(begun: Begun): void {
  test('compares two campaigns, at an address', async () => {
    const { service, page, campaigns, prefer } = begun()
    const [one, other] = campaigns
    await prefer('en', 'light')
    await page.goto(`${service.url}/campaigns/${one?.id}?tab=compare`)
    await page.getByRole('combobox', { name: 'Compare with' }).click()
    await page.getByRole('option', { name: other?.name ?? '' }).click()
    await page.waitForURL(new RegExp(`with=${other?.id}`))
    await page.getByRole('heading', { name: `${one?.name}`, level: 1 }).waitFor()
    await page.getByText('Overlap of hours').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.reload()
    await page.getByText('Overlap of hours').waitFor()
  })

  test('the waterfall ends at what counts: each row, and what is told twice taken off', async () => {
    const { service, page, campaigns, cleared, prefer } = begun()
    await prefer('en', 'light')
    const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)
    for (const { id } of [...campaigns, ...cleared]) {
      const { picture } = (await service.send<Drawn>(`/v1/campaigns/${id}/view`)).body
      expect(sumOf(Object.values(picture.families)), id).toBeCloseTo(picture.bits, 1)
    }
    const [{ id } = { id: '' }] = campaigns
    const { evidence, picture } = (await service.send<Drawn>(`/v1/campaigns/${id}/view`)).body
    const told = sumOf(evidence.map(({ bits }) => bits))
    expect(told).toBeGreaterThan(picture.bits)
    await page.goto(`${service.url}/campaigns/${id}?tab=evidence`)
    await page.getByText('Counted in all').waitFor()
    const shown = (await page.locator('.sw-line .sw-number').allInnerTexts()).map((text) =>
      Number(text.replace('−', '-')),
    )
    expect(shown.length).toBeGreaterThan(evidence.length + 1)
    // Each is rounded to a tenth.
    expect(Math.abs(sumOf(shown.slice(0, -1)) - (shown.at(-1) ?? 0))).toBeLessThan(0.05 * shown.length)
    const needs = page.getByRole('table', { name: 'What an accusation needs' })
    expect(await needs.getByRole('cell', { name: 'Yes' }).count()).toBeGreaterThan(3)
    expect(await needs.getByRole('cell', { name: 'No', exact: true }).count()).toBe(0)
    const save = page.getByRole('button', { name: 'Export' }).first()
    for (const [item, begins] of [
      ['Picture as PNG', '\u0089PNG'],
      ['Picture as SVG', '<svg'],
      ['Numbers as CSV', 'detector,bits'],
    ] as const) {
      await save.click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ])
      expect(
        readFileSync(await download.path())
          .toString('latin1')
          .startsWith(begins),
        item,
      ).toBe(true)
    }
  })

  test('a campaign’s activity stands beside that of as many others, who aren’t named', async () => {
    const { service, campaigns } = begun()
    for (const { id } of campaigns) {
      const { picture } = (await service.send<Drawn>(`/v1/campaigns/${id}/view`)).body
      expect(picture.others.length, id).toBe(picture.activity.length)
      for (const counts of picture.others) {
        expect(counts.length).toBe(picture.exchanges.length)
        expect(counts.every(Number.isInteger)).toBe(true)
      }
    }
  })

  test('a table that shows a part says so, and saves all of it', async () => {
    const { service, page, campaigns, prefer } = begun()
    const largest = [...campaigns].sort((a, b) => b.accounts - a.accounts)[0]
    expect(largest?.accounts).toBeGreaterThan(50)
    await prefer('en', 'light')
    await page.goto(`${service.url}/campaigns/${largest?.id}?tab=accounts`)
    await page.getByText(`1–50 of ${largest?.accounts}`).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
      .slice(1)
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(largest?.accounts)
  })

  describe('in Japanese', () => {
    test('evidence, what else it could be and why explanations fail are told in it, with the same numbers', async () => {
      const { service, page, campaigns, prefer } = begun()
      const [one] = campaigns
      const { evidence } = (await service.send<Evidence>(`/v1/campaigns/${one?.id}/view`)).body
      await prefer('ja', 'light')
      await page.goto(`${service.url}/campaigns/${one?.id}?tab=evidence&open=${evidence[0]?.detector}`)
      await page.locator('.sw-explained').first().waitFor()
      await page.locator('dl.sw-facts:visible').first().waitFor()
      expect(await page.evaluate('document.documentElement.lang')).toBe('ja')
      expect(await page.locator('main [lang=en]').allInnerTexts()).toEqual([])
      const told = (await page.locator('main').textContent()) ?? ''
      for (const { summary } of evidence) {
        expect(told, summary).not.toContain(summary)
        for (const number of summary.match(/\d+\.\d+/g) ?? []) expect(told, summary).toContain(number)
      }
      for (const name of await page.locator('dl.sw-facts:visible dt').allInnerTexts())
        expect(name).toMatch(JAPANESE)
    })

    test('detectors, their null models and parameters are told in it', async () => {
      const { service, page, prefer } = begun()
      await prefer('ja', 'dark')
      await page.goto(`${service.url}/detectors?open=dealt-wording`)
      const drawer = page.getByRole('dialog', { name: '交換可能な文面' })
      await drawer.getByRole('heading', { name: '人の回答' }).waitFor()
      expect(await page.locator('[lang=en]').allInnerTexts()).toEqual([])
      expect(await seriousFindings(page)).toEqual([])
    })

    test('a mistake in a policy is told in it, by line, and mended', async () => {
      const { service, page, prefer } = begun()
      await prefer('ja', 'light')
      await page.goto(`${service.url}/policy`)
      const label = 'ポリシーの本文'
      const whole = DEFAULT_POLICY
      const review = page.getByRole('button', { name: '確認する' })
      await page.getByLabel(label).waitFor()
      await writeText(
        page,
        label,
        whole.replace('action: suspend', 'action: suspnd').replace('for: 14d', 'for: [long'),
      )
      await page.getByText(/前の括弧が閉じていません。空白で字下げし/).waitFor()
      await writeText(
        page,
        label,
        whole.replace('action: suspend', 'action: suspnd').replace('for: 14d', 'for: long'),
      )
      await review.click()
      await page.getByText(/「suspnd」は .* のどれでもありません。「suspend」ではありませんか？/).waitFor()
      await page.getByText('誤り').first().waitFor()
      expect(await page.locator('main [lang=en]').allInnerTexts()).toEqual([])
      await writeText(page, label, whole)
      await review.click()
      await page.getByRole('table', { name: '各ルールの対象' }).waitFor()
    })
  })

  const LOOKED_AT = [
    '/',
    '/campaigns',
    '/act',
    '/detectors',
    '/feedback',
    '/policy',
    '/share',
    '/audit',
  ] as const
  const SHARED = ['?tab=partners', '?tab=received', '?tab=collections'].map((tab) => `/share${tab}`)
  test('axe finds nothing serious on any page in the dark', async () => {
    const { service, page, campaigns, prefer } = begun()
    await prefer('en', 'dark')
    const tabs = ['summary', 'evidence', 'accounts', 'graph', 'compare', 'feedback']
    const paths = [...LOOKED_AT, ...SHARED, ...tabs.map((tab) => `/campaigns/${campaigns[0]?.id}?tab=${tab}`)]
    for (const path of paths) {
      await page.goto(`${service.url}${path}`)
      await page.locator('main h1').first().waitFor()
      expect(await seriousFindings(page), path).toEqual([])
    }
  })
}
