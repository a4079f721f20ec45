import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { flawNames } from './flaws/catalogue.ts'

it('names every flaw in the readme, and no other', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const [, flaws = ''] = /\n## Flaws\n(.*?)\n## /s.exec(readme) ?? []
  const named = [...flaws.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, name]) => name)
  expect(named).toEqual(flawNames)
})
