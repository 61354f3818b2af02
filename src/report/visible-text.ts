// Makes what a hostile name hides visible: control, zero-width and direction characters become ⟦U+XXXX⟧, so that a
// name can neither reorder a line of the report, nor pass for another, nor drive a terminal.
import stringWidth from 'string-width'

const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]|\u034f|\u17b4|\u17b5/gu

/** `value` with every invisible character but line break and tab written out. */
export function visibleText(value: string): string {
  return value.replace(HIDDEN, (character) =>
    character === '\n' || character === '\t' ? character : codePointName(character),
  )
}

/** As `visibleText`, on one line: breaks and tabs become spaces. */
export function visibleLine(value: string): string {
  return visibleText(value.replace(/\r?\n|\t/g, ' '))
}

/** At most `maxCharacters` code points, with an ellipsis when something was cut. */
export function clipText(value: string, maxCharacters: number): string {
  if (value.length <= maxCharacters) return value
  const characters = Array.from(value)
  return characters.length <= maxCharacters
    ? value
    : `${characters.slice(0, Math.max(0, maxCharacters - 1)).join('')}…`
}

/** At most `columns` cells of a terminal or of a fixed-width label; Chinese, Japanese and Korean take two each. */
export function clipColumns(value: string, columns: number): string {
  if (stringWidth(value) <= columns) return value
  let clipped = ''
  for (const character of value) {
    if (stringWidth(clipped + character) > columns - 1) break
    clipped += character
  }
  return `${clipped}…`
}

function codePointName(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0
  return `⟦U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟧`
}

/** Text filled up with spaces to so many columns, on its left or its right. */
export function padColumns(text: string, width: number, isRight: boolean): string {
  const spaces = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return isRight ? spaces + text : text + spaces
}
