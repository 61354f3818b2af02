// The bundle of a campaign: what is in it, that it is the same each time, and that OASIS's schemas and validator take it.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshKey } from '../../src/share/community-key.js'
import { type BundleOptions, campaignBundle, writeBundle } from '../../src/share/stix/campaign-bundle.js'
import { EXTENSION_ID, extensionJsonSchema } from '../../src/share/stix/extension.js'
import { readBundle } from '../../src/share/stix/read-bundle.js'
import type { StixObject } from '../../src/share/stix/stix-object.js'
import { TLP, TLP_LEVELS, tlpMarking } from '../../src/share/stix/tlp.js'
import { peersAbsent, sharedCampaign, VALIDATOR, VECTORS, vectorsAbsent } from './campaign.js'

const options: BundleOptions = {
  tlp: 'amber',
  producer: 'Provider A',
  attribution: { name: 'Example Lab', type: 'threat-actor', confidence: 35 },
}
const bundle = campaignBundle(sharedCampaign(), options)
const ofType = (type: string, from = bundle) => from.objects.filter((object) => object.type === type)
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-stix-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a campaign as a bundle', () => {
  test('has every kind of object that analysts ask for', () => {
    expect([...new Set(bundle.objects.map(({ type }) => type))].sort()).toEqual([
      'attack-pattern',
      'campaign',
      'course-of-action',
      'extension-definition',
      'grouping',
      'identity',
      'indicator',
      'infrastructure',
      'ipv4-addr',
      'ipv6-addr',
      'marking-definition',
      'observed-data',
      'relationship',
      'sighting',
      'threat-actor',
      'x-stillwatch-trait',
    ])
  })

  test('names the techniques of the case study', () => {
    const ids = ofType('attack-pattern').map(
      ({ external_references: references }) => (references as { external_id: string }[])[0]?.external_id,
    )
    expect(ids).toEqual([
      'AML.T0008.005',
      'AML.T0065',
      'AML.T0040',
      'AML.T0024.002',
      'AML.T0048.004',
      'AML.T0048.002',
      'AML.T0048.003',
    ])
  })

  test('tells pool from customer', () => {
    const roles = ofType('infrastructure').map(
      ({ extensions }) => (extensions as Extensions)[EXTENSION_ID]?.role,
    )
    expect(roles.sort()).toEqual(['customer', 'pool'])
  })

  test('attributes only what the operator attributes, with how sure', () => {
    expect(ofType('threat-actor')).toMatchObject([{ name: 'Example Lab', confidence: 35 }])
    expect(relationships('attributed-to')).toMatchObject([{ confidence: 35 }])
    const silent = campaignBundle(sharedCampaign(), { tlp: 'amber' })
    expect([...ofType('threat-actor', silent), ...ofType('intrusion-set', silent)]).toEqual([])
  })

  test('every indicator begins, ends, says how sure and indicates the campaign', () => {
    const indicated = relationships('indicates').map(({ source_ref }) => source_ref)
    for (const indicator of ofType('indicator')) {
      expect(indicator).toMatchObject({ valid_from: expect.any(String), valid_until: expect.any(String) })
      expect(indicator.confidence).toBeLessThan(100)
      expect(indicated).toContain(indicator.id)
    }
  })

  test('every reference leads to an object of the bundle, and no id comes twice', () => {
    const ids = bundle.objects.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const references = bundle.objects.flatMap(referencesOf)
    expect(references.filter((reference) => !ids.includes(reference))).toEqual([])
    const [grouping] = ofType('grouping')
    expect(grouping?.object_refs).toHaveLength(ids.length - 5)
  })

  test('a campaign whose purpose is not shown is told as that', () => {
    const { pool: _, pivot: __, ...rest } = sharedCampaign()
    const other = campaignBundle({ ...rest, verdict: 'coordinated', evidence: [] }, options)
    const [campaign] = ofType('campaign', other)
    expect(campaign).not.toHaveProperty('objective')
    expect(ofType('attack-pattern', other).map(({ name }) => name)).toEqual([
      'LLM Prompt Crafting',
      'AI Model Inference API Access',
    ])
  })
})

describe('ids and bytes', () => {
  test('are the same for the same campaign', () => {
    expect(writeBundle(campaignBundle(sharedCampaign(), options))).toBe(writeBundle(bundle))
  })

  test('can be compared by nobody without the key', () => {
    const key = freshKey()
    const other = campaignBundle(sharedCampaign(key), { tlp: 'amber' })
    const own = new Set(bundle.objects.map(({ id }) => id))
    const common = other.objects.filter(({ id }) => own.has(id)).map(({ type }) => type)
    expect([...new Set(common)].sort()).toEqual([
      'attack-pattern',
      'course-of-action',
      'extension-definition',
      'identity',
      'ipv4-addr',
      'ipv6-addr',
      'marking-definition',
      'x-stillwatch-trait',
    ])
    // The client that nobody else shows, as it is.
    expect(common.filter((type) => type === 'x-stillwatch-trait')).toHaveLength(1)
    expect(ofType('note', other)).toMatchObject([{ abstract: 'Pseudonyms and sketches match nothing.' }])
    expect(ofType('note')).toEqual([])
  })

  test('of an address are those of the standard', () => {
    const [address] = ofType('ipv4-addr')
    // uuid5('00abedb4-aa42-466c-9c01-fed23315a9b7', '{"value":"10.1.2.0/24"}')
    expect(address).toMatchObject({
      value: '10.1.2.0/24',
      id: 'ipv4-addr--918713e0-f916-5792-a4b9-32aa8d30bbfa',
    })
  })
})

