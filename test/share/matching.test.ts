// Two providers match values: what each learns, what it costs, and what a cheater on either side gets.
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../src/model/problem.js'
import { askAbout, elementsFor, finish, readOffer } from '../../src/share/matching/ask.js'
import { answerRequests, makeOffer } from '../../src/share/matching/hold.js'
import { inputOf, KINDS, normalise } from '../../src/share/matching/kinds.js'
import { Ledger } from '../../src/share/matching/ledger.js'
import { decode, encode, type Request, sealMessage } from '../../src/share/matching/messages.js'
import {
  OUTPUT_BYTES,
  OutputSet,
  packOutputs,
  paddedCount,
  sha256,
} from '../../src/share/matching/output-set.js'
import { keyOf, type Period } from '../../src/share/matching/period.js'
import { readValues } from '../../src/share/matching/read-values.js'
import { Voprf } from '../../src/share/matching/voprf.js'
import { makeParties, type Party } from './parties.js'

const DAY_MS = 86_400_000
const { parties, remove } = await makeParties('holder.example', 'asker.example', 'third.example')
afterAll(remove)
const [holder, asker, third] = parties as [Party, Party, Party]
const mails = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `user${from + index}@mail.example`)
const held = mails(0, 300)
const wanted = mails(250, 350)
const text = (message: unknown) => JSON.stringify(message)

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'none'
}

function startPeriod(budget = { period: 100_000, day: 100_000 }): Period {
  for (const period of holder.periods.list()) holder.periods.remove(period)
  return holder.periods.start({ partner: asker.name, kind: 'mail', days: 30, budget })
}

async function round(values = wanted) {
  const period = startPeriod()
  const { offer: sealed, outputs } = await makeOffer(holder, period, held)
  const offer = readOffer(text(sealed), asker.directory, asker.name)
  const { requests, question } = await askAbout(offer, values, asker.signer)
  return { period, offer, outputs, requests, question }
}

describe('a round', () => {
  test('gives the asker the values that both have, and nothing else', async () => {
    const { offer, outputs, requests, question } = await round()
    const { answers, charged } = await answerRequests(holder, requests.map(text))
    expect(charged).toBe(128)
    const found = await finish({ offer, outputs, question }, answers.map(text), asker.directory, asker.name)
    expect(found).toEqual({ asked: 100, matches: mails(250, 300) })
  })

  test('shows the holder and whoever reads along no value, and sizes only as padded', async () => {
    const { offer, outputs, requests } = await round()
    const { answers } = await answerRequests(holder, requests.map(text))
    const sent = [offer, ...requests, ...answers].map(text).join('\n') + outputs.toString('latin1')
    for (const value of [...held, ...wanted]) expect(sent).not.toContain(value)
    expect(offer.outputs).toBe(1024)
    expect(requests.flatMap(({ elements }) => elements)).toHaveLength(128)
  })

  test('asked twice, no element is alike: repeats don’t show', async () => {
    const { offer, requests } = await round()
    const again = await askAbout(offer, wanted, asker.signer)
    const elements = [...requests, ...again.requests].flatMap((request) => request.elements)
    expect(new Set(elements).size).toBe(elements.length)
  })

  test('outputs are other ones for another kind, partner and period', async () => {
    const voprf = await Voprf.load()
    const period = startPeriod()
    const other = { ...period, partner: third.name }
    const seen = await Promise.all(
      [period, other, { ...period, kind: 'phone' as const }, { ...period, id: '20260101-00000000' }].map(
        async (one) =>
          encode(voprf.evaluate((await keyOf(one, holder.name)).secret, inputOf('mail', 'a@b.example'))),
      ),
    )
    expect(new Set(seen).size).toBe(4)
    expect(new Set(KINDS.map((kind) => encode(inputOf(kind, 'x')))).size).toBe(KINDS.length)
  })

  test('a set that is renewed keeps its outputs, its padding and its size', async () => {
    const period = startPeriod()
    const first = await makeOffer(holder, period, held)
    const current = holder.periods.current(asker.name, 'mail') ?? period
    const second = await makeOffer(holder, current, mails(0, 310))
    const cut = (bytes: Buffer) =>
      new Set(
        Array.from({ length: bytes.length / OUTPUT_BYTES }, (_, at) =>
          bytes.subarray(at * OUTPUT_BYTES, (at + 1) * OUTPUT_BYTES).toString('hex'),
        ),
      )
    const before = cut(first.outputs)
    const kept = [...cut(second.outputs)].filter((output) => before.has(output))
    expect([first.offer.outputs, second.offer.outputs, kept.length]).toEqual([1024, 1024, 1014])
    expect([first.offer.revision, second.offer.revision, first.offer.key === second.offer.key]).toEqual([
      1,
      2,
      true,
    ])
  })
})

