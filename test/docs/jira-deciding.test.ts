import { expect, it } from 'vitest'
import { deskCodes } from '../../packages/jira-forge/src/desk/refusal.ts'
import { readDocument } from './documents.ts'
import { firstColumn, sectionOf } from './read-table.ts'

it('docs/jira-deciding.md has every code with which the panel says no', () => {
  const { prose } = readDocument('docs/jira-deciding.md')
  expect([...firstColumn(sectionOf(prose, 'What the panel says no with'))].sort()).toEqual([...deskCodes].sort())
})
