// The pages by their paths. What a page shows is in its address: search parameters are parsed here, so that a wrong one
// is left out and never breaks a page.
import type { QueryClient } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Failed } from './service/client'
import { BrokenPage } from './shell/broken-page'
import { NotFound } from './shell/not-found'
import { Shell } from './shell/shell'

type Given = Record<string, unknown>

/** One of a list, or left out. */
function oneOf<Name extends string>(names: readonly Name[], value: unknown): Name | undefined {
  return names.find((name) => name === value)
}
const textOf = (value: unknown) =>
  typeof value === 'string' && value !== ''
    ? value.slice(0, 200)
    : typeof value === 'number'
      ? String(value)
      : undefined

/** A country's two letters. */
const codeOf = (value: unknown) => (typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : undefined)

/** A whole number above 0 and no larger than what the service takes. */
function placeOf(value: unknown): number | undefined {
  const number = Number(value)
  return Number.isInteger(number) && number > 0 && number < 100_000 ? number : undefined
}

/** A column, with a minus in front where it is sorted downwards. */
export const sortText = ({ by, down }: { readonly by: string; readonly down: boolean }) =>
  down ? `-${by}` : by
export function sortOf(text: string | undefined): { by: string; down: boolean } | undefined {
  if (text === undefined) return undefined
  return text.startsWith('-') ? { by: text.slice(1), down: true } : { by: text, down: false }
}

/** Leaves out what is not there, so that addresses stay short. */
function known<Search extends object>(
  search: Search,
): { [Name in keyof Search]?: Exclude<Search[Name], undefined> } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Search]?: Exclude<Search[Name], undefined>
  }
}

/**
 * A page's code, loaded when it is opened. The router loads the whole console anew where a newer version has taken its
 * place; where the service is gone that would leave nothing on the screen.
 */
function page<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(
    () =>
      load().catch(async (error) => {
        const answers = await fetch('/healthz').then(
          () => true,
          () => false,
        )
        throw answers ? error : new Failed('unreachable', 0, '', '')
      }),
    name,
  )
}

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (given: Given) => known({ sort: textOf(given.sort) }),
  component: page(() => import('./pages/overview/overview-page'), 'OverviewPage'),
})

export const CAMPAIGN_FILTERS = ['accused', 'cleared', 'all'] as const
const campaignsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns',
  validateSearch: (given: Given) =>
    known({ show: oneOf(CAMPAIGN_FILTERS, given.show), q: textOf(given.q), sort: textOf(given.sort) }),
  component: page(() => import('./pages/campaigns-page'), 'CampaignsPage'),
})

export const ACT_KINDS = ['step', 'exempt', 'appeal'] as const
export const STEPS = ['observe', 'tag', 'throttle', 'degrade', 'step-up', 'suspend'] as const
export const MODES = ['shadow', 'enforce'] as const
const numberOf = (value: unknown, most: number) => {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isFinite(number) && number >= 0 && number <= most ? number : undefined
}
const isTrue = (value: unknown) => (value === true ? true : undefined)
const actRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/act',
  validateSearch: (given: Given) =>
    known({
      kind: oneOf(ACT_KINDS, given.kind),
      campaign: textOf(given.campaign),
      account: textOf(given.account),
      step: oneOf(STEPS, given.step),
      mode: oneOf(MODES, given.mode),
      percent: numberOf(given.percent, 100),
      reason: textOf(given.reason),
      days: numberOf(given.days, 366),
      membership: numberOf(given.membership, 1),
      rate: numberOf(given.rate, 1e6),
      per: oneOf(['account', 'campaign'] as const, given.per),
      tag: textOf(given.tag),
      url: textOf(given.url),
      model: textOf(given.model),
      tokens: numberOf(given.tokens, 1e9),
      reasoning: isTrue(given.reasoning),
      logprobs: isTrue(given.logprobs),
      replaces: textOf(given.replaces),
      acts: oneOf(['open', 'all'] as const, given.acts),
    }),
  component: page(() => import('./pages/act/act-page'), 'ActPage'),
})

