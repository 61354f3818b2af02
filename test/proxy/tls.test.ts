// TLS on both sides of the proxy: clients speak it to the proxy, and the proxy to its upstream, whose certificate counts.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RunningProxy } from '../../bench/live/running-service.js'
import { makeFolder } from '../cli/stillwatch.js'

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
if (!hasOpenssl) console.warn('skipped: the proxy over TLS (there is no openssl to make a certificate with)')

test.skipIf(!hasOpenssl)('TLS before and behind', async () => {
  const folder = makeFolder()
  const [cert, key] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-nodes']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', key, '-out', cert, ...names], {
    stdio: 'ignore',
  })
  const [ca, secret] = [readFileSync(cert), readFileSync(key)]
  const upstream = createServer({ cert: ca, key: secret }, (_, response) => response.end('{"ok":true}'))
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  const url = `https://127.0.0.1:${(upstream.address() as AddressInfo).port}`
  const ask = (proxy: RunningProxy) =>
    new Promise<string>((resolve, reject) => {
      request(`${proxy.url}/v1/messages`, { method: 'POST', ca }, (response) => {
        let text = `${response.statusCode} `
        response.setEncoding('utf8').on('data', (piece: string) => {
          text += piece
        })
        response.on('end', () => resolve(text))
      })
        .on('error', reject)
        .end('{}')
    })
  const tls = ['--tls-cert', cert, '--tls-key', key]
  const wary = await RunningProxy.start(url, join(folder.path, 'wary'), tls)
  process.env.NODE_EXTRA_CA_CERTS = cert
  const trusting = await RunningProxy.start(url, join(folder.path, 'trusting'), tls)
  delete process.env.NODE_EXTRA_CA_CERTS
  try {
    expect(await ask(wary)).toMatch(/^502 .*upstream-unreachable/)
    expect(await ask(trusting)).toBe('200 {"ok":true}')
  } finally {
    await Promise.all([wary.stop(), trusting.stop()])
    upstream.close()
    upstream.closeAllConnections()
    folder.remove()
  }
})
