// What is said on standard error, also in the words of others.
import { afterEach, expect, test, vi } from 'vitest'
import { EXIT, reportFailure } from '../../src/cli/output.js'
import { Problem } from '../../src/model/problem.js'

afterEach(() => vi.restoreAllMocks())

test('words of a server can’t drive the terminal', () => {
  const written: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const hostile = 'oops \u001b[2J\u001b]0;title\u0007 \u202etxt'
  expect(reportFailure(new Problem('taxii-refused', `it answers 500: ${hostile}`, 'Wait.'))).toBe(
    EXIT.unclear,
  )
  expect(reportFailure(new Error(hostile))).toBe(EXIT.unclear)
  expect(written.join('')).toContain('oops ⟦U+001B⟧[2J')
  expect(written.join('')).toContain('\n  Wait.\n  [taxii-refused]\n')
  for (const hidden of ['\u001b', '\u0007', '\u202e']) expect(written.join('')).not.toContain(hidden)
})
