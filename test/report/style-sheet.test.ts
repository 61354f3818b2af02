import { describe, expect, it } from 'vitest'
import { STYLE_SHEET } from '../../src/report/html/style-sheet.js'

const THEMES = [...STYLE_SHEET.matchAll(/\{(--ground:[^}]*?)(?:;color-scheme|\})/g)].map(
  ([, declarations]) =>
    new Map(
      (declarations ?? '').split(';').map((line) => line.trim().slice(2).split(':') as [string, string]),
    ),
)

function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.slice(1).replace(/./g, '$&$&') : colour.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => {
    const part = Number.parseInt(digits.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

describe('the colours of the report', () => {
  it('come in a light and a dark theme', () => {
    expect(new Set(THEMES.map((theme) => theme.get('ground'))).size).toBe(2)
  })

  it('give every text at least 4.5 to 1 on its ground', () => {
    const pairs = [
      ['ink', 'ground'],
      ['ink', 'raised'],
      ['soft', 'ground'],
      ['soft', 'raised'],
      ['link', 'ground'],
      ['ink', 'mark'],
      ['ink', 'red-soft'],
      ...['red', 'ochre', 'blue'].flatMap((hue) => [
        [hue, 'ground'],
        [hue, 'raised'],
        [hue, `${hue}-soft`],
      ]),
    ]
    for (const theme of THEMES) {
      for (const [text = '', ground = ''] of pairs) {
        const ratio = contrast(theme.get(text) ?? '', theme.get(ground) ?? '')
        expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
})
