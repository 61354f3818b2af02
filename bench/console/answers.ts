// How long a page takes to answer: from an event's own time until the page, asked in each picture that the browser draws,
// shows what was waited for, and one picture more.
import type { Page } from 'playwright-core'

/** An answer that takes longer is none. */
const MOST_MS = 60_000

/**
 * Milliseconds from the first event of a type to what was waited for.
 * @param type of the event, as `pointerup`
 * @param isThere an expression of the page's; asked by the tool and not by the page, whose policy lets no text be run
 */
export async function answerAfter(
  page: Page,
  type: string,
  isThere: string,
  act: () => Promise<unknown>,
): Promise<number> {
  await page.evaluate(`globalThis.stillwatchAnswer = new Promise((done, fail) => {
    let from
    addEventListener(${JSON.stringify(type)}, ({ timeStamp }) => { from ??= timeStamp }, { capture: true, once: true })
    const started = performance.now()
    const look = () => {
      if (performance.now() - started > ${MOST_MS}) fail(new Error('no answer in ${MOST_MS} ms'))
      else if (from !== undefined && (${isThere})) requestAnimationFrame((now) => done(now - from))
      else requestAnimationFrame(look)
    }
    look()
  })
  undefined`)
  await act()
  return Number(await page.evaluate('globalThis.stillwatchAnswer'))
}

/** Resolves when an expression of the page's is true; milliseconds that it took. */
export async function until(page: Page, isThere: string): Promise<number> {
  return Number(
    await page.evaluate(`new Promise((done, fail) => {
    const started = performance.now()
    const look = () => {
      if (performance.now() - started > ${MOST_MS}) fail(new Error('not there after ${MOST_MS} ms'))
      else if (${isThere}) done(performance.now() - started)
      else requestAnimationFrame(look)
    }
    look()
  })`),
  )
}

/**
 * Pictures a second while something is done in each of them.
 * @param does an expression of `turn`, done once in each picture
 * @param count an expression that counts what was drawn; pictures of the browser where left out
 */
export async function framesWhile(page: Page, ms: number, does: string, count?: string): Promise<number> {
  return Number(
    await page.evaluate(`new Promise((done) => {
    let turn = 0
    const drawn = () => ${count ?? 'turn'}
    const before = drawn()
    const started = performance.now()
    const step = (now) => {
      if (now - started > ${ms}) { done((drawn() - before) / ((now - started) / 1000)); return }
      ${does}
      turn++
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })`),
  )
}

export const rounded = (value: number) => Math.round(value * 10) / 10
