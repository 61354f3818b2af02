// `stillwatch share match with`: a whole round with a partner whose service is there.
import type { Command } from 'commander'
import { Option } from 'commander'
import { isInClear } from '../../config/loopback.js'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { formatCount, formatPlural } from '../../report/quantities.js'
import { askAbout, elementsFor, finish, readOffer } from '../../share/matching/ask.js'
import { KIND_SAYS, KINDS, type Kind } from '../../share/matching/kinds.js'
import { Questions } from '../../share/matching/questions.js'
import { readValues } from '../../share/matching/read-values.js'
import { RemoteHolder } from '../../share/matching/remote-holder.js'
import { openIdentity, signerOf } from '../../share/trust/identity.js'
import { Partners } from '../../share/trust/partners.js'
import { serviceOf } from '../named-service.js'
import { createProgress, EXIT, say, writeOut } from '../output.js'
import { addStateOptions, note, parseWhole, pathsOf, readText, type StateFlags } from '../share-state.js'

interface Flags extends StateFlags {
  readonly kind: Kind
  readonly service?: string
  readonly keyFile?: string
  readonly limit?: string
  readonly format: 'table' | 'json'
}

/** Adds the command. */
export function addShareMatchWith(match: Command): void {
  addStateOptions(
    match
      .command('with')
      .description(
        'ask a partner’s service which values it has too, in one go; exit code 1 if there are some',
      )
      .argument('<partner>', 'whose service it is')
      .argument('<values>', 'file with a value a line; - for standard input'),
  )
    .addOption(new Option('--kind <kind>', 'what the values are').choices(KINDS).makeOptionMandatory())
    .option('--service <url>', settingSays('service'))
    .option('--key-file <file>', settingSays('key-file'))
    .option('--limit <number>', 'ask about the first so many only')
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .action(matchWith)
}

async function matchWith(partner: string, file: string, flags: Flags): Promise<void> {
  const { kind } = flags
  const paths = pathsOf(flags)
  const service = serviceOf(settingValue('service', flags.service) ?? '', flags.keyFile)
  if (isInClear(new URL(service.url)))
    say(`${service.url} is asked in clear: whoever is on the way reads the key; name it by https://`)
  const holder = new RemoteHolder(service)
  const signer = signerOf(await openIdentity(paths.identity))
  const directory = await Partners.open(paths.partners)
  const { values: all } = readValues(kind, readText(file))
  const values = flags.limit === undefined ? all : all.slice(0, parseWhole(flags.limit, '--limit'))
  if (values.length === 0)
    throw new Problem(
      'match-no-values',
      `${file} holds no ${kind} values`,
      `A ${kind} value is ${KIND_SAYS[kind]}.`,
    )
  const offer = readOffer(await holder.offer(kind), directory, signer.provider)
  if (offer.from !== partner || offer.kind !== kind)
    throw new Problem(
      'match-other-holder',
      `the service offers ${offer.kind} values of ${offer.from}, not ${kind} values of ${partner}`,
      'Check --service: nothing was asked.',
    )
  // Before anything is asked, as what is asked costs budget.
  const outputs = await holder.outputs(offer)
  const progress = createProgress(false)
  const { requests, question } = await askAbout(offer, values, signer, (done) =>
    progress.say(`${formatPlural(done, 'request')} made`),
  )
  const questions = new Questions(paths.matchQuestions)
  questions.removeEnded()
  questions.save(question)
  const about = { partner, kind, period: offer.period }
  const elements = elementsFor(values.length)
  await note(flags, 'match.asked', { ...about, values: values.length, elements })
  const lines = await holder.answers(requests, (done) =>
    progress.say(`${done} of ${formatPlural(requests.length, 'answer')}`),
  )
  const asking = { offer, outputs, question }
  const { asked, matches } = await finish(asking, lines, directory, signer.provider)
  progress.done()
  await note(flags, 'match.finished', { ...about, asked, matches: matches.length })
  await writeOut(
    flags.format === 'json'
      ? `${JSON.stringify({ schema: 'stillwatch.matches/1', from: partner, kind, period: offer.period, asked, matches }, null, 2)}\n`
      : matches.map((value) => `${value}\n`).join(''),
  )
  process.stderr.write(`${partner} has ${formatCount(matches.length)} of ${formatPlural(asked, 'value')}\n`)
  process.exitCode = matches.length > 0 ? EXIT.found : EXIT.nothing
}
