// The command line: parses, calls the pipeline, prints. No analysis happens here.
import { Command, CommanderError } from 'commander'
import { readVersion } from '../version.js'
import { addAnalyze } from './commands/analyze.js'
import { addCampaigns } from './commands/campaigns.js'
import { addDetectors } from './commands/detectors.js'
import { addForget } from './commands/forget.js'
import { addQuery } from './commands/query.js'
import { addSimulate } from './commands/simulate.js'
import { EXIT, reportFailure, usageError } from './output.js'

/** The program with all its commands; the reference is generated from it. */
export function createProgram(): Command {
  const program = new Command('stillwatch')
    .description('finds distillation campaigns in language-model API traffic')
    .version(readVersion())
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(usageError(text)) })
  addAnalyze(program)
  addSimulate(program)
  addCampaigns(program)
  addQuery(program)
  addForget(program)
  addDetectors(program)
  for (const command of program.commands) {
    command.exitOverride()
    for (const nested of command.commands) nested.exitOverride()
  }
  return program
}

export async function main(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...argv])
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT.unclear
    else process.exitCode = reportFailure(error)
  }
}
