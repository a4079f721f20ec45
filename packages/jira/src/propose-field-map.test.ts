import { expect, it } from 'vitest'
import { proposeFieldMap } from './propose-field-map.ts'
import type { JiraField } from './schema.ts'

function aField(id: string, name: string, type: string, items?: string): JiraField {
  return { id, name, custom: id.startsWith('customfield_'), schema: { type, ...(items !== undefined && { items }) } }
}

const site = [
  aField('reporter', 'Reporter', 'user'),
  aField('assignee', 'Assignee', 'user'),
  aField('duedate', 'Due date', 'date'),
  aField('summary', 'Summary', 'string'),
  aField('customfield_10010', 'Request Type', 'sd-customerrequesttype'),
  aField('customfield_10051', 'Access for', 'user'),
  aField('customfield_10052', 'Entitlement', 'option'),
  aField('customfield_10054', 'Access owner', 'array', 'user'),
  aField('customfield_10055', 'Expiry date', 'date'),
]

it('proposes fields by type and name, with a reason and how sure it is', () => {
  const { map, missing, proposals } = proposeFieldMap(site.filter(({ id }) => id !== 'duedate'))
  expect(map).toEqual({
    kind: { field: 'customfield_10010' },
    principal: { field: 'customfield_10051' },
    entitlement: { field: 'customfield_10052' },
    owner: { field: 'customfield_10054' },
    requester: { field: 'reporter' },
    expiresAt: { field: 'customfield_10055' },
  })
  expect(missing).toEqual([])
  expect(proposals).toContainEqual({
    part: 'requester',
    field: 'reporter',
    name: 'Reporter',
    sure: 'certain',
    reason: 'it is the field in which Jira itself keeps this',
  })
  expect(proposals).toContainEqual({
    part: 'expiresAt',
    field: 'customfield_10055',
    name: 'Expiry date',
    sure: 'likely',
    reason: 'its name says so, and it is of type date',
  })
})

it('asks where two fields fit equally well', () => {
  const { map, proposals } = proposeFieldMap(site)
  expect(map.expiresAt).toBeUndefined()
  expect(proposals.filter(({ part }) => part === 'expiresAt')).toMatchObject([
    { field: 'customfield_10055', sure: 'possible', reason: expect.stringMatching(/as are 1 other fields$/) },
    { field: 'duedate', sure: 'possible' },
  ])
})

it('never proposes a field whose type does not fit, whatever it is called', () => {
  const { proposals, missing } = proposeFieldMap([aField('customfield_1', 'Expiry date', 'string')])
  expect(proposals.filter(({ part }) => part === 'expiresAt')).toEqual([])
  expect(missing).toEqual(['kind', 'principal', 'entitlement'])
})

it('holds a field of a fitting type and another name only possible', () => {
  const { map, proposals } = proposeFieldMap([aField('customfield_1', 'Colour', 'option')])
  expect(map).toEqual({})
  expect(proposals.map(({ sure }) => sure)).not.toContain('likely')
  expect(proposals.length).toBeGreaterThan(0)
})

it('takes fields as they come: without a type they are nothing', () => {
  expect(proposeFieldMap([{ id: 'x', name: 'Owner' }]).proposals).toEqual([])
})
