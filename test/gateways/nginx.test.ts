// A real nginx asks by auth_request: its named location turns our headers into the client's answer.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerNginx } from '../../src/respond/gateways/nginx.js'
import {
  freePort,
  type Listening,
  peer,
  serveAdapters,
  serveUpstream,
  startProgram,
  tableOfSteps,
} from './host.js'

const { file, absent } = peer('nginx', 'usr', 'sbin', 'nginx')

/** As docs/gateways.md has it, with this test's ports and folder. */
const configuration = (folder: string, port: number, guard: number, upstream: number) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr error;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  map $stillwatch_model $model_route { default usual; small-model small; }
  server {
    listen 127.0.0.1:${port};
    location / {
      auth_request /stillwatch;
      auth_request_set $stillwatch_model $upstream_http_x_stillwatch_model;
      auth_request_set $stillwatch_tag $upstream_http_x_stillwatch_tag;
      auth_request_set $stillwatch_status $upstream_http_x_stillwatch_status;
      auth_request_set $stillwatch_wait $upstream_http_x_stillwatch_retry_after;
      auth_request_set $stillwatch_body $upstream_http_x_stillwatch_body;
      error_page 403 = @refused;
      proxy_set_header X-Stillwatch-Tag $stillwatch_tag;
      proxy_set_header X-Routed $model_route;
      proxy_pass http://127.0.0.1:${upstream};
    }
    location = /stillwatch {
      internal;
      proxy_pass http://127.0.0.1:${guard}/gateways/nginx;
      proxy_pass_request_body off;
      proxy_set_header Content-Length "";
      proxy_set_header X-Real-IP $remote_addr;
    }
    location @refused {
      default_type application/json;
      add_header Retry-After $stillwatch_wait always;
      if ($stillwatch_status = 429) { return 429 $stillwatch_body; }
      return 403 $stillwatch_body;
    }
  }
}
`

describe.skipIf(absent !== undefined)('nginx', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-nginx-'))
  let guard: Listening
  let upstream: Awaited<ReturnType<typeof serveUpstream>>
  let stop: () => Promise<void>
  let port: number
  beforeAll(async () => {
    const { context } = tableOfSteps()
    guard = await serveAdapters({ '/gateways/nginx': (request) => answerNginx(request, context) })
    upstream = await serveUpstream()
    port = await freePort()
    mkdirSync(join(folder, 'logs'))
    writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, guard.port, upstream.port))
    stop = await startProgram(file, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], port)
  })
  afterAll(async () => {
    await stop?.()
    await guard?.close()
    await upstream?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const call = (account: string) =>
    fetch(`http://127.0.0.1:${port}/v1/messages`, {
      method: 'POST',
      headers: { 'x-stillwatch-account': account },
      body: '{"model":"big"}',
    })

  test('lets an honest account and one in shadow pass, with the body whole', async () => {
    for (const account of ['honest', 'shadowed']) {
      expect((await call(account)).status).toBe(200)
      expect(upstream.seen.at(-1)).toMatchObject({ path: '/v1/messages', body: '{"model":"big"}' })
    }
  })

  test('refuses with our status, wait and words', async () => {
    const before = upstream.seen.length
    const suspended = await call('suspended')
    expect(suspended.status).toBe(403)
    expect(await suspended.json()).toMatchObject({ error: { type: 'account_suspended' } })
    const unverified = await call('unverified')
    expect(unverified.status).toBe(403)
    expect(await unverified.json()).toMatchObject({ error: { url: 'https://example.com/verify' } })
    expect(upstream.seen.length).toBe(before)
    expect((await call('slow')).status).toBe(200)
    const slow = await call('slow')
    expect(slow.status).toBe(429)
    expect(Number(slow.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(await slow.json()).toMatchObject({ error: { type: 'rate_limit_error' } })
  })

  test('chooses the upstream of a degraded account, and passes a tag on', async () => {
    await call('degraded')
    expect(upstream.seen.at(-1)?.headers['x-routed']).toBe('small')
    await call('tagged')
    expect(upstream.seen.at(-1)?.headers).toMatchObject({ 'x-routed': 'usual', 'x-stillwatch-tag': 'look' })
  })
})
