// The verdict with its numbers: of each what it means and what it doesn't, and what the procedure asks for.
import { html, type Markup } from '../../report/html/markup.js'
import { formatBits, formatProbability, formatQValue, formatShare } from '../../report/quantities.js'
import type { CaseFile } from '../case-file.js'
import type { Teller } from '../teller.js'

/** Needs that are met from below. */
const AT_MOST = new Set(['falseDiscovery'])
const IN_BITS = new Set(['evidence', 'coordination', 'purpose', 'bond'])

export function verdictSection(file: CaseFile, { words, term }: Teller): Markup {
  const { claim, weighed, subject, accounts } = file
  const counted = weighed.counted ?? weighed.sum
  const member = subject.account === undefined ? undefined : accounts[0]
  const rows: readonly (readonly [string, string, string, string])[] = [
    [words.theVerdict, term('verdict', claim.verdict), words.verdictMeans[claim.verdict], words.verdictNot],
    [
      words.probability,
      words.about100(roundShare(claim.probability), claim.probability.toFixed(3)),
      words.probabilityMeans,
      words.probabilityNot,
    ],
    [words.qValue, formatQValue(claim.q_value), words.qMeans, words.qNot],
    [
      words.bits,
      words.bitsHere(formatBits(counted), formatBits(weighed.sum)),
      words.bitsMeans,
      words.bitsNot,
    ],
    ...(member
      ? [
          [
            words.membership,
            formatProbability(member.membership),
            words.membershipMeans,
            words.membershipNot,
          ] as const,
        ]
      : []),
  ]
  return html`<section><h2>${words.verdict}</h2>
<table class="figures"><thead><tr><th scope="col">${words.figure}</th><th scope="col">${words.here}</th><th scope="col">${words.means}</th><th scope="col">${words.meansNot}</th></tr></thead>
<tbody>${rows.map(([name, here, means, not]) => html`<tr><th scope="row">${name}</th><td class="holds">${here}</td><td>${means}</td><td>${not}</td></tr>`)}</tbody></table>
${weighed.needs.length > 0 && needsTable(weighed.needs, words)}
</section>`
}

function needsTable(needs: CaseFile['weighed']['needs'], words: Teller['words']): Markup {
  const row = ({ name, here, needed }: (typeof needs)[number]) => {
    const bound = AT_MOST.has(name)
      ? words.atMost(boundOf(name, needed))
      : words.atLeast(boundOf(name, needed))
    return html`<tr><th scope="row">${words.need[name] ?? words.fact(name)}</th><td class="number">${bound}</td><td class="number">${boundOf(name, here)}</td></tr>`
  }
  return html`<table><caption>${words.needs}. ${words.needsSays}</caption><thead><tr><th scope="col">${words.figure}</th><th scope="col" class="number">${words.needed}</th><th scope="col" class="number">${words.here}</th></tr></thead><tbody>${needs.map(row)}</tbody></table>`
}

function boundOf(name: string, value: number): string {
  if (name === 'falseDiscovery') return formatQValue(value)
  if (IN_BITS.has(name)) return value.toFixed(1)
  return Number.isInteger(value) ? value.toLocaleString('en-GB') : String(Number(value.toPrecision(3)))
}

/** To the whole percent: what follows would say more than is known. */
const roundShare = (value: number) => formatShare(Math.min(0.99, Math.round(value * 100) / 100))
