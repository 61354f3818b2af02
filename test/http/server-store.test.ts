// The service on a ClickHouse server, and over TLS: the same answers.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { exchangeLines, makeFolder } from '../cli/stillwatch.js'
import { startEngineServer, whyNoServer } from '../server/engine-server.js'

const reason = whyNoServer()
if (reason !== undefined) console.warn(`skipped: the service on a real server (${reason})`)

test.skipIf(reason !== undefined)(
  'records go to a server',
  async () => {
    const folder = makeFolder()
    const server = await startEngineServer()
    const state = ['--state', join(folder.path, 'state')]
    try {
      const service = await RunningService.start(
        server.url,
        makeKey(server.url, '--scope', 'admin', ...state),
        state,
      )
      try {
        const sent = await service.send('/v1/exchanges?wait=60', { body: exchangeLines(30) })
        expect(sent).toMatchObject({ status: 200, body: { state: 'loaded', outcome: { accepted: 30 } } })
        const known = await service.send('/v1/accounts/account-1')
        expect(known.body).toMatchObject({ facts: { exchanges: 5 } })
      } finally {
        await service.stop()
      }
    } finally {
      await server.stop()
      folder.remove()
    }
  },
  120_000,
)

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
if (!hasOpenssl)
  console.warn('skipped: the service over TLS (there is no openssl to make a certificate with)')

test.skipIf(!hasOpenssl)(
  'answers over TLS, and only over TLS',
  async () => {
    const folder = makeFolder()
    const store = join(folder.path, 'store')
    const [cert, key] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')]
    const subject = [
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-days',
      '2',
      '-nodes',
    ]
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', key, '-out', cert, ...subject],
      {
        stdio: 'ignore',
      },
    )
    const tls = ['--tls-cert', cert, '--tls-key', key, '--cors-origin', 'https://console.example']
    const service = await RunningService.start(store, makeKey(store, '--scope', 'admin'), tls)
    try {
      expect(service.url).toMatch(/^https:/)
      const answer = await new Promise<{ status: number; origin: string | undefined }>((resolve, reject) =>
        request(
          new URL('/healthz', service.url),
          { ca: readFileSync(cert), headers: { origin: 'https://console.example' } },
          (response) => {
            const origin = response.headers['access-control-allow-origin']
            response.resume()
            resolve({ status: response.statusCode ?? 0, origin })
          },
        )
          .on('error', reject)
          .end(),
      )
      expect(answer).toEqual({ status: 200, origin: 'https://console.example' })
      await expect(fetch(service.url.replace('https', 'http'))).rejects.toThrow()
    } finally {
      await service.stop()
      folder.remove()
    }
  },
  60_000,
)
