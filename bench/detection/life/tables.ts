// The tables and the pictures of the experiment.
import { formatTable, percent } from '../../text-table.js'
import type { Chart } from '../chart.js'
import { exposureAt, type MeasuredCampaign, type SizeFigures, type StyleFigures } from './figures.js'
import type { StyleRecognition } from './recognition.js'
import { replacementStyles } from './styles.js'

const hours = (value: number): string => (Number.isNaN(value) ? '' : `${value.toFixed(1)} h`)
/** A quantile of exchanges, or for how many at most the accounts were followed without reaching it. */
const count = (value: number | null, longest: number): string =>
  value === null ? `not by ${longest}` : String(value)

export function exposureTable(rows: readonly SizeFigures[]): string {
  return formatTable(
    [
      'accounts',
      'campaigns',
      'reported',
      'median',
      'worst',
      'first account',
      'half in parts',
      'nine tenths',
      'after',
    ],
    rows.map((row) => [
      String(row.size),
      String(row.campaigns),
      String(row.reported),
      percent(row.medianExposure),
      percent(row.worstExposure),
      percent(row.medianFirstAccount),
      percent(row.medianHalfInParts),
      percent(row.medianNineTenths),
      hours(row.medianHours),
    ]),
  )
}

export function replacementTable(rows: readonly StyleFigures[]): string {
  const says = new Map(replacementStyles(0).map(({ id, says, plan }) => [id, { says, plan }]))
  return formatTable(
    [
      'replaced with',
      'a day',
      'replacements',
      'accused',
      'median',
      '90th',
      'at first look',
      'first accounts',
    ],
    rows.map((row) => [
      says.get(row.style)?.says ?? row.style,
      String(says.get(row.style)?.plan.perAccountDay ?? ''),
      String(row.replacements),
      String(row.accused),
      count(row.median, row.longest),
      count(row.ninetieth, row.longest),
      percent(row.accused === 0 ? 0 : row.atFirstLook / row.accused),
      row.medianOfFirst === null ? '' : String(row.medianOfFirst),
    ]),
  )
}

export function recognitionTable(rows: readonly StyleRecognition[]): string {
  const says = new Map(replacementStyles(0).map(({ id, says }) => [id, says]))
  const at = (exchanges: readonly number[], share: number) =>
    String(exchanges[Math.min(Math.floor(share * exchanges.length), exchanges.length - 1)] ?? '')
  return formatTable(
    ['replaced with', 'banned', 'heirs', 'recognised', 'median', '90th', 'told, at the first'],
    rows.map(({ style, banned, heirs, recognised, exchanges, told }) => [
      says.get(style) ?? style,
      String(banned),
      String(heirs),
      String(recognised),
      at(exchanges, 0.5),
      at(exchanges, 0.9),
      String(told),
    ]),
  )
}

export function exposureChart(campaigns: readonly MeasuredCampaign[], rows: readonly SizeFigures[]): Chart {
  const points = (isFirstDay: boolean) =>
    campaigns
      .filter(({ cleanDays }) => (cleanDays === 0) === isFirstDay)
      .map((one): [number, number] => [one.size, 100 * exposureAt(one, one.half)])
  return {
    id: 'life-exposure',
    title: 'Share of a campaign answered before its first report',
    shape: 'scatter',
    x: { name: 'accounts', kind: 'log', min: 10, max: 1000 },
    y: { name: 'exchanges of the fortnight, %', kind: 'log', min: 0.01, max: 100 },
    series: [
      { name: 'from the first day on', points: points(true) },
      { name: 'after clean days', points: points(false) },
      { name: 'median', points: rows.map(({ size, medianExposure }) => [size, 100 * medianExposure]) },
    ],
  }
}

export function replacementChart(rows: readonly StyleFigures[]): Chart {
  return {
    id: 'life-replacement',
    title: 'Replacement accounts not yet accused',
    shape: 'line',
    x: { name: 'exchanges', min: 0 },
    y: { name: 'share not yet accused, %', min: 0, max: 100 },
    series: rows.map(({ style, curve }) => ({
      name: style,
      points: curve.map(({ length, left }) => [length, 100 * left]),
    })),
  }
}

/** A line for each campaign that no analysis reported: what became of its accounts in the last one. */
export function unreported(campaigns: readonly MeasuredCampaign[]): string {
  return campaigns
    .filter(({ half }) => half === null)
    .map(({ label, seed, halfInParts, heldBack }) => {
      const held = Object.entries(heldBack).map(([explanation, accounts]) => `${accounts} ${explanation}`)
      const parts = halfInParts === null ? '' : ', half of it in parts'
      return `Not reported as one: ${label}, seed ${seed}${parts}; at the end not accused: ${held.join(', ') || 'in no group'}.\n`
    })
    .join('')
}
