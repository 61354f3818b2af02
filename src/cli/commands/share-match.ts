// `stillwatch share match`: which values a partner has too, over files that are sent to and fro.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { Option } from 'commander'
import { Problem } from '../../model/problem.js'
import { formatCount, formatPlural } from '../../report/quantities.js'
import { renderRows } from '../../report/rows.js'
import { askAbout, elementsFor, finish, readOffer } from '../../share/matching/ask.js'
import { answerRequests, type Holding, makeOffer } from '../../share/matching/hold.js'
import { KIND_SAYS, KINDS, type Kind } from '../../share/matching/kinds.js'
import { Ledger } from '../../share/matching/ledger.js'
import { openMessage } from '../../share/matching/messages.js'
import { type Period, Periods } from '../../share/matching/period.js'
import { Questions } from '../../share/matching/questions.js'
import { readValues } from '../../share/matching/read-values.js'
import { ServedOffers } from '../../share/matching/served-offers.js'
import { openIdentity, signerOf } from '../../share/trust/identity.js'
import { Partners } from '../../share/trust/partners.js'
import { createProgress, EXIT, writeOut } from '../output.js'
import {
  addStateOptions,
  note,
  parseWhole,
  pathsOf,
  readBytes,
  readText,
  type StateFlags,
} from '../share-state.js'
import { addShareMatchWith } from './share-match-with.js'

const DEFAULTS = { days: '30', budget: '60000', day: '30000' } as const

interface OfferFlags extends StateFlags {
  readonly to: string
  readonly kind: Kind
  readonly out?: string
  readonly serve?: boolean
  readonly days?: string
  readonly budget?: string
  readonly perDay?: string
  readonly rotate?: boolean
}

interface AskFlags extends StateFlags {
  readonly offer: string
  readonly limit?: string
}

interface FinishFlags extends StateFlags {
  readonly offer: string
  readonly format: 'table' | 'json'
}

/** Adds the commands. */
export function addShareMatch(share: Command): void {
  const match = share
    .command('match')
    .description('find which values a partner has too, and nothing about the others')
  const format = () =>
    new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table')

  addStateOptions(
    match
      .command('offer')
      .description(
        'let a partner ask about a list of values: writes what it is sent, offer.json and outputs.bin, or has the service hand it out',
      )
      .argument('<values>', 'file with a value a line; - for standard input'),
  )
    .requiredOption('--to <partner>', 'who may ask')
    .addOption(
      new Option(
        '--kind <kind>',
        `what the values are (${KINDS.map((kind) => `${kind}: ${KIND_SAYS[kind]}`).join('; ')})`,
      )
        .choices(KINDS)
        .makeOptionMandatory(),
    )
    .option('--out <dir>', 'directory that the two files are written to')
    .option(
      '--serve',
      'let the service of this store hand it out, to the key that is called after the partner',
    )
    .option('--days <number>', `how long a new key lasts; ${DEFAULTS.days} when left out`)
    .option(
      '--budget <number>',
      `values that the partner may ask about with this key; ${DEFAULTS.budget} when left out`,
    )
    .option('--per-day <number>', `of these in 24 hours; ${DEFAULTS.day} when left out`)
    .option('--rotate', 'end the key that is in use, and with it all requests made under it')
    .action(offer)

  addStateOptions(
    match
      .command('ask')
      .description('print blinded requests about values, to be sent to the partner')
      .argument('<values>', 'file with a value a line; - for standard input'),
  )
    .requiredOption('--offer <dir>', 'directory with the partner’s offer.json')
    .option('--limit <number>', 'ask about the first so many only')
    .action(ask)

  addStateOptions(
    match
      .command('answer')
      .description('print answers to a partner’s requests, if its budget allows')
      .argument('<requests>', 'file of the requests; - for standard input'),
  ).action(answer)

  addStateOptions(
    match
      .command('finish')
      .description('print the values that the partner has too; exit code 1 if there are some')
      .argument('<answers>', 'file of the answers; - for standard input'),
  )
    .requiredOption('--offer <dir>', 'directory with the partner’s offer.json and outputs.bin')
    .addOption(format())
    .action(end)

  addShareMatchWith(match)

  addStateOptions(match.command('status').description('who may ask for what, and what was asked'))
    .addOption(format())
    .action(status)
}

