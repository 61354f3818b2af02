// How long a session counts, and under which names.
import { expect, test } from 'vitest'
import { readCookie } from '../../src/server/people/cookies.js'
import { LocalLink } from '../../src/server/people/local-link.js'
import { claimAt, parseRoles, roleOf } from '../../src/server/people/roles.js'
import { type Person, Sessions } from '../../src/server/people/sessions.js'
import { Tickets } from '../../src/server/people/ticket.js'

const HOUR = 3_600_000
const MINUTE = 60_000
const vera: Person = { subject: 'vera', role: 'viewer', way: 'oidc' }
const sessions = () => new Sessions({ idleMs: HOUR, longestMs: 12 * HOUR })

test('a session ends when it is not used, and at its end however much it is', () => {
  const all = sessions()
  let name = all.start(vera, 0)
  expect(all.find(name, HOUR - 1)?.session.person).toBe(vera)
  name = all.find(name, HOUR - 1)?.renamed ?? name
  expect(all.find(name, 2 * HOUR)).toBeUndefined()
  expect(all.count).toBe(0)
  let busy = all.start(vera, 0)
  for (let now = MINUTE; now < 12 * HOUR; now += 10 * MINUTE) busy = all.find(busy, now)?.renamed ?? busy
  expect(all.find(busy, 12 * HOUR - 1)).toBeDefined()
  expect(all.find(busy, 12 * HOUR)).toBeUndefined()
})

test('a session’s name changes, and the one before counts for requests under way only', () => {
  const all = sessions()
  const first = all.start(vera, 0)
  const second = all.find(first, 20 * MINUTE)?.renamed ?? ''
  expect(second).not.toBe('')
  expect(all.find(first, 20 * MINUTE + 1000)).toMatchObject({ renamed: undefined })
  expect(all.find(first, 22 * MINUTE)).toBeUndefined()
  expect(all.find(second, 22 * MINUTE)).toBeDefined()
  all.end(second, 22 * MINUTE)
  expect(all.find(second, 22 * MINUTE)).toBeUndefined()
})

test('whoever listens is told when a session ends', () => {
  const all = sessions()
  const told: string[] = []
  const name = all.start(vera, 0)
  const { session } = all.find(name, 1) ?? {}
  if (!session) throw new Error('no session')
  all.onEnd(session, () => told.push('end'))
  const forget = all.onEnd(session, () => told.push('never'))
  forget()
  all.expire(2 * HOUR)
  expect(told).toEqual(['end'])
})

test('a ticket counts once, in time, and where it was made', () => {
  const tickets = new Tickets()
  const ticket = { state: 's', nonce: 'n', verifier: 'v', to: '/', at: 0 }
  const sealed = tickets.seal(ticket)
  expect(new Tickets().take(sealed, 1)).toBeUndefined()
  expect(tickets.take(`${sealed.slice(0, -2)}AA`, 1)).toBeUndefined()
  expect(tickets.take(sealed.slice(0, 10), 1)).toBeUndefined()
  expect(tickets.take(sealed, 11 * MINUTE)).toBeUndefined()
  expect(tickets.take(sealed, 1)).toEqual(ticket)
  expect(tickets.take(sealed, 1)).toBeUndefined()
})

test('a link counts once and for half an hour', () => {
  const link = new LocalLink(0)
  const token = link.path.split('=')[1] ?? ''
  expect(link.redeem('', 1)).toBe(false)
  expect(link.redeem(token, 31 * MINUTE)).toBe(false)
  expect(link.redeem(token, 1)).toBe(true)
  expect(link.redeem(token, 1)).toBe(false)
})

test('the highest of somebody’s roles counts, and no role is none', () => {
  const map = parseRoles('staff=viewer, cn=soc=responder,lead=admin')
  expect(roleOf(['staff', 'cn=soc', 'other'], map)).toBe('responder')
  expect(roleOf('lead', map)).toBe('admin')
  for (const claim of [undefined, [], ['Staff'], 7, { staff: true }, [['staff']], 'constructor'])
    expect(roleOf(claim, map)).toBeUndefined()
  expect(() => parseRoles('staff=chief')).toThrow(/staff=chief/)
  expect(() => parseRoles(' , ')).toThrow(/nobody/)
  expect(claimAt({ realm_access: { roles: ['a'] } }, 'realm_access.roles')).toEqual(['a'])
  expect(claimAt({ 'https://a.example/roles': 'b' }, 'https://a.example/roles')).toBe('b')
  expect(claimAt({}, '__proto__.constructor')).toBeUndefined()
})

test('a cookie that comes twice is none', () => {
  expect(readCookie('a=1; b=2', 'b')).toBe('2')
  expect(readCookie('b=1; b=2', 'b')).toBeUndefined()
  expect(readCookie('xb=1', 'b')).toBeUndefined()
})
