// `stillwatch serve`: the service that a provider leaves running.
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { isLoopbackHost } from '../../config/loopback.js'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { WHEN_UNSURE } from '../../server/decision-desk.js'
import { readSecret } from '../../server/events/webhook.js'
import { createLog, LOG_LEVELS, type Log } from '../../server/log.js'
import { LINK_MINUTES } from '../../server/people/local-link.js'
import { readPriceList } from '../../server/price-list.js'
import { readPublicEvents } from '../../server/read-public-events.js'
import { Service, type ServiceOptions } from '../../server/service.js'
import { DEFAULT_STORE, stateFolder, statePaths } from '../../server/state-folder.js'
import { readPartnerFile } from '../../share/received/partner-file.js'
import { readTaxiiConfiguration } from '../../share/taxii/server/read-configuration.js'
import { readVersion } from '../../version.js'
import { addFactOptions, type FactFlags, factsOf } from '../fact-options.js'
import { oneOf, parseOrigin } from '../given.js'
import { parseListen, stopped, type TlsFlags, tlsOf } from '../listening.js'
import { paceOf } from '../pace.js'
import { type PeopleFlags, peopleOptions } from '../people-options.js'
import { parseBytes, parseDuration } from '../quantity.js'
import { makeSample } from '../sample-traffic.js'

interface ServeFlags extends FactFlags, PeopleFlags, TlsFlags {
  readonly listen?: string
  readonly store?: string
  readonly database?: string
  readonly cluster?: string
  readonly state?: string
  readonly every?: string
  readonly wholeEvery?: string
  readonly wholeUnder?: string
  readonly whenUnsure?: string
  readonly inboxLimit?: string
  readonly corsOrigin?: string
  readonly taxii?: string
  readonly prices?: string
  readonly events?: string
  readonly partners?: string
  readonly pullEvery?: string
  readonly producer?: string
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
      .option('--whole-every <time>', settingSays('whole-every'))
      .option('--whole-under <time>', settingSays('whole-under'))
      .option('--when-unsure <how>', settingSays('when-unsure'))
      .option('--inbox-limit <bytes>', settingSays('inbox-limit'))
      .option('--tls-cert <file>', settingSays('tls-cert'))
      .option('--tls-key <file>', settingSays('tls-key'))
      .option('--tls-client-ca <file>', settingSays('tls-client-ca'))
      .option('--cors-origin <origins>', settingSays('cors-origin'))
      .option('--sign-in <way>', settingSays('sign-in'))
      .option('--public-url <url>', settingSays('public-url'))
      .option('--oidc-issuer <url>', settingSays('oidc-issuer'))
      .option('--oidc-client-id <id>', settingSays('oidc-client-id'))
      .option('--oidc-client-secret-file <file>', settingSays('oidc-client-secret-file'))
      .option('--oidc-scopes <scopes>', settingSays('oidc-scopes'))
      .option('--oidc-role-claim <claim>', settingSays('oidc-role-claim'))
      .option('--oidc-roles <roles>', settingSays('oidc-roles'))
      .option('--session-idle <time>', settingSays('session-idle'))
      .option('--session-longest <time>', settingSays('session-longest'))
      .option('--taxii <file>', settingSays('taxii'))
      .option('--prices <file>', settingSays('prices'))
      .option('--events <file>', settingSays('events'))
      .option('--partners <file>', settingSays('partners'))
      .option('--pull-every <time>', settingSays('pull-every'))
      .option('--producer <name>', settingSays('producer'))
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
  const service = await Service.start(options, log)
  log.info({ url: service.url, store: options.engine.store.replace(/\/\/[^@/]*@/, '//…@') }, 'answering')
  if (!isLoopbackHost(host) && !options.tls)
    log.warn({}, 'keys travel in clear: give --tls-cert and --tls-key, or let a proxy on this machine do TLS')
  if (service.keys.usable === 0)
    log.warn({}, 'there is no key yet: make one with `stillwatch keys create NAME --scope ingest --store …`')
  const link = service.people?.link
  const linkFile = statePaths(options.state).signInLink
  if (link) showLink(`${service.people?.url}${link.path}`, linkFile, log)
  await stopped()
  log.info({}, 'stopping')
  rmSync(linkFile, { force: true })
  await service.stop()
}

