import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../docs/documents.ts'
import { uiKitTypes } from './page/renderer/ui-kit-types.ts'

/** The components that a file takes from UI Kit: hooks and types are no components. */
function componentsIn(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8')
  const imports = [...source.matchAll(/import\s*\{([^}]*)\}\s*from\s*'@forge\/react'/g)]
  const names = imports.flatMap(([, list = '']) => list.split(',').map((name) => name.trim().replace(/ as \w+$/, '')))
  return names.filter((name) => /^[A-Z]/.test(name))
}

const screens = globSync('packages/jira-forge/src/ui/**/*.tsx', { cwd: root }).filter(
  (file) => !file.endsWith('.test.tsx'),
)

it('draws every component that the app shows', () => {
  const shown = new Set(screens.flatMap((file) => componentsIn(join(root, file))))
  expect(shown.size).toBeGreaterThan(10)
  expect([...shown].filter((name) => !(uiKitTypes as readonly string[]).includes(name))).toEqual([])
})

it('tries in the sample every component that the app shows', () => {
  const shown = new Set(screens.flatMap((file) => componentsIn(join(root, file))))
  const tried = componentsIn(join(import.meta.dirname, 'testdata/sample-app.tsx'))
  expect([...shown].filter((name) => !tried.includes(name))).toEqual([])
})
