// The pinned names and numbers of MITRE ATLAS, held against ATLAS itself.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { MITIGATIONS, TECHNIQUES } from '../../src/share/stix/atlas.js'
import { VECTORS, vectorsAbsent } from './campaign.js'

const read = (path: string) =>
  execFileSync('tar', ['-xzOf', join(VECTORS, 'atlas.tar.gz'), path], {
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  })

if (vectorsAbsent !== undefined) console.warn(`skipped: MITRE ATLAS (${vectorsAbsent})`)
describe.skipIf(vectorsAbsent !== undefined)('MITRE ATLAS (skipped where ../shared/data is absent)', () => {
  test('has every technique and mitigation under that name', () => {
    const atlas = read('atlas/ATLAS.yaml')
    for (const { id, name } of [...TECHNIQUES, ...MITIGATIONS])
      expect(atlas, id).toMatch(new RegExp(`id: ${id.replaceAll('.', '\\.')}\\n\\s+name: ${name}\\n`))
  })

  test('the case study names as many techniques, in these tactics', () => {
    const study = parse(read('atlas/AML.CS0056.yaml')) as {
      readonly procedure: readonly { readonly tactic: string; readonly technique: string }[]
    }
    const phases = study.procedure.map(({ tactic }) => tactic.replace(/[{}]|\.id/g, '').replaceAll('_', '-'))
    expect(TECHNIQUES.map(({ phase }) => phase.replace('ai-model', 'ml-model'))).toEqual(phases)
  })
})
