import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldId, readId } from './id.ts'
import { itemKey } from './item-key.ts'
import { requestKey } from './request-key.ts'

describe('readId', () => {
  it.each([
    ['alice'],
    ['Prod Deployers'],
    ['CN=Ops,OU=Groups,DC=example'],
    ['=cmd|calc'],
    ['<script>'],
    ['Zoë'],
    ['李雷'],
    ['a'.repeat(256)],
    ['x'],
  ])('keeps %s as it is', (text) => {
    expect(readId(text, 'account')).toEqual({ ok: true, value: text })
  })

  it('normalises to NFC', () => {
    expect(readId('Zoe\u0308', 'account')).toEqual({ ok: true, value: 'Zo\u00eb' })
  })

  it.each([
    ['empty text', '', 'is empty'],
    ['257 characters', 'a'.repeat(257), 'is 257 characters long'],
    ['NUL', 'ali\u0000ce', 'holds a control character or a line break'],
    ['a line break', 'ali\nce', 'holds a control character or a line break'],
    ['a C1 control', 'ali\u0085ce', 'holds a control character or a line break'],
    ['a line separator', 'ali\u2028ce', 'holds a control character or a line break'],
    ['DEL', 'ali\u007fce', 'holds a control character or a line break'],
    ['a space before', ' alice', 'has white space around it'],
    ['a space after', 'alice ', 'has white space around it'],
    ['a no-break space after', 'alice\u00a0', 'has white space around it'],
    ['a byte order mark before', '\ufeffalice', 'has white space around it'],
    ['a lone surrogate', 'ali\ud83dce', 'holds half of a character (a lone surrogate)'],
    ['nothing that shows', '\u200b\u200d', 'shows no character'],
  ])('refuses %s', (_what, text, wrong) => {
    const message = expect.stringContaining(wrong)
    expect(readId(text, 'account')).toMatchObject({
      ok: false,
      faults: [{ code: 'id-malformed', field: 'account', message }],
    })
  })
})

describe('foldId', () => {
  it.each([
    ['case', 'Deploy', 'deploy'],
    ['case beyond ASCII', 'ZOË', 'zoë'],
    ['sigma at the end of a word', 'ΟΔΟΣ', 'οδοσ'],
    ['full-width letters', 'ｄｅｐｌｏｙ', 'deploy'],
    ['a ligature', 'oﬃce', 'office'],
    ['the Kelvin sign', '\u212a', 'k'],
    ['a zero-width space', 'de\u200bploy', 'deploy'],
    ['a soft hyphen', 'de\u00adploy', 'deploy'],
    ['a variation selector', 'deploy\ufe0f', 'deploy'],
    ['a combining mark after a joiner', 'Zoe\u034f\u0308', 'zoë'],
  ])('makes ids collide that differ only in %s', (_what, one, other) => {
    expect(foldId(one)).toBe(foldId(other))
  })

  it.each([
    ['deploy', 'deploys'],
    ['deploy-1', 'deploy_1'],
    ['zoe', 'zoë'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(foldId(one)).not.toBe(foldId(other))
  })

  it('changes nothing when folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldId(foldId(text))).toBe(foldId(text))
      }),
    )
  })
})

describe('itemKey and requestKey', () => {
  it('names an item by a canonical JSON list, and a line by its parts', () => {
    expect(itemKey('alice', 'deploy "prod"')).toBe('["alice","deploy \\"prod\\""]')
    expect(requestKey({ source: 'itsm', number: 'RITM1', item: '1' })).toBe('itsm\u0000RITM1\u00001')
  })

  it('names an item as JSON would write the list, whatever the ids', () => {
    const id = fc.oneof(fc.stringMatching(/^[^\p{Cc}\u2028\u2029]{1,12}$/u), fc.constantFrom('"', '\\', 'a"b\\'))
    fc.assert(
      fc.property(id, id, (principal, entitlement) => {
        expect(itemKey(principal, entitlement)).toBe(JSON.stringify([principal, entitlement]))
      }),
    )
  })

  it('gives two lines the same key only where source, number and item are the same', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '"', ',', '\\', '[', ']') })
    const lines = fc.record({ source: part, number: part, item: part })
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const same = one.source === other.source && one.number === other.number && one.item === other.item
        expect(requestKey(one) === requestKey(other)).toBe(same)
      }),
    )
  })
})
