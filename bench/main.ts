// `npm run bench`: the figures that the project is held to, each beside its peer from the same run.
import { mkdirSync } from 'node:fs'
import { reportFailure, writeOut } from '../src/cli/output.js'
import { benchFederation } from './federation/main.js'
import { OUT } from './machine.js'
import { helpText, readOptions, type Section } from './options.js'
import { benchQuality } from './quality.js'
import { runSections } from './run-sections.js'
import { benchShare } from './share.js'
import { benchSpeed } from './speed.js'

const RUN: Readonly<Record<Section, typeof benchSpeed>> = {
  speed: benchSpeed,
  quality: benchQuality,
  share: benchShare,
  federation: benchFederation,
}

async function bench(args: readonly string[]): Promise<void> {
  const options = readOptions(args)
  if (options.help) return writeOut(helpText())
  mkdirSync(OUT, { recursive: true })
  await runSections(options.sections, 'Run it again: quality goes on where it was.', (section, say, signal) =>
    RUN[section](options, say, signal),
  )
}

try {
  await bench(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportFailure(error)
}
