import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aMap, anIssue } from '../testdata/site.ts'
import type { JiraClient } from '../wire/jira-client.ts'
import { readIssues } from './read-issues.ts'

/** What happens on a site just before it answers. */
type Happening = { readonly does: 'nothing' | 'remove' | 'add'; readonly which: number }

/** A site whose cursors are positions, so that whatever goes before one shifts all that follow. */
function openSite(size: number, happenings: readonly Happening[], idsAtOnce: number) {
  const issues = Array.from({ length: size }, (_, index) => `${index + 1}`)
  const everRemoved = new Set<string>()
  const pending = [...happenings]
  let last = size

  function happen(): void {
    const { does = 'nothing', which = 0 } = pending.shift() ?? {}
    if (does === 'add') {
      last += 1
      issues.push(`${last}`)
    }
    if (does !== 'remove' || issues.length === 0) return
    const [gone = ''] = issues.splice(which % issues.length, 1)
    everRemoved.add(gone)
  }

  const client: Pick<JiraClient, 'myself' | 'page' | 'count' | 'changelogs' | 'approvals'> = {
    myself: async () => 'acc-night',
    page: async ({ jql, fields, limit, token = '0' }) => {
      happen()
      const ids = /id in \((.*?)\)/.exec(jql)?.[1]?.split(', ')
      const matching = ids === undefined ? issues : issues.filter((id) => ids.includes(id))
      const at = Number(token)
      const end = at + (fields.length === 1 ? idsAtOnce : limit)
      const found = matching.slice(at, end).map((id) => {
        const issue = { ...anIssue(Number(id)), id }
        return { id, key: issue.key, issue, properties: {} }
      })
      return { issues: found, ...(end < matching.length && { next: String(end) }) }
    },
    count: async () => {
      happen()
      return issues.length
    },
    changelogs: async () => new Map(),
    approvals: async () => [],
  }
  return { client: client as JiraClient, everRemoved }
}

const happening: fc.Arbitrary<Happening> = fc.record({
  does: fc.constantFrom('nothing', 'nothing', 'remove', 'add'),
  which: fc.nat({ max: 20 }),
})

const at = Date.parse('2026-03-10T00:00:00Z')

it('a reading that says it is whole lacks no issue that was there all the time', async () => {
  const given = fc.record({
    size: fc.integer({ min: 0, max: 12 }),
    pageSize: fc.integer({ min: 1, max: 4 }),
    happenings: fc.array(happening, { maxLength: 24 }),
  })
  let whole = 0
  await fc.assert(
    fc.asyncProperty(given, async ({ size, pageSize, happenings }) => {
      const { client, everRemoved } = openSite(size, happenings, 5000)
      const reach = { client, map: aMap, jql: 'project = ACC', pageSize, concurrency: 2 }
      const { records, reasons } = await readIssues(reach, { at, onIssues: () => undefined })
      if (reasons.length > 0) return
      whole += 1
      const read = new Set(records.map(({ rows }) => (rows[0] as { readonly number: string }).number))
      for (let id = 1; id <= size; id += 1) if (!everRemoved.has(`${id}`)) expect(read).toContain(`ACC-${id}`)
    }),
    { numRuns: 400 },
  )
  expect(whole).toBeGreaterThan(20)
})

it('a reading of a site that is left alone is whole, in pages of whatever size', async () => {
  const sizes = fc.record({
    size: fc.integer({ min: 0, max: 12 }),
    pageSize: fc.integer({ min: 1, max: 4 }),
    idsAtOnce: fc.integer({ min: 1, max: 5 }),
  })
  await fc.assert(
    fc.asyncProperty(sizes, async ({ size, pageSize, idsAtOnce }) => {
      const { client } = openSite(size, [], idsAtOnce)
      const reach = { client, map: aMap, jql: 'project = ACC', pageSize, concurrency: 2 }
      const { records, reasons } = await readIssues(reach, { at, onIssues: () => undefined })
      expect({ read: records.length, reasons }).toEqual({ read: size, reasons: [] })
    }),
  )
})
