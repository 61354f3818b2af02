// `stillwatch analyze`: from logs to named campaigns.
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { Option } from 'commander'
import { isColourWanted, outputColumns, settingSays, settingValue } from '../../config/settings.js'
import type { AnalysisReport } from '../../model/analysis.js'
import { Problem } from '../../model/problem.js'
import { type PipelineOptions, runPipeline } from '../../pipeline.js'
import { analysisOutcome } from '../../report/headline.js'
import { renderJson } from '../../report/json.js'
import { renderTable } from '../../report/table.js'
import { SOURCES } from '../../sources/catalog.js'
import { shippedMaps } from '../../sources/shipped-maps.js'
import { isTableName } from '../../sources/table.js'
import type { TableMap } from '../../sources/table-map.js'
import { readVersion } from '../../version.js'
import { addFactOptions, type FactFlags, factsOf } from '../fact-options.js'
import { createProgress, EXIT, writeOut } from '../output.js'
import { paceOf } from '../pace.js'

interface AnalyzeFlags extends FactFlags {
  readonly table?: string
  readonly map?: string
  readonly accounts?: string[]
  readonly from?: string
  readonly store?: string
  readonly database?: string
  readonly cluster?: string
  readonly format: 'table' | 'json'
  readonly report?: string
  readonly identify?: boolean
  readonly pseudonymKey?: string
  readonly keepText?: boolean
  readonly rejects?: string
  readonly partners?: string
  readonly producer?: string
  readonly whole?: boolean
  readonly wholeEvery?: string
  readonly wholeUnder?: string
  readonly quiet?: boolean
}

/** Adds the command. */
export function addAnalyze(program: Command): void {
  addFactOptions(
    program
      .command('analyze')
      .description('find campaigns in request logs')
      .argument('[input...]', 'log files, patterns or directories; - for standard input')
      .option('--table <expression>', 'read this table of the store in place, instead of files; needs --map')
      .option(
        '--map <file>',
        `what the table’s columns are: a file, or ${[...shippedMaps().keys()].join(', ')}`,
      )
      .option('--accounts <file...>', 'account facts, one JSON object a line')
      .addOption(
        new Option('--from <format>', 'log format; recognised from the content when left out').choices(
          SOURCES.map(({ id }) => id),
        ),
      )
      .option('--store <where>', settingSays('store'))
      .option('--database <name>', settingSays('database'))
      .option('--cluster <name>', settingSays('cluster'))
      .addOption(
        new Option('--format <format>', 'how the result is printed')
          .choices(['table', 'json'])
          .default('table'),
      )
      .option('--report <file>', 'write a self-contained HTML report')
      .option('--partners <file>', settingSays('partners'))
      .option('--producer <name>', settingSays('producer'))
      .option('--identify', 'show account ids in the report instead of pseudonyms')
      .option('--pseudonym-key <secret>', settingSays('pseudonym-key'))
      .option('--keep-text', 'keep prompt text in the store (it is dropped after fingerprinting otherwise)')
      .option('--rejects <file>', 'write refused lines with their reasons'),
  )
    .option(
      '--whole',
      'analyse the whole log of a kept store, however lately that was done; --report does so too',
    )
    .option('--whole-every <time>', settingSays('whole-every'))
    .option('--whole-under <time>', settingSays('whole-under'))
    .option('--quiet', 'no progress')
    .addHelpText('after', '\nExit code: 0 nothing found, 1 campaigns found, 2 could not tell.\n')
    .action(analyze)
}

