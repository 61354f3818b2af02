// A community key doesn't leave this machine where others on the way could read it.
import { expect, test } from 'vitest'
import { askShared } from '../../src/cli/ask-shared.js'
import { keyOf } from '../../src/share/community-key.js'

const ask = (url: string, isShared: boolean) =>
  askShared({ url, key: 'sw_key' }, 'birch-gannet', { key: keyOf(Buffer.alloc(32, 7), isShared) })

test('the community key goes to another machine by TLS alone', async () => {
  await expect(ask('http://service.invalid', true)).rejects.toMatchObject({ code: 'key-in-clear' })
  // With TLS, on this machine, or without such a key it is asked.
  await expect(ask('https://service.invalid', true)).rejects.toMatchObject({ code: 'service-unreachable' })
  await expect(ask('http://127.0.0.1:1', true)).rejects.toMatchObject({ code: 'service-unreachable' })
  await expect(ask('http://service.invalid', false)).rejects.toMatchObject({ code: 'service-unreachable' })
})