export const DETECTOR_FILTERS = ['all', 'spoke', 'quiet', 'skipped', 'failed'] as const
const detectorsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/detectors',
  validateSearch: (given: Given) =>
    known({
      show: oneOf(DETECTOR_FILTERS, given.show),
      q: textOf(given.q),
      sort: textOf(given.sort),
      open: textOf(given.open),
    }),
  component: page(() => import('./pages/detectors/detectors-page'), 'DetectorsPage'),
})

const policyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policy',
  validateSearch: (given: Given) =>
    known({ version: textOf(given.version), left: textOf(given.left), right: textOf(given.right) }),
  component: page(() => import('./pages/policy/policy-page'), 'PolicyPage'),
})

const feedbackRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/feedback',
  component: page(() => import('./pages/feedback/feedback-page'), 'FeedbackPage'),
})

export const SHARE_TABS = ['preview', 'outbox', 'partners', 'received', 'collections'] as const
export const TLP_LEVELS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
const shareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/share',
  validateSearch: (given: Given) =>
    known({
      tab: oneOf(SHARE_TABS, given.tab),
      campaign: textOf(given.campaign),
      for: textOf(given.for),
      tlp: oneOf(TLP_LEVELS, given.tlp),
      show: oneOf(['campaigns', 'indicators', 'aside'] as const, given.show),
      q: textOf(given.q),
      page: placeOf(given.page),
      open: textOf(given.open),
    }),
  component: page(() => import('./pages/share/share-page'), 'SharePage'),
})

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  validateSearch: (given: Given) =>
    known({
      q: textOf(given.q),
      who: textOf(given.who),
      what: textOf(given.what),
      about: textOf(given.about),
      before: numberOf(given.before, 1e12),
    }),
  component: page(() => import('./pages/audit-page'), 'AuditPage'),
})

export const CAMPAIGN_TABS = ['summary', 'evidence', 'accounts', 'graph', 'compare', 'feedback'] as const
export const ROW_ORDERS = ['first', 'alike'] as const
// biome-ignore format: a line is what belongs together
export const MEMBER_COLUMNS = [
  'id', 'probability', 'exchanges', 'tokens', 'first', 'last', 'capability', 'models',
  'signed_up', 'tier', 'program', 'standing', 'suspended_at', 'recognised', 'decision',
] as const
export type MemberColumn = (typeof MEMBER_COLUMNS)[number]
export type MemberOrder = MemberColumn | `-${MemberColumn}`
export const MEMBER_ORDERS: readonly MemberOrder[] = MEMBER_COLUMNS.flatMap(
  (column) => [column, `-${column}`] as const,
)
// biome-ignore format: a line is what belongs together
export const MEMBER_FILTERS = [
  'all', 'active', 'quiet', 'suspended',
  'enforced', 'shadow', 'undecided', 'recognised',
] as const
/** Columns that are chosen, with points between them. */
const columnsOf = (value: unknown) => {
  const given = textOf(value)?.split('.')
  return given && MEMBER_COLUMNS.filter((column) => given.includes(column)).join('.')
}
const campaignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns/$id',
  validateSearch: (given: Given) =>
    known({
      tab: oneOf(CAMPAIGN_TABS, given.tab),
      rows: oneOf(ROW_ORDERS, given.rows),
      sort: oneOf(MEMBER_ORDERS, given.sort),
      show: oneOf(MEMBER_FILTERS, given.show),
      cols: columnsOf(given.cols),
      q: textOf(given.q),
      page: placeOf(given.page),
      kinds: textOf(given.kinds),
      bits: placeOf(given.bits),
      all: given.all === true ? (true as const) : undefined,
      with: textOf(given.with),
      open: textOf(given.open),
      value: textOf(given.value),
      by: given.by === 'sign-ups' ? ('sign-ups' as const) : undefined,
      country: codeOf(given.country),
    }),
  component: page(() => import('./pages/campaign/campaign-page'), 'CampaignPage'),
})

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accounts/$id',
  component: page(() => import('./pages/account/account-page'), 'AccountPage'),
})

const routeTree = rootRoute.addChildren([
  overviewRoute,
  campaignsRoute,
  campaignRoute,
  accountRoute,
  actRoute,
  detectorsRoute,
  policyRoute,
  feedbackRoute,
  shareRoute,
  auditRoute,
])

export function createConsoleRouter(_queries: QueryClient) {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: BrokenPage,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
