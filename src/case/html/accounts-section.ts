// The accounts with their own facts, and what they share.
import { html, type Markup } from '../../report/html/markup.js'
import { formatCompact, formatCount, formatProbability, formatShare } from '../../report/quantities.js'
import { clipText, visibleLine } from '../../report/visible-text.js'
import type { CaseAccount, CaseFile, CaseValue } from '../case-file.js'
import type { Teller } from '../teller.js'

/** Accounts with all of their facts on the page, those that follow with two, and values. */
const MOST_ROWS = 1000
const MOST_LISTED = 25_000
const MOST_VALUES = 24
const MOST_CLEAR = 120
/** Values that are named of an account. */
const MOST_HELD = 5
const SURE = 0.9

interface Shown extends CaseValue {
  /** As the page calls it. */
  readonly name: string
}

export function accountsSection(file: CaseFile, teller: Teller): Markup {
  const { words } = teller
  const { accounts, subject, values, clear_values: clear } = file
  const own = subject.account === undefined ? undefined : accounts[0]
  const shown = shownValues(file)
  const sure = accounts.filter(({ membership }) => membership >= SURE).length
  return html`<section><h2>${own ? words.theAccount : words.accounts}</h2>
${own ? oneAccount(own, words) : html`<p>${words.accountsSay(accounts.length, sure)}</p>${accountTable(accounts.slice(0, MOST_ROWS), shown, words)}${restOf(accounts, words)}`}
${shown.size > 0 && valueTable([...shown.values()], own ? own.holds.length : values.length, Boolean(own), teller)}
${clear !== undefined && clear.length > 0 && clearTable(clear, teller)}
</section>`
}

/** By place in the case: those of an account's case that it holds, or the most telling ones of the campaign. */
function shownValues({ subject, accounts, values }: CaseFile): ReadonlyMap<number, Shown> {
  const places =
    subject.account === undefined
      ? values
          .map(({ bits, inside }, place) => ({ place, weight: bits * inside }))
          .sort((a, b) => b.weight - a.weight)
          .map(({ place }) => place)
      : (accounts[0]?.holds ?? [])
  return new Map(
    places.slice(0, MOST_VALUES).flatMap((place, index) => {
      const value = values[place]
      return value ? [[place, { ...value, name: `V${index + 1}` }] as const] : []
    }),
  )
}

function accountTable(
  accounts: readonly CaseAccount[],
  shown: ReadonlyMap<number, Shown>,
  words: Teller['words'],
): Markup {
  const hasStatus = accounts.some(({ status }) => status !== undefined)
  return html`<table class="accounts"><thead><tr><th scope="col">${words.account}</th><th scope="col" class="number">${words.requests}</th><th scope="col" class="number">${words.ofAll}</th><th scope="col">${words.first}</th><th scope="col">${words.last}</th><th scope="col" class="number">${words.tokens}</th><th scope="col" class="number">${words.member}</th>${hasStatus && html`<th scope="col">${words.status}</th>`}<th scope="col">${words.holds}</th></tr></thead>
<tbody>${accounts.map((account) => accountRow(account, hasStatus, shown, words))}</tbody></table>`
}

function accountRow(
  account: CaseAccount,
  hasStatus: boolean,
  shown: ReadonlyMap<number, Shown>,
  words: Teller['words'],
): Markup {
  return html`<tr><th scope="row" class="mono"><bdi>${nameOf(account)}</bdi></th><td class="number">${formatCount(account.exchanges)}</td><td class="number">${shareOf(account)}</td><td>${timeOf(account.first, words)}</td><td>${timeOf(account.last, words)}</td><td class="number">${tokensOf(account)}</td><td class="number">${formatProbability(account.membership)}</td>${hasStatus && html`<td class="${account.suspended_at === undefined && 'nowrap'}">${statusOf(account, words)}</td>`}<td>${heldBy(account, shown)}</td></tr>`
}

function heldBy({ holds }: CaseAccount, shown: ReadonlyMap<number, Shown>): string {
  const named = holds.flatMap((place) => shown.get(place)?.name ?? [])
  const first = named
    .slice(0, MOST_HELD)
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
    .join(', ')
  return holds.length > Math.min(named.length, MOST_HELD)
    ? `${first} +${holds.length - Math.min(named.length, MOST_HELD)}`
    : first
}

