// A lock that a killed process left is taken at once; one that is held, or that is another machine's, is waited for.
import { spawnSync } from 'node:child_process'
import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { withFileLock } from '../../src/store/file-lock.js'
import { makeFolder } from '../cli/stillwatch.js'

const folder = makeFolder()
afterAll(() => folder.remove())

/** Whether a lock with this content is taken within a moment. */
async function isTaken(content: string, ageMs = 0): Promise<boolean> {
  const path = join(folder.path, `file-${Math.random()}`)
  const lock = `${path}.lock`
  writeFileSync(lock, content)
  const made = (Date.now() - ageMs) / 1000
  utimesSync(lock, made, made)
  let isDone = false
  const work = withFileLock(path, async () => {
    isDone = true
  })
  await sleep(300)
  const isSoon = isDone
  utimesSync(existsSync(lock) ? lock : folder.path, 1, 1)
  await work
  expect(existsSync(lock)).toBe(false)
  return isSoon
}

test('a lock stands as long as its holder may live', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  expect(await isTaken(`${pid} ${hostname()}`)).toBe(true)
  expect(await isTaken(`${process.pid} ${hostname()}`)).toBe(true)
  expect(await isTaken(`${process.ppid} ${hostname()}`)).toBe(false)
  expect(await isTaken(`${pid} elsewhere`)).toBe(false)
  expect(await isTaken('')).toBe(false)
  expect(await isTaken('', 11_000)).toBe(true)
})

test('work on one file is done one after the other', async () => {
  const path = join(folder.path, 'counted')
  let inside = 0
  const most: number[] = []
  const work = () =>
    withFileLock(path, async () => {
      most.push(++inside)
      await sleep(5)
      inside--
    })
  await Promise.all(Array.from({ length: 10 }, work))
  expect(most).toEqual(Array(10).fill(1))
})
