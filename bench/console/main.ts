// `npm run bench:console`: what the console costs its reader, in a real browser on this machine: the first view with a
// million exchanges stored, what it loads, and how a campaign of 25,000 accounts moves and answers.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportFailure, writeOut } from '../../src/cli/output.js'
import { makeKey, RunningService } from '../live/running-service.js'
import { openWith } from './browser.js'
import { type Figure, isMet, tellFigure } from './figure.js'
import { firstViewFigures } from './first-view.js'
import { graphFigures } from './graph.js'
import { CAMPAIGN, makeLargeStore } from './large-store.js'
import { paletteFigures, synchronyFigures, tableFigures } from './pages.js'

const EXCHANGES = 1_000_000
const ACCOUNTS = 25_000

async function bench(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-console-'))
  const store = join(folder, 'store')
  try {
    await makeLargeStore(store, EXCHANGES, ACCOUNTS)
    const key = makeKey(store, '--scope', 'read')
    const service = await RunningService.start(store, key)
    try {
      const first = await firstViewFigures(service, key, EXCHANGES)
      const { page, close } = await openWith(key)
      try {
        const address = `${service.url}/campaigns/${CAMPAIGN}`
        return [
          ...first,
          ...(await graphFigures(page, address, ACCOUNTS)),
          ...(await synchronyFigures(page, address)),
          ...(await tableFigures(page, address, ACCOUNTS)),
          ...(await paletteFigures(page, address, 4 * ACCOUNTS)),
        ]
      } finally {
        await close()
      }
    } finally {
      await service.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

bench()
  .then(async (figures) => {
    const [load = 0] = loadavg()
    await writeOut(`${figures.map(tellFigure).join('')}load average of the last minute: ${load.toFixed(1)}\n`)
    process.exitCode = figures.every(isMet) ? 0 : 1
  })
  .catch((error: unknown) => {
    process.exitCode = reportFailure(error)
  })
