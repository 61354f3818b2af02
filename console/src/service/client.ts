// Asks the service. Types come from its own description; a failure keeps the service's words and what to do next.
import createClient from 'openapi-fetch'
import type { components, paths } from '../../generated/contract'
import { session } from './session'

/** A key that was typed in, for this window only; a session needs none. */
const KEY_PLACE = 'stillwatch-key'

export const givenKey = {
  read: () => sessionStorage.getItem(KEY_PLACE),
  keep: (key: string) => sessionStorage.setItem(KEY_PLACE, key),
  forget: () => sessionStorage.removeItem(KEY_PLACE),
}

export const service = createClient<paths>({ baseUrl: window.location.origin })
service.use({
  onRequest({ request }) {
    const key = givenKey.read()
    if (key !== null) request.headers.set('authorization', `Bearer ${key}`)
    return request
  },
  onResponse({ request, response }) {
    // One that went out before somebody signed in again says nothing of now.
    const key = givenKey.read()
    const isOfNow = request.headers.get('authorization') === (key === null ? null : `Bearer ${key}`)
    if (response.status === 401 && isOfNow) session.end()
  },
})

/** What a request failed with; `code` is `unreachable` when there was no answer. */
export class Failed extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    detail: string,
    readonly next: string,
    /** What both were made of, for other languages. */
    readonly said?: components['schemas']['Failure']['said'],
    /** Of a file that is refused: what is wrong with it. */
    readonly mistakes: readonly PolicyMistake[] = [],
  ) {
    super(detail)
  }
}

interface Answered<Data> {
  readonly data?: Data
  readonly error?: components['schemas']['Failure']
  readonly response: Response
}

/**
 * The body of an answer.
 * @throws Failed
 */
export async function told<Data>(answer: Promise<Answered<Data>>): Promise<Data> {
  let answered: Answered<Data>
  try {
    answered = await answer
  } catch {
    throw new Failed('unreachable', 0, '', '')
  }
  const { data, error, response } = answered
  if (response.ok) return data as Data
  const code = typeof error === 'object' ? error.title : `http-${response.status}`
  throw new Failed(
    code,
    response.status,
    error?.detail ?? '',
    error?.next ?? '',
    error?.said,
    error?.mistakes,
  )
}

type Get<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never

export type Me = Get<'/v1/me'>
export type Status = Get<'/v1/status'>
export type Overview = Get<'/v1/overview'>
export type ListedCampaign = Overview['campaigns'][number]
export type HistoryEvent = Get<'/v1/history'>['events'][number]
export type CampaignView = Get<'/v1/campaigns/{id}/view'>
export type CampaignPicture = NonNullable<CampaignView['picture']>
export type Places = NonNullable<CampaignPicture['places']>
export type Replacements = NonNullable<CampaignPicture['replacements']>
export type PublicEvent = Get<'/v1/public-events'>['events'][number]
export type Evidence = CampaignView['evidence'][number]
export type MemberPage = Get<'/v1/campaigns/{id}/accounts'>
export type RecognisedPage = Get<'/v1/campaigns/{id}/recognised'>
export type Recognised = AccountView['recognised'][number] | RecognisedPage['accounts'][number]
export type Graph = Get<'/v1/campaigns/{id}/graph'>
export type Holders = Get<'/v1/campaigns/{id}/holders'>
export type Comparison = Get<'/v1/campaigns/{id}/comparison'>
export type AccountView = Get<'/v1/accounts/{id}/view'>
export type Detectors = Get<'/v1/detectors'>
export type ListedDetector = Detectors['detectors'][number]
export type Sharing = Get<'/v1/sharing'>
export type Waiting = Get<'/v1/outbox'>['rows'][number]
export type Received = Get<'/v1/received'>['rows'][number]
export type ReceivedIndicator = Get<'/v1/received/indicators'>['rows'][number]
export type AsideObject = Get<'/v1/received/aside'>['rows'][number]
export type Verdict = ListedCampaign['verdict']

type Post<Path extends keyof paths> = paths[Path] extends {
  post: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never
type Asked<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody?: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

export type Act = Get<'/v1/acts'>['acts'][number]
export type ActAsked = Asked<'/v1/acts'>
export type StepAsked = Omit<Asked<'/v1/acts/preview'>, 'most'>
export type ActPreview = Post<'/v1/acts/preview'>
export type AccountEffect = ActPreview['accounts'][number]
export type CustomerTold = ActPreview['told']
export type Feedback = Get<'/v1/campaigns/{id}/feedback'>['feedback'][number]
export type FeedbackAsked = Asked<'/v1/feedback'>
export type CalibrationReport = Get<'/v1/feedback/report'>
export type AuditEntry = Get<'/v1/audit'>['entries'][number]
export type Policies = Get<'/v1/policies'>
export type PolicyMistake = components['schemas']['Failure']['mistakes'] extends (infer One)[] | undefined
  ? One
  : never
export type PolicyReview = Post<'/v1/policy/review'>
export type Backtest = Post<'/v1/policy/backtest'>
export type SharedPreview = Post<'/v1/campaigns/{id}/shared'>
export type ServedPreview = Post<'/v1/campaigns/{id}/served'>
export type ServedObject = ServedPreview['objects'][number]
export type CaseAsked = NonNullable<Asked<'/v1/campaigns/{id}/case'>>
export type MadeCase = Post<'/v1/campaigns/{id}/case'>
export type ShareAsked = Asked<'/v1/campaigns/{id}/shared'>
