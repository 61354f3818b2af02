// The client against OASIS's reference server: a real peer, brought by `node scripts/peers.mjs taxii`.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Outbox } from '../../../src/share/publish/outbox.js'
import { Publications } from '../../../src/share/publish/publications.js'
import { sendRound } from '../../../src/share/publish/send.js'
import { findTarget } from '../../../src/share/publish/target.js'
import type { PartnerFeed } from '../../../src/share/received/partner-file.js'
import { pullFrom } from '../../../src/share/received/pull.js'
import { readReceived } from '../../../src/share/received/received-campaigns.js'
import { campaignBundle } from '../../../src/share/stix/campaign-bundle.js'
import { Connection } from '../../../src/share/taxii/client/connection.js'
import { refused } from '../../../src/share/trust/signature.js'
import { migrate } from '../../../src/store/migrate.js'
import { openStore } from '../../../src/store/open-store.js'
import type { Store } from '../../../src/store/store.js'
import { ROOT } from '../../repository/tree.js'
import { KEY, sharedCampaign } from '../campaign.js'

const MEDALLION = join(ROOT, '.peers', 'taxii-server', 'bin', 'medallion')
const absent = existsSync(MEDALLION)
  ? undefined
  : 'no taxii-server in .peers: run `node scripts/peers.mjs taxii`'

describe.skipIf(absent)(`medallion${absent === undefined ? '' : ` (skipped: ${absent})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-medallion-'))
  const port = 20_000 + (process.pid % 20_000)
  const collection = '91a7b528-80eb-42ed-a74d-c6fbd5a26116'
  const feed: PartnerFeed = {
    name: 'birch',
    url: `http://127.0.0.1:${port}/taxii2/`,
    collection,
    credentials: { kind: 'basic', user: 'admin', password: 'Password0' },
    key: KEY,
    tlp: 'amber+strict',
    isSignatureNeeded: false,
    sharesSightings: true,
  }
  let server: ChildProcess
  let store: Store

  beforeAll(async () => {
    const data = {
      '/discovery': { title: 'peer', api_roots: ['/trust/'], default: '/trust/' },
      trust: {
        information: {
          title: 'trust',
          versions: ['application/taxii+json;version=2.1'],
          max_content_length: 10_000_000,
        },
        status: [],
        collections: [
          {
            id: collection,
            title: 'Shared',
            can_read: true,
            can_write: true,
            media_types: ['application/stix+json;version=2.1'],
            objects: [],
            manifest: [],
          },
        ],
      },
    }
    writeFileSync(join(folder, 'data.json'), JSON.stringify(data))
    writeFileSync(
      join(folder, 'config.json'),
      JSON.stringify({
        backend: {
          module: 'medallion.backends.memory_backend',
          module_class: 'MemoryBackend',
          filename: join(folder, 'data.json'),
        },
        users: { admin: 'Password0' },
        taxii: { max_page_size: 20 },
      }),
    )
    server = spawn(MEDALLION, ['--host', '127.0.0.1', '--port', String(port), join(folder, 'config.json')], {
      stdio: 'ignore',
    })
    for (let wait = 0; wait < 100; wait++) {
      const isUp = await fetch(feed.url).then(
        () => true,
        () => false,
      )
      if (isUp) break
      await sleep(100)
    }
    store = await openStore({})
    await migrate(store)
  }, 30_000)
  afterAll(async () => {
    server?.kill('SIGKILL')
    await store?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('takes what is put into it, and gives it back page by page', async () => {
    // medallion 3.0.0 takes the version of an extension definition for a time, and answers 500 to all who read then.
    const objects = campaignBundle(sharedCampaign(), { tlp: 'amber', producer: 'birch' }).objects.filter(
      ({ type }) => type !== 'extension-definition',
    )
    const outbox = new Outbox(join(folder, 'outbox'))
    const { id } = outbox.add({
      kind: 'published',
      about: { id: 'c', name: 'c' },
      to: { partner: 'birch', file: 'none' },
      objects,
    })
    const connection = new Connection({ credentials: feed.credentials, postTries: 1 })
    const round = () =>
      outbox.claim(id, async (waiting) => {
        const why = await sendRound(waiting, {
          open: () => findTarget(connection, feed.url, collection),
          publications: new Publications(join(folder, 'publications')),
          patienceMs: 10_000,
        })
        return { why, accepted: waiting.journal.accepted.size }
      })
    expect(await round()).toEqual({ why: undefined, accepted: objects.length })
    // As if the answer had been lost: the server is asked what it has, and nothing goes out again.
    writeFileSync(
      join(folder, 'outbox', `${id}.log`),
      JSON.stringify({ event: 'posting', places: objects.map((_, place) => place) }),
    )
    expect(await round()).toEqual({ why: undefined, accepted: objects.length })
    const directory = {
      keyOf: (): never => {
        throw refused('nobody is known')
      },
    }
    const pulled = await pullFrom(store, feed, { directory })
    expect(pulled.failure).toBeUndefined()
    expect(pulled).toMatchObject({ taken: objects.length, aside: 0 })
    expect(pulled.pages).toBeGreaterThan(objects.length / 20 - 1)
    const { campaigns } = await readReceived(store, new Set(), Date.parse('2026-09-30T00:00:00Z'))
    expect(campaigns.map(({ name }) => name)).toEqual(['birch-gannet'])
    expect(await pullFrom(store, feed, { directory })).toMatchObject({ taken: 0 })
  }, 30_000)
})
