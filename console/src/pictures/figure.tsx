// A picture under its heading, with its numbers and itself to be saved.
import { ActionIcon, Menu, Skeleton, useComputedColorScheme } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { EChartsCoreOption } from 'echarts/core'
import { lazy, type ReactNode, Suspense } from 'react'
import { useSay } from '../messages/language'
import { saveDataUrl, saveText, toCsv } from '../parts/download'
import { Panel } from '../parts/panel'
import { INKS, type Inks } from '../theme'
import type { Mark } from './echart'

const EChart = lazy(async () => ({ default: (await import('./echart')).EChart }))
const SAVED_WIDTH = 1100

export interface FigureProps {
  readonly title: string
  readonly says?: ReactNode
  /** What the picture shows, for who doesn't see it. */
  readonly label: string
  readonly option: EChartsCoreOption
  readonly height: number
  readonly renderer?: 'canvas' | 'svg'
  /** The numbers, with a head. */
  readonly rows: () => readonly (readonly (string | number)[])[]
  readonly file: string
  readonly tools?: ReactNode
  readonly onChoose?: (mark: Mark) => void
  /** To the right of the picture where there is room, else below it. */
  readonly beside?: ReactNode
  readonly children?: ReactNode
}

export function Figure(props: FigureProps) {
  const { title, says, label, option, height, renderer = 'svg', rows, file, tools, children } = props
  const say = useSay()
  const inks = useInks()
  const picture = async (form: 'svg' | 'png') => {
    const { renderPicture } = await import('./echart')
    const content = renderPicture(option, { width: SAVED_WIDTH, height, ground: inks.ground }, form)
    if (form === 'svg') saveText(`${file}.svg`, content, 'image/svg+xml')
    else saveDataUrl(`${file}.png`, content)
  }
  return (
    <Panel
      title={title}
      says={says}
      tools={
        <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          {tools}
          <SaveMenu
            label={say('table.export')}
            items={[
              [say('figure.csv'), () => saveText(`${file}.csv`, toCsv(rows()), 'text/csv')],
              [say('figure.png'), () => void picture('png')],
              [say('figure.svg'), () => void picture('svg')],
            ]}
          />
        </div>
      }
    >
      <div className={props.beside === undefined ? undefined : 'sw-beside'}>
        <Suspense fallback={<Skeleton height={height} />}>
          <EChart
            option={option}
            height={height}
            renderer={renderer}
            label={label}
            onChoose={props.onChoose}
          />
        </Suspense>
        {props.beside === undefined ? null : <div className="sw-beside-table">{props.beside}</div>}
      </div>
      {children}
    </Panel>
  )
}

export function SaveMenu({
  label,
  items,
}: {
  readonly label: string
  readonly items: readonly (readonly [string, () => void])[]
}) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label}>
          <IconDownload size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(([text, does]) => (
          <Menu.Item key={text} onClick={does}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function useInks(): Inks {
  return INKS[useComputedColorScheme('light')]
}
