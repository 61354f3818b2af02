// Why the campaign is believed: each measured reason with its bits, its numbers, its query, and what else it could be.
import { Button, Collapse, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useSay, useTell, useTerm } from '../../messages/language'
import { Copy } from '../../parts/copy'
import { saveText, toCsv } from '../../parts/download'
import { Panel } from '../../parts/panel'
import { Prose } from '../../parts/prose'
import { Told } from '../../parts/told'
import { SaveMenu } from '../../pictures/figure'
import type { CampaignView, Evidence } from '../../service/client'
import { useFormat } from '../../service/clock'

const page = getRouteApi('/campaigns/$id')

export function EvidenceTab({ view }: { readonly view: CampaignView }) {
  const say = useSay()
  const tell = useTell()
  const term = useTerm()
  const { picture, evidence } = view
  const rows = fall(evidence)
  const ends = rows.flatMap(({ from, to }) => [from, to])
  const total = picture?.bits
  const least = Math.min(0, ...ends)
  const most = Math.max(1, total ?? 0, ...ends)
  return (
    <Stack gap="md">
      <Panel
        title={say('evidence.waterfall')}
        says={say('evidence.waterfallSays')}
        tools={
          <SaveMenu
            label={say('table.export')}
            items={[
              [
                say('figure.csv'),
                () =>
                  saveText(
                    `${view.name}-evidence.csv`,
                    toCsv([
                      ['detector', 'bits', 'summary', 'facts', 'innocent'],
                      ...evidence.map(({ detector, bits, summary, facts, innocent, said }) => [
                        detector,
                        bits,
                        tell(summary, said?.summary).text,
                        JSON.stringify(facts),
                        innocent.map((one, place) => tell(one, said?.innocent[place]).text).join('; '),
                      ]),
                    ]),
                    'text/csv',
                  ),
              ],
              [
                say('figure.svg'),
                () =>
                  saveText(
                    `${view.name}-evidence.svg`,
                    waterfallSvg(view.name, rows, { least, most, nameOf: (id) => term('detector', id) }),
                    'image/svg+xml',
                  ),
              ],
            ]}
          />
        }
      >
        <ul className="sw-list">
          {rows.map((row) => (
            <Row key={row.evidence.detector} row={row} least={least} most={most} />
          ))}
          {total === undefined ? null : (
            <li>
              <Line title={say('evidence.sum')} from={0} to={total} least={least} most={most} isSum />
            </li>
          )}
        </ul>
      </Panel>
      <Explanations view={view} />
    </Stack>
  )
}

interface Falling {
  readonly evidence: Evidence
  readonly from: number
  readonly to: number
}

/** Each bar begins where the one before ends. */
function fall(evidence: readonly Evidence[]): Falling[] {
  let at = 0
  return evidence.map((one) => {
    const from = at
    at += one.bits
    return { evidence: one, from, to: at }
  })
}

function Row({ row, least, most }: { readonly row: Falling; readonly least: number; readonly most: number }) {
  const say = useSay()
  const term = useTerm()
  const { detector, summary, said } = row.evidence
  const { open } = page.useSearch()
  const navigate = page.useNavigate()
  const isOpen = open === detector
  return (
    <li>
      <Line title={term('detector', detector)} from={row.from} to={row.to} least={least} most={most} />
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
        <Details evidence={row.evidence} />
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
  readonly isSum?: boolean
}

function Line({ title, from, to, least, most, isSum = false }: LineProps) {
  const format = useFormat()
  const place = (bits: number) => (100 * (bits - least)) / (most - least)
  const left = place(Math.min(from, to))
  const color = isSum
    ? 'var(--mantine-color-ink-6)'
    : to >= from
      ? 'var(--sw-distillation)'
      : 'var(--sw-explained)'
  return (
    <div className="sw-line">
      <Text size="sm" fw={isSum ? 650 : 560}>
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

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The waterfall as a file. */
function waterfallSvg(
  name: string,
  rows: readonly Falling[],
  { least, most, nameOf }: { least: number; most: number; nameOf: (detector: string) => string },
): string {
  const width = 900
  const place = (bits: number) => 260 + (560 * (bits - least)) / (most - least)
  const bars = rows.map(({ evidence, from, to }, index) => {
    const y = 40 + index * 24
    const fill = to >= from ? '#c0362c' : '#2b8a6b'
    return `<text x="250" y="${y + 12}" text-anchor="end">${escaped(nameOf(evidence.detector))}</text><rect x="${place(Math.min(from, to))}" y="${y}" width="${Math.max(2, Math.abs(place(to) - place(from)))}" height="15" fill="${fill}"/><text x="${width - 8}" y="${y + 12}" text-anchor="end">${evidence.bits.toFixed(1)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${50 + rows.length * 24}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/><text x="8" y="22" font-weight="bold">${escaped(name)}: bits</text>${bars.join('')}</svg>`
}
