// People sign in over a real identity provider, do what their role allows, and nobody else gets in: forged, replayed and
// borrowed sign-ins, tokens that don't count, and pages of other sites.
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { type PeopleFlags, peopleOptions } from '../../src/cli/people-options.js'
import type { Log } from '../../src/server/log.js'
import { People } from '../../src/server/people/people.js'
import { makeFolder } from '../cli/stillwatch.js'
import { Browser, CLIENT, type Claims, IdentityProvider, ROLES } from './identity-provider.js'

const CONSOLE = 'https://console.example'

const folder = makeFolder()
const store = join(folder.path, 'store')
const secretFile = join(folder.path, 'secret')
let provider: IdentityProvider
let service: RunningService
let listen: string

beforeAll(async () => {
  const port = await freePort()
  listen = `127.0.0.1:${port}`
  provider = await IdentityProvider.start(`http://${listen}/auth/callback`)
  writeFileSync(secretFile, `${CLIENT.secret}\n`)
  service = await RunningService.start(store, makeKey(store, '--scope', 'admin'), oidcFlags())
})
afterAll(async () => {
  await service?.stop()
  await provider?.stop()
  folder.remove()
})
afterEach(() => {
  provider.forge = undefined
})

function oidcFlags(changes: Readonly<Record<string, string>> = {}): string[] {
  const flags = {
    '--listen': listen,
    '--sign-in': 'oidc',
    '--oidc-issuer': provider.issuer,
    '--oidc-client-id': CLIENT.id,
    '--oidc-client-secret-file': secretFile,
    '--oidc-roles': ROLES,
    '--cors-origin': CONSOLE,
    ...changes,
  }
  return Object.entries(flags).flat()
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return typeof address === 'object' && address ? address.port : 0
}

const isCallback = (url: string) => new URL(url).pathname === '/auth/callback'
const at = (path: string) => `${service.url}${path}`
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' }

/** Signs in up to where the provider sends the browser back to. */
const comeBack = (browser: Browser, login: string, to = '/auth/sign-in') =>
  browser.signIn(at(to), login, isCallback)

async function signedIn(login: string): Promise<Browser> {
  const browser = new Browser()
  const back = await browser.ask(await comeBack(browser, login))
  expect(back.status, await back.text()).toBe(200)
  return browser
}

const statusOf = async (sent: Promise<Response>) => (await sent).status

