import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeySet } from './key-set.ts'

describe('a key set', () => {
  it('has every key that was added, and takes it once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 200 }), (keys) => {
        const set = createKeySet()
        expect(keys.map((key) => set.add(key))).toEqual(keys.map(() => true))
        expect(keys.every((key) => set.has(key))).toBe(true)
        expect(keys.map((key) => set.add(key))).toEqual(keys.map(() => false))
      }),
    )
  })

  it('keeps every key while it grows many times over', () => {
    const set = createKeySet()
    const keys = Array.from({ length: 50_000 }, (_, at) => JSON.stringify(['itsm', `REQ${at}`, '1']))
    expect(keys.filter((key) => !set.add(key))).toEqual([])
    expect(keys.filter((key) => !set.has(key))).toEqual([])
    expect(keys.filter((key) => set.add(key))).toEqual([])
  })

  it('does not have what was never added', () => {
    const set = createKeySet()
    for (let at = 0; at < 50_000; at += 1) set.add(`there ${at}`)
    const strangers = Array.from({ length: 50_000 }, (_, at) => `not there ${at}`)
    expect(strangers.filter((key) => set.has(key))).toEqual([])
    expect(createKeySet().has('')).toBe(false)
  })
})
