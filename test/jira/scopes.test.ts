import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../docs/documents.ts'
import { scopesFor } from '../servers/forge/product/scopes.ts'
import { appManifest } from './app-manifest.ts'

interface Row {
  readonly scope: string
  /** `METHOD path`, the path without its fixed beginning and without what differs from issue to issue. */
  readonly endpoints: readonly string[]
}

/** The table of scopes in the readme of the app. */
function rowsOfReadme(): readonly Row[] {
  const text = readFileSync(join(root, 'packages/jira-forge/README.md'), 'utf8')
  return [...text.matchAll(/^\| `([a-z:-]+)` \| [^|]+ \|([^|]*)\|$/gm)].map(([, scope = '', listed = '']) => ({
    scope,
    endpoints: [...listed.matchAll(/`([A-Z]+ [^`]+)`/g)].map(([, endpoint = '']) => endpoint),
  }))
}

/** The paths that the sources of the app ask Jira for, written as the readme writes them. */
function pathsInSources(): ReadonlySet<string> {
  const paths = new Set<string>()
  for (const file of globSync('packages/jira-forge/src/**/*.{ts,tsx}', { cwd: root })) {
    if (/\.test\.|testdata/.test(file)) continue
    const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
    for (const [, parts = ''] of code.matchAll(/\['rest', '(?:api', '3|servicedeskapi)', ([^\]]*)\]/g)) {
      paths.add(parts.split(', ').flatMap(fixedPart).join('/'))
    }
  }
  return paths
}

function fixedPart(part: string): readonly string[] {
  if (part === 'issuePropertyKey') return []
  return part.startsWith("'") ? [part.slice(1, -1)] : []
}

/** A path as Jira is asked for it, with something where the readme leaves out what differs. */
function asAsked(endpoint: string): readonly [method: string, path: string] {
  const [method = '', path = ''] = endpoint.split(' ')
  const [thing = '', ...rest] = path.split('/')
  if (path === 'request/approval') return [method, '/rest/servicedeskapi/request/ACC-1/approval']
  if (path === 'issue/properties') return [method, '/rest/api/3/issue/1/properties/x']
  const ofIssue = thing === 'issue' && rest[0] !== 'bulkfetch'
  return [method, `/rest/api/3/${[thing, ...(ofIssue ? ['1'] : []), ...rest].join('/')}`]
}

const rows = rowsOfReadme()

describe('the scopes of the app', () => {
  it('are those of the manifest, each justified in the readme', () => {
    const { permissions } = appManifest()
    expect(rows.map(({ scope }) => scope).sort()).toEqual([...permissions.scopes].sort())
  })

  it('are justified by exactly what the sources ask Jira for', () => {
    const listed = new Set(rows.flatMap(({ endpoints }) => endpoints.map((each) => each.split(' ')[1])))
    expect([...listed].sort()).toEqual([...pathsInSources()].sort())
  })

  it.each(rows.flatMap(({ scope, endpoints }) => endpoints.map((endpoint) => [endpoint, scope] as const)))(
    'are what the documentation asks for `%s`: %s',
    (endpoint, scope) => {
      const needed = scopesFor(...asAsked(endpoint))
      expect(needed).toBeDefined()
      if (needed?.length !== 0) expect(needed).toContain(scope)
    },
  )

  it('take nothing out of Atlassian’s cloud: no egress, no remote, no web trigger', () => {
    const { permissions, modules, remotes } = appManifest()
    expect(Object.keys(permissions)).toEqual(['scopes'])
    expect(remotes).toBeUndefined()
    for (const kind of ['webtrigger', 'endpoint', 'remote']) expect(modules[kind]).toBeUndefined()
  })
})
