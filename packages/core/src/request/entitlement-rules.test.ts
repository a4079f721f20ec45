import { describe, expect, it } from 'vitest'
import { type Asking, brokenBy, outcomeOf, wordsOf } from '../testdata/surroundings.ts'

const levels = { levels: ['read', 'write', 'admin'] }

describe('classification', () => {
  const items = [{ item: '1', kind: 'provision', entitlement: 'deploy' }] as const

  it('passes where kind and entitlement are those of the item', () => {
    expect(outcomeOf('item-disagrees', { items })).toBe('passed')
  })

  it('says nothing of an item that the catalogue does not name', () => {
    expect(outcomeOf('item-disagrees', { items, request: { item: '2' } })).toBe('not-applicable')
  })

  it('lets an item without an entitlement stand for any', () => {
    expect(outcomeOf('item-disagrees', { items: [{ item: '1', kind: 'provision' }] })).toBe('passed')
  })

  it.each<[string, Asking, string]>([
    [
      'another kind',
      { items: [{ item: '1', kind: 'deprovision', entitlement: 'deploy' }] },
      'The item `1` stands for kind `deprovision`, and the request is of kind `provision`.',
    ],
    [
      'another entitlement',
      { items: [{ item: '1', kind: 'provision', entitlement: 'audit' }] },
      'The item `1` stands for `audit`, and the request names `deploy`.',
    ],
  ])('is broken by %s', (_what, asking, words) => {
    expect(brokenBy(asking)).toEqual(['item-disagrees'])
    expect(wordsOf('item-disagrees', asking)).toContain(words)
  })

  it('lets service work be about an entitlement that it gives nobody', () => {
    expect(brokenBy({ items: [{ item: '1', kind: 'none', entitlement: 'audit' }], request: { kind: 'none' } })).toEqual(
      [],
    )
  })
})

describe('the entitlement', () => {
  it('must be in the catalogue', () => {
    const asking = { request: { entitlement: 'nothing' } }
    expect(brokenBy(asking)).toEqual(['entitlement-unknown'])
    expect(wordsOf('entitlement-unknown', asking)).toBe(
      'The catalogue has no entitlement `nothing`. Name an entitlement of the catalogue, or have it added.',
    )
  })

  it.each([
    ['by case', 'Deploy'],
    ['by width', 'ｄeploy'],
    ['by something that is never shown', 'de\u200bploy'],
  ])('is not taken for one that differs only %s, which is named', (_how, entitlement) => {
    const asking = { request: { entitlement } }
    expect(brokenBy(asking)).toEqual(['entitlement-unknown'])
    expect(wordsOf('entitlement-unknown', asking)).toContain('Did you mean `deploy`?')
  })

  it('must be named', () => {
    expect(wordsOf('entitlement-unknown', { request: { entitlement: '' } })).toContain('names no entitlement')
  })

  it('must be open for requests', () => {
    const asking = { entitlement: { requestable: false } }
    expect(brokenBy(asking)).toEqual(['entitlement-not-requestable'])
    expect(wordsOf('entitlement-not-requestable', asking)).toContain('`deploy` is closed for requests.')
  })

  it('is not looked for without a catalogue', () => {
    expect(outcomeOf('entitlement-unknown', { governed: false })).toBe('not-applicable')
    expect(brokenBy({ governed: false })).toEqual([])
  })
})

describe('the level', () => {
  it('must be named where there are levels', () => {
    expect(brokenBy({ entitlement: levels })).toEqual(['level-missing'])
    expect(wordsOf('level-missing', { entitlement: levels })).toContain('`read`, `write`, `admin`')
  })

  it('is kept by a change that names none', () => {
    expect(brokenBy({ entitlement: levels, request: { kind: 'change' } })).toEqual([])
  })

  it.each(['owner', 'Read', 'read '])('is not %j, which the catalogue does not give', (level) => {
    const asking = { entitlement: levels, request: { level } }
    expect(brokenBy(asking)).toEqual(['level-unknown'])
    expect(wordsOf('level-unknown', asking)).toContain('Name one of its levels: `read`, `write`, `admin`.')
  })

  it('is one that the catalogue gives', () => {
    expect(brokenBy({ entitlement: levels, request: { level: 'write' } })).toEqual([])
  })

  it('means nothing where there are no levels', () => {
    expect(outcomeOf('level-unknown', { request: { level: 'write' } })).toBe('not-applicable')
    expect(outcomeOf('level-missing', {})).toBe('not-applicable')
  })
})
