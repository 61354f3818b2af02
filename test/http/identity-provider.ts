// A real identity provider on loopback (the certified `oidc-provider`), with its own development pages for signing in. Its
// key is known here, so that a test can put a token in the place of its own: a provider, or somebody in between, that cheats.
import { createPrivateKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export type Claims = Readonly<Record<string, unknown>>
type Forge = (claims: Claims, sign: Signer) => string

/** Makes a token; `key` is the provider's unless another is given. */
type Signer = (claims: Claims, header?: Claims, key?: KeyObject) => string

export const CLIENT = { id: 'stillwatch', secret: 'a secret of the client that is long enough' }

/** What people are in: the name that somebody signs in by, to groups. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  vera: ['staff'],
  anna: ['soc-read'],
  rhea: ['soc', 'staff'],
  ada: ['soc-leads'],
}
export const ROLES = 'staff=viewer,soc-read=analyst,soc=responder,soc-leads=admin'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

export class IdentityProvider {
  /** Put in the place of the next tokens' id tokens. */
  forge: Forge | undefined

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  /** @param redirect where it may send browsers back to */
  static async start(redirect: string): Promise<IdentityProvider> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [redirect],
          post_logout_redirect_uris: [new URL('/', redirect).href],
        },
      ],
      jwks: { keys: [jwk] },
      cookies: { keys: ['a key of this test'] },
      claims: { openid: ['sub', 'groups'], profile: ['name'] },
      scopes: ['openid', 'profile', 'email'],
      features: { devInteractions: { enabled: true } },
      pkce: { required: () => true },
      findAccount: (_: unknown, sub: string) => ({
        accountId: sub,
        claims: () => ({ sub, name: `${sub} of the test`, groups: GROUPS[sub] ?? [] }),
      }),
    })
    const own = new IdentityProvider(server, issuer)
    const sign: Signer = (
      claims,
      header = { alg: 'RS256', kid: 'own' },
      key = createPrivateKey({ key: jwk, format: 'jwk' }),
    ) => {
      const text = `${part(header)}.${part(claims)}`
      return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`
    }
    provider.use(async (context, next) => {
      await next()
      const answer = context.body as { id_token?: string } | undefined
      if (context.path !== '/token' || answer?.id_token === undefined || !own.forge) return
      const claims = JSON.parse(Buffer.from(answer.id_token.split('.')[1] ?? '', 'base64url').toString())
      context.body = { ...answer, id_token: own.forge(claims, sign) }
    })
    server.on('request', provider.callback())
    return own
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }
}

/** A browser as far as sign-in needs one: cookies by origin, and redirects as it is told. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>()
  /** Header lines that set cookies, of the newest answer. */
  set: readonly string[] = []

  async ask(url: string, options: RequestInit = {}): Promise<Response> {
    const jar = this.jar(url)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers(options.headers)
    if (cookie !== '') headers.set('cookie', cookie)
    const response = await fetch(url, { ...options, headers, redirect: 'manual' })
    this.set = response.headers.getSetCookie()
    for (const line of this.set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }

  cookies(url: string): ReadonlyMap<string, string> {
    return this.jar(url)
  }

  plant(url: string, name: string, value: string): void {
    this.jar(url).set(name, value)
  }

  /** Follows redirects, filling in the provider's pages, until an address of a path that is wanted. */
  async signIn(start: string, login: string, until: (url: string) => boolean): Promise<string> {
    let url = start
    let response = await this.ask(url)
    for (let step = 0; step < 20; step++) {
      const location = response.headers.get('location')
      if (location !== null) {
        url = new URL(location, url).href
        if (until(url)) return url
        response = await this.ask(url)
        continue
      }
      const page = await response.text()
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
      if (action === undefined || prompt === undefined)
        throw new Error(`the sign-in ended at ${url} with ${response.status}: ${page.slice(0, 300)}`)
      url = new URL(action, url).href
      const body = new URLSearchParams({ prompt, ...(prompt === 'login' && { login, password: 'any' }) })
      response = await this.ask(url, { method: 'POST', body })
    }
    throw new Error('the sign-in went round in circles')
  }

  private jar(url: string): Map<string, string> {
    const { origin } = new URL(url)
    const jar = this.jars.get(origin) ?? new Map<string, string>()
    this.jars.set(origin, jar)
    return jar
  }
}
