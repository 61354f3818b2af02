// `stillwatch proxy`: a reverse proxy before a model's API, for those who have no gateway.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { isLoopbackHost } from '../../config/loopback.js'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { type ProxyOptions, ProxyProcess } from '../../proxy/proxy.js'
import { WHEN_UNSURE } from '../../server/decision-desk.js'
import { createLog, LOG_LEVELS } from '../../server/log.js'
import { oneOf } from '../given.js'
import { parseListen, stopped, type TlsFlags, tlsOf } from '../listening.js'
import { serviceOf } from '../named-service.js'
import { parseBytes, parseDuration } from '../quantity.js'

interface ProxyFlags extends TlsFlags {
  readonly upstream?: string
  readonly proxyListen?: string
  readonly statusListen?: string
  readonly service?: string
  readonly keyFile?: string
  readonly decisions?: string
  readonly exchanges?: string
  readonly keyAccounts?: string
  readonly accountHeader?: string
  readonly behindProxy?: boolean
  readonly upstreamSilence?: string
  readonly spoolLimit?: string
  readonly state?: string
  readonly whenUnsure?: string
  readonly logLevel?: string
}

const DEFAULT_STATE = 'stillwatch-proxy'

/** Adds the command. */
export function addProxy(program: Command): void {
  program
    .command('proxy')
    .description('stand before a model’s API: enforce decisions, and write exchanges down')
    .option('--upstream <url>', settingSays('upstream'))
    .option('--proxy-listen <address>', settingSays('proxy-listen'))
    .option('--status-listen <address>', settingSays('status-listen'))
    .option('--service <url>', settingSays('service'))
    .option('--key-file <file>', `${settingSays('key-file')}: scopes ingest and decide`)
    .option('--decisions <file>', settingSays('decisions'))
    .option('--exchanges <file>', settingSays('exchanges'))
    .option('--key-accounts <file>', settingSays('key-accounts'))
    .option('--account-header <name>', settingSays('account-header'))
    .option(
      '--behind-proxy',
      'another proxy stands before this one: the last entry of X-Forwarded-For is the client',
    )
    .option('--upstream-silence <time>', settingSays('upstream-silence'))
    .option('--spool-limit <bytes>', settingSays('spool-limit'))
    .option('--state <dir>', settingSays('state'))
    .option('--when-unsure <how>', settingSays('when-unsure'))
    .option('--tls-cert <file>', settingSays('tls-cert'))
    .option('--tls-key <file>', settingSays('tls-key'))
    .option('--tls-client-ca <file>', settingSays('tls-client-ca'))
    .option('--log-level <level>', settingSays('log-level'))
    .action(run)
}

async function run(flags: ProxyFlags): Promise<void> {
  const log = createLog(oneOf(LOG_LEVELS, settingValue('log-level', flags.logLevel), '--log-level'))
  const options = optionsOf(flags)
  const proxy = await ProxyProcess.start(options, log)
  log.info({ url: proxy.url, status: proxy.statusUrl, upstream: options.upstream }, 'passing requests on')
  if (!isLoopbackHost(options.listen.host) && !options.tls)
    log.warn(
      {},
      'keys travel in clear: give --tls-cert and --tls-key, or let something before the proxy do TLS',
    )
  await stopped()
  log.info({}, 'stopping')
  await proxy.stop()
  log.info({}, 'stopped')
}

function optionsOf(flags: ProxyFlags): ProxyOptions {
  const upstream = settingValue('upstream', flags.upstream)
  if (upstream === undefined)
    throw new Problem(
      'upstream-missing',
      'no upstream was named',
      'Say with --upstream URL which API stands behind the proxy.',
    )
  const status = settingValue('status-listen', flags.statusListen) ?? 'off'
  const [service, decisionsFile] = [
    settingValue('service', flags.service),
    settingValue('decisions', flags.decisions),
  ]
  return {
    listen: parseListen(settingValue('proxy-listen', flags.proxyListen) ?? '', '--proxy-listen'),
    statusListen: status === 'off' ? undefined : parseListen(status, '--status-listen'),
    upstream,
    silenceMs: parseDuration(
      settingValue('upstream-silence', flags.upstreamSilence) ?? '',
      '--upstream-silence',
    ),
    service: service === undefined ? undefined : serviceOf(service, flags.keyFile),
    decisionsFile,
    exchangesFile: settingValue('exchanges', flags.exchanges),
    state: resolve(settingValue('state', flags.state) ?? DEFAULT_STATE),
    spoolBytes: parseBytes(settingValue('spool-limit', flags.spoolLimit) ?? '', '--spool-limit'),
    whenUnsure: oneOf(WHEN_UNSURE, settingValue('when-unsure', flags.whenUnsure), '--when-unsure'),
    keyAccountsFile: settingValue('key-accounts', flags.keyAccounts),
    accountHeader: settingValue('account-header', flags.accountHeader),
    isBehindProxy: flags.behindProxy ?? false,
    tls: tlsOf(flags),
  }
}
