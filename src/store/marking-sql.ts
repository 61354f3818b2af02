// How closed an object of a collection is, of rows that were added before that was written down: read from its text.

/** Markings of TLP 2.0, and of version 1 where it means the same, from open to closed. */
const MARKINGS: readonly (readonly string[])[] = [
  [
    'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
    'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9',
  ],
  [
    'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
    'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da',
  ],
  [
    'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
    'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82',
  ],
  ['marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003'],
  [
    'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
    'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed',
  ],
]

/** Types that are the same for everybody: open where nothing marks them. */
const COMMON = [
  'marking-definition',
  'extension-definition',
  'attack-pattern',
  'course-of-action',
  'identity',
]

const list = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ')

/**
 * Place of the most closed marking of `text`, from 0 for clear to 4 for red; what nothing marks is 3, amber+strict. The
 * same as `tlpOf` says, which a test holds it to.
 */
export const TLP_SQL = `ifNull(nullIf(arrayMax(arrayMap(
  mark -> multiIf(${MARKINGS.map((ids, rank) => `lower(mark) IN (${list(ids)}), ${rank + 1}`).join(', ')}, 0),
  arrayConcat(
    JSONExtract(text, 'object_marking_refs', 'Array(String)'),
    arrayMap(one -> JSONExtractString(one, 'marking_ref'), JSONExtractArrayRaw(text, 'granular_markings')),
    ['']
  )
)), 0) - 1, if(type IN (${list(COMMON)}) AND NOT (type = 'identity' AND (
  JSONExtractString(text, 'identity_class') = 'individual' OR JSONHas(text, 'contact_information')
)), 0, 3))`
