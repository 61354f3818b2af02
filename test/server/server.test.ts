// One ClickHouse server, started from the engine's library.
import { expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.js'
import { testServer } from './contract.js'
import { startEngineServer } from './engine-server.js'

testServer('a real server', startEngineServer)

test('no server at the address is said so', async () => {
  await expect(openStore({ location: 'http://127.0.0.1:1' })).rejects.toMatchObject({
    code: 'store-unreachable',
  })
})
