// Why the campaign is believed: each measured reason with its bits, its numbers, its query, and what else it could be.
import { Button, Collapse, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useSay, useTell, useTerm } from '../../messages/language'
import { nameOf } from '../../parts/campaign-name'
import { Copy } from '../../parts/copy'
import { saveDataUrl, saveText, toCsv } from '../../parts/download'
import { Panel } from '../../parts/panel'
import { Prose } from '../../parts/prose'
import { Told } from '../../parts/told'
import { SaveMenu, useInks } from '../../pictures/figure'
import type { CampaignView, Evidence } from '../../service/client'
import { useFormat } from '../../service/clock'
import { NeedsPanel } from './needs-panel'
import { type Bar, fall } from './waterfall'
import { BAR_HEIGHT, type NamedBar, waterfallPicture } from './waterfall-picture'

const page = getRouteApi('/campaigns/$id')
const SAVED_WIDTH = 900

export function EvidenceTab({ view }: { readonly view: CampaignView }) {
  const say = useSay()
  const tell = useTell()
  const term = useTerm()
  const inks = useInks()
  const { picture, evidence, name } = view
  const bars = fall(view)
  const ends = bars.flatMap(({ from, to }) => [from, to])
  const total = picture?.bits
  const least = Math.min(0, ...ends)
  const most = Math.max(1, total ?? 0, ...ends)
  const titleOf = ({ evidence: one, family = '' }: Bar) =>
    one ? term('detector', one.detector) : say('evidence.counted', { family: term('family', family) })
  const save = async (form: 'svg' | 'png') => {
    const named = [
      ...bars.map(
        (bar): NamedBar => ({ ...bar, name: titleOf(bar), kind: bar.evidence ? 'evidence' : 'family' }),
      ),
      ...(total === undefined
        ? []
        : [{ name: say('evidence.sum'), from: 0, to: total, kind: 'sum' } as const]),
    ]
    const { renderPicture } = await import('../../pictures/echart')
    const option = waterfallPicture(`${nameOf(view)} · ${say('evidence.bits')}`, named, inks)
    const size = { width: SAVED_WIDTH, height: 44 + named.length * BAR_HEIGHT, ground: inks.ground }
    const content = renderPicture(option, size, form)
    if (form === 'svg') saveText(`${name}-evidence.svg`, content, 'image/svg+xml')
    else saveDataUrl(`${name}-evidence.png`, content)
  }
  const saveNumbers = () =>
    saveText(
      `${name}-evidence.csv`,
      toCsv([
        ['detector', 'bits', 'summary', 'facts', 'innocent'],
        ...evidence.map(({ detector, bits, summary, facts, innocent, said }) => [
          detector,
          bits,
          tell(summary, said?.summary).text,
          JSON.stringify(facts),
          innocent.map((one, place) => tell(one, said?.innocent[place]).text).join('; '),
        ]),
        ...bars
          .filter(({ family }) => family !== undefined)
          .map((bar) => [titleOf(bar), Number((bar.to - bar.from).toFixed(2)), '', '', '']),
        ...(total === undefined ? [] : [[say('evidence.sum'), total, '', '', '']]),
      ]),
      'text/csv',
    )
  return (
    <Stack gap="md">
      <Panel
        title={say('evidence.waterfall')}
        says={say('evidence.waterfallSays')}
        tools={
          <SaveMenu
            label={say('table.export')}
            items={[
              [say('figure.csv'), saveNumbers],
              [say('figure.png'), () => void save('png')],
              [say('figure.svg'), () => void save('svg')],
            ]}
          />
        }
      >
        <Text size="xs" className="sw-dim" ta="right">
          {say('evidence.bits')}
        </Text>
        <ul className="sw-list">
          {bars.map((bar) =>
            bar.evidence ? (
              <Row key={bar.evidence.detector} bar={bar} evidence={bar.evidence} least={least} most={most} />
            ) : (
              <li key={bar.family}>
                <Line title={titleOf(bar)} {...bar} least={least} most={most} kind="family" />
                <Text size="sm" className="sw-dim">
                  {say(bar.to < bar.from ? 'evidence.countedLess' : 'evidence.countedMore')}
                </Text>
              </li>
            ),
          )}
          {total === undefined ? null : (
            <li>
              <Line title={say('evidence.sum')} from={0} to={total} least={least} most={most} kind="sum" />
            </li>
          )}
        </ul>
      </Panel>
      {picture?.needs && view.drawn_by === view.analysis ? (
        <NeedsPanel view={view} needs={picture.needs} />
      ) : null}
      <Explanations view={view} />
    </Stack>
  )
}

interface RowProps {
  readonly bar: Bar
  readonly evidence: Evidence
  readonly least: number
  readonly most: number
}

