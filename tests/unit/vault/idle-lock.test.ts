import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createIdleLock } from '#core/vault/idle-lock.ts'

const minute = 60_000
let clock = 0
let locked = 0
const idle = () =>
  createIdleLock(
    () => clock,
    () => (locked += 1),
  )

/** Time passes for the clock and for timers alike. */
const pass = (milliseconds: number) => {
  for (let done = 0; done < milliseconds; done += 1_000) {
    clock += 1_000
    vi.advanceTimersByTime(1_000)
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  clock = 1_000_000
  locked = 0
})
afterEach(() => {
  vi.useRealTimers()
})

test('locks once, when the time is over and not before, counted from the last sign of life', () => {
  const lock = idle()
  lock.setMinutes(10)
  lock.start()
  pass(9 * minute)
  lock.touch()
  pass(10 * minute - 1_000)
  expect(locked).toBe(0)
  pass(1_000)
  expect(locked).toBe(1)
  pass(30 * minute)
  expect(locked).toBe(1)
})

test('never locks with 0 minutes, and starts to when that changes', () => {
  const lock = idle()
  lock.setMinutes(0)
  lock.start()
  pass(600 * minute)
  expect(locked).toBe(0)
  lock.touch()
  lock.setMinutes(1)
  pass(minute)
  expect(locked).toBe(1)
})

test('a shorter time that is over already locks at once', () => {
  const lock = idle()
  lock.setMinutes(60)
  lock.start()
  pass(30 * minute)
  lock.setMinutes(5)
  expect(locked).toBe(1)
})

test('sleep counts, and waking the machine is no sign of life that came in time', () => {
  const lock = idle()
  lock.setMinutes(10)
  lock.start()
  clock += 8 * 60 * minute
  lock.touch()
  expect(locked).toBe(1)
})

test('sleep is noticed soon after waking without anybody there', () => {
  const lock = idle()
  lock.setMinutes(10)
  lock.start()
  clock += 8 * 60 * minute
  vi.advanceTimersByTime(15_000)
  expect(locked).toBe(1)
})

test('a clock set back does not keep the vault open longer', () => {
  const lock = idle()
  lock.setMinutes(10)
  lock.start()
  clock -= 5 * 60 * minute
  pass(10 * minute + 15_000)
  expect(locked).toBe(1)
})

test('stopped is stopped', () => {
  const lock = idle()
  lock.setMinutes(1)
  lock.start()
  lock.stop()
  lock.touch()
  pass(10 * minute)
  expect(locked).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})
