// Programs that send requests, with the TLS fingerprint their network stack shows. Popular programs are shared by
// thousands of strangers; what persists for a person is which program and which version.
import { chance, createRandom, hashText, hex, int, pick, type Random } from './random.js'
import type { Client } from './records.js'

export type ClientFamily =
  | 'browser'
  | 'phone-app'
  | 'python-sdk'
  | 'node-sdk'
  | 'requests'
  | 'aiohttp'
  | 'go'
  | 'java'
  | 'curl'
  | 'coding-agent'
  | 'chain-framework'
  | 'gateway'

const fingerprints = new Map<string, string>()

/** The JA4-shaped fingerprint of a network stack, the same wherever it appears. */
function fingerprintOf(stack: string): string {
  const known = fingerprints.get(stack)
  if (known !== undefined) return known
  const random = createRandom(hashText(`ja4 ${stack}`))
  const protocol = chance(random, 0.7) ? 'h2' : 'h1'
  const made = `t13d${String(12 + int(random, 8)).padStart(2, '0')}${String(8 + int(random, 9)).padStart(2, '0')}${protocol}_${hex(random, 12)}_${hex(random, 12)}`
  fingerprints.set(stack, made)
  return made
}

const BROWSERS = ['Chrome', 'Edge', 'Firefox', 'Safari'] as const
const SYSTEMS = [
  'Windows NT 10.0; Win64; x64',
  'Macintosh; Intel Mac OS X 10_15_7',
  'X11; Linux x86_64',
  'Windows NT 10.0; Win64; x64',
  'Macintosh; Intel Mac OS X 10_15_7',
] as const

function browser(random: Random): Client {
  const name = chance(random, 0.6) ? 'Chrome' : pick(random, BROWSERS)
  const version = 128 + int(random, 14)
  const system = pick(random, SYSTEMS)
  if (name === 'Firefox') {
    return {
      userAgent: `Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`,
      ja4: fingerprintOf('firefox'),
    }
  }
  if (name === 'Safari') {
    const safari = `17.${int(random, 7)}`
    return {
      userAgent: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${safari} Safari/605.1.15`,
      ja4: fingerprintOf('safari'),
    }
  }
  const edge = name === 'Edge' ? ` Edg/${version}.0.0.0` : ''
  return {
    userAgent: `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36${edge}`,
    ja4: fingerprintOf(version < 131 ? 'chromium-old' : 'chromium'),
  }
}

const MAKERS: Readonly<Record<Exclude<ClientFamily, 'browser'>, (random: Random) => Client>> = {
  'phone-app': (random) => {
    const ios = chance(random, 0.45)
    return {
      userAgent: ios
        ? `MeridianApp/${4 + int(random, 2)}.${int(random, 12)} (iOS ${16 + int(random, 3)}.${int(random, 6)})`
        : `MeridianApp/${4 + int(random, 2)}.${int(random, 12)} (Android ${11 + int(random, 5)})`,
      ja4: fingerprintOf(ios ? 'nsurlsession' : `okhttp ${int(random, 2)}`),
    }
  },
  'python-sdk': (random) => {
    const python = 9 + int(random, 5)
    return {
      userAgent: `meridian-python/1.${20 + int(random, 24)}.${int(random, 4)} Python/3.${python} httpx/0.${26 + int(random, 3)}`,
      ja4: fingerprintOf(`python ${python < 12 ? 'openssl1' : 'openssl3'}`),
    }
  },
  'node-sdk': (random) => {
    const node = pick(random, [18, 20, 20, 22, 22, 24])
    return {
      userAgent: `meridian-node/0.${30 + int(random, 22)}.${int(random, 5)} node/${node}.${int(random, 18)}.0`,
      ja4: fingerprintOf(`undici ${node}`),
    }
  },
  requests: (random) => ({
    userAgent: `python-requests/2.${28 + int(random, 5)}.${int(random, 4)}`,
    ja4: fingerprintOf(`urllib3 ${int(random, 3)}`),
  }),
  aiohttp: (random) => ({
    userAgent: `Python/3.${9 + int(random, 4)} aiohttp/3.${8 + int(random, 4)}.${int(random, 6)}`,
    ja4: fingerprintOf(`aiohttp ${int(random, 3)}`),
  }),
  go: (random) => ({
    userAgent: chance(random, 0.5)
      ? 'Go-http-client/2.0'
      : `meridian-go/0.${4 + int(random, 9)}.${int(random, 6)}`,
    ja4: fingerprintOf(`go ${int(random, 3)}`),
  }),
  java: (random) => ({
    userAgent: `okhttp/4.${9 + int(random, 4)}.${int(random, 4)}`,
    ja4: fingerprintOf(`jdk ${pick(random, [11, 17, 17, 21])}`),
  }),
  curl: (random) => ({
    userAgent: `curl/8.${int(random, 10)}.${int(random, 2)}`,
    ja4: fingerprintOf(`curl ${int(random, 3)}`),
  }),
  'coding-agent': (random) => ({
    userAgent: `lathe-cli/2.${int(random, 3)}.${int(random, 40)} (external, cli)`,
    ja4: fingerprintOf(`undici ${pick(random, [20, 22])}`),
  }),
  'chain-framework': (random) => ({
    userAgent: `openchain/0.${2 + int(random, 2)}.${int(random, 30)} httpx/0.27`,
    ja4: fingerprintOf(`python ${chance(random, 0.5) ? 'openssl1' : 'openssl3'}`),
  }),
  gateway: (random) => ({
    userAgent: `switchyard-proxy/1.${40 + int(random, 20)}.${int(random, 9)}`,
    ja4: fingerprintOf('python openssl3'),
  }),
}

/** One installation of a program: the version persists until its owner upgrades. */
export function drawClient(random: Random, family: ClientFamily): Client {
  return family === 'browser' ? browser(random) : MAKERS[family](random)
}

/** The client an owner uses over time: one upgrade for some. */
export function lastingClient(
  random: Random,
  family: ClientFamily,
  period: { readonly start: number; readonly end: number },
): (ts: number) => Client {
  const first = drawClient(random, family)
  if (!chance(random, 0.25)) return () => first
  const second = { userAgent: drawClient(random, family).userAgent, ja4: first.ja4 }
  const upgrade = period.start + random.next() * (period.end - period.start)
  return (ts) => (ts < upgrade ? first : second)
}

/** A user agent that lies about itself: random browsers over one and the same network stack. */
export function disguisedClient(random: Random, stack: ClientFamily): Client {
  return { userAgent: browser(random).userAgent, ja4: drawClient(random, stack).ja4 }
}