describe('budget', () => {
  const day = Date.UTC(2026, 10, 1)
  const charge = (id: number, elements: number) => ({ id: `request ${id}`, sha256: `${id}`, elements })
  // Of its own: the other tests' requests are dated now.
  const ledger = new Ledger(join(holder.folder, 'budget.jsonl'))
  let period: Period
  let number = 0
  beforeEach(() => {
    period = startPeriod({ period: 1000, day: 500 })
  })
  const ask = (elements: number, now: number) => ledger.charge(period, [charge(number++, elements)], now)

  test('who enumerates is stopped, in a day and in a period', async () => {
    expect(await ask(500, day)).toBe(500)
    expect(await codeOf(() => ask(1, day + 1000))).toBe('match-budget')
    expect(await ask(500, day + DAY_MS)).toBe(500)
    expect(await codeOf(() => ask(1, day + 3 * DAY_MS))).toBe('match-budget')
    expect(ledger.spent(asker.name, 'mail', period.id, day + 3 * DAY_MS)).toMatchObject({
      day: 0,
      period: 1000,
    })
  })

  test('a new key gives no new day', async () => {
    const later = day + 10 * DAY_MS
    await ask(400, later)
    period = startPeriod({ period: 1000, day: 500 })
    expect(await codeOf(() => ask(200, later + 1000))).toBe('match-budget')
  })

  test('all or none, and nothing twice for the same request', async () => {
    const later = day + 20 * DAY_MS
    const known = charge(number++, 100)
    expect(await ledger.charge(period, [known], later)).toBe(100)
    expect(await ledger.charge(period, [known], later)).toBe(0)
    expect(await codeOf(() => ledger.charge(period, [{ ...known, sha256: 'other' }], later))).toBe(
      'match-request-reused',
    )
    expect(
      await codeOf(() => ledger.charge(period, [charge(number++, 300), charge(number++, 200)], later)),
    ).toBe('match-budget')
    expect(ledger.spent(asker.name, 'mail', period.id, later).period).toBe(100)
  })

  test('requests beside each other don’t spend the same budget', async () => {
    const later = day + 30 * DAY_MS
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => ask(100, later)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  })

  test('is charged before an answer leaves, and tells the asker how to go on', async () => {
    const { offer } = await round()
    const small = { ...offer, budget: { period: 64, day: 64 } }
    await expect(askAbout(small, wanted, asker.signer)).rejects.toMatchObject({ code: 'match-budget' })
    await expect(askAbout(small, wanted, asker.signer)).rejects.toHaveProperty(
      'next',
      expect.stringContaining('--limit 64'),
    )
  })
})

