// Card numbers, which are not to be in a log at all: there are few enough to try them all, under any key that is shared.

/** Whether a text is a card number, by its length and check digit (ISO/IEC 7812-1); spaces and hyphens don't count. */
export function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/[\s-]/g, '')
  return /^\d{13,19}$/.test(digits) && hasLuhn(digits)
}

function hasLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
