// The other heavy pages of a campaign: who was active when, and its accounts as a table.
import type { Page } from 'playwright-core'
import { answerAfter, framesWhile, rounded, until } from './answers.js'
import type { Figure } from './figure.js'

const MOVING_MS = 4000
const FRAMES = { value: 30, isMost: false }
const ANSWER = { value: 300, isMost: true }
const SAVED = { value: 10_000, isMost: true }
/** Pixels between two places that are pointed at. */
const STRIDE = 11

export async function synchronyFigures(page: Page, address: string): Promise<Figure[]> {
  await page.goto(address)
  const canvas = page.getByRole('img', { name: 'Who was active when' }).locator('canvas').last()
  await canvas.waitFor()
  await canvas.scrollIntoViewIfNeeded()
  const box = await canvas.boundingBox()
  const counted = framesWhile(page, MOVING_MS, '')
  const ends = Date.now() + MOVING_MS
  for (let turn = 0; Date.now() < ends && box; turn++)
    await page.mouse.move(
      box.x + 130 + ((turn * STRIDE) % (box.width - 150)),
      box.y + 10 + ((turn * STRIDE) % (box.height - 50)),
    )
  const frames = await counted
  const ordered = await answerAfter(page, 'click', "location.search.includes('rows=first')", () =>
    page.getByText('By first exchange', { exact: true }).first().click(),
  )
  return [
    {
      what: 'who was active when, 60 accounts by 168 steps: while it is pointed at',
      value: rounded(frames),
      unit: 'pictures a second',
      target: FRAMES,
    },
    {
      what: 'who was active when: ordered otherwise after',
      value: rounded(ordered),
      unit: 'ms',
      target: ANSWER,
    },
  ]
}

const FIRST = "document.querySelector('tbody tr td')?.textContent"

export async function tableFigures(page: Page, address: string, accounts: number): Promise<Figure[]> {
  const name = `table of ${accounts.toLocaleString('en')} accounts`
  const started = Date.now()
  await page.goto(`${address}?tab=accounts`)
  await until(page, `${FIRST} !== undefined`)
  const drawn = Date.now() - started
  const shown = async () => JSON.stringify(await page.evaluate(FIRST))
  const isOther = async () => `${FIRST} !== undefined && ${FIRST} !== ${await shown()}`
  const sorted = await answerAfter(page, 'click', await isOther(), () =>
    page.getByRole('button', { name: 'Account', exact: true }).click(),
  )
  const turned = await answerAfter(page, 'click', await isOther(), () =>
    page.getByRole('button', { name: '2', exact: true }).click(),
  )
  const found = await answerAfter(page, 'keydown', await isOther(), () =>
    page.getByRole('textbox', { name: 'Id, model, capability' }).press('9'),
  )
  await page.goto(`${address}?tab=accounts`)
  const save = page.getByRole('button', { name: /^All .* rows as CSV$/ })
  await save.waitFor()
  const asked = performance.now()
  await Promise.all([page.waitForEvent('download'), save.click()])
  const saved = performance.now() - asked
  const figure = (what: string, value: number, target?: Figure['target']): Figure => ({
    what: `${name}: ${what}`,
    value: rounded(value),
    unit: 'ms',
    ...(target && { target }),
  })
  return [
    figure('shown after', drawn),
    figure('sorted otherwise after', sorted, ANSWER),
    figure('another page after', turned, ANSWER),
    figure('searched after, from the letter', found, ANSWER),
    figure('all of it saved as CSV after', saved, SAVED),
  ]
}

/** The palette, from the last letter of a part of an id until the account is there. */
export async function paletteFigures(page: Page, address: string, accounts: number): Promise<Figure[]> {
  await page.goto(address)
  await page.locator('main h1').waitFor()
  await page.keyboard.press('Control+k')
  const input = page.getByRole('dialog').getByRole('textbox')
  await input.fill('0123')
  const found = await answerAfter(
    page,
    'keydown',
    "[...document.querySelectorAll('[data-action]')].some(({ textContent }) => textContent.includes('01234'))",
    () => input.press('4'),
  )
  return [
    {
      what: `palette: one of ${accounts.toLocaleString('en')} accounts found after, from the letter`,
      value: rounded(found),
      unit: 'ms',
      target: ANSWER,
    },
  ]
}
