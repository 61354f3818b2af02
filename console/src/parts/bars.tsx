// Shares as bars in a table, so that they are read aloud and saved as numbers.
import { useMemo } from 'react'
import { useSay } from '../messages/language'
import { useFormat } from '../service/clock'
import { DataTable } from './data-table'
import { Panel } from './panel'

export interface Bar {
  readonly name: string
  readonly share: number
  /** Of something to compare with, drawn as a line. */
  readonly beside?: number
  readonly note?: string
}

export interface BarsProps {
  readonly title: string
  readonly says?: string
  readonly file: string
  readonly bars: readonly Bar[]
}

export function Bars({ title, says, file, bars }: BarsProps) {
  const say = useSay()
  const format = useFormat()
  const most = useMemo(() => Math.max(...bars.map(({ share }) => share), 0.0001), [bars])
  return (
    <Panel title={title} says={says}>
      <DataTable
        caption={title}
        file={file}
        rows={bars}
        rowId={({ name }) => name}
        columns={[
          {
            id: 'name',
            title: say('column.name'),
            value: ({ name }) => name,
            cell: ({ name, note }) => (
              <>
                {name}
                {note === undefined ? null : <span className="sw-dim"> · {note}</span>}
              </>
            ),
          },
          {
            id: 'share',
            title: say('column.share'),
            align: 'right',
            value: ({ share }) => share,
            cell: ({ share }) => (
              <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
                <span
                  aria-hidden
                  style={{
                    width: 96,
                    height: 8,
                    background: 'var(--sw-line)',
                    borderRadius: 2,
                    display: 'inline-block',
                  }}
                >
                  <span
                    style={{
                      display: 'block',
                      height: 8,
                      borderRadius: 2,
                      width: `${(100 * share) / most}%`,
                      background: 'var(--mantine-color-ink-5)',
                    }}
                  />
                </span>
                <span style={{ minWidth: 48 }}>{format.percent(share)}</span>
              </span>
            ),
          },
        ]}
      />
    </Panel>
  )
}
