import { expect, it } from 'vitest'
import { toPlainText } from './plain-text.ts'
import { aDocument } from './testdata/issue.ts'

it('gives the words of a document, its blocks on lines of their own', () => {
  const document = {
    type: 'doc',
    version: 1,
    content: [
      { type: 'heading', content: [{ type: 'text', text: 'Why' }] },
      {
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Release' }] }] },
          {
            type: 'listItem',
            content: [
              {
                type: 'paragraph',
                content: [
                  { type: 'text', text: 'for ' },
                  { type: 'mention', attrs: { id: 'acc-bob', text: '@Bob' } },
                  { type: 'hardBreak' },
                  { type: 'inlineCard', attrs: { url: 'https://example.com/1' } },
                  { type: 'something-new', content: [{ type: 'text', text: '!' }] },
                ],
              },
            ],
          },
        ],
      },
    ],
  }
  expect(toPlainText(document)).toBe('Why\nRelease\nfor @Bob\nhttps://example.com/1!')
})

it('leaves a text as it is', () => {
  expect(toPlainText(' Release <b>duty</b> ')).toBe('Release <b>duty</b>')
})

it.each([null, undefined, 3, true, [], {}, { type: 'doc' }, { type: 'text', text: 7 }])(
  'finds no words in %j',
  (value) => {
    expect(toPlainText(value)).toBe('')
  },
)

it('reads no deeper and no further than people write', () => {
  let deep: object = { type: 'text', text: 'deep' }
  for (let level = 0; level < 5000; level += 1) deep = { type: 'blockquote', content: [deep] }
  expect(toPlainText({ type: 'doc', content: [deep] })).toBe('')
  expect(toPlainText(aDocument('x'.repeat(100_000)))).toHaveLength(32_768)
  expect(toPlainText('😀'.repeat(20_000)).isWellFormed()).toBe(true)
})