async function offer(file: string, flags: OfferFlags): Promise<void> {
  if (flags.out === undefined && flags.serve !== true)
    throw new Problem(
      'match-offer-nowhere',
      'an offer has to go somewhere',
      'Name a directory with --out, or have the service hand it out with --serve.',
    )
  const { periods, ...holding } = await openHolding(flags)
  // Nobody is offered anything whose signature wouldn't count.
  holding.directory.cardOf(flags.to)
  const { values, ...left } = readValues(flags.kind, readText(file))
  sayLeftOut(left)
  if (values.length === 0)
    throw new Problem(
      'match-no-values',
      `${file} holds no ${flags.kind} values`,
      `A ${flags.kind} value is ${KIND_SAYS[flags.kind]}.`,
    )
  const { days, budget } = wishesOf(flags)
  let period = periods.current(flags.to, flags.kind)
  if (period && flags.rotate === true) {
    periods.remove(period)
    period = undefined
  }
  const isNew = period === undefined
  const chosen = period
    ? withBudget(period, flags)
    : periods.start({ partner: flags.to, kind: flags.kind, days, budget })
  const progress = createProgress(false)
  const made = await makeOffer({ ...holding, periods }, chosen, values, (done) =>
    progress.say(`${formatCount(done)} of ${formatCount(values.length)} values`),
  )
  progress.done()
  if (flags.out !== undefined) {
    mkdirSync(flags.out, { recursive: true })
    writeFileSync(join(flags.out, 'outputs.bin'), made.outputs)
    writeFileSync(join(flags.out, 'offer.json'), `${JSON.stringify(made.offer, null, 2)}\n`)
  }
  if (flags.serve) new ServedOffers(pathsOf(flags).matchOffers).write(made)
  await note(flags, 'match.offered', {
    partner: flags.to,
    kind: flags.kind,
    period: chosen.id,
    isNew,
    values: values.length,
    budget: chosen.budget.period,
    perDay: chosen.budget.day,
  })
  await writeOut(
    `${formatCount(values.length)} values offered to ${flags.to} as ${formatCount(made.offer.outputs)} outputs, until ${made.offer.until}\n`,
  )
}

async function ask(file: string, flags: AskFlags): Promise<void> {
  const { signer, directory, questions } = await openAsking(flags)
  const offered = readOffer(readText(join(flags.offer, 'offer.json')), directory, signer.provider)
  const { values: all, ...left } = readValues(offered.kind, readText(file))
  sayLeftOut(left)
  const values = flags.limit === undefined ? all : all.slice(0, parseWhole(flags.limit, '--limit'))
  if (values.length === 0)
    throw new Problem(
      'match-no-values',
      `${file} holds no ${offered.kind} values`,
      `A ${offered.kind} value is ${KIND_SAYS[offered.kind]}.`,
    )
  const progress = createProgress(false)
  const { requests, question } = await askAbout(offered, values, signer, (done) =>
    progress.say(`${formatPlural(done, 'request')} made`),
  )
  progress.done()
  questions.save(question)
  await note(flags, 'match.asked', {
    partner: offered.from,
    kind: offered.kind,
    period: offered.period,
    values: values.length,
    elements: elementsFor(values.length),
  })
  await writeOut(requests.map((request) => `${JSON.stringify(request)}\n`).join(''))
  process.stderr.write(
    `${formatPlural(values.length, 'value')} in ${formatPlural(requests.length, 'request')} for ${offered.from}, ${formatCount(elementsFor(values.length))} evaluations with padding\n`,
  )
}

async function answer(file: string, flags: StateFlags): Promise<void> {
  const holding = await openHolding(flags)
  const lines = linesOf(readText(file))
  const progress = createProgress(false)
  try {
    const { answers, period, charged } = await answerRequests(holding, lines, (done) =>
      progress.say(`${done} of ${formatPlural(lines.length, 'request')}`),
    )
    await note(flags, 'match.answered', {
      partner: period.partner,
      kind: period.kind,
      period: period.id,
      requests: answers.length,
      charged,
    })
    await writeOut(answers.map((one) => `${JSON.stringify(one)}\n`).join(''))
    const spent = holding.ledger.spent(period.partner, period.kind, period.id)
    process.stderr.write(
      `${period.partner} had ${formatCount(charged)} evaluations now, ${formatCount(spent.period)} of ${formatCount(period.budget.period)} in this period\n`,
    )
  } catch (error) {
    if (error instanceof Problem) await note(flags, 'match.refused', { code: error.code, why: error.message })
    throw error
  } finally {
    progress.done()
  }
}