describe('somebody whom the provider knows', () => {
  test('signs in, and their session does not show itself', async () => {
    const browser = new Browser()
    const back = await browser.ask(
      await comeBack(browser, 'rhea', '/auth/sign-in?to=/v1/campaigns?verdict=all'),
    )
    // By a page of the service's own: after another site's redirect a browser keeps the session's cookie back.
    expect(back.headers.get('location')).toBeNull()
    expect(await back.text()).toContain(
      '<meta http-equiv="refresh" content="0;url=/v1/campaigns?verdict=all">',
    )
    const cookie = browser.set.find((line) => line.startsWith('stillwatch-session='))
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/)
    const me = await browser.ask(at('/v1/me'))
    expect(await me.json()).toMatchObject({
      kind: 'person',
      actor: 'person:rhea',
      name: 'rhea of the test',
      role: 'responder',
      scopes: ['read', 'decide', 'act', 'share'],
    })
    const name = browser.cookies(service.url).get('stillwatch-session') ?? ''
    expect(name).toMatch(/^[\w-]{43}$/)
    expect(service.log).not.toContain(name)
  })

  test.each([
    ['vera', 'viewer', { read: 200, decide: 403, act: 403, admin: 403 }],
    ['anna', 'analyst', { read: 200, decide: 200, act: 403, admin: 403 }],
    ['rhea', 'responder', { read: 200, decide: 200, act: 202, admin: 403 }],
    ['ada', 'admin', { read: 200, decide: 200, act: 202, admin: 422 }],
  ])('may do what their role may: %s as %s', async (login, role, statuses) => {
    const browser = await signedIn(login)
    expect(await (await browser.ask(at('/v1/me'))).json()).toMatchObject({ role })
    const send = (path: string, method: string, body?: string) =>
      statusOf(browser.ask(at(path), { method, headers: OWN_PAGE, ...(body !== undefined && { body }) }))
    expect({
      read: await send('/v1/decisions', 'GET'),
      decide: await send('/v1/decide', 'POST', '{"account": "a"}'),
      act: await send('/v1/analyses', 'POST'),
      admin: await send('/v1/policy?note=test', 'PUT', 'no policy'),
    }).toEqual(statuses)
  })

  test('is in the audit log by what they did', async () => {
    const browser = await signedIn('rhea')
    await browser.ask(at('/v1/analyses'), { method: 'POST', headers: OWN_PAGE })
    const lines = readFileSync(join(store, 'service/audit.jsonl'), 'utf8')
    expect(lines).toMatch(/"actor":"person:rhea","action":"person.signed-in","details":\{"role":"responder"/)
    expect(lines).toMatch(/"actor":"person:rhea","action":"analysis.asked"/)
  })

  test('signs out, here and at the provider', async () => {
    const browser = await signedIn('vera')
    const name = browser.cookies(service.url).get('stillwatch-session') ?? ''
    const out = await browser.ask(at('/auth/sign-out'), { method: 'POST', headers: OWN_PAGE })
    const { provider: url } = (await out.json()) as { provider: string }
    expect(url).toContain(`${provider.issuer}/session/end?`)
    expect(browser.cookies(service.url).has('stillwatch-session')).toBe(false)
    browser.plant(service.url, 'stillwatch-session', name)
    const after = await browser.ask(at('/v1/me'))
    expect([after.status, await after.json()]).toMatchObject([401, { title: 'session-over' }])
  })

  test('has their stream end with their session', async () => {
    const browser = await signedIn('anna')
    const stream = await browser.ask(at('/v1/decisions/stream'))
    expect(stream.status).toBe(200)
    await browser.ask(at('/auth/sign-out'), { method: 'POST', headers: OWN_PAGE })
    await expect(stream.text()).resolves.toContain('event: decisions')
  })

  test('but has no role stays outside', async () => {
    const browser = new Browser()
    const url = await comeBack(browser, 'nora')
    const back = await browser.ask(url, { headers: { accept: 'text/html' } })
    expect(back.status).toBe(403)
    expect(await back.text()).toContain('has no role here')
    expect(await statusOf(browser.ask(at('/v1/me')))).toBe(401)
  })
})

describe('what it takes two people for', () => {
  test('is proposed by one, put in force by another, and told by the audit', async () => {
    const [ada, rhea, vera] = await Promise.all([signedIn('ada'), signedIn('rhea'), signedIn('vera')])
    const policy = (version: string, needed: number) =>
      `schema: stillwatch.policy/1\nversion: '${version}'\nreasons: {}\nrules: []\napprovals: { needed: ${needed} }\n`
    const put = (text: string) =>
      ada.ask(at('/v1/policy?note=reviewed'), {
        method: 'PUT',
        headers: { ...OWN_PAGE, 'content-type': 'application/yaml' },
        body: text,
      })
    const approval = (act: string) => JSON.stringify({ kind: 'approve', act, note: 'looked at it' })
    const approve = (who: Browser, act: string) =>
      who.ask(at('/v1/acts'), { method: 'POST', headers: OWN_PAGE, body: approval(act) })
    expect(await (await put(policy('1', 2))).json()).toEqual({ version: '1' })
    const { proposal = '' } = (await (await put(policy('2', 1))).json()) as { proposal?: string }
    expect(proposal).toMatch(/^act-/)
    expect(await (await approve(ada, proposal)).json()).toMatchObject({
      title: 'approval-refused',
      status: 403,
    })
    expect(await (await approve(vera, proposal)).json()).toMatchObject({ title: 'role-too-low' })
    const byKey = await service.send('/v1/acts', { method: 'POST', body: approval(proposal) })
    expect(byKey).toMatchObject({ status: 403, body: { title: 'approval-refused' } })
    const inForce = async () => {
      const { body } = await service.send<{ in_force: { version: string } }>('/v1/policies')
      return body.in_force.version
    }
    expect(await inForce()).toBe('1')
    expect(await (await approve(rhea, proposal)).json()).toMatchObject({ kind: 'adopt', by: 'person:rhea' })
    expect(await inForce()).toBe('2')
    const audit = await vera.ask(at('/v1/audit?limit=3&q=act'))
    const told = (await audit.json()) as { entries: { actor: string; action: string }[]; broken_at?: number }
    expect(told.entries.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'person:rhea act.adopt',
      'person:ada policy.proposed',
    ])
    expect(told.broken_at).toBeUndefined()
  })
})

