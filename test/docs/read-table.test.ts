import { describe, expect, it } from 'vitest'
import { firstColumn, headings, sectionOf } from './read-table.ts'

const document = `# Title

## One

| key | says |
|---|---|
| \`a\` | first \`x\` |
| \`b\`, \`c\` | others |

### Inside

| \`d\` |

## Two

| \`e\` |
`

describe('sectionOf', () => {
  it('goes from its heading to the next of its level, with what stands below it', () => {
    expect(firstColumn(sectionOf(document, 'One'))).toEqual(['a', 'b', 'c', 'd'])
  })

  it('goes to the end where no other follows', () => {
    expect(firstColumn(sectionOf(document, 'Two'))).toEqual(['e'])
  })

  it('throws where there is no such heading', () => {
    expect(() => sectionOf(document, 'Three')).toThrow('no heading `Three`')
  })
})

describe('firstColumn', () => {
  it('leaves out what stands in other columns', () => {
    expect(firstColumn(document)).not.toContain('x')
  })
})

describe('headings', () => {
  it('gives those of one level in order', () => {
    expect(headings(document, 2)).toEqual(['One', 'Two'])
  })
})
