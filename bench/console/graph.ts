// What the graph of a campaign costs its reader: pictures a second while it is moved, zoomed and pointed at, and how long it
// takes to answer a click, a filter and a search.
import type { Page } from 'playwright-core'
import { answerAfter, framesWhile, rounded, until } from './answers.js'
import type { Figure } from './figure.js'

const MOVING_MS = 4000
const FRAMES = { value: 30, isMost: false }
/** What a person takes for at once. */
const ANSWER = { value: 300, isMost: true }

/** The picture's own account of itself. */
const NETWORK = "document.querySelector('.sw-network canvas')?.network"
const PAINTED = `${NETWORK}.painted`
const EVENT = `const canvas = document.querySelector('.sw-network canvas')
const { left, top, width, height } = canvas.getBoundingClientRect()
const send = (type, x, y, more = {}) => canvas.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: left + x, clientY: top + y, ...more }))`

/** Moved as by a held pointer, an event for each picture. */
const PAN = `${EVENT}
if (turn === 0) send('pointerdown', width / 2, height / 2, { button: 0, buttons: 1 })
send('pointermove', width / 2 + 150 * Math.sin(turn / 9), height / 2 + 90 * Math.cos(turn / 9), { buttons: 1 })`
const LET_GO = `${EVENT}
send('pointercancel', 0, 0)`
const ZOOM = `${EVENT}
canvas.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, clientX: left + width * 0.4, clientY: top + height * 0.6, deltaY: 60 * Math.sin(turn / 12) }))`
const HOVER = `${EVENT}
send('pointermove', (turn * 13) % width, (turn * 7) % height)`

export async function graphFigures(page: Page, address: string, accounts: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const isAll of [false, true]) {
    const name = `graph of ${accounts.toLocaleString('en')} accounts, ${isAll ? 'every account by itself' : 'put together'}`
    const add = (what: string, value: number, unit: string, target?: Figure['target']) =>
      figures.push({ what: `${name}: ${what}`, value: rounded(value), unit, ...(target && { target }) })
    const started = Date.now()
    await page.goto(`${address}?tab=graph${isAll ? '&all=true' : ''}`)
    const dots = `${NETWORK}?.scene?.dots.ids.length`
    await until(page, isAll ? `${dots} === ${accounts}` : `${NETWORK}?.painted > 0 && ${dots} === 0`)
    add('drawn after', Date.now() - started, 'ms')
    add('while it is moved', await framesWhile(page, MOVING_MS, PAN, PAINTED), 'pictures a second', FRAMES)
    await page.evaluate(`{ ${LET_GO} }`)
    add('while it is zoomed', await framesWhile(page, MOVING_MS, ZOOM, PAINTED), 'pictures a second', FRAMES)
    add('while it is pointed at', await framesWhile(page, MOVING_MS, HOVER), 'pictures a second', FRAMES)
    await page.getByRole('button', { name: 'Show all of it' }).click()
    for (const [what, ms] of await answers(page, isAll)) add(what, ms, 'ms', ANSWER)
  }
  return figures
}

type Answer = readonly [what: string, ms: number]

async function answers(page: Page, isAll: boolean): Promise<Answer[]> {
  const found: Answer[] = []
  const box = await page.locator('.sw-network canvas').boundingBox()
  const where = async (key: string) => {
    const point = (await page.evaluate(`${NETWORK}.where(${JSON.stringify(key)})`)) as {
      x: number
      y: number
    }
    return { x: (box?.x ?? 0) + point.x, y: (box?.y ?? 0) + point.y }
  }
  const largest = String(
    await page.evaluate(
      `${NETWORK}.scene.discs.filter(({ isTrait }) => !isTrait).reduce((a, b) => (a.radius >= b.radius ? a : b)).key`,
    ),
  )
  const account = String(await page.evaluate(`'account ' + (${NETWORK}.scene.dots.ids[0] ?? '')`))
  const pointed = await where(isAll ? account : largest)
  found.push([
    'tells what is pointed at after',
    await answerAfter(page, 'pointermove', "!document.querySelector('.sw-network-tip').hidden", () =>
      page.mouse.move(pointed.x, pointed.y),
    ),
  ])
  const value = await where('trait 3')
  const painted = async () => Number(await page.evaluate(PAINTED))
  let before = await painted()
  found.push([
    'shows who holds a value that is clicked after',
    await answerAfter(
      page,
      'pointerup',
      `${PAINTED} > ${before} && ${NETWORK}.scene.discs.some(({ strength }) => strength === 2)`,
      () => page.mouse.click(value.x, value.y),
    ),
  ])
  if (!isAll) {
    const bundle = await where(largest)
    found.push([
      'opens its largest disc after',
      await answerAfter(page, 'pointerup', `${NETWORK}.scene.dots.ids.length > 0`, () =>
        page.mouse.click(bundle.x, bundle.y),
      ),
    ])
  }
  found.push([
    'finds an account by its id after, from the last letter',
    await answerAfter(page, 'keydown', `${NETWORK}.scene.dots.strengths.includes(2)`, async () => {
      await page.getByRole('textbox', { name: 'Find an account' }).press('7')
    }),
  ])
  before = Number(await page.evaluate(`${NETWORK}.scene.discs.length`))
  found.push([
    'leaves a kind of values out after',
    await answerAfter(page, 'click', `${NETWORK} && ${NETWORK}.scene.discs.length !== ${before}`, () =>
      page.getByRole('group', { name: 'Kinds of values' }).locator('label').first().click(),
    ),
  ])
  return found
}