test('survives being read and written', () => {
  const read = readBundle(Buffer.from(writeBundle(bundle)), 'own')
  expect(JSON.parse(read.write())).toEqual(bundle)
})

describe('TLP 2.0', () => {
  test.each(TLP_LEVELS)('%s is marked as OASIS marks it', (level) => {
    const told = campaignBundle(sharedCampaign(), { tlp: level })
    expect(told.objects).toContainEqual(tlpMarking(level))
    expect(tlpMarking(level)).not.toHaveProperty('definition_type')
    for (const object of told.objects.filter(({ type }) => type !== 'marking-definition'))
      expect([[TLP[level].id], [TLP.clear.id]]).toContainEqual(object.object_marking_refs)
    expect(ofType('campaign', told)[0]?.object_marking_refs).toEqual([TLP[level].id])
  })
})

describe('the extension', () => {
  const ajv = new Ajv2020({ strict: false })
  const schema = extensionJsonSchema() as { $defs: Record<string, object> }

  test('every body of it is as its schema says', () => {
    const isBody = ajv.compile(schema)
    const isTrait = ajv.compile(schema.$defs['x-stillwatch-trait'] ?? {})
    const bodies = bundle.objects.flatMap(({ extensions }) => {
      const body = (extensions as Extensions | undefined)?.[EXTENSION_ID]
      return body ? [body] : []
    })
    expect(bodies.length).toBeGreaterThan(10)
    for (const body of bodies) expect(isBody(body), JSON.stringify(isBody.errors)).toBe(true)
    for (const trait of ofType('x-stillwatch-trait')) expect(isTrait(trait)).toBe(true)
    expect(isBody({ extension_type: 'property-extension', about: 'campaign' })).toBe(false)
  })

  test('travels with its schema', () => {
    const [definition] = ofType('extension-definition')
    expect(JSON.parse(String(definition?.schema))).toEqual(schema)
  })
})

if (vectorsAbsent !== undefined) console.warn(`skipped: OASIS’s schemas (${vectorsAbsent})`)
describe.skipIf(vectorsAbsent !== undefined)(
  'OASIS’s schemas (skipped where ../shared/data is absent)',
  () => {
    let validate: (object: StixObject) => string | undefined
    beforeAll(() => {
      execFileSync('tar', ['-xzf', join(VECTORS, 'stix2_schemas_examples.tar.gz'), '-C', folder])
      validate = schemaValidator(join(folder, 'stix2_schemas', 'schemas'))
    })

    test('take every object', () => {
      expect(bundle.objects.flatMap((object) => validate(object) ?? [])).toEqual([])
    })

    test('refuse an object that is wrong', () => {
      const [campaign] = ofType('campaign')
      expect(validate({ ...(campaign as StixObject), confidence: 101 })).toContain('confidence')
    })
  },
)

if (peersAbsent !== undefined) console.warn(`skipped: stix2-validator (${peersAbsent})`)
describe.skipIf(peersAbsent !== undefined)('stix2-validator (skipped where it is absent)', () => {
  test('takes the bundle of every type', () => {
    // Without a key there is a note beside all else.
    const told = campaignBundle(sharedCampaign(freshKey()), options)
    expect(ofType('note', told)).toHaveLength(1)
    const file = join(folder, 'bundle.json')
    writeFileSync(file, writeBundle(told))
    const { status, stdout } = spawnSync(VALIDATOR, ['--version', '2.1', '--enforce-refs', file], {
      encoding: 'utf8',
    })
    expect(stdout).toContain('STIX JSON: Valid')
    expect(status).toBe(0)
  })
})

type Extensions = Readonly<Record<string, { readonly role?: string }>>

function relationships(type: string): StixObject[] {
  return ofType('relationship').filter(({ relationship_type }) => relationship_type === type)
}

/** Every id that an object refers to. */
function referencesOf(object: StixObject): string[] {
  return Object.entries(object).flatMap(([name, value]) =>
    name.endsWith('_ref') ? [String(value)] : name.endsWith('_refs') ? (value as string[]) : [],
  )
}

function schemaValidator(schemas: string) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false })
  const idOf = new Map<string, string>()
  for (const kind of readdirSync(schemas))
    for (const name of readdirSync(join(schemas, kind))) {
      const schema = JSON.parse(readFileSync(join(schemas, kind, name), 'utf8')) as { $id: string }
      ajv.addSchema(schema)
      idOf.set(name.replace(/\.json$/, ''), schema.$id)
    }
  return ({ ...object }: StixObject): string | undefined => {
    const id = idOf.get(object.type) ?? idOf.get('cyber-observable-core')
    const check = ajv.getSchema(id ?? '')
    if (!check) throw new Error(`no schema for ${object.type}`)
    return check(object) === true ? undefined : `${object.type}: ${ajv.errorsText(check.errors)}`
  }
}