describe('a holder who cheats', () => {
  test('marks a value with another key: found, and the asker is told to tell nobody', async () => {
    const { offer, outputs, requests, question } = await round()
    const { answers } = await answerRequests(holder, requests.map(text))
    const voprf = await Voprf.load()
    const other = voprf.deriveKeyPair(new Uint8Array(32).fill(7), new Uint8Array(0))
    const [first] = answers
    if (!first) throw new Error('no answer')
    const { signature: _, ...body } = first
    const marked = voprf.evaluateBlinded(other, [decode(requests[0]?.elements[5] ?? '')]).elements[0]
    const elements = body.elements.map((one, index) => (index === 5 && marked ? encode(marked) : one))
    const forged = sealMessage({ ...body, elements }, holder.signer)
    expect(
      await codeOf(() => finish({ offer, outputs, question }, [text(forged)], asker.directory, asker.name)),
    ).toBe('match-cheated')
  })

  test('another set than the signed one, one that is not sorted, one with an output twice', async () => {
    const { offer, outputs } = await round()
    const changed = Buffer.from(outputs)
    changed[0] = (changed[0] ?? 0) ^ 1
    expect(await codeOf(() => OutputSet.read(changed, offer))).toBe('match-message-refused')
    expect(await codeOf(() => OutputSet.read(outputs.subarray(12), offer))).toBe('match-message-refused')
    for (const list of [
      [2, 1],
      [1, 1],
    ]) {
      const bytes = Buffer.concat(list.map((value) => Buffer.alloc(12, value)))
      const said = { outputs: 2, output_bytes: 12, outputs_sha256: sha256(bytes) }
      expect(await codeOf(() => OutputSet.read(bytes, said))).toBe('match-message-refused')
    }
  })

  test('an answer that is another partner’s, missing, or to another request', async () => {
    const { offer, outputs, requests, question } = await round()
    const { answers } = await answerRequests(holder, requests.map(text))
    const [first] = answers
    if (!first) throw new Error('no answer')
    const { signature: _, ...body } = first
    const end = (answer: unknown) =>
      codeOf(() => finish({ offer, outputs, question }, [text(answer)], asker.directory, asker.name))
    expect(await end(sealMessage(body, third.signer))).toBe('signature-refused')
    expect(await end(sealMessage({ ...body, from: third.name }, third.signer))).toBe('match-message-refused')
    expect(await end(sealMessage({ ...body, request: '0'.repeat(64) }, holder.signer))).toBe(
      'match-message-refused',
    )
    expect(await end(sealMessage({ ...body, elements: body.elements.slice(1) }, holder.signer))).toBe(
      'match-message-refused',
    )
    expect(
      await end(sealMessage({ ...body, id: '00000000-0000-4000-8000-000000000000' }, holder.signer)),
    ).toBe('match-message-refused')
  })
})

describe('an asker who cheats', () => {
  const answer = (...requests: readonly unknown[]) => codeOf(() => answerRequests(holder, requests.map(text)))

  test('can’t ask in another’s name, with another’s offer, or past the end', async () => {
    const { period, requests } = await round()
    const [first] = requests
    if (!first) throw new Error('no request')
    const { signature: _, ...body } = first
    expect(await answer(sealMessage(body, third.signer))).toBe('signature-refused')
    // Its own name under the other's period and key.
    expect(await answer(sealMessage({ ...body, from: third.name }, third.signer))).toBe('match-period-over')
    expect(await answer(sealMessage({ ...body, kind: 'phone' }, asker.signer))).toBe('match-period-over')
    expect(await answer(sealMessage({ ...body, to: third.name }, asker.signer))).toBe('match-message-refused')
    expect(await answer(first, first)).toBe('match-message-refused')
    holder.periods.remove(period)
    expect(await answer(first)).toBe('match-period-over')
  })

  test('no identity, no second encoding, no list without an end', async () => {
    const { requests } = await round()
    const { signature: _, ...body } = requests[0] ?? { signature: '' }
    const good = body as Request
    const bad = {
      identity: encode(new Uint8Array(32)),
      'not canonical': encode(
        Buffer.from('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex'),
      ),
      'no square': encode(
        Buffer.from('26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371', 'hex'),
      ),
      short: encode(new Uint8Array(31)),
      'spare bits': `${'A'.repeat(42)}B`,
      padded: `${encode(Buffer.alloc(32, 1))}=`,
    }
    for (const element of Object.values(bad)) {
      const elements = [...good.elements.slice(1), element]
      const id = crypto.randomUUID()
      expect(await answer(sealMessage({ ...good, id, elements }, asker.signer))).toBe('match-message-refused')
    }
    const long = Array.from({ length: 4097 }, () => good.elements[0] ?? '')
    expect(await answer(sealMessage({ ...good, elements: long }, asker.signer))).toBe('match-message-refused')
    expect(await answer()).toBe('match-message-refused')
  })

  test('whatever is sent ends in words', async () => {
    const { requests } = await round()
    const { signature, ...body } = requests[0] ?? { signature: '' }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('signature', ...Object.keys(body)),
        fc.jsonValue(),
        async (name, value) => {
          const resealed = name !== 'signature' && fc.sample(fc.boolean(), 1)[0]
          const changed = { ...body, [name]: value } as Request
          const sent = resealed ? sealMessage(changed, asker.signer) : { ...body, signature, [name]: value }
          const code = await answer(sent)
          expect(['match-message-refused', 'signature-refused', 'match-period-over', 'no-partner']).toContain(
            code,
          )
        },
      ),
      { numRuns: 150 },
    )
    for (const line of ['', '{', 'null', '[]', '1', '{"signature":1}', '['.repeat(100_000)])
      expect(['match-message-refused', 'json-unreadable']).toContain(
        await codeOf(() => answerRequests(holder, [line])),
      )
  })
})