describe('who forges a sign-in stays outside:', () => {
  const refusedBack = async (browser: Browser, url: string, title: string) => {
    const back = await browser.ask(url)
    expect((await back.json()) as object).toMatchObject({ title })
    expect(browser.cookies(service.url).has('stillwatch-session')).toBe(false)
  }

  test('another state', async () => {
    const browser = new Browser()
    const url = new URL(await comeBack(browser, 'ada'))
    url.searchParams.set('state', 'forged')
    await refusedBack(browser, url.href, 'sign-in-refused')
  })

  test('a code that somebody else began, in a victim’s browser', async () => {
    const url = await comeBack(new Browser(), 'ada')
    await refusedBack(new Browser(), url, 'sign-in-stale')
    const victim = new Browser()
    await victim.ask(at('/auth/sign-in'))
    await refusedBack(victim, url, 'sign-in-refused')
  })

  test('a code that was used, with the cookies of then', async () => {
    const browser = new Browser()
    const url = await comeBack(browser, 'ada')
    const ticket = browser.cookies(service.url).get('stillwatch-sign-in') ?? ''
    expect(await statusOf(browser.ask(url))).toBe(200)
    const other = new Browser()
    other.plant(service.url, 'stillwatch-sign-in', ticket)
    await refusedBack(other, url, 'sign-in-stale')
  })

  test('a ticket of their own making', async () => {
    const browser = new Browser()
    const url = await comeBack(browser, 'ada')
    browser.plant(service.url, 'stillwatch-sign-in', Buffer.alloc(200, 7).toString('base64url'))
    await refusedBack(browser, url, 'sign-in-stale')
  })

  test('an answer in the name of another provider', async () => {
    const browser = new Browser()
    const url = new URL(await comeBack(browser, 'ada'))
    url.searchParams.set('iss', 'https://elsewhere.example')
    await refusedBack(browser, url.href, 'sign-in-refused')
  })

  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  test.each<[string, IdentityProvider['forge']]>([
    ['for another client', (claims, sign) => sign({ ...claims, aud: 'another' })],
    [
      'for another client too, and not meant for this',
      (claims, sign) => sign({ ...claims, aud: [CLIENT.id, 'b'], azp: 'b' }),
    ],
    ['of another provider', (claims, sign) => sign({ ...claims, iss: 'https://elsewhere.example' })],
    ['that has expired', (claims, sign) => sign({ ...claims, exp: 1_700_000_000 })],
    ['of another sign-in', (claims, sign) => sign({ ...claims, nonce: 'another' })],
    ['without a nonce', ({ nonce: _, ...claims }: Claims, sign) => sign(claims)],
    ['that nobody signed', (claims) => `${part({ alg: 'none' })}.${part(claims)}.`],
    ['that somebody else signed', (claims, sign) => sign(claims, { alg: 'RS256', kid: 'own' }, other)],
    ['signed with the secret', (claims) => `${part({ alg: 'HS256' })}.${part(claims)}.AAAA`],
    [
      'that was changed',
      (claims, sign) => sign(claims).replace(/\.[^.]+\./, `.${part({ ...claims, sub: 'ada' })}.`),
    ],
    ['that names nobody', ({ sub: _, ...claims }: Claims, sign) => sign(claims)],
  ])('a token %s', async (_, forge) => {
    const browser = new Browser()
    const url = await comeBack(browser, 'vera')
    provider.forge = forge
    await refusedBack(browser, url, 'sign-in-refused')
  })

  test('a session that was planted before', async () => {
    const browser = new Browser()
    browser.plant(service.url, 'stillwatch-session', 'A'.repeat(43))
    await browser.ask(await comeBack(browser, 'vera'))
    const fresh = browser.cookies(service.url).get('stillwatch-session') ?? ''
    expect(fresh).not.toBe('A'.repeat(43))
    const attacker = new Browser()
    attacker.plant(service.url, 'stillwatch-session', 'A'.repeat(43))
    expect(await statusOf(attacker.ask(at('/v1/me')))).toBe(401)
  })

  test('a session of somebody who signs in again', async () => {
    const browser = await signedIn('vera')
    const before = browser.cookies(service.url).get('stillwatch-session') ?? ''
    await browser.ask(await comeBack(browser, 'vera'))
    const other = new Browser()
    other.plant(service.url, 'stillwatch-session', before)
    expect(await statusOf(other.ask(at('/v1/me')))).toBe(401)
  })

  test.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ])('a way on to %s', async (to) => {
    const sent = await new Browser().ask(at(`/auth/sign-in?to=${encodeURIComponent(to)}`))
    expect([sent.status, sent.headers.get('location')]).toEqual([400, null])
  })
})

