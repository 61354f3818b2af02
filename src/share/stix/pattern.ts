// STIX patterns (STIX 2.1, section 9) of indicators, and the observables that they are about.
import type { Indicator } from '../indicators.js'
import { extending, SKETCH_PATTERN, TRAIT_TYPE } from './extension.js'
import { observableId } from './identifiers.js'
import { SPEC_VERSION, type StixObject } from './stix-object.js'

/** A JA4 client fingerprint (FoxIO), and what stands behind it. */
const JA4 = /^([tqd]\d{2}[di]\w{6}_[0-9a-f]{12}_[0-9a-f]{12})(?: ([\s\S]*))?$/

/** JA4 and user agent of a client as the log has it; either may be empty. */
export function partsOfClient(client: string): { readonly ja4: string; readonly userAgent: string } {
  const [, ja4 = '', userAgent = ''] = JA4.exec(client) ?? []
  return ja4 === '' ? { ja4: '', userAgent: client } : { ja4, userAgent }
}

/** A string of a pattern: quote and backslash are the only characters that are written otherwise. */
const literal = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`

export function patternOf(indicator: Indicator) {
  if (indicator.form === 'sketch')
    return { pattern: indicator.value, pattern_type: SKETCH_PATTERN, pattern_version: '1' }
  return { pattern: `[${comparisonOf(indicator)}]`, pattern_type: 'stix', pattern_version: SPEC_VERSION }
}

function comparisonOf({ kind, form, value }: Indicator): string {
  if (form === 'pseudonym')
    return `${TRAIT_TYPE}:kind = ${literal(kind)} AND ${TRAIT_TYPE}:value = ${literal(value)}`
  if (kind !== 'client') return `${addressType(value)}:value ISSUBSET ${literal(value)}`
  const { ja4, userAgent } = partsOfClient(value)
  const comparisons = [
    ...(ja4 === '' ? [] : [`network-traffic:x_ja4 = ${literal(ja4)}`]),
    ...(userAgent === ''
      ? []
      : [
          `network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = ${literal(userAgent)}`,
        ]),
  ]
  return comparisons.join(' AND ')
}

const addressType = (block: string) => (block.includes(':') ? 'ipv6-addr' : 'ipv4-addr')

/** What was observed, as an observable of the standard where it has one. */
export function observableOf({ kind, form, value }: Indicator, marking: string): StixObject {
  const common = { spec_version: SPEC_VERSION, object_marking_refs: [marking] }
  if (form === 'plain' && kind !== 'client') {
    const type = addressType(value)
    return { type, id: observableId(type, { value }), ...common, value }
  }
  if (form === 'plain') return clientTrait(value, common)
  const own: Readonly<Record<string, string>> = form === 'sketch' ? { kind, sketch: value } : { kind, value }
  return {
    type: TRAIT_TYPE,
    id: observableId(TRAIT_TYPE, own),
    ...common,
    ...own,
    ...extending({ extension_type: 'new-sco' }),
  }
}

/** A client is no program of the standard's `software`: it is what a handshake and a header say. */
function clientTrait(value: string, common: object): StixObject {
  const own = { kind: 'client', value }
  return {
    type: TRAIT_TYPE,
    id: observableId(TRAIT_TYPE, own),
    ...common,
    ...own,
    ...extending({ extension_type: 'new-sco' }),
  }
}
