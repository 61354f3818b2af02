// `stillwatch serve`: the service that a provider leaves running.
import type { Command } from 'commander'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { WHEN_UNSURE } from '../../server/decision-desk.js'
import { readSecret } from '../../server/events/webhook.js'
import { createLog, LOG_LEVELS } from '../../server/log.js'
import { Service, type ServiceOptions } from '../../server/service.js'
import { DEFAULT_STORE, stateFolder } from '../../server/state-folder.js'
import { readVersion } from '../../version.js'
import { addFactOptions, type FactFlags, factsOf } from '../fact-options.js'
import { parseBytes, parseDuration } from '../quantity.js'

interface ServeFlags extends FactFlags {
  readonly listen?: string
  readonly store?: string
  readonly database?: string
  readonly cluster?: string
  readonly state?: string
  readonly every?: string
  readonly whenUnsure?: string
  readonly inboxLimit?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly tlsClientCa?: string
  readonly corsOrigin?: string
  readonly webhook?: string
  readonly webhookSecretFile?: string
  readonly logLevel?: string
  readonly keepText?: boolean
}

/** Adds the command. */
export function addServe(program: Command): void {
  addFactOptions(
    program
      .command('serve')
      .description('take exchanges in over HTTP, find campaigns on a clock, and answer gateways')
      .option('--listen <address>', settingSays('listen'))
      .option('--store <where>', `${settingSays('store')}; ${DEFAULT_STORE} when left out`)
      .option('--database <name>', settingSays('database'))
      .option('--cluster <name>', settingSays('cluster'))
      .option('--state <dir>', settingSays('state'))
      .option('--every <time>', settingSays('every'))
      .option('--when-unsure <how>', settingSays('when-unsure'))
      .option('--inbox-limit <bytes>', settingSays('inbox-limit'))
      .option('--tls-cert <file>', settingSays('tls-cert'))
      .option('--tls-key <file>', settingSays('tls-key'))
      .option('--tls-client-ca <file>', settingSays('tls-client-ca'))
      .option('--cors-origin <origins>', settingSays('cors-origin'))
      .option('--webhook <url>', settingSays('webhook'))
      .option('--webhook-secret-file <file>', settingSays('webhook-secret-file'))
      .option('--log-level <level>', settingSays('log-level'))
      .option('--keep-text', 'keep prompt text in the store (it is dropped after fingerprinting otherwise)'),
  ).action(serve)
}

async function serve(flags: ServeFlags): Promise<void> {
  const log = createLog(oneOf(LOG_LEVELS, settingValue('log-level', flags.logLevel), '--log-level'))
  const options = optionsOf(flags)
  const { host } = options.listen
  const isOpen = !/^(127\.|::1$|localhost$)/.test(host)
  const service = await Service.start(options, log)
  log.info({ url: service.url, store: options.engine.store.replace(/\/\/[^@/]*@/, '//…@') }, 'answering')
  if (isOpen && !options.tls)
    log.warn({}, 'keys travel in clear: give --tls-cert and --tls-key, or let a proxy on this machine do TLS')
  if (service.keys.usable === 0)
    log.warn({}, 'there is no key yet: make one with `stillwatch keys create NAME --scope ingest --store …`')
  await stopped()
  log.info({}, 'stopping')
  await service.stop()
}

function optionsOf(flags: ServeFlags): ServiceOptions {
  const store = settingValue('store', flags.store) ?? DEFAULT_STORE
  const [cert, key] = [settingValue('tls-cert', flags.tlsCert), settingValue('tls-key', flags.tlsKey)]
  if ((cert === undefined) !== (key === undefined))
    throw new Problem(
      'tls-unreadable',
      'a certificate and its key go together',
      'Give --tls-cert and --tls-key.',
    )
  const origins = (settingValue('cors-origin', flags.corsOrigin) ?? '').split(',').map((one) => one.trim())
  return {
    listen: parseListen(settingValue('listen', flags.listen) ?? ''),
    engine: {
      store,
      database: settingValue('database', flags.database),
      cluster: settingValue('cluster', flags.cluster),
      keepText: flags.keepText ?? false,
      facts: factsOf(flags),
    },
    state: stateFolder(store, settingValue('state', flags.state)),
    everyMs: parseDuration(settingValue('every', flags.every) ?? '', '--every'),
    whenUnsure: oneOf(WHEN_UNSURE, settingValue('when-unsure', flags.whenUnsure), '--when-unsure'),
    inboxBytes: parseBytes(settingValue('inbox-limit', flags.inboxLimit) ?? '', '--inbox-limit'),
    crossSite: { origins: origins.filter((one) => one !== '').map(parseOrigin) },
    tls:
      cert === undefined || key === undefined
        ? undefined
        : { cert, key, clientCa: settingValue('tls-client-ca', flags.tlsClientCa) },
    webhook: webhookOf(
      settingValue('webhook', flags.webhook),
      settingValue('webhook-secret-file', flags.webhookSecretFile),
    ),
    version: readVersion(),
  }
}

function parseListen(text: string): ServiceOptions['listen'] {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = bracketed ?? plain
  if (host === undefined || Number(port) > 65_535)
    throw new Problem(
      'bad-value',
      `${text} is no address and port`,
      'Write --listen as 127.0.0.1:8430 or [::]:8430.',
    )
  return { host, port: Number(port) }
}

function webhookOf(url: string | undefined, secretFile: string | undefined): ServiceOptions['webhook'] {
  if (url === undefined) return undefined
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Problem('bad-value', `${url} is no address`, 'Write --webhook as https://host/path.')
  if (secretFile === undefined)
    throw new Problem(
      'webhook-secret',
      'a webhook needs a secret that its messages are signed with',
      'Name a file that holds one with --webhook-secret-file.',
    )
  return { url, secret: readSecret(secretFile) }
}

function parseOrigin(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text
  throw new Problem(
    'bad-value',
    `${text} is no origin`,
    'Write --cors-origin as https://console.example, without a path.',
  )
}

function oneOf<Value extends string>(
  values: readonly Value[],
  given: string | undefined,
  option: string,
): Value {
  const found = values.find((value) => value === given)
  if (found !== undefined) return found
  throw new Problem('bad-value', `${option} takes no ${given}`, `Give one of ${values.join(', ')}.`)
}

/** Resolves at the first signal to stop; a second one ends the process at once, as the system does it. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve())
  })
}
