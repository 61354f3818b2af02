// The day of a campaign beside everyone's, as a 24-hour clock: people leave a gap at night, a machine does not.
import type { CampaignDetail } from '../../model/analysis.js'
import { formatShare } from '../quantities.js'
import { html, type Markup } from './markup.js'

const CENTRE = 140
const INNER = 34
const OUTER = 108

/** Petals for the campaign, an outline for everyone, and the same in words. */
export function clockPicture(hours: CampaignDetail['hours']): Markup {
  const campaign = fullDay(hours.campaign)
  const everyone = fullDay(hours.everyone)
  const largest = Math.max(...campaign, ...everyone)
  if (!(largest > 0)) return html`<p class="quiet">No hours of the day were counted.</p>`
  const radius = (share: number): number => INNER + (OUTER - INNER) * (share / largest)
  const petals = campaign.map((share, hour) => wedge(hour, radius(share)))
  const outline = everyone.map((share, hour) => {
    const from = point(radius(share), hour)
    const to = point(radius(share), hour + 1)
    return `${hour === 0 ? 'M' : 'L'}${from}A${round(radius(share))} ${round(radius(share))} 0 0 1 ${to}`
  })
  const caption = `Busiest hour ${formatShare(Math.max(...campaign))} of the campaign’s exchanges, quietest ${formatShare(Math.min(...campaign))}; everyone: ${formatShare(Math.max(...everyone))} and ${formatShare(Math.min(...everyone))}. Hours in UTC.`
  const labels = [0, 3, 6, 9, 12, 15, 18, 21].map((hour) => {
    const angle = (hour / 24) * 2 * Math.PI
    return html`<text class="tick" x="${CENTRE + (OUTER + 14) * Math.sin(angle)}" y="${CENTRE - (OUTER + 14) * Math.cos(angle) + 4}" text-anchor="middle">${String(hour).padStart(2, '0')}</text>`
  })
  return html`<figure class="picture clock"><svg viewBox="0 0 280 ${CENTRE * 2}" role="img" aria-label="${caption}">
<circle class="grid" cx="${CENTRE}" cy="${CENTRE}" r="${OUTER}"/><circle class="grid" cx="${CENTRE}" cy="${CENTRE}" r="${INNER}"/>${labels}
<path class="petal" d="${petals.join('')}"/><path class="everyone" d="${outline.join('')}Z"/>
</svg><figcaption><span class="key"><i class="swatch own"></i> this campaign</span> <span class="key"><i class="swatch all"></i> everyone</span><br>${caption}</figcaption></figure>`
}

function fullDay(shares: readonly number[]): readonly number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const share = shares[hour] ?? 0
    return Number.isFinite(share) ? Math.max(0, share) : 0
  })
}

function wedge(hour: number, radius: number): string {
  const from = hour + 0.06
  const to = hour + 0.94
  return `M${point(INNER, from)}L${point(radius, from)}A${round(radius)} ${round(radius)} 0 0 1 ${point(radius, to)}L${point(INNER, to)}A${INNER} ${INNER} 0 0 0 ${point(INNER, from)}Z`
}

function point(radius: number, hour: number): string {
  const angle = (hour / 24) * 2 * Math.PI
  return `${round(CENTRE + radius * Math.sin(angle))} ${round(CENTRE - radius * Math.cos(angle))}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
