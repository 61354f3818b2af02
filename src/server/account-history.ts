// What happened to one account, in the order in which it did: from what was found, what the engine knows, and what people
// did and wrote.
import { notesOn } from '../feedback/feedback.js'
import { toldSeconds } from '../store/times.js'
import type { AccountSeries } from './engine/account-view.js'
import type { AccountFacts } from './engine/messages.js'
import type { Service } from './service.js'

export const HAPPENED = [
  'signed-up',
  'first-exchange',
  'first-of-campaign',
  'recognised',
  'joined',
  'decided',
  'lifted',
  'act',
  'note',
  'last-of-campaign',
  'suspended',
  'last-exchange',
] as const

export interface Happened {
  /** RFC 3339. */
  readonly at: string
  readonly kind: (typeof HAPPENED)[number]
  /** Id of the campaign that it is about. */
  readonly campaign?: string
  /** Who did it, as the audit has it; of a decision of the policy nobody did. */
  readonly by?: string
  /** In whose words why: of a person, or of the engine. */
  readonly why?: string
  /** At which of its requests it was recognised. */
  readonly request?: number
  /** Of a decision: the step, how, until when, and the act or rule that it follows. */
  readonly action?: string
  readonly mode?: string
  readonly until?: string
  readonly rule?: string
  /** Of an act: what was done, and its id. */
  readonly done?: string
  readonly act?: string
}

/** Of one moment in the order of `HAPPENED`, which is that of a life. */
export function historyOf(
  account: string,
  { findings, recognitions, acts, feedback }: Service,
  sent: { readonly facts: AccountFacts; readonly series: AccountSeries } | undefined,
): readonly Happened[] {
  const at = (time: string | undefined, rest: Omit<Happened, 'at'>): Happened[] =>
    time ? [{ at: time, ...rest }] : []
  const told = [
    ...(sent
      ? [
          ...at(sent.facts.created_at, { kind: 'signed-up' }),
          ...at(sent.facts.first, { kind: 'first-exchange' }),
          ...at(sent.facts.last, { kind: 'last-exchange' }),
          ...at(sent.facts.suspended_at, { kind: 'suspended' }),
          ...sent.series.joined.flatMap(({ campaign, at: joined }) =>
            at(joined, { kind: 'joined', campaign }),
          ),
          ...sent.series.decisions.flatMap((one) => decisionOf(one, acts.acts)),
        ]
      : []),
    ...findings.memberships(account).flatMap(({ id: campaign }) => {
      const { accounts } = findings.campaign(campaign)
      const figure = findings.figures(campaign)?.at(accounts.findIndex(({ id }) => id === account))
      if (!figure) return []
      return [
        ...at(toldSeconds(figure.first), { kind: 'first-of-campaign', campaign }),
        ...at(toldSeconds(figure.last), { kind: 'last-of-campaign', campaign }),
      ]
    }),
    ...recognitions
      .ofAccount(account)
      .map(
        ({ at: seen, campaign, request }): Happened => ({ at: seen, kind: 'recognised', campaign, request }),
      ),
    ...acts.acts
      .filter((act) => act.account === account)
      .map(
        ({ at: done, by, note, kind, id, refers }): Happened => ({
          at: done,
          kind: 'act',
          by,
          why: note,
          done: kind,
          act: kind === 'undo' ? refers : id,
        }),
      ),
    ...notesOn(account, feedback.said).map(
      ({ at: written, by, note }): Happened => ({ at: written, kind: 'note', by, why: note }),
    ),
  ]
  const placeOf = ({ kind }: Happened) => HAPPENED.indexOf(kind)
  // What begins or ends with a campaign is told once.
  const isTwice = ({ kind, at: when }: Happened) =>
    (kind === 'first-exchange' || kind === 'last-exchange') &&
    told.some((other) => other.at === when && other.kind === kind.replace('exchange', 'of-campaign'))
  return told
    .filter((one) => !isTwice(one))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || placeOf(a) - placeOf(b))
}

function decisionOf(
  { made_at, campaign, action, mode, rule, ends, lifted, why }: AccountSeries['decisions'][number],
  acts: Service['acts']['acts'],
): Happened[] {
  const act = acts.find(({ id }) => id === rule)
  return [
    {
      at: made_at,
      kind: lifted ? 'lifted' : 'decided',
      campaign,
      action,
      mode,
      rule,
      ...(lifted ? { why } : { until: ends, ...(act && { by: act.by, why: act.note }) }),
    },
  ]
}
