// Draws accounts and the traits that tie them together.
import type { CampaignAccount, TraitDetail } from '../../model/analysis.js'
import { formatCount, formatShare, readableName } from '../quantities.js'
import { clipColumns, clipText, visibleLine } from '../visible-text.js'
import { html, type Markup } from './markup.js'
import {
  layoutTraits,
  PICTURE_WIDTH,
  type PlacedGroup,
  type PlacedTrait,
  sunflower,
  TRAIT_HEIGHT,
  TRAIT_WIDTH,
  type TraitLayout,
} from './trait-layout.js'

const TRAIT_LEFT = (PICTURE_WIDTH - TRAIT_WIDTH) / 2
const MAX_SINGLE_LINKS = 500

/** The picture; undefined when the accounts share no trait that could be drawn. */
export function traitPicture(
  accounts: readonly CampaignAccount[],
  traits: readonly TraitDetail[],
): Markup | undefined {
  const layout = layoutTraits(accounts.length, traits)
  if (layout === undefined) return undefined
  const caption = describe(layout, accounts.length, traits.length)
  return html`<figure class="picture graph"><div class="scroll" tabindex="0" role="group" aria-label="Accounts and shared traits, scrolls sideways"><svg viewBox="0 0 ${PICTURE_WIDTH} ${layout.height}" role="img" aria-label="${caption}">
${links(layout)}${layout.groups.map((group) => groupMark(group, layout, accounts))}${layout.traits.map(traitMark)}
</svg></div><figcaption>${caption}</figcaption></figure>`
}

function describe(layout: TraitLayout, accountCount: number, traitCount: number): string {
  const whom = layout.isExact
    ? 'Each dot is an account; accounts with the same traits stand together.'
    : 'Each disc holds the accounts with the same traits; its area is their number.'
  const sample =
    layout.drawnAccounts < accountCount
      ? ` Drawn from the first ${formatCount(layout.drawnAccounts)} of ${formatCount(accountCount)} accounts, whose traits are all listed; shares are of those.`
      : ''
  const traits =
    layout.traits.length < traitCount
      ? ` The ${formatCount(layout.traits.length)} strongest of ${formatCount(traitCount)} traits are drawn; the rest are in the table.`
      : ''
  return `Lines lead from accounts to the traits they share. ${whom}${sample}${traits}`
}

function links(layout: TraitLayout): Markup {
  const lineCount = layout.groups.reduce((sum, group) => sum + group.members.length * group.traits.length, 0)
  const isSingle = layout.isExact && lineCount <= MAX_SINGLE_LINKS
  const largest = Math.max(...layout.groups.map((group) => group.members.length))
  return html`${layout.groups.map((group) => {
    const ends = group.traits.flatMap(({ index, share }) => {
      const target = layout.traits[index]
      return target === undefined ? [] : [{ target, share }]
    })
    if (isSingle) {
      const dots = sunflower(group.members.length, group.radius, layout.dotRadius)
      const path = ends.flatMap(({ target }) =>
        dots.map((dot) => curve(group.x + dot.x, group.y + dot.y, group, target)),
      )
      return html`<path class="link" stroke-width="0.8" d="${path.join('')}"/>`
    }
    return ends.map(
      ({ target, share }) =>
        html`<path class="link band" stroke-width="${Math.max(1, 13 * Math.sqrt(group.members.length / largest) * share)}" d="${curve(group.x, group.y, group, target)}"/>`,
    )
  })}`
}

function curve(x: number, y: number, group: PlacedGroup, target: PlacedTrait): string {
  const end = group.side === 'left' ? TRAIT_LEFT : TRAIT_LEFT + TRAIT_WIDTH
  const bend = Math.round((x + end) / 2)
  return `M${x.toFixed(1)} ${y.toFixed(1)}C${bend} ${y.toFixed(0)} ${bend} ${target.y.toFixed(0)} ${end} ${target.y.toFixed(0)}`
}

function groupMark(group: PlacedGroup, layout: TraitLayout, accounts: readonly CampaignAccount[]): Markup {
  const count = group.members.length
  const label =
    layout.drawnAccounts < accounts.length ? formatShare(count / layout.drawnAccounts) : formatCount(count)
  const note = group.traits.length === 0 ? html`<tspan class="aside"> by behaviour alone</tspan>` : undefined
  if (layout.isExact) {
    const dots = sunflower(count, group.radius, layout.dotRadius).map((dot, index) => {
      const account = accounts[group.members[index] ?? -1]
      return html`<circle class="dot" cx="${group.x + dot.x}" cy="${group.y + dot.y}" r="${layout.dotRadius}">${account !== undefined && html`<title>${clipText(visibleLine(account.id), 80)}</title>`}</circle>`
    })
    return html`<circle class="disc" cx="${group.x}" cy="${group.y}" r="${group.radius}"/>${dots}<text class="count" x="${group.x}" y="${group.y + group.radius + 13}" text-anchor="middle">${label}${note}</text>`
  }
  const isLabelInside = group.radius > 18 && note === undefined
  const texture = sunflower(Math.min(90, Math.max(3, Math.round((group.radius / 5.5) ** 2))), group.radius, 3)
  return html`<circle class="disc" cx="${group.x}" cy="${group.y}" r="${group.radius}"/>${texture.map((dot) => html`<circle class="grain" cx="${group.x + dot.x}" cy="${group.y + dot.y}" r="1.9"/>`)}${
    isLabelInside &&
    html`<rect class="plate" x="${group.x - label.length * 3.9 - 4}" y="${group.y - 9}" width="${label.length * 7.8 + 8}" height="18" rx="9"/>`
  }<text class="count" x="${group.x}" y="${isLabelInside ? group.y + 4 : group.y + group.radius + 13}" text-anchor="middle">${label}${note}</text>`
}

function traitMark({ trait, row, y }: PlacedTrait): Markup {
  const name = `${visibleLine(readableName(trait.kind))} · ${visibleLine(trait.label)}`
  const counts = `${formatCount(trait.inside)} here, ${formatCount(trait.outside)} elsewhere · ${trait.bits.toFixed(1)} bits`
  return html`<g><title>${clipText(name, 200)}</title><rect class="trait" x="${TRAIT_LEFT}" y="${y - TRAIT_HEIGHT / 2}" width="${TRAIT_WIDTH}" height="${TRAIT_HEIGHT}" rx="7"/><text class="number" x="${TRAIT_LEFT + 18}" y="${y + 4}" text-anchor="middle">${row}</text><text class="name" x="${TRAIT_LEFT + 34}" y="${y - 3}">${clipColumns(name, 32)}</text><text class="tick" x="${TRAIT_LEFT + 34}" y="${y + 12}">${counts}</text></g>`
}