function Row({ bar, evidence, least, most }: RowProps) {
  const say = useSay()
  const term = useTerm()
  const { detector, summary, said } = evidence
  const { open } = page.useSearch()
  const navigate = page.useNavigate()
  const isOpen = open === detector
  return (
    <li>
      <Line title={term('detector', detector)} from={bar.from} to={bar.to} least={least} most={most} />
      <Group gap="xs" wrap="nowrap" align="baseline" justify="space-between">
        <Text size="sm">
          <Told text={summary} said={said?.summary} />
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ flexShrink: 0 }}
          aria-expanded={isOpen}
          aria-label={`${say('evidence.show')}: ${term('detector', detector)}`}
          onClick={() =>
            void navigate({
              search: ({ open: _, ...before }) => (isOpen ? before : { ...before, open: detector }),
              replace: true,
              resetScroll: false,
            })
          }
        >
          {say('evidence.show')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Details evidence={evidence} />
      </Collapse>
    </li>
  )
}

interface LineProps {
  readonly title: string
  readonly from: number
  readonly to: number
  readonly least: number
  readonly most: number
  readonly kind?: NamedBar['kind']
}

function Line({ title, from, to, least, most, kind = 'evidence' }: LineProps) {
  const format = useFormat()
  const place = (bits: number) => (100 * (bits - least)) / (most - least)
  const left = place(Math.min(from, to))
  const color =
    kind === 'sum'
      ? 'var(--mantine-color-ink-6)'
      : kind === 'family'
        ? 'var(--sw-everyone)'
        : to >= from
          ? 'var(--sw-distillation)'
          : 'var(--sw-explained)'
  return (
    <div className="sw-line">
      <Text size="sm" fw={kind === 'sum' ? 650 : 560}>
        {title}
      </Text>
      <div className="sw-fall" aria-hidden>
        <span style={{ left: `${place(0)}%`, width: 1, background: 'var(--sw-dim)' }} />
        <span
          style={{
            left: `${left}%`,
            width: `max(2px, ${place(Math.max(from, to)) - left}%)`,
            background: color,
          }}
        />
      </div>
      <Text size="sm" fw={600} className="sw-number" ta="right">
        {format.bits(to - from)}
      </Text>
    </div>
  )
}

function Details({ evidence: { facts, innocent, query, said } }: { readonly evidence: Evidence }) {
  const say = useSay()
  const format = useFormat()
  const tell = useTell()
  return (
    <Stack gap="sm" py="sm" pl="md">
      <div>
        <Text size="xs" className="sw-dim">
          {say('evidence.facts')}
        </Text>
        <dl className="sw-facts">
          {Object.entries(facts).map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>
                <Told text={name.replaceAll('_', ' ')} />
              </dt>
              <dd className="sw-number">
                {typeof value === 'number'
                  ? format.number(value)
                  : (Array.isArray(value) ? value : [String(value)])
                      .map((one, place) => tell(one, said?.facts?.[name]?.[place]).text)
                      .join(', ')}
              </dd>
            </div>
          ))}
        </dl>
      </div>
      {innocent.length === 0 ? null : (
        <div>
          <Text size="xs" className="sw-dim">
            {say('evidence.innocent')}
          </Text>
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {innocent.map((one, place) => (
              <li key={one}>
                <Told text={one} said={said?.innocent[place]} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {query === undefined ? null : (
        <div>
          <Text size="xs" className="sw-dim" component="div">
            {say('evidence.query')} <Copy text={query} /> <Prose text={say('evidence.querySays')} />
          </Text>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <pre className="sw-code sw-mono" tabIndex={0}>
            {query}
          </pre>
        </div>
      )}
    </Stack>
  )
}

function Explanations({ view: { picture } }: { readonly view: CampaignView }) {
  const say = useSay()
  const term = useTerm()
  if (!picture || picture.explanations.length === 0) return null
  return (
    <Panel title={say('evidence.explanations')} says={say('evidence.explanationsSays')}>
      <ul className="sw-list">
        {picture.explanations.map(({ name, holds, why, said }) => (
          <li key={name} className="sw-explained">
            <Group gap={6} wrap="nowrap">
              {holds ? (
                <IconCheck size={15} color="var(--sw-explained)" />
              ) : (
                <IconX size={15} color="var(--sw-dim)" />
              )}
              <Text size="sm" fw={560}>
                {term('explanation', name)}
              </Text>
              <Text size="xs" className="sw-dim">
                {holds ? say('evidence.holds') : say('evidence.fails')}
              </Text>
            </Group>
            <Text size="sm">
              <Told text={why} said={said} />
            </Text>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