describe('a page with a session’s cookie', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await signedIn('ada')
  })
  const post = (headers: Readonly<Record<string, string>>) =>
    statusOf(browser.ask(at('/v1/analyses'), { method: 'POST', headers }))

  test.each<[string, Readonly<Record<string, string>>, number]>([
    ['of this service', { 'sec-fetch-site': 'same-origin' }, 202],
    ['of this service, in an old browser', { origin: 'SELF' }, 202],
    ['of an origin that was named', { origin: CONSOLE, 'sec-fetch-site': 'cross-site' }, 202],
    ['of another site', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['of another port of this host', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }, 403],
    ['of a neighbouring host', { 'sec-fetch-site': 'same-site' }, 403],
    ['without an origin', { origin: 'null' }, 403],
    ['that tells nothing', {}, 403],
  ])('%s', async (_, headers, status) => {
    const self = headers.origin === 'SELF' ? { origin: service.url } : headers
    expect(await post(self)).toBe(status)
  })

  test('of another site reads nothing either', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect(await statusOf(browser.ask(at('/v1/campaigns'), { headers }))).toBe(403)
  })

  test('is told its rights: credentials for origins that were named, and for no others', async () => {
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }
    const preflight = (origin: string) =>
      browser.ask(at('/v1/analyses'), { method: 'OPTIONS', headers: { origin, ...asked } })
    const own = await preflight(CONSOLE)
    expect(own.status).toBe(204)
    expect(own.headers.get('access-control-allow-origin')).toBe(CONSOLE)
    expect(own.headers.get('access-control-allow-credentials')).toBe('true')
    expect(own.headers.get('vary')).toContain('origin')
    const other = await preflight('https://elsewhere.example')
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
    expect(other.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('does not open the gateways’ routes', async () => {
    expect(await statusOf(browser.ask(at('/gateways/nginx'), { headers: OWN_PAGE }))).toBe(401)
  })
})

describe('keys', () => {
  test('count as before, and say who they are', async () => {
    expect((await service.send('/v1/me')).body).toMatchObject({ kind: 'key', scopes: ['admin'] })
    expect((await service.send('/v1/me', { key: '' })).status).toBe(401)
  })

  test('that are wrong are not made good by a session', async () => {
    const browser = await signedIn('ada')
    const headers = { ...OWN_PAGE, authorization: 'Bearer sw_wrong' }
    expect(await statusOf(browser.ask(at('/v1/campaigns'), { headers }))).toBe(401)
  })
})

