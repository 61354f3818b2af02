// The gateways of other people, started as their tests and the doctor's need them: each asks a guard before it passes a
// request on to an upstream.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer as createSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../repository/tree.js'

/** Who is asked: adapters of a test, or a service with its key. */
export interface Guard {
  readonly url: string
  readonly port: number
  readonly key?: string
}

export interface StartedPeer {
  readonly url: string
  stop(): Promise<void>
}

/** The file of a peer that `scripts/peers.mjs` brings, and why its tests are skipped when it isn't there. */
function peer(name: string, ...path: readonly string[]): { readonly file: string; readonly absent?: string } {
  const file = join(ROOT, '.peers', name, ...path)
  if (existsSync(file)) return { file }
  const absent = `no ${name} in .peers: run \`node scripts/peers.mjs gateways\``
  console.warn(`skipped: ${absent}`)
  return { file, absent }
}

/** A port that is free now, for a program that must be told one. */
async function freePort(): Promise<number> {
  const socket = createSocket()
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve))
  const { port } = socket.address() as AddressInfo
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}

/** LiteLLM loads for long, on a machine that has other work for longer. */
const STARTS_WITHIN_MS = 150_000

/** Starts a program and waits until it answers on a port. */
async function startProgram(
  file: string,
  args: readonly string[],
  port: number,
  cwd?: string,
): Promise<() => Promise<void>> {
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // LiteLLM would fetch a price list from the network.
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
    ...(cwd !== undefined && { cwd }),
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
    })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  for (const deadline = Date.now() + STARTS_WITHIN_MS; Date.now() < deadline; ) {
    if (child.exitCode !== null) throw new Error(`${file} ended: ${said}`)
    const isUp = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
    if (isUp) return stop
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  throw new Error(`${file} does not answer: ${said}`)
}

export const ENVOY = peer('envoy', 'envoy', '_bin', 'envoy')
export const NGINX = peer('nginx', 'usr', 'sbin', 'nginx')
export const LITELLM = peer('litellm', 'bin', 'litellm')
export const PORTKEY = peer('portkey', 'node_modules', '@portkey-ai', 'gateway', 'build', 'start-server.js')
export const BOUNCER = peer('crowdsec-custom-bouncer', 'usr', 'bin', 'crowdsec-custom-bouncer')

/** A folder that goes when the peer was stopped. */
async function inFolder(name: string, start: (folder: string) => Promise<StartedPeer>): Promise<StartedPeer> {
  const folder = mkdtempSync(join(tmpdir(), `stillwatch-${name}-`))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const { url, stop } = await start(folder)
    return { url, stop: () => stop().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

const urlOf = (port: number) => `http://127.0.0.1:${port}`

const envoyType = (name: string) => `type.googleapis.com/envoy.extensions.filters.${name}`

const guardFilter = (guard: Guard) => ({
  name: 'guard',
  typed_config: {
    '@type': envoyType('http.ext_authz.v3.ExtAuthz'),
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
      server_uri: { uri: `127.0.0.1:${guard.port}`, cluster: 'guard', timeout: '2s' },
      path_prefix: '/gateways/envoy',
      ...(guard.key !== undefined && {
        authorization_request: {
          headers_to_add: [{ key: 'x-stillwatch-key', value: guard.key }],
        },
      }),
      authorization_response: {
        allowed_upstream_headers: { patterns: [{ prefix: 'x-stillwatch-' }] },
      },
    },
  },
})

/** @param filters in place of one that also believes a client's word about its account */
function envoyConfig(
  port: number,
  guard: Guard,
  upstream: number,
  filters: readonly object[] | undefined,
): object {
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
  const type = envoyType
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
                      ...(filters ?? [guardFilter(guard)]),
                      { name: 'router', typed_config: { '@type': type('http.router.v3.Router') } },
                    ],
                  },
                },
              ],
            },
          ],
        },
      ],
      clusters: ['guard', 'stillwatch']
        .map((name) => cluster(name, guard.port))
        .concat(cluster('upstream', upstream)),
    },
  }
}

export async function startEnvoy(
  guard: Guard,
  upstream: number,
  filters?: readonly object[],
): Promise<StartedPeer> {
  const port = await freePort()
  const config = JSON.stringify(envoyConfig(port, guard, upstream, filters))
  const args = ['--config-yaml', config, '--concurrency', '1', '--disable-hot-restart', '-l', 'error']
  return { url: urlOf(port), stop: await startProgram(ENVOY.file, args, port) }
}

/** Locations that also believe a client's word about its account. */
const guardLocations = (guard: Guard, upstream: number) => `
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
      proxy_pass http://127.0.0.1:${guard.port}/gateways/nginx;
      ${guard.key === undefined ? '' : `proxy_set_header X-Stillwatch-Key ${guard.key};`}
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
`

