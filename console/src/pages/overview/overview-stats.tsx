import { useQuery } from '@tanstack/react-query'
import { useSay } from '../../messages/language'
import { Stats } from '../../parts/stats'
import type { Overview } from '../../service/client'
import { useFormat } from '../../service/clock'
import { statusQuery } from '../../service/queries'

/** The five numbers that say how bad it is. */
export function OverviewStats({ overview: { campaigns, input } }: { readonly overview: Overview }) {
  const say = useSay()
  const format = useFormat()
  const { data: status } = useQuery(statusQuery)
  const sum = (of: (campaign: Overview['campaigns'][number]) => number) =>
    campaigns.reduce((total, campaign) => total + of(campaign), 0)
  const atRest = campaigns.filter(({ state }) => state === 'dormant').length
  const active = campaigns.length - atRest
  const accounts = sum((campaign) => campaign.accounts)
  const exchanges = sum((campaign) => campaign.exchanges)
  const currency = campaigns.find(({ cost }) => cost !== undefined)?.cost?.currency
  const stats = [
    [
      say('overview.active', { count: active }),
      format.number(active),
      atRest > 0 ? say('overview.dormant', { count: atRest }) : '',
    ],
    [
      say('overview.accusedAccounts'),
      format.number(accounts),
      say('overview.ofAccounts', {
        share: format.percent(accounts / Math.max(1, input.accounts)),
        total: input.accounts,
      }),
    ],
    [
      say('overview.taken'),
      format.compact(exchanges),
      say('overview.ofTraffic', { share: format.percent(exchanges / Math.max(1, input.exchanges)) }),
    ],
    [
      say('overview.tokens'),
      format.compact(sum((campaign) => campaign.output_tokens)),
      currency === undefined
        ? say('overview.inTokens', { tokens: format.compact(sum((campaign) => campaign.input_tokens)) })
        : say('overview.atListPrice', {
            money: format.money(
              sum(({ cost }) => cost?.amount ?? 0),
              currency,
            ),
          }),
    ],
    [
      say('overview.decisions'),
      status ? format.number(status.decisions.enforced) : '–',
      status ? say('overview.inShadow', { count: status.decisions.shadow }) : '',
    ],
  ] as const
  return <Stats stats={stats} />
}