describe('values', () => {
  test.each([
    ['mail', ' User.Name+tag@Example.COM ', 'user.name@example.com'],
    ['mail', 'First.Last+x@googlemail.com', 'firstlast@gmail.com'],
    ['mail', 'a@bücher.example', 'a@xn--bcher-kva.example'],
    ['phone', '+44 (20) 7946-0958', '+442079460958'],
    ['phone', '0044 20 7946 0958', '+442079460958'],
    ['payment', ' Q1HJZ28RKA1EBL470G9XYG90R5D3E ', 'Q1HJZ28RKA1EBL470G9XYG90R5D3E'],
  ] as const)('%s %s', (kind, given, value) => {
    expect(normalise(kind, given)).toEqual({ value })
  })

  test.each([
    ['mail', 'nobody'],
    ['mail', '@example.com'],
    ['mail', '+tag@example.com'],
    ['mail', 'a b@example.com'],
    ['mail', 'a@localhost'],
    ['phone', '020 7946 0958'],
    ['phone', '+1'],
    ['payment', '4111 1111 1111 1111'],
    ['payment', 'short'],
    ['payment', 'x'.repeat(400)],
  ] as const)('%s %s is none', (kind, given) => {
    expect(normalise(kind, given)).toHaveProperty('refused')
  })

  test('written the one way, a value stays as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.oneof(fc.string(), fc.emailAddress()), (kind, given) => {
        const once = normalise(kind, given)
        if ('value' in once) expect(normalise(kind, once.value)).toEqual(once)
      }),
    )
  })

  test('a list tells what was left out', () => {
    expect(readValues('mail', 'a@b.example\r\nA@B.example\n\nnone\n')).toEqual({
      values: ['a@b.example'],
      refused: { 'no mail address': 1 },
      repeated: 1,
    })
  })
})

test('sizes come in steps, and a set knows what is in it', () => {
  fc.assert(
    fc.property(fc.nat(3_000_000), (count) => {
      const padded = paddedCount(count)
      expect(padded).toBeGreaterThanOrEqual(count)
      if (count > 1024) expect(padded).toBeLessThanOrEqual(count * 1.126)
    }),
  )
  expect([elementsFor(1), elementsFor(64), elementsFor(25_000)]).toEqual([64, 64, 25_024])
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(100_000), { minLength: 1, maxLength: 200 }),
      fc.nat(100_000),
      (numbers, other) => {
        const output = (number: number) => Buffer.from(sha256(Buffer.from(`${number}`)).slice(0, 24), 'hex')
        const bytes = packOutputs(numbers.map(output))
        const set = OutputSet.read(bytes, {
          outputs: numbers.length,
          output_bytes: 12,
          outputs_sha256: sha256(bytes),
        })
        expect(numbers.every((number) => set.has(output(number)))).toBe(true)
        expect(set.has(output(other))).toBe(numbers.includes(other))
      },
    ),
  )
})
