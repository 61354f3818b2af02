// What the first view costs: from the address to the ranked campaigns, each time in a browser that has cached nothing.
import type { RunningService } from '../live/running-service.js'
import { openWith } from './browser.js'
import type { Figure } from './figure.js'

const VIEWS = 5
/** What the project promises. */
const FIRST_VIEW = { value: 1500, isMost: true }
const SCRIPTS = { value: 600_000, isMost: true }

export async function firstViewFigures(
  service: RunningService,
  key: string,
  exchanges: number,
): Promise<Figure[]> {
  const times: number[] = []
  let bytes = 0
  for (let view = 0; view < VIEWS; view++) {
    const { page, close } = await openWith(key)
    await page.goto(service.url, { waitUntil: 'commit' })
    await page.getByRole('table', { name: 'Campaigns by what they take' }).waitFor()
    times.push(Number(await page.evaluate('performance.now()')))
    await page.waitForLoadState('networkidle')
    bytes = Number(
      await page.evaluate(
        "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).reduce((sum, entry) => sum + entry.encodedBodySize, 0)",
      ),
    )
    await close()
  }
  times.sort((a, b) => a - b)
  return [
    {
      what: `first view of the overview, median of ${VIEWS}, ${exchanges.toLocaleString('en')} exchanges stored`,
      value: Math.round(times[Math.floor(VIEWS / 2)] ?? 0),
      unit: 'ms',
      target: FIRST_VIEW,
    },
    { what: 'scripts of the first view, compressed', value: bytes, unit: 'bytes', target: SCRIPTS },
  ]
}
