// Which values link accounts that come later.
import { registrationBurst } from '../../detectors/registration-burst.js'
import { sharedAddress } from '../../detectors/shared-address.js'
import { TEMPLATE_TRAIT } from '../../detectors/shared-template.js'
import { TRAITS } from '../traits.js'

/** Kinds that may draw an account into a group. */
export const RECRUITING: readonly number[] = TRAITS.filter(({ recruits }) => recruits).map(({ code }) => code)

/**
 * Kinds by which newcomers may be a group of their own: cards, sign-ups, sessions and references. Addresses and hours of
 * sign-up come together among strangers every hour, and texts are known by a whole analysis alone.
 */
export const LINKING: readonly number[] = TRAITS.filter(
  ({ recruits, code }) =>
    recruits &&
    code !== TEMPLATE_TRAIT &&
    code !== sharedAddress.trait?.code &&
    code !== registrationBurst.trait?.code,
).map(({ code }) => code)
