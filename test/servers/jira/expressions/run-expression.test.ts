import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runExpression } from './run-expression.ts'
import { fromJson, type Thing, toJson, type Value } from './value.ts'

const given = {
  name: 'Ann',
  count: 3,
  nothing: null,
  list: [3, 1, 2],
  comments: [
    { id: 1, author: { accountId: 'a', displayName: 'Ann' }, text: 'first of all' },
    { id: 2, author: { accountId: 'b', displayName: 'Bo' }, text: 'second' },
  ],
  map: { inner: { deep: true } },
}
const names = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fromJson(value)]))

const issue: Thing = {
  type: 'Issue',
  id: '1',
  get: (name) => ({ key: 'ACC-1', assignee: null })[name] as Value | undefined,
}

function run(text: string): unknown {
  const outcome = runExpression(text, () => ({ ...names, issue }), Date.parse('2026-03-02T12:00:00Z'))
  return outcome.ok ? toJson(outcome.value) : outcome.error
}

describe('a Jira expression', () => {
  it.each([
    ['1 + 2 * 3 - 4 / 2', 5],
    ['(1 + 2) * 3 % 4', 1],
    ['-count', -3],
    ["'a' + 1 + true", 'a1true'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the language has such texts too.
    ['`Hello ${name}, ${count + 1}`', 'Hello Ann, 4'],
    ["'it\\'s'", "it's"],
    ['1 < 2 && !(2 <= 1) || false', true],
    ["'a' < 'b'", true],
    ['count == 3 ? 1 : 2', 1],
    ['nothing ?? name', 'Ann'],
    ["'3' == 3", false],
    ['[1, [2]] == [1, [2]]', true],
    ['{ a: 1, "b c": 2 }', { a: 1, 'b c': 2 }],
    ['map.inner.deep', true],
    ["map['inner']['deep']", true],
    ['map.missing', null],
    ['map.missing?.deeper.and.deeper', null],
    ['nothing?.[name]', null],
    ['list[0]', 3],
    ['list[9]', null],
    ['list.length', 3],
    ['typeof issue', 'Issue'],
    ['typeof list', 'List'],
    ['issue.assignee != null', false],
    ['let twice = x => x * 2; let n = twice(4); n + 1', 9],
    ['n = 2; return n', 2],
    ["if (count > 2) { 'many' } else { 'few' }", 'many'],
    ["if (count > 5) { 'many' } else if (count > 2) { let m = count; m } else { 'few' }", 3],
    ["try { nothing.x } catch (e) { 'caught' }", 'caught'],
    ["try { throw 'no' } catch (e) { e.message }", 'no'],
    ['(() => 7)()', 7],
    ["Number('42') + 1", 43],
    ["JSON.parse('[1]').map(x => x + 1)", [2]],
    ["new CalendarDate('2026-02-27').plusDays(2).toString()", '2026-03-01'],
    ["new CalendarDate('2026-02-27') < new Date().toCalendarDate()", true],
    ['// a remark\n1 /* and one more */ + 1', 2],
  ])('%s', (text, value) => {
    expect(run(text)).toEqual(value)
  })

  it.each([
    [
      'comments.map(c => { id: c.id, author: c.author.displayName, excerpt: c.text.slice(0, 5) + "..." })',
      [
        { id: 1, author: 'Ann', excerpt: 'first...' },
        { id: 2, author: 'Bo', excerpt: 'secon...' },
      ],
    ],
    ["comments.filter(c => c.author.accountId == 'a').length > 0", true],
    ['comments.every(c => c.id > 0)', true],
    ["comments.some(c => c.text.includes('second'))", true],
    ['list.sort((a, b) => b - a)', [3, 2, 1]],
    ['list.sort()', [1, 2, 3]],
    ['list.reduce((sum, x) => sum + x)', 6],
    ['list.map(x => x + 1).includes(4)', true],
    ['[[1], [2, 3]].flatten().length', 3],
    ["'a,b'.split(',').join('-').toUpperCase()", 'A-B'],
    ["map.set('more', 1).keys()", ['inner', 'more']],
  ])('works on lists, texts and maps: %s', (text, value) => {
    expect(run(text)).toEqual(value)
  })

  it.each([
    ['nothing.key', 'Unable to access `key` of null'],
    ['issue.assignee.accountId', 'Unable to access `accountId` of null'],
    ['issue.nope', 'Unrecognized property of Issue: `nope`'],
    ['nope', 'Unrecognized name: `nope`'],
    ["1 > '0'", "Can't compare Number to String."],
    ['null > 1', "Can't compare null to Number."],
    ["1 - 'a'", '`-` is not for Number and String'],
    ['nothing + 1', '`+` is not for null and Number'],
    ['name()', 'String is no function'],
    ['new Process()', 'Unrecognized type: `Process`'],
    ['list.constructor', 'Unrecognized property of List: `constructor`'],
    ['map.__proto__.x', 'Unable to access `x` of null'],
    ["throw 'never'", 'never'],
  ])('is an error: %s', (text, error) => {
    expect(run(text)).toBe(error)
  })

  it.each([
    '1 +',
    '(1',
    "'open",
    'a b',
    '1 = 2',
    'if (1) { 2 }',
    'let x = 1',
    '#',
    '{ a 1 }',
    '=> 1',
    '',
    'x => ',
    '`${`',
    'new',
    'a?.',
  ])('is none: %s', (text) => {
    expect(runExpression(text).ok).toBe(false)
  })

  it('is not evaluated where it is too long or has too many leaves', () => {
    expect(run(`'${'x'.repeat(1000)}'`)).toBe('Jira expression is too long (1002), limit: 1000 characters')
    expect(run(Array.from({ length: 101 }, () => '1').join('+'))).toBe(
      'Jira expression has too many nodes (101), limit: 100 leaves',
    )
  })

  it('ends after its steps, its loads and before its values grow too long', () => {
    const many = '[1,2,3,4,5,6,7,8,9,10]'
    const nested = `let l = ${many}; l.map(a => l.map(b => l.map(c => l.map(d => a + b + c + d))))`
    expect(run(nested)).toBe('The expression took more than 10000 steps')
    expect(run(`let f = x => f(x); let g = y => g(y); g(1)`)).toContain('Unrecognized name')
    expect(run('(f => f(f))(f => f(f))')).toBe('Functions of the expression call each other too deep')
    expect(run('try { (f => f(f))(f => f(f)) } catch (e) { true }')).toContain('too deep')
    const twenty = Array.from({ length: 20 }, () => 'x.concat(x)')
    expect(run(`let x = [1]; ${twenty.map((each) => `x = ${each};`).join(' ')} x.length`)).toBe(
      'A value of the expression has grown too long',
    )
    const loading = runExpression('[1,2,3,4,5,6,7,8,9,10,11].map(n => load(n))', (load) => ({
      load: {
        type: 'Function',
        call: ([n]) => {
          load(String(n))
          return 1
        },
      },
    }))
    expect(loading).toEqual({ ok: false, error: 'The expression needs more than 10 expensive operations' })
  })

  it('counts one thing that is loaded twice once', () => {
    const outcome = runExpression('load() + load()', (load) => ({
      load: {
        type: 'Function',
        call: () => {
          load('it')
          return 1
        },
      },
    }))
    expect(outcome).toMatchObject({ ok: true, value: 2, expensiveOperations: 1 })
  })
})

describe('whatever is given for an expression', () => {
  const words = fc.constantFrom(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the language has such texts too.
    ...'( ) [ ] { } , . ?. ?? ? : ; => = == != < > <= >= + - * / % && || ! let return if else try catch throw new typeof null true 1 0.5 x list map issue comments .map( x=> \'a\' "b" `c${1}` c.id'.split(
      ' ',
    ),
  )
  const pieces = fc.array(words, { maxLength: 60 }).map((all) => all.join(' '))

  it('ends with a value or with an error, and throws nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 1200 }), pieces), (text) => {
        const outcome = runExpression(text, () => ({ ...names, issue }))
        return outcome.ok || outcome.error !== ''
      }),
      { numRuns: 3000 },
    )
  })

  it.each(['(', '[', '{a:', '!', '-', 'x=>', 'typeof ', 'throw ', '1?', '{', 'if(1){', 'a(', 'a['])(
    'ends where %s is nested deep',
    (opening) => {
      expect(runExpression(opening.repeat(900 / opening.length)).ok).toBe(false)
    },
  )
})
