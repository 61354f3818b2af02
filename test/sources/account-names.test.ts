// Lists of account names as people write them and as programs do.
import { expect, test } from 'vitest'
import { Problem } from '../../src/model/problem.js'
import { readAccountNames } from '../../src/sources/account-names.js'

function problemOf(text: string): Problem {
  try {
    readAccountNames(text, 'members.txt')
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('it was read')
}

test('one a line, whatever the line ends with, each once and in its order', () => {
  expect(readAccountNames('\uFEFFb\r\n\n  a \nb\n', 'it')).toEqual(['b', 'a'])
  expect(readAccountNames('张伟\nuser one', 'it')).toEqual(['张伟', 'user one'])
})

test('records of account facts, beside plain lines', () => {
  expect(readAccountNames('{"account":"a","org":"x"}\nb', 'it')).toEqual(['a', 'b'])
})

test('what is no list says in which line, and an empty one that it is empty', () => {
  expect(problemOf('a\n{"id":"b"}')).toMatchObject({ code: 'members-format' })
  expect(problemOf('a\n{"id":"b"}').message).toContain('line 2 of members.txt')
  for (const text of ['{"account":""}', '{"account":7}', '{', 'a\0b', 'x'.repeat(2000)])
    expect(problemOf(text).code).toBe('members-format')
  expect(problemOf('\n \n').code).toBe('members-empty')
})
