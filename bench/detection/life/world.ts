// An honest world around the campaigns whose life is measured.
import { DAY, DEFAULT_END } from '../../../simulate/clock.js'
import { ownAddressBook } from '../../../simulate/network/blocks.js'
import { populate } from '../../../simulate/people/population.js'
import { ownTexts } from '../../../simulate/text/source.js'
import { createWorld, type World } from '../../../simulate/world.js'

export interface HonestWorld {
  readonly world: World
  /** When campaigns may begin, in epoch milliseconds. */
  readonly begin: number
}

/** So many honest accounts, for `cleanDays` before campaigns begin and `days` afterwards. */
export function createHonestWorld(
  seed: number,
  honest: number,
  cleanDays: number,
  days: number,
): HonestWorld {
  const world = createWorld({
    seed,
    scale: 1,
    book: ownAddressBook(),
    texts: ownTexts(),
    end: DEFAULT_END,
    days: cleanDays + days,
  })
  populate(world, honest)
  return { world, begin: world.period.start + cleanDays * DAY }
}
