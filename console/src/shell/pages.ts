// The pages of the navigation, in its order. A page more is a line here, a route in `router.tsx` and a message.
import {
  IconGavel,
  IconHistory,
  IconLayoutDashboard,
  IconMessageCheck,
  IconRadar2,
  IconScale,
  IconShare3,
  IconTopologyStar3,
} from '@tabler/icons-react'
import type { MessageKey } from '../messages/language'

export const PAGES = [
  { to: '/', title: 'nav.overview', icon: IconLayoutDashboard, letter: 'o' },
  { to: '/campaigns', title: 'nav.campaigns', icon: IconTopologyStar3, letter: 'c' },
  { to: '/act', title: 'nav.act', icon: IconGavel, letter: 'a' },
  { to: '/detectors', title: 'nav.detectors', icon: IconRadar2, letter: 'd' },
  { to: '/feedback', title: 'nav.feedback', icon: IconMessageCheck, letter: 'f' },
  { to: '/policy', title: 'nav.policy', icon: IconScale, letter: 'p' },
  { to: '/share', title: 'nav.share', icon: IconShare3, letter: 's' },
  { to: '/audit', title: 'nav.audit', icon: IconHistory, letter: 'u' },
] as const satisfies readonly {
  readonly to: string
  readonly title: MessageKey
  readonly icon: unknown
  /** After g: the keys that lead there. */
  readonly letter: string
}[]