/** Once, to who started it: on a terminal, or in a file for who runs the service, as anything else may be kept as a log. */
function showLink(url: string, file: string, log: Log): void {
  if (process.stderr.isTTY) {
    process.stderr.write(
      `Sign in as the operator of this machine, once, within ${LINK_MINUTES} minutes:\n${url}\n`,
    )
    return
  }
  rmSync(file, { force: true })
  writeFileSync(file, `${url}\n`, { mode: 0o600, flag: 'wx' })
  log.info({ file, minutes: LINK_MINUTES }, 'the link that signs the operator in, once, is in a file')
}

function optionsOf(flags: ServeFlags): ServiceOptions {
  const store = settingValue('store', flags.store) ?? DEFAULT_STORE
  const origins = (settingValue('cors-origin', flags.corsOrigin) ?? '').split(',').map((one) => one.trim())
  const corsOrigins = origins.filter((one) => one !== '').map((one) => parseOrigin(one, '--cors-origin'))
  return {
    listen: parseListen(settingValue('listen', flags.listen) ?? ''),
    engine: {
      store,
      database: settingValue('database', flags.database),
      cluster: settingValue('cluster', flags.cluster),
      keepText: flags.keepText ?? false,
      facts: factsOf(flags),
      pace: paceOf(flags),
      partners: partnersOf(flags, store),
    },
    state: stateFolder(store, settingValue('state', flags.state)),
    everyMs: parseDuration(settingValue('every', flags.every) ?? '', '--every'),
    pullEveryMs: parseDuration(settingValue('pull-every', flags.pullEvery) ?? '', '--pull-every'),
    whenUnsure: oneOf(WHEN_UNSURE, settingValue('when-unsure', flags.whenUnsure), '--when-unsure'),
    inboxBytes: parseBytes(settingValue('inbox-limit', flags.inboxLimit) ?? '', '--inbox-limit'),
    crossSite: { origins: corsOrigins },
    people: peopleOptions(flags, corsOrigins),
    tls: tlsOf(flags),
    taxii: taxiiOf(settingValue('taxii', flags.taxii)),
    webhook: webhookOf(
      settingValue('webhook', flags.webhook),
      settingValue('webhook-secret-file', flags.webhookSecretFile),
    ),
    version: readVersion(),
    prices: pricesOf(settingValue('prices', flags.prices)),
    publicEvents: eventsOf(settingValue('events', flags.events)),
    makeSample,
    console: consoleFolder(),
  }
}

function taxiiOf(file: string | undefined): ServiceOptions['taxii'] {
  return file === undefined ? undefined : readTaxiiConfiguration(file)
}

/** The file is read now too, so that what is wrong with it is told at the start. */
function partnersOf(flags: ServeFlags, store: string): ServiceOptions['engine']['partners'] {
  const file = settingValue('partners', flags.partners)
  if (file === undefined) return undefined
  readPartnerFile(file)
  const paths = statePaths(stateFolder(store, settingValue('state', flags.state)))
  const { partners: cards, identity, outbox, told, fallen } = paths
  return {
    file: resolve(file),
    producer: settingValue('producer', flags.producer),
    cards,
    identity,
    outbox,
    told,
    fallen,
  }
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

const pricesOf = (file: string | undefined) => (file === undefined ? undefined : readPriceList(file))

const eventsOf = (file: string | undefined) => (file === undefined ? undefined : readPublicEvents(file))

/** Where the build puts the console, beside the compiled sources; none where these run as they are. */
function consoleFolder(): string | undefined {
  const folder = fileURLToPath(new URL('../../../console', import.meta.url))
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}
