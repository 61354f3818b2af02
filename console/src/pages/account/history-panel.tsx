// What happened to the account, in one line of time: what it did itself, what was found, and what people did.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSay, useTell, useTerm } from '../../messages/language'
import { nameOf } from '../../parts/campaign-name'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Time } from '../../parts/time'
import type { AccountView } from '../../service/client'
import { useFormat } from '../../service/clock'

type Happened = AccountView['history'][number]

export function HistoryPanel({ view: { account, history } }: { readonly view: AccountView }) {
  const say = useSay()
  const { told, what } = useWhat()
  const tell = useTell()
  const why = ({ why: words = '', kind }: Happened) => (kind === 'lifted' ? tell(words).text : words)
  const rows = history.map((one, place) => ({ ...one, place }))
  return (
    <Panel title={say('history.title')} says={say('history.says')}>
      <DataTable
        caption={say('history.title')}
        file={`${account}-history`}
        rows={rows}
        rowId={({ place }) => String(place)}
        isSorted
        columns={[
          {
            id: 'at',
            title: say('history.at'),
            isFixed: true,
            value: ({ at }) => at,
            cell: ({ at }) => (
              <span style={{ whiteSpace: 'nowrap' }}>
                <Time at={at} />
              </span>
            ),
          },
          { id: 'what', title: say('history.what'), isFixed: true, value: told, cell: what },
          {
            id: 'by',
            title: say('history.by'),
            isFixed: true,
            value: ({ by = '', by_name: name }) => (name === undefined ? by : `${name} (${by})`),
            cell: ({ by, by_name: name }) =>
              by === undefined ? null : (
                <Link to="/audit" search={{ who: by, about: account }} className="sw-link" title={by}>
                  {name ?? by}
                </Link>
              ),
          },
          {
            id: 'why',
            title: say('history.why'),
            isFixed: true,
            value: why,
            cell: (row) => <span style={{ overflowWrap: 'anywhere' }}>{why(row)}</span>,
          },
        ]}
      />
    </Panel>
  )
}

/** A row as words, and with its links. */
function useWhat() {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const nameIn = ({ campaign }: Happened) =>
    campaign === undefined
      ? ''
      : campaign.name === undefined
        ? campaign.id
        : nameOf({ ...campaign, name: campaign.name })
  /** Of a decision: the step, how, and until when. */
  const stepOf = ({ action, mode, until }: Happened) =>
    [
      action === undefined ? '' : `${term('action', action)} · ${term('mode', mode ?? '')}`,
      until === undefined ? '' : say('account.until', { at: format.time(until) }),
    ]
      .filter((part) => part !== '')
      .join(' · ')
  const nowhere = (one: Happened) =>
    one.kind === 'act'
      ? term('done', `act.${one.done ?? ''}`)
      : say(`history.${one.kind}`, { request: one.request ?? 0 })
  const told = (one: Happened) =>
    [nowhere(one), nameIn(one), stepOf(one), one.rule ?? one.act ?? '']
      .filter((part) => part !== '')
      .join(': ')
  const what = (one: Happened): ReactNode => {
    const { campaign, rule, act } = one
    const step = stepOf(one)
    const id = act ?? (rule?.startsWith('act-') ? rule : undefined)
    return (
      <>
        {nowhere(one)}
        {campaign === undefined ? null : (
          <>
            {': '}
            {campaign.name === undefined ? (
              <span className="sw-mono">{campaign.id}</span>
            ) : (
              <Link to="/campaigns/$id" params={{ id: campaign.id }} className="sw-link">
                {nameIn(one)}
              </Link>
            )}
          </>
        )}
        {step === '' ? null : <span className="sw-dim"> · {step}</span>}
        {id !== undefined ? (
          <>
            {' · '}
            <Link to="/audit" search={{ about: id }} className="sw-link sw-mono">
              {id}
            </Link>
          </>
        ) : rule === undefined ? null : (
          <span className="sw-dim sw-mono"> · {rule}</span>
        )}
      </>
    )
  }
  return { told, what }
}
