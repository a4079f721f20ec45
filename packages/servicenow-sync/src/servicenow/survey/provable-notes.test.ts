import { faultAt } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { provableNotes } from './provable-notes.ts'

const codes = ['item-unknown', 'variable-unknown', 'rows-unknown', 'value-unknown', 'value-unlisted', 'state-unmapped']
const notes = codes.map((code) => faultAt(['items', 0], { code, message: 'is so', help: 'do something' }))

function provable(...tables: readonly string[]): readonly string[] {
  const gaps = tables.map((table) => ({ table, because: '1 hidden' }))
  return provableNotes(notes, gaps).map(({ code }) => code)
}

describe('what is told of a map', () => {
  it('is everything where everything was seen', () => {
    expect(provable()).toEqual(codes)
    expect(provable('sc_req_item', 'sys_choice')).toEqual(codes)
  })

  it.each([
    ['sc_cat_item', ['value-unlisted', 'state-unmapped']],
    ['item_option_new', ['item-unknown', 'value-unlisted', 'state-unmapped']],
    ['io_set_item', ['item-unknown', 'value-unlisted', 'state-unmapped']],
    ['item_option_new_set', ['item-unknown', 'variable-unknown', 'value-unknown', 'value-unlisted', 'state-unmapped']],
    ['question_choice', ['item-unknown', 'variable-unknown', 'rows-unknown', 'value-unlisted', 'state-unmapped']],
  ])('is nothing of what is missing where %s was not seen whole', (table, told) => {
    expect(provable(table)).toEqual(told)
  })
})
