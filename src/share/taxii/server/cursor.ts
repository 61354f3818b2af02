// Where a reader is in a collection, as the text that goes with `next`. All that is needed is in it, so that it can be
// asked again, also after a restart, and nothing is kept for readers who never come back. It is signed: what the server
// did not say is told from what it said.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from '../../../model/problem.js'

const SHAPE = /^([0-9a-z]{1,12})\.([A-Za-z0-9_-]{22})$/
const MAC_BYTES = 16

export class Cursors {
  /** @param secret 32 bytes that nobody else knows */
  constructor(private readonly secret: Uint8Array) {}

  /**
   * The text for what follows a row.
   * @param addedAt when the row was added, microseconds since 1970
   * @param asked all that must be the same when it is asked for: collection, endpoint, filters
   */
  write(addedAt: number, asked: string): string {
    const place = addedAt.toString(36)
    return `${place}.${this.mac(place, asked).toString('base64url')}`
  }

  /**
   * When the row was added after which a reader goes on.
   * @throws Problem `cursor-invalid`
   */
  read(given: string, asked: string): number {
    const [, place = '', mac = ''] = SHAPE.exec(given) ?? []
    const bytes = Buffer.from(mac, 'base64url')
    if (bytes.length === MAC_BYTES && timingSafeEqual(bytes, this.mac(place, asked)))
      return parseInt(place, 36)
    throw new Problem(
      'cursor-invalid',
      'next is not what this server gave for these filters',
      'Ask with the next and the filters of the page before, or again without next.',
    )
  }

  private mac(place: string, asked: string): Buffer {
    return createHmac('sha256', this.secret).update(`${place} ${asked}`).digest().subarray(0, MAC_BYTES)
  }
}
