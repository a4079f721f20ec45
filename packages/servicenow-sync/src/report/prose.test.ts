import { expect, it } from 'vitest'
import { htmlText } from './html.ts'
import { inWords, prose, sentence } from './prose.ts'

it.each([
  ['`bob` holds `deploy`', '<code>bob</code> holds <code>deploy</code>'],
  ['no names', 'no names'],
  ['`<b>`', '<code>&lt;b&gt;</code>'],
  ['a ` alone', 'a ` alone'],
])('shows %j as %j', (text, shown) => {
  expect(htmlText(prose(text))).toBe(shown)
})

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('says %j as %j', (parts, said) => {
  expect(inWords(parts)).toBe(said)
})

it.each([
  ['cut off', 'cut off.'],
  ['cut off.', 'cut off.'],
  ['why?', 'why?'],
])('ends %j as %j', (text, ended) => {
  expect(sentence(text)).toBe(ended)
})
