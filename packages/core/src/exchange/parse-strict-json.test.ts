import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFault } from './json-fault.ts'
import { leastLength } from './least-length.ts'
import { parseStrictJson } from './parse-strict-json.ts'
import { deepestNesting } from './scan-json.ts'

const faultOf = (text: string) => {
  const reading = parseStrictJson(text)
  return reading.ok ? undefined : reading.faults[0]
}
const repeated = (field: string) => ({ code: 'key-repeated', field })

describe('JSON that says one thing to every reader', () => {
  it.each([
    ['a row', '{"principal":"alice","approvals":[{"approver":"bob"},{"approver":"bob"}]}'],
    ['the same key on two levels', '{"a":{"a":{"a":[{"a":1}]}}}'],
    ['a key that is a value elsewhere', '{"a":"b","b":"a"}'],
    ['keys that differ in case or in composition', '{"a":1,"A":2,"\u00e9":3,"e\u0301":4}'],
    ['keys that only look repeated', '{"a\\"":1,"a\\\\":2,"\\\\a":3,"a":4}'],
    ['white space and numbers', ' { "a" : [ 1.50 , -2e3 , true , false , null ] ,\t"b" : { } , "c" : [ ] }\r'],
    ['structure inside texts', '{"a":"{\\"b\\":1,\\"b\\":2}","b":"],[{}"}'],
    ['names that stand for parts of an object', '{"__proto__":{"__proto__":1},"constructor":2,"toString":3}'],
    ['a value that is no object', '"a"'],
    ['many members', JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i])))],
  ])('is taken: %s', (_, text) => {
    expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
  })

  it.each([
    ['at the top', '{"principal":"alice","principal":"mallory"}', 'principal'],
    ['with the same value', '{"a":1,"a":1}', 'a'],
    ['as an escape', '{"principal":"alice","\\u0070rincipal":"mallory"}', 'principal'],
    ['as escapes of two kinds', '{"\\/":1,"\\u002F":2}', '/'],
    [
      'deep inside',
      '{"approvals":[{"approver":"bob"},{"for":{"id":"x"},"approver":"bob","approver":"eve"}]}',
      'approvals[1].approver',
    ],
    ['after an object that holds it too', '{"a":{"b":1},"c":[{"b":1}],"a":2}', 'a'],
    ['inside a value that a later one replaces', '{"a":{"b":1,"b":2},"a":3}', 'a.b'],
    ['where white space parts key and colon', '{"a" : 1 , "b":[] , "a"\n:2}', 'a'],
    ['where a number written long makes up for it', '{"n":1e20,"a":1,"a":2}', 'a'],
    ['as a name of the prototype', '{"__proto__":1,"__proto__":2}', '__proto__'],
    ['as an empty name', '{"":1,"":2}', ''],
    ['behind a text that ends in backslashes', '{"a":"\\\\\\"\\\\","b":1,"b":2}', 'b'],
  ])('has no key twice %s', (_, text, field) => {
    expect(faultOf(text)).toMatchObject(repeated(field))
  })

  it.each([
    ['{"principal":"alice","principal":"mallory"}', '`principal` stands twice in one object', 'keep one of the two'],
    ['['.repeat(65) + ']'.repeat(65), 'lists and objects are nested more than 64 levels deep', 'nothing in them is'],
    ['{"principal"', 'it is not JSON: `Expected', 'write one whole JSON value'],
  ])('says what is wrong with %s, and what helps', (text, message, help) => {
    expect(faultOf(text)).toMatchObject({
      message: expect.stringContaining(message),
      help: expect.stringContaining(help),
    })
  })

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('is nested no deeper than is read: %s', (_, opening, closing) => {
    const nested = (levels: number, inside: string) => opening.repeat(levels) + inside + closing.repeat(levels)
    expect(faultOf(nested(deepestNesting, '1'))).toBeUndefined()
    expect(faultOf(nested(deepestNesting, '"\\n"'))).toBeUndefined()
    for (const levels of [deepestNesting + 1, 65_536, 500_000]) {
      expect(faultOf(nested(levels, '1'))).toMatchObject({ code: 'nested-too-deep' })
    }
    expect(faultOf(`{"b":${nested(65_536, '1')},"b":1}`)).toMatchObject({ code: 'nested-too-deep' })
  })

  it.each(['', '{', '{"a":1,}', '{"a"', '"\\', 'NaN', '[1]]'])('is JSON: %s is not', (text) => {
    expect(faultOf(text)).toMatchObject({ code: 'json-malformed' })
  })
})

