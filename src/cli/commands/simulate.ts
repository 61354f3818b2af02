// `stillwatch simulate` and `stillwatch score`: traffic with known truth, and how well a result matches it.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { SCENARIOS } from '../../../simulate/catalog.js'
import { formatScore, score } from '../../../simulate/score.js'
import { simulate } from '../../../simulate/simulate.js'
import { Problem } from '../../model/problem.js'
import { createProgress, writeOut } from '../output.js'

function number(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value)) throw new InvalidArgumentError('not a number')
  return value
}

/** Adds both commands. */
export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description('make traffic with known truth')
    .argument('[scenario]', 'scenario; --list tells them')
    .option('--list', 'list the scenarios')
    .option('--out <dir>', 'directory for exchanges.jsonl, accounts.jsonl, truth.json and heirs.json')
    .option('--seed <n>', 'seed; the same seed makes the same traffic', number, 1)
    .option('--scale <x>', 'factor on the numbers of accounts', number, 1)
    .option('--corpus <dir>', 'draw texts, traces and addresses from this directory')
    .option('--quiet', 'no progress')
    .action(
      async (
        scenario: string | undefined,
        flags: {
          list?: boolean
          out?: string
          seed: number
          scale: number
          corpus?: string
          quiet?: boolean
        },
      ) => {
        if (flags.list || scenario === undefined) {
          await writeOut(
            `${SCENARIOS.map(({ id, set, description }) => `${id.padEnd(28)} ${set.padEnd(9)} ${description}`).join('\n')}\n`,
          )
          return
        }
        if (flags.out === undefined)
          throw new Problem(
            'out-missing',
            'no directory was named',
            'Say where the traffic goes with --out DIR.',
          )
        const progress = createProgress(flags.quiet ?? false)
        await simulate({
          scenario,
          out: flags.out,
          seed: flags.seed,
          scale: flags.scale,
          ...(flags.corpus !== undefined && { corpus: flags.corpus }),
          onProgress: (done, total) =>
            progress.say(`making traffic · ${Math.floor((100 * done) / Math.max(total, 1))} %`),
        })
        progress.done()
        if (!flags.quiet)
          process.stderr.write(
            `wrote exchanges.jsonl, accounts.jsonl, truth.json and heirs.json to ${flags.out}\n`,
          )
      },
    )
  program
    .command('score')
    .description('compare a result with the truth')
    .argument('<truth>', 'truth.json of the scenario')
    .argument('<result>', 'JSON result of analyze; - for standard input')
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .action(async (truth: string, result: string, { format }: { format: 'table' | 'json' }) => {
      await writeOut(formatScore(score(readJson(truth), readJson(result)), format))
    })
}

function readJson(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (error) {
    throw new Problem(
      'input-missing',
      `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`,
      'Check the path.',
      { cause: error },
    )
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem(
      'not-json',
      `${path} is not JSON`,
      'Give truth.json of simulate and the output of analyze --format json.',
      { cause: error },
    )
  }
}
