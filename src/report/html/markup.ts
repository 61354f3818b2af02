// The only way from data to HTML: a template tag that escapes every value put into it. Text that is markup has its
// own type, so a name that holds `<script>` can't be mistaken for one.
import { visibleText } from '../visible-text.js'

/** Text that is known to be safe markup; made by the `html` tag and `staticMarkup` alone. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = Markup | string | number | undefined | false | readonly Part[]

/** Builds markup; strings are escaped and their invisible characters written out, arrays joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const pieces: string[] = [strings[0] ?? '']
  parts.forEach((part, index) => {
    pieces.push(renderPart(part), strings[index + 1] ?? '')
  })
  return new Markup(pieces.join(''))
}

/** Marks a constant of this code (style sheet, script) as markup; never for data. */
export function staticMarkup(text: string): Markup {
  return new Markup(text)
}

/** `value` for element content or a quoted attribute. */
export function escapeText(value: string): string {
  return visibleText(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function renderPart(part: Part): string {
  if (part instanceof Markup) return part.text
  if (part === undefined || part === false) return ''
  if (typeof part === 'string') return escapeText(part)
  if (typeof part === 'number') return Number.isFinite(part) ? String(Math.round(part * 100) / 100) : '0'
  return part.map(renderPart).join('')
}
