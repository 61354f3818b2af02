// The command line: parses, calls the pipeline, prints. No analysis happens here.
import { Command, CommanderError } from 'commander'
import { readVersion } from '../version.js'
import { type Add, COMMANDS } from './commands/catalog.js'
import { EXIT, reportFailure, usageError, writeOut } from './output.js'

/** Options that ask for no command. */
const OF_NONE = new Set(['-V', '--version'])

/**
 * The program with its commands; the reference is generated from it.
 * @param writeHelp takes help and version; without it they go straight to standard output
 * @param only name of the one command that is asked for; all where it is none of them and not the version's option
 */
export async function createProgram(writeHelp?: (text: string) => void, only?: string): Promise<Command> {
  const program = new Command('stillwatch')
    .description('finds distillation campaigns in language-model API traffic')
    .version(readVersion())
    .showSuggestionAfterError()
    // A command may have options of its own and commands below it with the same.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(usageError(text)),
      ...(writeHelp && { writeOut: writeHelp }),
    })
  for (const load of new Set(loadedFor(only))) (await load())(program)
  for (const command of program.commands) throwInsteadOfExit(command)
  return program
}

function loadedFor(only: string | undefined): Iterable<() => Promise<Add>> {
  if (only === undefined) return COMMANDS.values()
  const asked = COMMANDS.get(only)
  if (asked) return [asked]
  return OF_NONE.has(only) ? [] : COMMANDS.values()
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride()
  for (const nested of command.commands) throwInsteadOfExit(nested)
}

export async function main(argv: readonly string[]): Promise<void> {
  let help = ''
  try {
    const program = await createProgram((text) => {
      help += text
    }, argv[2])
    await program.parseAsync([...argv]).catch(async (error: unknown) => {
      if (!(error instanceof CommanderError)) throw error
      await writeOut(help)
      process.exitCode = error.exitCode === 0 ? 0 : EXIT.unclear
    })
  } catch (error) {
    process.exitCode = reportFailure(error)
  }
}