const nginxConfig = (folder: string, port: number, locations: string) => `
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
    ${locations}
  }
}
`

export function startNginx(
  guard: Guard,
  upstream: number,
  locations = guardLocations(guard, upstream),
): Promise<StartedPeer> {
  return inFolder('nginx', async (folder) => {
    const port = await freePort()
    mkdirSync(join(folder, 'logs'))
    const config = join(folder, 'nginx.conf')
    writeFileSync(config, nginxConfig(folder, port, locations))
    return {
      url: urlOf(port),
      stop: await startProgram(NGINX.file, ['-p', folder, '-c', config, '-e', 'stderr'], port),
    }
  })
}

/** Key of the gateways that let nobody in without one. */
export const GATEWAY_KEY = 'sk-of-a-test'

const guardGuardrails = (guard: Guard) => [
  {
    guardrail_name: 'stillwatch',
    litellm_params: {
      guardrail: 'generic_guardrail_api',
      mode: 'pre_call',
      default_on: true,
      api_base: `${guard.url}/gateways/litellm`,
      api_key: guard.key ?? 'k',
      unreachable_fallback: 'fail_open',
    },
  },
]

const litellmConfig = (guardrails: readonly object[], upstream: string) => ({
  model_list: [
    { model_name: 'big', litellm_params: { model: 'openai/big', api_base: `${upstream}/v1`, api_key: 'x' } },
  ],
  guardrails,
  general_settings: { master_key: GATEWAY_KEY },
})

export function startLitellm(
  guard: Guard,
  upstream: string,
  guardrails: readonly object[] = guardGuardrails(guard),
): Promise<StartedPeer> {
  return inFolder('litellm', async (folder) => {
    const port = await freePort()
    const config = join(folder, 'config.yaml')
    // JSON is YAML.
    writeFileSync(config, JSON.stringify(litellmConfig(guardrails, upstream)))
    const args = ['--config', config, '--host', '127.0.0.1', '--port', String(port), '--telemetry', 'False']
    // By its Python, since the program’s first line names the folder in which it was brought.
    const python = join(LITELLM.file, '..', 'python')
    return { url: urlOf(port), stop: await startProgram(python, [LITELLM.file, ...args], port, folder) }
  })
}

export async function startPortkey(): Promise<StartedPeer> {
  const port = await freePort()
  const args = [PORTKEY.file, '--headless', `--port=${port}`]
  return { url: urlOf(port), stop: await startProgram(process.execPath, args, port) }
}

/** Headers that Portkey's gateway is configured by, request by request. @param hooks in place of one before and after a call */
export function portkeyHeaders(
  guard: Guard,
  upstream: string,
  provider = 'openai',
  hooks?: object,
): Record<string, string> {
  const hook = {
    'default.webhook': {
      webhookURL: `${guard.url}/gateways/portkey`,
      timeout: 3000,
      ...(guard.key !== undefined && { headers: { 'x-api-key': guard.key } }),
    },
    deny: true,
  }
  return {
    authorization: `Bearer ${GATEWAY_KEY}`,
    'x-portkey-provider': provider,
    'x-portkey-config': JSON.stringify({
      provider,
      api_key: GATEWAY_KEY,
      custom_host: `${upstream}/v1`,
      ...(hooks ?? { input_guardrails: [hook], output_guardrails: [hook] }),
    }),
  }
}

/** A bouncer that hands what it pulls to a program, which writes it down; `told` reads it, each thing once. */
export async function startBouncer(
  guard: Guard,
  url = `${guard.url}/gateways/crowdsec/`,
): Promise<StartedPeer & { told(): string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bouncer-'))
  const told = join(folder, 'told')
  const program = join(folder, 'enforce.sh')
  writeFileSync(program, `#!/bin/sh\necho "$1 $2" >> ${told}\n`)
  chmodSync(program, 0o700)
  const config = join(folder, 'bouncer.yaml')
  writeFileSync(
    config,
    `bin_path: ${program}
feed_via_stdin: false
update_frequency: 1s
cache_retention_duration: 1s
piddir: ${folder}
daemonize: false
log_mode: stdout
log_level: info
api_url: ${url}
api_key: ${guard.key ?? 'of-a-test'}
prometheus: { enabled: false }
`,
  )
  const child = spawn(BOUNCER.file, ['-c', config], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    url: '',
    // Whether it is told a thing twice hangs on what the bouncer remembers.
    told: () => (existsSync(told) ? [...new Set(readFileSync(told, 'utf8').trim().split('\n'))].sort() : []),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
