// How the evidence adds up: each reason starts where the last one ended, for to the right, against to the left.
import type { Evidence } from '../../model/analysis.js'
import { detectorTitle } from '../detector-words.js'
import { describeOdds, formatBits } from '../quantities.js'
import { clipText, visibleLine } from '../visible-text.js'
import { html, type Markup } from './markup.js'

const WIDTH = 920
const LEFT = 250
const RIGHT = 64
const ROW = 26

/** Reasons for first, then those against; both by weight. */
export function orderEvidence(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.toSorted(
    (a, b) => Number(b.bits >= 0) - Number(a.bits >= 0) || (b.bits >= 0 ? b.bits - a.bits : a.bits - b.bits),
  )
}

/**
 * The waterfall of ordered evidence, with its sum.
 * @param weighed what is left when facts that several reasons tell are counted once, in bits
 */
export function bitsPicture(evidence: readonly Evidence[], anchor: string, weighed?: number): Markup {
  let sum = 0
  const steps = evidence.map((item) => {
    const from = sum
    sum += Number.isFinite(item.bits) ? item.bits : 0
    return { item, from, to: sum }
  })
  const lowest = Math.min(0, ...steps.flatMap(({ from, to }) => [from, to]))
  const highest = Math.max(1, ...steps.flatMap(({ from, to }) => [from, to]))
  const plot = WIDTH - LEFT - RIGHT
  const x = (bits: number): number => LEFT + ((bits - lowest) / (highest - lowest)) * plot
  const totalY = steps.length * ROW + 8
  const rows = steps.map(({ item, from, to }, index) => {
    const y = index * ROW
    const start = Math.min(x(from), x(to))
    const width = Math.max(1.5, Math.abs(x(to) - x(from)))
    const labelX = Math.max(x(from), x(to)) + 7
    const next = index < steps.length - 1 ? ROW : ROW + 8
    return html`<a href="#${anchor}-evidence-${index + 1}"><text class="label" x="${LEFT - 12}" y="${y + 17}" text-anchor="end">${clipText(visibleLine(detectorTitle(item.detector)), 40)}</text></a><rect class="${item.bits < 0 ? 'against' : 'for'}" x="${start}" y="${y + 5}" width="${width}" height="${ROW - 10}" rx="2"/><path class="joint" d="M${x(to)} ${y + ROW - 5}v${next - ROW + 10}"/><text class="value" x="${labelX}" y="${y + 17}">${formatBits(item.bits)}</text>`
  })
  const isLess = weighed !== undefined && Math.abs(weighed - sum) >= 0.05
  const counted = isLess
    ? `What several of them tell is counted once, and each kind of reason up to a limit, which leaves ${formatBits(weighed)} bits: ${describeOdds(weighed)}`
    : `That is ${describeOdds(sum)}`
  const caption = `The reasons add up to ${formatBits(sum)} bits. ${counted}, before counting how rare campaigns are among the groups examined. Reasons for point right, reasons against point left.`
  return html`<figure class="picture"><div class="scroll" tabindex="0" role="group" aria-label="Evidence in bits, scrolls sideways"><svg viewBox="0 0 ${WIDTH} ${totalY + ROW + 2}" role="img" aria-label="${caption}">
<path class="axis" d="M${x(0)} 0V${totalY + ROW}"/>${rows}
<path class="grid" d="M0 ${totalY - 1}H${WIDTH}"/><text class="label total" x="${LEFT - 12}" y="${totalY + 18}" text-anchor="end">Together</text><rect class="${sum < 0 ? 'against' : 'for'} total" x="${Math.min(x(0), x(sum))}" y="${totalY + 6}" width="${Math.max(1.5, Math.abs(x(sum) - x(0)))}" height="${ROW - 10}" rx="2"/><text class="value total" x="${Math.max(x(0), x(sum)) + 7}" y="${totalY + 18}">${formatBits(sum)}</text>
</svg></div><figcaption>${caption}</figcaption></figure>`
}
