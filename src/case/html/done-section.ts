// What was done: decisions, people's acts and appeals, what the customer is told, and what people said of the finding.
import { html, type Markup } from '../../report/html/markup.js'
import { visibleLine } from '../../report/visible-text.js'
import type { CaseDecision, CaseFile } from '../case-file.js'
import type { Teller } from '../teller.js'

/** Acts that settle or note an appeal. */
const OF_APPEALS = new Set(['appeal', 'grant', 'uphold'])
/** Until then what has no end is in force. */
const FOREVER = '2200'

export function doneSection(file: CaseFile, teller: Teller): Markup {
  const { words } = teller
  const { decisions, acts } = file.done
  return html`<section><h2>${words.done}</h2>
${decisions.length === 0 ? html`<p>${words.doneNothing}</p>` : decisionTable(decisions, file.made_at, teller)}
${decisions.some(({ mode, policy }) => mode === 'enforce' && policy !== 'analyst') && html`<p>${words.byRule}</p>`}
${(decisions.length > 0 || acts.length > 0) && html`${actTable(file, teller)}${!acts.some(({ kind }) => OF_APPEALS.has(kind)) && html`<p>${words.appealsNone}</p>`}${toldPart(file, teller)}`}
${policyTable(file, teller)}</section>
${saidSection(file, teller)}`
}

function decisionTable(
  decisions: readonly CaseDecision[],
  madeAt: string,
  { words, term, tell }: Teller,
): Markup {
  const stateOf = ({ in_force, lifted, why, ends }: CaseDecision): Markup => {
    const isOver = in_force === 0 && Date.parse(ends) <= Date.parse(madeAt)
    const state = [
      in_force > 0 && words.inForce(in_force),
      lifted > 0 && words.lifted(lifted),
      isOver && words.ended,
    ]
    return html`${state.filter((one) => one !== false).join('; ')}${why.map((reason) => html`<br>${tell(reason)}`)}`
  }
  const stepOf = ({ action, parameters }: CaseDecision) => {
    const told = Object.entries(parameters).map(([name, value]) => `${name} ${String(value)}`)
    return `${term('action', action)}${told.length === 0 ? '' : ` (${visibleLine(told.join(', '))})`}`
  }
  return html`<table><caption>${words.decisionsSay}</caption><thead><tr><th scope="col">${words.step}</th><th scope="col">${words.mode}</th><th scope="col">${words.about_}</th><th scope="col">${words.rule}</th><th scope="col">${words.since}</th><th scope="col">${words.until}</th><th scope="col">${words.state}</th></tr></thead>
<tbody>${decisions.map((one) => html`<tr><th scope="row">${stepOf(one)}</th><td>${term('mode', one.mode)}</td><td>${words.aboutSays(one)}</td><td>${ruleOf(one, words)}</td><td>${words.minute(one.begins)}</td><td>${words.minute(one.ends)}</td><td>${stateOf(one)}</td></tr>`)}</tbody></table>`
}

const ruleOf = ({ rule, policy }: CaseDecision, words: Teller['words']) =>
  policy === 'analyst'
    ? words.analyst(visibleLine(rule))
    : words.ruleOf(visibleLine(rule), visibleLine(policy))

function actTable({ done }: CaseFile, { words, term }: Teller): Markup {
  if (done.acts.length === 0) return html`<p>${words.peopleNone}</p>`
  const whatOf = ({ kind, action, mode, account, refers }: (typeof done.acts)[number]) =>
    [
      words.acts[kind] ?? kind,
      action === undefined ? '' : term('action', action),
      mode === undefined ? '' : term('mode', mode),
      account === undefined ? '' : visibleLine(account),
      refers === undefined ? '' : visibleLine(refers),
    ]
      .filter((one) => one !== '')
      .join(', ')
  return html`<h3>${words.people}</h3><table><thead><tr><th scope="col">${words.when}</th><th scope="col">${words.who}</th><th scope="col">${words.what}</th><th scope="col">${words.note}</th><th scope="col">${words.until}</th></tr></thead>
<tbody>${done.acts.map((act) => html`<tr><td>${words.minute(act.at)}</td><td><bdi>${visibleLine(act.by)}</bdi></td><td><bdi>${whatOf(act)}</bdi><br><code class="quiet">${visibleLine(act.id)}</code></td><td><bdi>${visibleLine(act.note)}</bdi></td><td>${act.ends.startsWith(FOREVER) ? '–' : words.minute(act.ends)}</td></tr>`)}</tbody></table>`
}

function toldPart({ done }: CaseFile, { words }: Teller): Markup {
  const enforced = new Set(
    done.decisions.filter(({ mode }) => mode === 'enforce').map(({ reason }) => reason),
  )
  const told = done.words.filter(({ code }) => enforced.has(code))
  const urls = [...new Set(done.policies.flatMap(({ appeal_url }) => appeal_url ?? []))]
  return html`<h3>${words.told}</h3>${
    told.length === 0
      ? html`<p>${words.toldNone}</p>`
      : html`<p>${words.toldSays}</p><ul>${told.map(({ code, words: text }) => html`<li><bdi>${text === undefined ? words.toldCode(visibleLine(code)) : words.toldWords(visibleLine(code), visibleLine(text))}</bdi></li>`)}${urls.map((url) => html`<li>${words.appealAt(visibleLine(url))}</li>`)}</ul>`
  }`
}

function policyTable({ done }: CaseFile, { words }: Teller): Markup | undefined {
  if (done.policies.length === 0) return undefined
  return html`<table><caption>${words.policiesSay}</caption><thead><tr><th scope="col">${words.policy}</th><th scope="col">${words.adoptedAt}</th><th scope="col">${words.who}</th><th scope="col">${words.note}</th><th scope="col">SHA-256</th></tr></thead>
<tbody>${done.policies.map((one) => html`<tr><th scope="row"><bdi>${visibleLine(one.version)}</bdi></th><td>${words.minute(one.adopted_at)}</td><td><bdi>${visibleLine(one.by)}</bdi></td><td><bdi>${visibleLine(one.note)}</bdi></td><td class="mono">${one.sha256}</td></tr>`)}</tbody></table>`
}

function saidSection({ said, history }: CaseFile, { words, term }: Teller): Markup {
  return html`<section><h2>${words.said}</h2>${
    said.length === 0
      ? html`<p>${words.saidNone}</p>`
      : html`<p>${words.saidSays}</p><table><thead><tr><th scope="col">${words.when}</th><th scope="col">${words.who}</th><th scope="col">${words.what}</th><th scope="col">${words.note}</th></tr></thead><tbody>${said.map(({ at, by, kind, reason, note }) => html`<tr><td>${words.minute(at)}</td><td><bdi>${visibleLine(by)}</bdi></td><td>${words.kinds[kind] ?? kind}${reason !== undefined && ` (${term('explanation', reason)})`}</td><td><bdi>${visibleLine(note)}</bdi></td></tr>`)}</tbody></table>`
  }
${history.length > 0 && html`<h3>${words.history}</h3><p>${words.historySays}</p><ul>${history.map(({ at, event, accounts, other = '' }) => html`<li>${words.minute(at)}: ${words.event(term('life', event), accounts, visibleLine(other))}</li>`)}</ul>`}</section>`
}
