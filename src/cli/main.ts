// The command line: parses, calls the pipeline, prints. No analysis happens here.
import { Command, CommanderError } from 'commander'
import { readVersion } from '../version.js'
import { addAct } from './commands/act.js'
import { addAnalyze } from './commands/analyze.js'
import { addAudit } from './commands/audit.js'
import { addCampaigns } from './commands/campaigns.js'
import { addDecisions } from './commands/decisions.js'
import { addDetectors } from './commands/detectors.js'
import { addDoctor } from './commands/doctor.js'
import { addForget } from './commands/forget.js'
import { addKeys } from './commands/keys.js'
import { addPolicy } from './commands/policy.js'
import { addProxy } from './commands/proxy.js'
import { addQuery } from './commands/query.js'
import { addServe } from './commands/serve.js'
import { addSimulate } from './commands/simulate.js'
import { EXIT, reportFailure, usageError, writeOut } from './output.js'

/**
 * The program with all its commands; the reference is generated from it.
 * @param writeHelp takes help and version; without it they go straight to standard output
 */
export function createProgram(writeHelp?: (text: string) => void): Command {
  const program = new Command('stillwatch')
    .description('finds distillation campaigns in language-model API traffic')
    .version(readVersion())
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(usageError(text)),
      ...(writeHelp && { writeOut: writeHelp }),
    })
  addAnalyze(program)
  addServe(program)
  addProxy(program)
  addSimulate(program)
  addCampaigns(program)
  addPolicy(program)
  addDecisions(program)
  addAct(program)
  addQuery(program)
  addForget(program)
  addDetectors(program)
  addKeys(program)
  addAudit(program)
  addDoctor(program)
  for (const command of program.commands) {
    command.exitOverride()
    for (const nested of command.commands) nested.exitOverride()
  }
  return program
}

export async function main(argv: readonly string[]): Promise<void> {
  let help = ''
  const program = createProgram((text) => {
    help += text
  })
  try {
    await program.parseAsync([...argv]).catch(async (error: unknown) => {
      if (!(error instanceof CommanderError)) throw error
      await writeOut(help)
      process.exitCode = error.exitCode === 0 ? 0 : EXIT.unclear
    })
  } catch (error) {
    process.exitCode = reportFailure(error)
  }
}