/** JSON as a tree whose text is still to be chosen. */
type Tree =
  | string
  | number
  | boolean
  | null
  | readonly Tree[]
  | { readonly members: readonly (readonly [string, Tree])[] }

const key = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'principal',
    '__proto__',
    'constructor',
    '0',
    '1',
    '',
    '"',
    '\\',
    '\\"',
    '/',
    '\u2028',
    '😀',
    '{',
    ':',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(key, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 5, selector: ([name]) => name })
      .map((members) => ({ members })),
  ),
}))

interface Style {
  readonly space: () => string
  readonly escape: (char: string) => string
}

const plain: Style = { space: () => '', escape: (char) => JSON.stringify(char).slice(1, -1) }
const fancy = (gen: fc.GeneratorValue): Style => ({
  space: () => gen(fc.constantFrom, '', '', ' ', '\t', '\r\n  '),
  escape: (char) => (gen(fc.boolean) ? unitEscapes(char) : plain.escape(char)),
})

function unitEscapes(char: string): string {
  return Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(
    '',
  )
}

function write(value: Tree, style: Style): string {
  const space = style.space
  const text = (raw: string) => `"${Array.from(raw, style.escape).join('')}"`
  const inside = (items: readonly string[]) => items.map((item) => space() + item + space()).join(',')
  if (typeof value === 'string') return text(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (!('members' in value)) return `[${inside(value.map((item) => write(item, style)))}]`
  return `{${inside(value.members.map(([name, member]) => `${text(name)}${space()}:${space()}${write(member, style)}`))}}`
}

/** How many members all objects of a tree have. */
function countMembers(value: Tree): number {
  if (typeof value !== 'object' || value === null) return 0
  if (!('members' in value)) return value.reduce<number>((sum, item) => sum + countMembers(item), 0)
  return value.members.reduce((sum, [, member]) => sum + 1 + countMembers(member), 0)
}

/** The tree with its `nth` member once more in the same object, in place `place`, with the value `other`. */
function repeatMember(value: Tree, nth: number, place: number, other: Tree): Tree {
  let left = nth
  return visit(value)

  function visit(node: Tree): Tree {
    if (typeof node !== 'object' || node === null) return node
    if (!('members' in node)) return node.map(visit)
    const members: (readonly [string, Tree])[] = []
    let again: string | undefined
    for (const [name, member] of node.members) {
      if (left === 0) again = name
      left -= 1
      members.push([name, visit(member)])
    }
    if (again !== undefined) members.splice(place % (members.length + 1), 0, [again, other])
    return { members }
  }
}

const styled = fc.tuple(fc.boolean(), fc.gen()).map(([isPlain, gen]) => (isPlain ? plain : fancy(gen)))

describe('whatever the JSON', () => {
  it('takes it if no object has a key twice', () => {
    fc.assert(
      fc.property(tree, styled, (value, style) => {
        const text = write(value, style)
        expect(jsonFault(text, JSON.parse(text))).toBeUndefined()
      }),
      { numRuns: 1000 },
    )
  })

  it('finds a key that was put in once more, at any depth, in any place, in any spelling', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(5), tree, styled, (value, nth, place, other, style) => {
        const members = countMembers(value)
        fc.pre(members > 0)
        const text = write(repeatMember(value, nth % members, place, other), style)
        expect(jsonFault(text, JSON.parse(text))).toMatchObject({ code: 'key-repeated' })
      }),
      { numRuns: 1000 },
    )
  })

  it('finds no text shorter than the least length of its value', () => {
    fc.assert(
      fc.property(tree, styled, (value, style) => {
        const text = write(value, style)
        expect(leastLength(JSON.parse(text), deepestNesting)).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws, not even at what is no JSON', () => {
    const scraps = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '\\u', 'a', '1', ' ', '"a":'))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          scraps.map((parts) => parts.join('')),
        ),
        (text) => {
          expect(typeof parseStrictJson(text).ok).toBe('boolean')
        },
      ),
    )
  })
})
