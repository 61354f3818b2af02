// A STIX object as it is written: any property may be there, these are.

export interface StixObject {
  readonly type: string
  readonly id: string
  readonly [property: string]: unknown
}

export interface StixBundle {
  readonly type: 'bundle'
  readonly id: string
  readonly objects: readonly StixObject[]
}

export const SPEC_VERSION = '2.1'
