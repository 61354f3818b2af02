// What was measured, and what the project promises of it.

export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly target?: { readonly value: number; readonly isMost: boolean }
}

export function isMet({ value, target }: Figure): boolean {
  return target === undefined || (target.isMost ? value < target.value : value > target.value)
}

export function tellFigure(figure: Figure): string {
  const { what, value, unit, target } = figure
  const wanted = target
    ? ` (${isMet(figure) ? 'met' : 'MISSED'}: ${target.isMost ? 'below' : 'above'} ${target.value.toLocaleString('en')})`
    : ''
  return `${what}: ${value.toLocaleString('en')} ${unit}${wanted}\n`
}
