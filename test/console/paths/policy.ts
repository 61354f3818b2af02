// The page Policy: a text is written with help, its mistakes are reached, and versions are compared and taken back.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../../src/respond/policy/default-policy.js'
import { seriousFindings } from '../axe.js'
import { writeText } from '../editor.js'
import type { Begun } from './session.js'

const TEXT = 'Text of the policy'
const NOTE = 'Why: for the record and for who asks later'

/** Number of the line in which the cursor stands. */
const activeLine = (page: Page) => page.locator('.cm-activeLineGutter').first().textContent()
const isInEditor = (page: Page) => page.evaluate("document.activeElement?.closest('.cm-editor') !== null")

export function policyPaths(begun: Begun): void {
  test('reviews a policy line by line, sees whom it hits, and puts it in force', async () => {
    const { service, page, prefer } = begun()
    await prefer('en', 'light')
    await page.goto(`${service.url}/policy`)
    await page.getByText('schema: stillwatch.policy/1').first().waitFor()
    const adopt = page.getByRole('button', { name: 'Put in force' })
    await page.getByLabel(NOTE).fill('first policy')
    await writeText(page, TEXT, DEFAULT_POLICY.replace('action: suspend', 'action: suspnd'))
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('There are mistakes in it').waitFor()
    expect(await adopt.isDisabled()).toBe(true)
    const line = DEFAULT_POLICY.split('\n').findIndex((text) => text.includes('action: suspend')) + 1
    const mistake = page.getByRole('button', {
      name: new RegExp(`^line ${line}, column 13: .* is none of .*\\. Did you mean “suspend”\\?$`),
    })
    await mistake.click()
    expect(await activeLine(page)).toBe(String(line))
    expect(await page.locator('.cm-lint-marker-error').count()).toBe(1)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('F8')
    expect(await activeLine(page)).toBe(String(line))
    await page.keyboard.press('Tab')
    expect(await isInEditor(page)).toBe(false)
    await mistake.focus()
    await page.keyboard.press('Enter')
    expect(await isInEditor(page)).toBe(true)
    await writeText(page, TEXT, DEFAULT_POLICY)
    await page.getByText('No mistakes.').waitFor()
    await page.getByRole('button', { name: 'Review' }).click()
    const hits = page.getByRole('table', { name: 'Whom each rule would hit' })
    await hits.getByRole('cell', { name: 'suspend-certain' }).waitFor()
    await page.getByRole('button', { name: 'Backtest' }).click()
    await page.getByRole('region', { name: 'What it would have met' }).first().waitFor()
    await page.getByText('Both would have met the same accounts alike.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await adopt.click()
    await page.getByText('Version default-1 is in force', { exact: true }).waitFor()
    await page.getByRole('table', { name: 'Versions' }).getByRole('cell', { name: 'first policy' }).waitFor()
  })

  test('is told what may stand where, and what it means', async () => {
    const { page } = begun()
    await writeText(page, TEXT, `${DEFAULT_POLICY}\n  - name: more\n    `)
    const options = page.getByRole('listbox', { name: 'What may stand here' })
    const option = (name: RegExp) => options.getByRole('option', { name })
    await page.keyboard.press('Control+Space')
    await option(/^action/).waitFor()
    await page.keyboard.type('ac')
    await expect.poll(() => option(/./).allInnerTexts()).toEqual([expect.stringMatching(/^action\s*needed/)])
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Space')
    await page
      .getByText('refused until the customer has shown who they are, at an address')
      .or(option(/^step-up$/))
      .first()
      .waitFor()
    await page.keyboard.type('throttle')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Space')
    await option(/^requestsPerMinute/).waitFor()
    expect(await option(/^url/).count()).toBe(0)
    await page.keyboard.type('reason: ')
    await page.keyboard.press('Control+Space')
    await option(/^under-review$/).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('rules › reason').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test('compares versions side by side, and takes an old one back', async () => {
    const { service, page } = begun()
    const second = DEFAULT_POLICY.replace('version: default-1', 'version: second').replace(
      'for: 14d',
      'for: 2d',
    )
    const adopted = await service.send('/v1/policy?note=shorter', {
      method: 'PUT',
      body: second,
      headers: { 'content-type': 'application/yaml' },
    })
    expect(adopted.status).toBe(200)
    await page.goto(`${service.url}/policy`)
    const versions = page.getByRole('table', { name: 'Versions' })
    const first = versions.getByRole('row', { name: /first policy/ })
    await first.getByRole('button', { name: 'Compare' }).click()
    await page.waitForURL(/left=v%3Adefault-1/)
    const [left, right] = ['Version default-1', 'second, in force'].map((name) =>
      page.getByRole('textbox', { name, exact: true }).and(page.locator('.cm-content')),
    )
    await left?.getByText('for: 14d').waitFor()
    await right?.getByText('for: 2d').waitFor()
    expect(await left?.locator('.cm-line').count()).toBeLessThan(20)
    expect(await seriousFindings(page)).toEqual([])
    await first.getByRole('button', { name: 'Take back' }).click()
    await page.getByText('The editor holds version default-1 as it was.').waitFor()
    expect(await page.getByLabel(NOTE).inputValue()).toBe('Back to version default-1')
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('Rule suspend-certain').waitFor()
    await page.getByRole('button', { name: 'Put in force' }).click()
    await page.getByText('Version default-1 is in force', { exact: true }).waitFor()
    expect(await versions.locator('tbody tr').count()).toBe(3)
  })
}