async function end(file: string, flags: FinishFlags): Promise<void> {
  const { signer, directory, questions } = await openAsking(flags)
  const text = readText(join(flags.offer, 'offer.json'))
  const offered = readOffer(text, directory, signer.provider)
  const outputs = readBytes(join(flags.offer, 'outputs.bin'))
  const lines = linesOf(readText(file))
  const first = openMessage('answer', lines[0] ?? '', directory, signer.provider)
  const question = questions.find(first.id)
  const progress = createProgress(false)
  const { asked, matches } = await finish(
    { offer: offered, outputs, question },
    lines,
    directory,
    signer.provider,
    (done) => progress.say(`${done} of ${formatPlural(lines.length, 'answer')}`),
  )
  progress.done()
  await note(flags, 'match.finished', {
    partner: offered.from,
    kind: offered.kind,
    period: offered.period,
    asked,
    matches: matches.length,
  })
  const { from, kind, period } = offered
  await writeOut(
    flags.format === 'json'
      ? `${JSON.stringify({ schema: 'stillwatch.matches/1', from, kind, period, asked, matches }, null, 2)}\n`
      : matches.map((value) => `${value}\n`).join(''),
  )
  process.stderr.write(
    `${offered.from} has ${formatCount(matches.length)} of ${formatPlural(asked, 'value')}\n`,
  )
  process.exitCode = matches.length > 0 ? EXIT.found : EXIT.nothing
}

async function status(flags: StateFlags & { readonly format: 'table' | 'json' }): Promise<void> {
  const paths = pathsOf(flags)
  const ledger = new Ledger(paths.matchLedger)
  const rows = new Periods(paths.matchPeriods).list().map((period) => {
    const spent = ledger.spent(period.partner, period.kind, period.id)
    return {
      partner: period.partner,
      kind: period.kind,
      period: period.id,
      until: period.until,
      outputs: period.outputs,
      budget: period.budget.period,
      spent: spent.period,
      per_day: period.budget.day,
      last_day: spent.day,
      ever: spent.ever,
    }
  })
  await writeOut(flags.format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : renderRows(rows))
}

async function openHolding(flags: StateFlags): Promise<Holding & { readonly directory: Partners }> {
  const paths = pathsOf(flags)
  const periods = new Periods(paths.matchPeriods)
  periods.removeEnded()
  return {
    periods,
    ledger: new Ledger(paths.matchLedger),
    signer: signerOf(await openIdentity(paths.identity)),
    directory: await Partners.open(paths.partners),
  }
}

async function openAsking(flags: StateFlags) {
  const paths = pathsOf(flags)
  const questions = new Questions(paths.matchQuestions)
  questions.removeEnded()
  return {
    signer: signerOf(await openIdentity(paths.identity)),
    directory: await Partners.open(paths.partners),
    questions,
  }
}

function wishesOf(flags: OfferFlags): { readonly days: number; readonly budget: Period['budget'] } {
  return {
    days: parseWhole(flags.days ?? DEFAULTS.days, '--days'),
    budget: {
      period: parseWhole(flags.budget ?? DEFAULTS.budget, '--budget'),
      day: parseWhole(flags.perDay ?? DEFAULTS.day, '--per-day'),
    },
  }
}

/** A running period keeps its budget, but for what is said. */
function withBudget(period: Period, flags: OfferFlags): Period {
  if (flags.days !== undefined)
    throw new Problem(
      'bad-value',
      `the key in use lasts until ${period.until}, and --days is for a new one`,
      'Leave --days out, or add --rotate to end the key that is in use.',
    )
  const { budget } = wishesOf(flags)
  return {
    ...period,
    budget: {
      period: flags.budget === undefined ? period.budget.period : budget.period,
      day: flags.perDay === undefined ? period.budget.day : budget.day,
    },
  }
}

function sayLeftOut({
  refused,
  repeated,
}: {
  readonly refused: Readonly<Record<string, number>>
  readonly repeated: number
}): void {
  for (const [why, count] of Object.entries(refused))
    process.stderr.write(`${formatPlural(count, 'line')} left out: ${why}\n`)
  if (repeated > 0) process.stderr.write(`${formatPlural(repeated, 'line')} left out: there already\n`)
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}
