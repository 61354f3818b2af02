import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSay, useTell, useTerm } from '../../messages/language'
import { Panel } from '../../parts/panel'
import { Time } from '../../parts/time'
import type { AccountView } from '../../service/client'
import { useFormat } from '../../service/clock'

/** What was decided about the account, newest first. */
export function DecisionsPanel({
  decisions,
}: {
  readonly decisions: NonNullable<AccountView['sent']>['decisions']
}) {
  const say = useSay()
  const tell = useTell()
  const term = useTerm()
  const format = useFormat()
  return (
    <Panel title={say('account.decisions')}>
      {decisions.length === 0 ? <Text size="sm">{say('account.decisionsNone')}</Text> : null}
      <ul className="sw-list">
        {decisions.map(({ id, made_at, action, mode, reason, rule, ends, lifted, why }) => (
          <li key={`${id} ${made_at}`}>
            <div>
              {term('action', action)} · {term('mode', mode)} · <span className="sw-mono">{reason}</span>
            </div>
            <div className="sw-dim">
              {lifted
                ? say('account.lifted', { why: tell(why).text })
                : say('account.until', { at: format.time(ends) })}{' '}
              ·{' '}
              {rule.startsWith('act-') ? (
                <Link to="/audit" search={{ q: rule }} className="sw-link sw-mono">
                  {rule}
                </Link>
              ) : (
                <span className="sw-mono">{rule}</span>
              )}
            </div>
            <div className="sw-dim" style={{ fontSize: '0.75rem' }}>
              <Time at={made_at} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
