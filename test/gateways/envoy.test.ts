// A real Envoy asks before each call: refusals reach the client as they are meant, degraded calls the other model.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerEnvoy } from '../../src/respond/gateways/envoy.js'
import {
  freePort,
  type Listening,
  peer,
  serveAdapters,
  serveUpstream,
  startProgram,
  tableOfSteps,
} from './host.js'

const { file, absent } = peer('envoy', 'envoy', '_bin', 'envoy')

/** As docs/gateways.md has it, with this test's ports. */
function configuration(port: number, guard: number, upstream: number): object {
  const cluster = (name: string, to: number) => ({
    name,
    connect_timeout: '1s',
    type: 'STATIC',
    load_assignment: {
      cluster_name: name,
      endpoints: [
        {
          lb_endpoints: [
            { endpoint: { address: { socket_address: { address: '127.0.0.1', port_value: to } } } },
          ],
        },
      ],
    },
  })
  const route = (name: string, match: object) => ({
    match: { prefix: '/', ...match },
    route: { cluster: 'upstream' },
    request_headers_to_add: [
      { header: { key: 'x-routed', value: name }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' },
    ],
  })
  const type = (name: string) => `type.googleapis.com/envoy.extensions.filters.${name}`
  return {
    static_resources: {
      listeners: [
        {
          address: { socket_address: { address: '127.0.0.1', port_value: port } },
          filter_chains: [
            {
              filters: [
                {
                  name: 'http',
                  typed_config: {
                    '@type': type('network.http_connection_manager.v3.HttpConnectionManager'),
                    stat_prefix: 'in',
                    use_remote_address: true,
                    route_config: {
                      virtual_hosts: [
                        {
                          name: 'all',
                          domains: ['*'],
                          routes: [
                            route('small', {
                              headers: [
                                { name: 'x-stillwatch-model', string_match: { exact: 'small-model' } },
                              ],
                            }),
                            route('usual', {}),
                          ],
                        },
                      ],
                    },
                    http_filters: [
                      {
                        name: 'guard',
                        typed_config: {
                          '@type': type('http.ext_authz.v3.ExtAuthz'),
                          clear_route_cache: true,
                          failure_mode_allow: true,
                          allowed_headers: {
                            patterns: [
                              { exact: 'x-stillwatch-account' },
                              { exact: 'x-api-key' },
                              { exact: 'x-forwarded-for' },
                              { exact: 'x-envoy-external-address' },
                            ],
                          },
                          http_service: {
                            server_uri: { uri: `127.0.0.1:${guard}`, cluster: 'guard', timeout: '2s' },
                            path_prefix: '/gateways/envoy',
                            authorization_response: {
                              allowed_upstream_headers: { patterns: [{ prefix: 'x-stillwatch-' }] },
                            },
                          },
                        },
                      },
                      { name: 'router', typed_config: { '@type': type('http.router.v3.Router') } },
                    ],
                  },
                },
              ],
            },
          ],
        },
      ],
      clusters: [cluster('guard', guard), cluster('upstream', upstream)],
    },
  }
}

describe.skipIf(absent !== undefined)('Envoy', () => {
  let guard: Listening
  let upstream: Awaited<ReturnType<typeof serveUpstream>>
  let stop: () => Promise<void>
  let port: number
  beforeAll(async () => {
    const { context } = tableOfSteps()
    guard = await serveAdapters({ '/gateways/envoy/': (request) => answerEnvoy(request, context) })
    upstream = await serveUpstream()
    port = await freePort()
    const config = JSON.stringify(configuration(port, guard.port, upstream.port))
    stop = await startProgram(
      file,
      ['--config-yaml', config, '--concurrency', '1', '--disable-hot-restart', '-l', 'error'],
      port,
    )
  })
  afterAll(async () => {
    await stop?.()
    await guard?.close()
    await upstream?.close()
  })

  const call = (account: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}/v1/chat/completions?beta=1`, {
      method: 'POST',
      headers: { 'x-stillwatch-account': account, 'content-type': 'application/json', ...headers },
      body: '{"model":"big"}',
    })

  test('lets an honest account and one in shadow pass, with the body whole', async () => {
    for (const account of ['honest', 'shadowed', 'observed']) {
      const response = await call(account)
      expect(response.status).toBe(200)
      expect(upstream.seen.at(-1)).toMatchObject({
        path: '/v1/chat/completions?beta=1',
        body: '{"model":"big"}',
      })
    }
    expect(upstream.seen.at(-1)?.headers['x-stillwatch-action']).toBe('observe')
  })

  test('refuses a suspended account with our words, and nothing reaches the model', async () => {
    const before = upstream.seen.length
    const response = await call('suspended')
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({
      error: { type: 'account_suspended', code: 'coordinated-use' },
    })
    expect(upstream.seen.length).toBe(before)
  })

  test('sends one that must be verified to the address', async () => {
    const response = await call('unverified')
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({
      error: { type: 'verification_required', url: 'https://example.com/verify' },
    })
  })

  test('answers 429 with the wait over the rate', async () => {
    expect((await call('slow')).status).toBe(200)
    const response = await call('slow')
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50)
  })

  test('routes a degraded account to the other model, and tells upstream what to withhold', async () => {
    await call('degraded')
    expect(upstream.seen.at(-1)?.headers).toMatchObject({
      'x-routed': 'small',
      'x-stillwatch-max-tokens': '100',
      'x-stillwatch-withhold': 'reasoning,logprobs',
    })
    await call('tagged')
    expect(upstream.seen.at(-1)?.headers).toMatchObject({ 'x-routed': 'usual', 'x-stillwatch-tag': 'look' })
  })

  test('believes no word of a client about what was decided', async () => {
    await call('honest', { 'x-stillwatch-model': 'small-model', 'x-stillwatch-tag': 'fine' })
    expect(upstream.seen.at(-1)?.headers).toMatchObject({
      'x-routed': 'usual',
      'x-stillwatch-tag': 'none',
      'x-stillwatch-model': 'none',
    })
  })

  test('lets pass when nobody answers, as it is told to', async () => {
    await guard.close()
    expect((await call('suspended')).status).toBe(200)
  })
})
