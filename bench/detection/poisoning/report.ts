// What lies did, in words.
import { formatTable, verdictOf } from '../../text-table.js'
import type { PoisoningAnswer } from './measure.js'

/** What is printed. */
export function describe(
  answers: readonly { readonly name: string; readonly answer: PoisoningAnswer }[],
): string {
  const texts = answers.map(({ name, answer: { honestAccounts, campaign, told, lies, bounds } }) => {
    const rows = lies.map((lie) => [
      lie.name,
      lie.campaigns.toLocaleString('en'),
      lie.objects.toLocaleString('en'),
      `${lie.honest}${listOf(lie.kinds)}`,
      String(lie.decided),
      `${lie.found} of ${campaign}`,
      (lie.ms / 1000).toFixed(1),
    ])
    const believed = bounds.map(({ word, groups, accused, accounts, kinds }) => [
      word,
      String(groups),
      String(accused),
      `${accounts}${listOf(kinds)}`,
    ])
    return `${name}: ${honestAccounts.toLocaleString('en')} honest accounts; the partner who tells the truth told ${told} groups

${formatTable(['told beside the truth', 'campaigns', 'objects', 'honest accused', 'decided otherwise', 'campaign found', 'seconds'], rows)}
${formatTable(['word on every group', 'groups', 'accused', 'honest accounts'], believed)}`
  })
  const isClean = answers.every(({ answer: { lies, bounds } }) =>
    [...lies.map(({ honest }) => honest), ...bounds.map(({ accounts }) => accounts)].every(
      (count) => count === 0,
    ),
  )
  return `${texts.join('\n')}\nnobody honest is accused, whatever is told: ${verdictOf(isClean)}\n`
}

function listOf(kinds: Readonly<Record<string, number>>): string {
  const names = Object.entries(kinds).map(([kind, count]) => `${kind.replace('benign:', '')} ${count}`)
  return names.length === 0 ? '' : ` (${names.join(', ')})`
}