async function analyze(inputs: string[], flags: AnalyzeFlags): Promise<void> {
  const table = await tableOf(inputs, flags)
  const progress = createProgress(flags.quiet ?? false)
  if (flags.report !== undefined) assertWritable(flags.report, 'report-unwritable', '--report')
  if (flags.rejects !== undefined) assertWritable(flags.rejects, 'rejects-unwritable', '--rejects')
  try {
    const report = await runPipeline({
      inputs,
      table,
      accounts: flags.accounts,
      from: flags.from,
      store: settingValue('store', flags.store),
      database: settingValue('database', flags.database),
      cluster: settingValue('cluster', flags.cluster),
      keepText: flags.keepText,
      rejectsFile: flags.rejects,
      facts: factsOf(flags),
      received: await receivedOf(flags),
      // A report draws what an increment does not look at.
      pace: flags.whole || flags.report !== undefined ? undefined : paceOf(flags),
      command: commandLine(),
      version: readVersion(),
      onProgress: progress.say,
    })
    progress.done()
    if (flags.report !== undefined) writeReport(flags.report, await renderReport(report, flags))
    if (flags.format === 'json') await writeOut(renderJson(report.analysis))
    else {
      const colour = isColourWanted(process.stdout.isTTY === true)
      await writeOut(renderTable(report.analysis, { colour, width: outputColumns(process.stdout.columns) }))
    }
    // Where no exchange could be read, nothing was looked at: that is no clean result, and the notes say why.
    const isBlind = report.analysis.input.exchanges === 0
    if (!flags.quiet || isBlind)
      for (const caveat of report.caveats) process.stderr.write(`note: ${caveat}\n`)
    if (!flags.quiet && flags.report !== undefined) process.stderr.write(`report: ${flags.report}\n`)
    process.exitCode = isBlind ? EXIT.unclear : EXIT[analysisOutcome(report.analysis)]
  } finally {
    progress.done()
  }
}

/** The table that is read, if one is; what else was said must go with it. */
async function tableOf(
  inputs: readonly string[],
  { table, map }: AnalyzeFlags,
): Promise<{ readonly from: string; readonly map: TableMap } | undefined> {
  if (table === undefined && map === undefined) {
    if (inputs.length > 0) return undefined
    throw new Problem(
      'usage',
      'it was not said what to read',
      'Name log files, or a table with --table and --map.',
    )
  }
  if (inputs.length > 0)
    throw new Problem(
      'usage',
      'a table and files were named, and one analysis reads one of them',
      'Run it twice on the same --store: the second adds to what the first loaded.',
    )
  if (table === undefined || map === undefined)
    throw new Problem(
      'usage',
      table === undefined ? 'a map was named and no table' : 'a table was named and no map',
      `Give --table and --map; maps that come along: ${[...shippedMaps().keys()].join(', ')}.`,
    )
  // What reads and checks YAML is loaded for those who have a map.
  const { readTableMap } = await import('../../sources/table-map.js')
  return { from: table, map: readTableMap(map) }
}

/** What partners’ indicators are compared with: its code is loaded for those who have partners. */
async function receivedOf(flags: AnalyzeFlags): Promise<PipelineOptions['received']> {
  if (settingValue('partners', flags.partners) === undefined) return undefined
  const { receivedFrom } = await import('../partner-options.js')
  return receivedFrom(flags)
}

/** The report, whose code is loaded for those who want one. */
async function renderReport(report: AnalysisReport, flags: AnalyzeFlags): Promise<string> {
  const { renderHtml } = await import('../../report/html.js')
  if (flags.identify) return renderHtml(report)
  const { pseudonymise } = await import('../../report/pseudonyms.js')
  const key = settingValue('pseudonym-key', flags.pseudonymKey) ?? randomBytes(16).toString('hex')
  return renderHtml(pseudonymise(report, key))
}

/** The command as typed, without the secrets in it and without directories, which may name people or machines. */
function commandLine(): string {
  const words = process.argv
    .slice(2)
    .map((word, index, typed) => (typed[index - 1] === '--pseudonym-key' ? '…' : word))
    .map((word) => word.replace(/^(--pseudonym-key=).*/, '$1…'))
    // An expression may hold a password, as that of `remote()` does.
    .map((word, index, typed) => (typed[index - 1] === '--table' && !isTableName(word) ? '…' : word))
    .map((word) => (word.startsWith('--table=') && !isTableName(word.slice(8)) ? '--table=…' : word))
    .map((word) => (/^[./~].*\//.test(word) ? (word.split('/').at(-1) ?? word) : word))
  return `stillwatch ${words.map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ')}`.replace(
    /(:\/\/)[^@/\s]+@/,
    '$1…@',
  )
}

/** Before hours of logs are read. */
function assertWritable(
  path: string,
  code: 'report-unwritable' | 'rejects-unwritable',
  option: string,
): void {
  try {
    writeFileSync(path, '', { flag: 'a' })
  } catch (error) {
    throw new Problem(
      code,
      `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
      `Name a file that you may write with ${option}.`,
      { cause: error },
    )
  }
}

function writeReport(path: string, html: string): void {
  try {
    writeFileSync(path, html)
  } catch (error) {
    throw new Problem(
      'report-unwritable',
      `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
      'Name another file with --report; the analysis itself was done.',
      { cause: error },
    )
  }
}
