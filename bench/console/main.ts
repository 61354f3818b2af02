// `npm run bench:console`: what the console costs its reader, in a real browser on this machine: the first view with a
// million exchanges stored, what it loads, and pictures a second while a campaign of 25,000 accounts is moved about.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { reportFailure, writeOut } from '../../src/cli/output.js'
import { makeKey, RunningService } from '../live/running-service.js'
import { startBrowser, type TestBrowser } from './browser.js'
import { CAMPAIGN, makeLargeStore } from './large-store.js'

const EXCHANGES = 1_000_000
const ACCOUNTS = 25_000
const VIEWS = 5
const MOVING_MS = 4000
/** How long a graph may take to be drawn. */
const DRAWN_MS = 60_000
/** What the project promises. */
const TARGETS = { firstViewMs: 1500, scriptBytes: 600_000, framesPerSecond: 30 }

interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly target?: { readonly value: number; readonly isMost: boolean }
}

async function bench(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-console-'))
  const store = join(folder, 'store')
  try {
    await makeLargeStore(store, EXCHANGES, ACCOUNTS)
    const key = makeKey(store, '--scope', 'read')
    const service = await RunningService.start(store, key)
    try {
      return [...(await firstViews(service, key)), ...(await moving(service, key))]
    } finally {
      await service.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A browser that knows the key, and nothing of the console. */
async function openWith(key: string): Promise<TestBrowser & { readonly page: Page }> {
  const browser = await startBrowser()
  await browser.context.addInitScript(`sessionStorage.setItem('stillwatch-key', ${JSON.stringify(key)})`)
  return { ...browser, page: await browser.context.newPage() }
}

/** From the address to the ranked campaigns on the screen, each time in a browser that has cached nothing. */
async function firstViews(service: RunningService, key: string): Promise<Figure[]> {
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
      what: `first view of the overview, median of ${VIEWS}, ${EXCHANGES.toLocaleString('en')} exchanges stored`,
      value: Math.round(times[Math.floor(VIEWS / 2)] ?? 0),
      unit: 'ms',
      target: { value: TARGETS.firstViewMs, isMost: true },
    },
    {
      what: 'scripts of the first view, compressed',
      value: bytes,
      unit: 'bytes',
      target: { value: TARGETS.scriptBytes, isMost: true },
    },
  ]
}

/** Pictures a second while the camera of the graph moves, put together and with every account by itself. */
async function moving(service: RunningService, key: string): Promise<Figure[]> {
  const { page, close } = await openWith(key)
  try {
    const figures: Figure[] = []
    for (const [search, what] of [
      ['', 'put together'],
      ['&all=true', 'every account by itself'],
    ] as const) {
      const started = Date.now()
      await page.goto(`${service.url}/campaigns/${CAMPAIGN}?tab=graph${search}`)
      const nodes = search === '' ? 50 : ACCOUNTS
      // By questions and not by a function of the page's: its policy lets no text be run.
      while (Number(await page.evaluate(COUNT_NODES)) <= nodes) {
        if (Date.now() - started > DRAWN_MS) throw new Error(`the graph was not drawn in ${DRAWN_MS} ms`)
        await sleep(50)
      }
      const ready = Date.now() - started
      const frames = Number(await page.evaluate(COUNT_FRAMES))
      figures.push(
        {
          what: `graph of ${ACCOUNTS.toLocaleString('en')} accounts, ${what}: drawn after`,
          value: ready,
          unit: 'ms',
        },
        {
          what: `graph of ${ACCOUNTS.toLocaleString('en')} accounts, ${what}: while it moves`,
          value: Math.round(frames * 10) / 10,
          unit: 'pictures a second',
          target: { value: TARGETS.framesPerSecond, isMost: false },
        },
      )
    }
    return figures
  } finally {
    await close()
  }
}

const COUNT_NODES =
  "[...document.querySelectorAll('[role=img]')].find((place) => place.sigma)?.sigma.getGraph().order ?? 0"

/** Moves the camera on and on, and counts what sigma has drawn. */
const COUNT_FRAMES = `(async () => {
  const { sigma } = [...document.querySelectorAll('[role=img]')].find((place) => place.sigma)
  const camera = sigma.getCamera()
  let frames = 0
  sigma.on('afterRender', () => frames++)
  const started = performance.now()
  // As a turn of the wheel moves it: by an animation of the camera's own.
  for (let turn = 0; performance.now() - started < ${MOVING_MS}; turn++)
    await camera.animate({ x: 0.5 + 0.2 * Math.sin(turn), y: 0.5 + 0.2 * Math.cos(turn), ratio: 0.6 + 0.3 * Math.sin(2 * turn) }, { duration: 400 })
  return frames / ((performance.now() - started) / 1000)
})()`

function isMet({ value, target }: Figure): boolean {
  return target === undefined || (target.isMost ? value < target.value : value > target.value)
}

bench()
  .then(async (figures) => {
    const lines = figures.map((figure) => {
      const { what, value, unit, target } = figure
      const wanted = target
        ? ` (${isMet(figure) ? 'met' : 'MISSED'}: ${target.isMost ? 'below' : 'above'} ${target.value.toLocaleString('en')})`
        : ''
      return `${what}: ${value.toLocaleString('en')} ${unit}${wanted}\n`
    })
    await writeOut(lines.join(''))
    process.exitCode = figures.every(isMet) ? 0 : 1
  })
  .catch((error: unknown) => {
    process.exitCode = reportFailure(error)
  })
