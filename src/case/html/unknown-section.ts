// What is not known, and what was cleared: the part that whoever doubts the case looks for.
import { html, type Markup } from '../../report/html/markup.js'
import { formatCount } from '../../report/quantities.js'
import { visibleLine } from '../../report/visible-text.js'
import type { CaseFile } from '../case-file.js'
import type { Teller } from '../teller.js'

export function unknownSection(file: CaseFile, teller: Teller): Markup {
  const { words, tell, term } = teller
  const { unknown } = file
  const { newer, increment } = unknown
  const points: readonly (Markup | string)[] = [
    ...(newer ? [words.newer(words.minute(newer.made_at), newerWords(newer, teller))] : []),
    ...(increment ? [words.increment(increment.exchanges, words.minute(increment.made_at))] : []),
    ...(unknown.caveats === undefined
      ? [words.caveatsNotKept]
      : unknown.caveats.map(({ text, template, values }) =>
          tell(text, template === undefined ? undefined : { template, values: values ?? [] }),
        )),
    ...(unknown.rejected > 0 ? [words.rejected(unknown.rejected)] : []),
    ...unknown.detectors.map(
      ({ id, state, reason = '' }) =>
        html`${words.detectorNot(term('detector', id), state === 'failed')}${reason !== '' && html` (${tell(reason)})`}`,
    ),
    ...(unknown.without_query.length > 0 ? [words.withoutQuery(listOf(unknown.without_query))] : []),
    ...(unknown.computed_in_part.length > 0 ? [words.computed(listOf(unknown.computed_in_part))] : []),
    ...words.standing,
  ]
  return html`<section><h2>${words.unknown}</h2><ul>${points.map((point) => html`<li>${point}</li>`)}</ul></section>
${clearedSection(file, teller)}`
}

function newerWords(
  { verdict, explanation }: NonNullable<CaseFile['unknown']['newer']>,
  { words, term }: Teller,
): string {
  if (verdict === undefined) return words.newerGone
  return verdict === 'explained'
    ? words.newerCleared(term('explanation', explanation ?? ''))
    : words.newerSame(term('verdict', verdict))
}

function clearedSection({ cleared, subject }: CaseFile, { words, term }: Teller): Markup {
  const groups = Object.entries(cleared.groups).sort(([, a], [, b]) => b - a)
  const count = groups.reduce((sum, [, number]) => sum + number, 0)
  const none = subject.account === undefined ? words.alsoNone : words.alsoOne
  return html`<section><h2>${words.cleared}</h2><p>${words.clearedSays(count)}</p>
${groups.length > 0 && html`<table><thead><tr><th scope="col">${words.clearedBy}</th><th scope="col" class="number">${words.groups}</th></tr></thead><tbody>${groups.map(([name, number]) => html`<tr><th scope="row">${term('explanation', name)}</th><td class="number">${formatCount(number)}</td></tr>`)}</tbody></table>`}
${count > 0 && (cleared.also.length === 0 ? html`<p>${none}</p>` : html`<ul>${cleared.also.map(({ name, explanation, accounts }) => html`<li>${words.alsoIn(accounts, visibleLine(name), term('explanation', explanation))}</li>`)}</ul>`)}</section>`
}

const listOf = (numbers: readonly number[]) => numbers.join(', ')
