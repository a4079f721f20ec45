import { foldId } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { collidesWith, createNameGuard } from './name-guard.ts'

const here = { file: 'access.ndjson', line: 2 }
const before = { file: 'access.ndjson', line: 1 }

describe('a guard of names', () => {
  it.each([
    ['case', 'Alice', 'alice'],
    ['compatibility form', 'ﬁnance', 'finance'],
    ['full width', 'ａｌｉｃｅ', 'alice'],
    ['characters that are never shown', 'al\u200dice', 'alice'],
    ['how a sigma ends a word', 'ΟΔΟΣ', 'οδος'],
  ])('notices two names that differ only by %s, and says where the other stands', (_, first, second) => {
    const guard = createNameGuard('account', foldId)
    expect(guard.check(first, before)).toBeUndefined()
    const collision = guard.check(second, here)
    expect(collision?.earlier).toEqual({ name: first, place: before })
    expect(collision?.fault).toMatchObject({ code: 'id-collides', field: 'account' })
    expect(collision?.fault.message).toContain(`\`${first}\` at access.ndjson:1`)
  })

  it('lets names pass that differ in more, and one name that comes again', () => {
    const guard = createNameGuard('account', foldId)
    expect([guard.check('alice', before), guard.check('alicia', here), guard.check('alice', here)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('holds every later look-alike against the first', () => {
    const guard = createNameGuard('account', foldId)
    guard.check('alice', before)
    guard.check('Alice', here)
    expect(guard.check('ALICE', here)?.earlier).toEqual({ name: 'alice', place: before })
  })

  it('words the fault of the first name the same way', () => {
    expect(collidesWith('principal', 'alice', 'Alice', here).message).toBe(
      '`alice` looks like `Alice` at access.ndjson:2, and is not the same',
    )
  })
})
