// One ClickHouse server, started from the engine's library.
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { runPipeline } from '../../src/pipeline.js'
import { readTableMap } from '../../src/sources/table-map.js'
import { openStore } from '../../src/store/open-store.js'
import { readRows, LANGFUSE as shape } from '../sources/table-shapes.js'
import { withoutTimes } from '../without-times.js'
import { testServer } from './contract.js'
import { startEngineServer } from './engine-server.js'

testServer('a real server', startEngineServer, (place, analysed) => {
  test('a table in another database is read in place, and says what its export says', async () => {
    const { inputs, accounts } = analysed()
    const [log = ''] = inputs
    const rows = readRows(log)
    const source = await openStore({ location: place().url, database: shape.map })
    await shape.fill(source, rows)
    await source.close()
    const run = async (asked: object) => {
      const report = await runPipeline({ inputs: [], accounts, command: '', version: '', ...asked })
      return withoutTimes(report.analysis).campaigns
    }
    const table = { from: `\`${shape.map}\`.${shape.table}`, map: readTableMap(shape.map) }
    const inPlace = await run({ table, store: place().url, database: `read-${shape.map}` })
    expect(inPlace.some(({ verdict }) => verdict !== 'explained')).toBe(true)
    expect(inPlace).toEqual(await run({ inputs: shape.writeFiles(rows, dirname(log)) }))
  }, 300_000)
})

test('no server at the address is said so', async () => {
  await expect(openStore({ location: 'http://127.0.0.1:1' })).rejects.toMatchObject({
    code: 'store-unreachable',
  })
})