describe('a service that starts', () => {
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} } as Log
  const flags: PeopleFlags = {
    signIn: 'oidc',
    oidcClientId: CLIENT.id,
    oidcClientSecretFile: secretFile,
    oidcRoles: ROLES,
  }
  const start = async (changes: PeopleFlags) => {
    const options = peopleOptions({ ...flags, oidcIssuer: provider.issuer, ...changes }, [])
    if (!options) throw new Error('nobody can sign in')
    const marker = join(folder.path, 'marker', String(Math.random()))
    const people = await People.start({ ...options, marker }, 'http://127.0.0.1:8430', log)
    people.stop()
  }

  test.each<[string, PeopleFlags]>([
    ['oidc-unreachable', { oidcIssuer: 'http://127.0.0.1:9' }],
    ['oidc-client', { oidcClientId: 'nobody' }],
    ['oidc-settings', { oidcRoles: 'soc=chief' }],
    ['oidc-settings', { oidcIssuer: 'http://id.example' }],
    ['oidc-settings', { oidcClientSecretFile: '/nowhere' }],
    ['oidc-settings', { oidcScopes: 'profile' }],
    ['sign-in-in-clear', { publicUrl: 'http://stillwatch.example' }],
    ['bad-value', { publicUrl: 'https://stillwatch.example/below' }],
    ['bad-value', { signIn: 'yes' }],
  ])('says %s of %o', async (code, changes) => {
    await expect(start(changes)).rejects.toMatchObject({ code })
  })

  test('says what is no provider, and when the secret is wrong', async () => {
    await expect(start({ oidcIssuer: `${provider.issuer}/nothing` })).rejects.toMatchObject({
      code: 'oidc-issuer',
    })
    const wrong = join(folder.path, 'wrong')
    writeFileSync(wrong, 'another secret')
    await expect(start({ oidcClientSecretFile: wrong })).rejects.toMatchObject({ code: 'oidc-client' })
    await expect(start({})).resolves.toBeUndefined()
  })

  test('anew goes on while the provider it knew is gone, and lets people in when it is back', async () => {
    const flags = oidcFlags({ '--listen': '127.0.0.1:0' })
    const there = join(folder.path, 'again')
    const key = makeKey(there, '--scope', 'admin')
    const first = await RunningService.start(there, key, flags)
    await first.stop()
    await provider.stop()
    const again = await RunningService.start(there, key, flags)
    try {
      await again.until(async () => (await fetch(`${again.url}/auth/sign-in`)).status === 503)
      expect((await again.send('/v1/decide', { body: { account: 'a' } })).status).toBe(200)
    } finally {
      await again.stop()
    }
  })
})

describe('a link', () => {
  test('lets one operator in, once, and is not in the log', async () => {
    const there = join(folder.path, 'link')
    const local = await RunningService.start(there, makeKey(there, '--scope', 'admin'), ['--sign-in', 'link'])
    try {
      // Its output is no terminal here: it may be kept as a log.
      const file = join(there, 'service', 'sign-in-link')
      await local.until(() => local.log.includes(file))
      expect(statSync(file).mode & 0o777).toBe(0o600)
      const link = readFileSync(file, 'utf8').trim()
      expect(link).toMatch(/^http:\S+\/auth\/link\?token=\S+$/)
      const browser = new Browser()
      expect(await statusOf(browser.ask(`${local.url}/auth/link?token=wrong`))).toBe(400)
      const opened = await browser.ask(link)
      expect(opened.status).toBe(200)
      expect(await opened.text()).toContain('content="0;url=/"')
      const me = await browser.ask(`${local.url}/v1/me`)
      expect(await me.json()).toMatchObject({ actor: 'operator:link', role: 'admin' })
      expect(await statusOf(new Browser().ask(link))).toBe(400)
      expect(local.log).not.toContain(link.split('token=')[1])
      expect((await browser.ask(`${local.url}/auth`)).status).toBe(200)
      await local.stop()
      expect(existsSync(file)).toBe(false)
    } finally {
      await local.stop()
    }
  })

  test('is not there unless it was asked for', async () => {
    const sent = await fetch(at('/auth/link?token=x'))
    expect(sent.status).toBe(400)
  })
})
