import { readCatalogue } from '@ticketbound/core'
import { parseYaml } from '@ticketbound/documents'
import { expect, it } from 'vitest'
import { catalogueText } from './catalogue.ts'
import { accessFields, fieldMap } from './fields.ts'
import { createSmallJira } from './small-jira.ts'

it('has a catalogue that reads without a fault', () => {
  const file = parseYaml('catalogue.yaml', catalogueText)
  expect(file).toMatchObject({ ok: true })
  expect(readCatalogue(file.ok ? file.value.value : undefined)).toMatchObject({ ok: true })
})

it('names in its catalogue people who are there, and what can be asked for', () => {
  const { users } = createSmallJira()
  for (const [owner] of catalogueText.matchAll(/acc-\w+/g)) expect(users.has(owner), owner).toBe(true)
  for (const { value } of accessFields.entitlement.options ?? []) expect(catalogueText).toContain(`id: ${value},`)
})

it('maps fields that are there', () => {
  const { fields } = createSmallJira()
  const { statuses: _statuses, ...sources } = fieldMap
  for (const source of Object.values(sources)) expect('field' in source && fields.has(source.field)).toBe(true)
})

it('has the requests where they stand', () => {
  const { issues, statuses } = createSmallJira()
  const stand = [...issues.values()].map(({ key, status }) => `${key} ${statuses.get(status)?.name}`)
  expect(stand).toEqual([
    'ACC-1 Waiting for approval',
    'ACC-2 To do',
    'ACC-3 Waiting for approval',
    'ACC-4 Granting',
    'ACC-5 To do',
    'OPS-1 To Do',
  ])
})