function restOf(accounts: readonly CaseAccount[], words: Teller['words']): Markup | undefined {
  if (accounts.length <= MOST_ROWS) return undefined
  const listed = accounts.slice(MOST_ROWS, MOST_LISTED)
  const unlisted = accounts.length - MOST_ROWS - listed.length
  return html`<p>${words.accountsListed(MOST_ROWS, accounts.length - MOST_ROWS)}</p>
<ul class="roll">${listed.map((account) => html`<li><bdi class="mono">${nameOf(account)}</bdi><span>${formatCount(account.exchanges)} · ${formatProbability(account.membership)}</span></li>`)}</ul>
${unlisted > 0 && html`<p>${words.accountsUnlisted(unlisted)}</p>`}`
}

function oneAccount(account: CaseAccount, words: Teller['words']): Markup {
  const facts: readonly (readonly [string, string])[] = [
    [words.account, nameOf(account)],
    [words.requests, formatCount(account.exchanges)],
    [words.ofAll, shareOf(account)],
    [words.othersSent, formatCount(Math.max(0, account.sent - account.exchanges))],
    [words.first, timeOf(account.first, words)],
    [words.last, timeOf(account.last, words)],
    [words.tokens, tokensOf(account)],
    [words.member, formatProbability(account.membership)],
    [words.signedUp, timeOf(account.signed_up, words)],
    [words.status, statusOf(account, words)],
  ]
  return html`<dl class="facts">${facts.map(([term, value]) => html`<dt>${term}</dt><dd><bdi>${value}</bdi></dd>`)}</dl>`
}

function valueTable(values: readonly Shown[], all: number, isOne: boolean, { words, term }: Teller): Markup {
  return html`<h3>${words.values}</h3><p>${isOne && `${words.heldByIt} `}${words.valuesSay(values.length, all)}</p>
<table><thead><tr><th scope="col">${words.value}</th><th scope="col">${words.kind}</th><th scope="col">${words.hash}</th><th scope="col" class="number">${words.bits}</th><th scope="col" class="number">${words.inside}</th><th scope="col" class="number">${words.outside}</th></tr></thead>
<tbody>${values.map(({ name, kind, label, bits, inside, outside }) => html`<tr><th scope="row">${name}</th><td>${term('trait', kind)}</td><td class="mono">${visibleLine(label.split(' ').at(-1) ?? label)}</td><td class="number">${bits.toFixed(1)}</td><td class="number">${formatCount(inside)}</td><td class="number">${formatCount(outside)}</td></tr>`)}</tbody></table>`
}

function clearTable(values: NonNullable<CaseFile['clear_values']>, { words, term }: Teller): Markup {
  return html`<h3>${words.clearValues}</h3><p>${words.clearSays}</p>
<table><thead><tr><th scope="col">${words.kind}</th><th scope="col">${words.value}</th><th scope="col" class="number">${words.inside}</th></tr></thead>
<tbody>${values.slice(0, MOST_CLEAR).map(({ kind, value, inside }) => html`<tr><td>${term('trait', kind)}</td><td class="mono"><bdi>${clipText(visibleLine(value), 300)}</bdi></td><td class="number">${formatCount(inside)}</td></tr>`)}</tbody></table>`
}

const nameOf = ({ id }: CaseAccount) => visibleLine(id)
const timeOf = (time: string | undefined, words: Teller['words']) =>
  time === undefined ? words.notKnown : words.minute(time)
const shareOf = ({ exchanges, sent }: CaseAccount) =>
  sent > 0 ? formatShare(Math.min(1, exchanges / sent)) : '–'
const tokensOf = ({ input_tokens, output_tokens }: CaseAccount) =>
  `${formatCompact(input_tokens)} / ${formatCompact(output_tokens)}`
const statusOf = ({ status, suspended_at }: CaseAccount, words: Teller['words']) =>
  status === undefined
    ? words.notKnown
    : words.statusOf(visibleLine(status), suspended_at === undefined ? '' : words.minute(suspended_at))
