// Every detector, in the order in which evidence is read: who they are, where they come from, what they send, when,
// how much, and what for.

import { addressRotation } from './address-rotation.js'
import { capabilityConcentration } from './capability-concentration.js'
import { complementarity } from './complementarity.js'
import { dailyRhythm } from './daily-rhythm.js'
import { dealtContent } from './dealt-content.js'
import { dealtWording } from './dealt-wording.js'
import type { Detector } from './detector.js'
import { disposableMail } from './disposable-mail.js'
import { equalLoad } from './equal-load.js'
import { handoff } from './handoff.js'
import { injectedConstant } from './injected-constant.js'
import { languageBreadth } from './language-breadth.js'
import { noSessions } from './no-sessions.js'
import { opaqueReplay } from './opaque-replay.js'
import { partnerIndicators } from './partner-indicators.js'
import { purpose } from './purpose.js'
import { quotaPlateau } from './quota-plateau.js'
import { registrationBurst } from './registration-burst.js'
import { releasePivot } from './release-pivot.js'
import { sharedAddress } from './shared-address.js'
import { sharedClient } from './shared-client.js'
import { sharedParameters } from './shared-parameters.js'
import { sharedPayment } from './shared-payment.js'
import { sharedRegistration } from './shared-registration.js'
import { sharedSession } from './shared-session.js'
import { sharedTemplate } from './shared-template.js'
import { singleDeck } from './single-deck.js'
import { slotEnumeration } from './slot-enumeration.js'
import { synchrony } from './synchrony.js'

export const DETECTORS: readonly Detector[] = [
  sharedPayment,
  sharedRegistration,
  registrationBurst,
  disposableMail,
  sharedAddress,
  addressRotation,
  sharedClient,
  sharedSession,
  sharedTemplate,
  injectedConstant,
  languageBreadth,
  slotEnumeration,
  dealtWording,
  dealtContent,
  opaqueReplay,
  sharedParameters,
  singleDeck,
  noSessions,
  complementarity,
  synchrony,
  dailyRhythm,
  releasePivot,
  handoff,
  equalLoad,
  quotaPlateau,
  purpose,
  capabilityConcentration,
  partnerIndicators,
]
