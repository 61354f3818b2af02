// What a client would be given of objects, were they in a collection that it may read: by the rules of the server itself,
// so that what is shown before is what goes out.
import { Problem } from '../../../model/problem.js'
import { say } from '../../../model/sentence.js'
import type { StixObject } from '../../stix/stix-object.js'
import { rankOf, type TlpLevel, tlpOf } from '../../stix/tlp.js'
import type { TaxiiConfiguration } from './configuration.js'
import { type Look, redact } from './redact.js'
import { ceilingOf, clientOf, rightsOf } from './rights.js'

export interface Served {
  readonly client: string
  readonly collection: { readonly id: string; readonly title: string }
  readonly tlp: TlpLevel
  /** As they would be given, in order. */
  readonly objects: readonly StixObject[]
  /** Ids of objects that would not be: too closed for the client, or withheld from it. */
  readonly closed: readonly string[]
  readonly withheld: readonly string[]
  /** Ids of objects that would say less than they do. */
  readonly altered: readonly string[]
}

/**
 * @param client name of a key, as the lists have it
 * @param wanted id, alias or title of a collection; the first that the client may read when undefined
 * @param sign signs the part that is given of an object
 * @throws Problem `preview-collection`
 */
export async function servedTo(
  { roots, clients }: TaxiiConfiguration,
  client: string,
  wanted: string | undefined,
  objects: readonly StixObject[],
  sign: (part: StixObject, whole: StixObject) => StixObject,
): Promise<Served> {
  const member = { actor: client, names: [client] }
  const readable = roots
    .flatMap(({ collections }) => collections)
    .filter((one) => rightsOf(one, member).canRead)
  const collection = readable.find(
    ({ id, alias, title }) => wanted === undefined || [id, alias, title].includes(wanted),
  )
  if (!collection)
    throw new Problem(
      'preview-collection',
      wanted === undefined
        ? say`${client} may read no collection of the file`
        : say`${client} may read no collection “${wanted}” of the file`,
      readable.length === 0
        ? 'Put the name of its key into a list.'
        : say`Name one of ${readable.map(({ title }) => title).join(', ')} with --collection.`,
    )
  const own = clientOf(clients, member)
  const tlp = ceilingOf(collection, own)
  const open = objects.filter((object) => rankOf(tlpOf(object)) <= rankOf(tlp))
  const look: Look = async (ids) => open.filter(({ id }) => ids.includes(id))
  const given = own?.withhold ? await redact(open, own.withhold, look) : undefined
  const served = open.flatMap((object, index) => {
    if (given === undefined) return [object]
    const one = given[index]
    return one ? [one.isAltered ? sign(one.object, object) : one.object] : []
  })
  return {
    client,
    collection: { id: collection.id, title: collection.title },
    tlp,
    objects: served,
    closed: objects.filter((object) => !open.includes(object)).map(({ id }) => id),
    withheld: open.filter((_, index) => given && !given[index]).map(({ id }) => id),
    altered: (given ?? []).flatMap((one) => (one?.isAltered ? [one.object.id] : [])),
  }
}
