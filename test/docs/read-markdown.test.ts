import { describe, expect, it } from 'vitest'
import { readMarkdown } from './read-markdown.ts'

describe('readMarkdown', () => {
  it('gives each block its language, its attributes and its line', () => {
    const [block] = readMarkdown('# Title\n\n```yaml title="policy.yaml"\nzone: UTC\n```\n').blocks
    expect(block).toMatchObject({ line: 3, language: 'yaml', text: 'zone: UTC\n' })
    expect(block?.attributes.get('title')).toBe('policy.yaml')
  })

  it('gives a block the notes right before it, and no other block', () => {
    const { blocks } = readMarkdown('<!-- exits: 2 -->\n\n```sh\nfalse\n```\n\n```sh\ntrue\n```\n')
    expect(blocks.map(({ notes }) => notes.get('exits'))).toEqual(['2', undefined])
  })

  it('gives no block a note that words part from it', () => {
    expect(readMarkdown('<!-- exits: 2 -->\nWords.\n```sh\ntrue\n```\n').blocks[0]?.notes.size).toBe(0)
  })

  it('takes the indentation of a list away from a block in it', () => {
    expect(readMarkdown('1. Do this:\n   ```sh\n   if true\n     then ls\n   ```\n').blocks[0]?.text).toBe(
      'if true\n  then ls\n',
    )
  })

  it('takes a fence inside a longer fence for text', () => {
    expect(readMarkdown('````sh\n```\n````\n').blocks).toHaveLength(1)
  })

  it('refuses a block that is not closed', () => {
    expect(() => readMarkdown('text\n```sh\nls\n')).toThrow('line 2 is not closed')
  })
})
