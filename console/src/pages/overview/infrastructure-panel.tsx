import { useSay, useTerm } from '../../messages/language'
import { Panel } from '../../parts/panel'
import type { Overview } from '../../service/client'

/** Means that several campaigns have in common, as when one seller of access serves several buyers. */
export function InfrastructurePanel({
  overview: { infrastructure, campaigns },
}: {
  readonly overview: Overview
}) {
  const say = useSay()
  const term = useTerm()
  if (infrastructure.length === 0) return null
  const names = new Map(campaigns.map(({ id, name }) => [id, name]))
  return (
    <Panel title={say('overview.infrastructure')}>
      <ul className="sw-list">
        {infrastructure.map((one) => (
          <li key={one.id}>
            <div>
              {one.means.map(({ kind }) => term('trait', kind)).join(', ')}:{' '}
              {one.campaigns.map((id) => names.get(id) ?? id).join(', ')}
            </div>
            <div className="sw-dim">
              {say('overview.infrastructureSays', {
                count: one.campaigns.length,
                others: Math.max(...one.means.map(({ others }) => others)),
              })}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
