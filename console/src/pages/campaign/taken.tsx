import { useSay, useTerm } from '../../messages/language'
import { capabilitiesOf } from '../../parts/campaign-columns'
import { Stats } from '../../parts/stats'
import type { CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'

/** What the campaign took, in the numbers that people ask for. */
export function Taken({ view }: { readonly view: CampaignView }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const { cost, decisions } = view
  const [most] = capabilitiesOf(view)
  return (
    <Stats
      stats={[
        [say('campaign.accounts'), format.number(view.accounts), ''],
        [
          say('campaign.exchanges'),
          format.compact(view.exchanges),
          most ? `${term('capability', most[0])} ${format.percent(most[1])}` : '',
        ],
        [
          say('campaign.tokens'),
          format.compact(view.output_tokens),
          say('overview.inTokens', { tokens: format.compact(view.input_tokens) }),
        ],
        [
          say('campaign.cost'),
          cost ? format.money(cost.amount, cost.currency) : '–',
          cost
            ? cost.unpriced_tokens > 0
              ? say('campaign.unpriced', { tokens: format.compact(cost.unpriced_tokens) })
              : ''
            : say('campaign.noPrices'),
        ],
        [
          say('campaign.decided'),
          format.number(decisions.enforced),
          say('overview.inShadow', { count: decisions.shadow }),
        ],
      ]}
    />
  )
}
