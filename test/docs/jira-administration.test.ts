import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { healthChecks } from '../../packages/jira-forge/src/admin/health/read-health.ts'
import { defaultTransitionConfig } from '../../packages/jira-forge/src/gate/transition-config.ts'
import { readDocument, root } from './documents.ts'
import { firstColumn, sectionOf } from './read-table.ts'

const { prose } = readDocument('docs/jira-administration.md')

it('docs/jira-administration.md has everything that the overview looks at, in its order', () => {
  const rows = sectionOf(prose, 'Health')
    .split('\n')
    .filter((line) => line.startsWith('| '))
  const titles = rows.slice(1).map((row) => row.split('|')[1]?.trim())
  expect(titles).toEqual(healthChecks.map(({ title }) => title))
})

it('docs/jira-administration.md has every code with which the pages say no', () => {
  const told = firstColumn(sectionOf(prose, 'What the pages say no with'))
  expect([...told].sort()).toEqual([...codesOfRefusals()].sort())
})

it('docs/jira-administration.md shows the configuration with which a gate begins', () => {
  const text = readFileSync(join(root, 'docs/jira-administration.md'), 'utf8')
  expect(text).toContain(JSON.stringify(defaultTransitionConfig))
})

/** The codes of refusals that the sources of the administration give. */
function codesOfRefusals(): ReadonlySet<string> {
  const codes = new Set<string>(['document-too-large'])
  for (const file of globSync('packages/jira-forge/src/admin/**/*.ts', { cwd: root })) {
    if (file.includes('.test.') || file.includes('testdata')) continue
    for (const [, code = ''] of readFileSync(join(root, file), 'utf8').matchAll(/\brefuse\(\s*'([a-z-]+)'/g))
      codes.add(code)
  }
  return codes
}
