import { describe, expect, it } from 'vitest'
import { aCell, anAnswer, aTicket, ofType } from '../meaning/testdata/ticket.ts'
import { keysIn, keysOf } from './keys-in.ts'

const made = '0123456789abcdef0123456789abcdef'

describe('the keys that rows name', () => {
  it('are those of columns that are references, whatever they look like', () => {
    expect(keysIn([aTicket({ opened_by: 'u-rita', requested_for: 'u-alice' })])).toEqual(new Set(['u-rita', 'u-alice']))
  })

  it('are those of answers to questions for records, each of a list', () => {
    expect(keysIn([anAnswer('user', 'u-bob', ofType('8'))])).toEqual(new Set(['u-bob']))
    expect(keysIn([anAnswer('users', 'u-bob,u-mia', ofType('21'))])).toEqual(new Set(['u-bob', 'u-mia']))
    expect(keysIn([aCell('1', 'user', 'u-bob', { 'item_option_new.type': '31' })])).toEqual(new Set(['u-bob']))
  })

  it('are any text that is a key as the vendor makes them, and no other text', () => {
    expect(keysIn([anAnswer('role', 'Admin')])).toEqual(new Set())
    expect(keysIn([anAnswer('role', made)])).toEqual(new Set([made]))
    expect(keysIn([{ sys_id: 'x', u_owner: made, u_note: `${made}0` }])).toEqual(new Set([made]))
  })

  it('are never what cannot be asked for', () => {
    expect(keysIn([aTicket({ opened_by: 'a^ORb', requested_for: 'with space' })])).toEqual(new Set())
    expect(keysOf([{ request: 'q-1' }, { request: 'q^1' }, { request: '' }, {}], 'request')).toEqual(new Set(['q-1']))
  })
})
