// `stillwatch detectors list`: what looks for what, against which null model, and its innocent explanations.
import type { Command } from 'commander'
import { Option } from 'commander'
import { DETECTORS } from '../../detectors/catalog.js'
import { writeOut } from '../output.js'

/** Adds the command. */
export function addDetectors(program: Command): void {
  const detectors = program.command('detectors').description('what looks for what')
  detectors
    .command('list')
    .description('every detector with its null model and its innocent explanations')
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .action(async ({ format }: { format: 'table' | 'json' }) => {
      if (format === 'json') {
        const list = DETECTORS.map(
          ({ id, group, raises, nullModel, innocent, needs, parameters, range }) => ({
            id,
            group,
            raises,
            null_model: nullModel,
            innocent,
            needs,
            parameters,
            range,
          }),
        )
        await writeOut(`${JSON.stringify(list, null, 2)}\n`)
        return
      }
      const blocks = DETECTORS.map((detector) =>
        [
          `${detector.id}  (${detector.group}, ${detector.range.least} to ${detector.range.most} bits)`,
          `  raises    ${detector.raises}`,
          `  null      ${detector.nullModel}`,
          `  innocent  ${detector.innocent.join('; ')}`,
          ...detector.parameters.map(({ name, value, says }) => `  tuned     ${name} = ${value}: ${says}`),
        ].join('\n'),
      )
      await writeOut(`${blocks.join('\n\n')}\n`)
    })
}
