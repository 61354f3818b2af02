// `stillwatch doctor gateway`: sends probes through a gateway and says whether it does what decisions say.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { Argument, Option } from 'commander'
import { settingSays, settingValue } from '../../config/settings.js'
import { ProbesClient } from '../../doctor/probes-client.js'
import { tryBouncers } from '../../doctor/try-bouncers.js'
import { type Result, type Tried, tryGateway } from '../../doctor/try-gateway.js'
import { WAYS } from '../../doctor/ways.js'
import { Problem } from '../../model/problem.js'
import { renderRows } from '../../report/rows.js'
import { ENFORCERS } from '../../respond/gateways/catalog.js'
import { serviceOf } from '../named-service.js'
import { EXIT, writeOut } from '../output.js'
import { parseDuration } from '../quantity.js'

interface Flags {
  readonly gateway?: string
  readonly path: string
  readonly model: string
  readonly service?: string
  readonly keyFile?: string
  readonly probeKeyFile?: string
  readonly account?: string
  readonly header: readonly string[]
  readonly bouncer?: string
  readonly wait?: string
  readonly format: 'table' | 'json'
}

const WAIT = '5s'
/** Bouncers pull at times of their own. */
const BOUNCERS_WAIT = '60s'
/** A probe lasts a little longer than it is waited for; the service allows two minutes. */
const MORE_SECONDS = 30
const MOST_WAIT_MS = 90_000

const WORDS: Readonly<Record<Result, string>> = {
  right: 'right',
  wrong: 'WRONG',
  unclear: 'unclear',
  no: '–',
}

/** Adds the commands. */
export function addDoctor(program: Command): void {
  const doctor = program.command('doctor').description('try out what runs')
  doctor
    .command('gateway')
    .description('send probes through a gateway: does it refuse what is to be refused, and pass the rest')
    .addArgument(new Argument('<kind>', 'which gateway').choices(ENFORCERS.map(({ id }) => id)))
    .option('--gateway <url>', 'address of the gateway')
    .option('--path <path>', 'where it answers chat completions', '/v1/chat/completions')
    .option('--model <name>', 'model that is asked for', 'stillwatch-probe')
    .option('--service <url>', settingSays('service'))
    .option('--key-file <file>', `${settingSays('key-file')}: scope act`)
    .option('--probe-key-file <file>', 'file of a key that the gateway lets in, for a test account’s')
    .option(
      '--account <id>',
      'account that the gateway tells for that key; it must begin with stillwatch-probe-',
    )
    .addOption(
      new Option('--header <header...>', 'header that the gateway needs, as "Name: value"').default([], ''),
    )
    .option(
      '--bouncer <name>',
      'crowdsec: name of the key that the bouncer pulls with; any bouncer without it',
    )
    .option(
      '--wait <time>',
      `longest time until a decision is in force there; ${WAIT}, of bouncers ${BOUNCERS_WAIT}`,
    )
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .action(doctorGateway)
}

async function doctorGateway(kind: string, flags: Flags): Promise<void> {
  const gateway = ENFORCERS.find(({ id }) => id === kind) ?? (ENFORCERS[0] as (typeof ENFORCERS)[number])
  const way = WAYS.find(({ id }) => id === kind)
  const waitMs = parseDuration(flags.wait ?? (way ? WAIT : BOUNCERS_WAIT), '--wait')
  if (waitMs > MOST_WAIT_MS)
    throw new Problem(
      'bad-value',
      `--wait takes no ${flags.wait}`,
      'Give at most 90s: a probe lasts two minutes.',
    )
  const service = settingValue('service', flags.service)
  const probes = new ProbesClient(
    serviceOf(service ?? 'http://127.0.0.1:8430', flags.keyFile),
    Math.ceil(waitMs / 1000) + MORE_SECONDS,
  )
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(interrupted()))
  const common = { gateway, probes, waitMs, signal: stop.signal }
  const tell = ({ step, result, seen }: Tried) =>
    process.stderr.write(`${step}: ${WORDS[result]} (${seen})\n`)
  const tried = await withWords(
    way
      ? tryGateway(
          {
            ...common,
            way,
            url: urlOf(flags),
            model: flags.model,
            headers: headersOf(flags),
            account: flags.account,
          },
          tell,
        )
      : tryBouncers({ ...common, bouncer: flags.bouncer }, tell),
  )
  await writeOut(
    flags.format === 'json' ? `${JSON.stringify({ gateway: kind, tried }, null, 2)}\n` : tableOf(tried),
  )
  process.exitCode = exitCodeOf(tried)
}

/** What is wrong outweighs what can't be told. */
function exitCodeOf(tried: readonly Tried[]): number {
  if (tried.some(({ result }) => result === 'wrong')) return EXIT.found
  return tried.some(({ result }) => result === 'unclear') ? EXIT.unclear : EXIT.nothing
}

const tableOf = (tried: readonly Tried[]) =>
  renderRows(
    tried.map(({ step, result, expected, seen }) => ({ step, result: WORDS[result], expected, seen })),
  )

/** A wait that was broken off says so in our words. */
async function withWords<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError' && error.cause instanceof Problem)
      throw error.cause
    throw error
  }
}

const interrupted = () =>
  new Problem('interrupted', 'it was stopped before it was done', 'Nothing of it is in force; run it again.')

function urlOf({ gateway, path }: Flags): URL {
  if (gateway !== undefined && URL.canParse(path, gateway)) return new URL(path, gateway)
  throw new Problem(
    'gateway-missing',
    gateway === undefined ? 'no gateway was named' : `${gateway} is no address`,
    'Say with --gateway URL where clients reach it.',
  )
}

function headersOf({ header, probeKeyFile }: Flags): Record<string, string> {
  const headers: Record<string, string> = {}
  if (probeKeyFile !== undefined) headers.authorization = `Bearer ${keyIn(probeKeyFile)}`
  for (const one of header) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*([\x20-\x7e]*)$/.exec(one) ?? []
    if (name === undefined || value === undefined)
      throw new Problem('bad-value', '--header takes a name and a value', 'Write --header "x-team: search".')
    headers[name.toLowerCase()] = value
  }
  return headers
}

function keyIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new Problem(
      'key-file',
      `cannot read the key in ${path}: ${error instanceof Error ? error.message : String(error)}`,
      'Name a file that holds a key of the gateway with --probe-key-file.',
      { cause: error },
    )
  }
}
