// What TAXII 2.1 calls its bodies, and how a header asks for them.

export const TAXII_TYPE = 'application/taxii+json;version=2.1'

/** STIX versions that a collection can hold, from the older to the newer. */
export const SPEC_VERSIONS = ['2.0', '2.1'] as const
export type SpecVersion = (typeof SPEC_VERSIONS)[number]

export const stixType = (version: SpecVersion): string => `application/stix+json;version=${version}`

/**
 * Whether an `Accept` header takes TAXII 2.1: by its name with or without the version, by a star, or by saying nothing,
 * as HTTP has it.
 */
export function acceptsTaxii(header: string | undefined): boolean {
  if (header === undefined || header.trim() === '') return true
  return header.split(',').some((one) => {
    const { type, parameters } = mediaOf(one)
    if (Number(parameters.get('q') ?? '1') === 0) return false
    return type === '*/*' || type === 'application/*' || isTaxii(type, parameters)
  })
}

/** Whether a `Content-Type` header says TAXII 2.1, with or without the version. */
export function isTaxiiContent(header: string | undefined): boolean {
  const { type, parameters } = mediaOf(header ?? '')
  return isTaxii(type, parameters)
}

const isTaxii = (type: string, parameters: ReadonlyMap<string, string>) =>
  type === 'application/taxii+json' && (parameters.get('version') ?? '2.1') === '2.1'

function mediaOf(text: string): { readonly type: string; readonly parameters: ReadonlyMap<string, string> } {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase())
  const parameters = rest.map((part) => {
    const [name = '', value = ''] = part.split('=')
    return [name.trim(), value.trim().replace(/^"(.*)"$/, '$1')] as const
  })
  return { type, parameters: new Map(parameters) }
}
