import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { routes } from './api/routes.ts'
import { flawNames } from './flaws/catalogue.ts'

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')

function sectionOf(title: string): string {
  return readme.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
}

it('names every flaw in the readme, and no other', () => {
  const named = [...sectionOf('Flaws').matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, name]) => name)
  expect(named).toEqual(flawNames)
})

it('names everything that is served in the readme, and nothing else', () => {
  const lines = sectionOf('What is served').matchAll(/^\| `([^`]+)` \| ([A-Z, ]+) \|/gm)
  const named = [...lines].flatMap(([, path, methods = '']) => methods.split(', ').map((method) => `${method} ${path}`))
  expect(named.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
})
