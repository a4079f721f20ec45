import { describe, expect, it } from 'vitest'
import { aMap, itemMap } from '../meaning/testdata/world.ts'
import { tablesFor } from './tables-for.ts'

const least = itemMap('kind: provision, entitlement: deploy')
const named = (map = least) => tablesFor(map, 'requests').map(({ table }) => table)
const fieldsOf = (table: string, map = least, purpose: 'requests' | 'people' = 'requests') =>
  tablesFor(map, purpose).find((spec) => spec.table === table)?.fields ?? []

describe('the tables for a map', () => {
  it('are those that its rules need', () => {
    expect(named()).toContain('sysapproval_approver')
    expect(named()).not.toContain('change_request')
    expect(named()).not.toContain('sc_multi_row_question_answer')
    expect(named(itemMap('kind: provision, entitlement: deploy, rows: access_rows'))).toContain(
      'sc_multi_row_question_answer',
    )
  })

  it('have the columns of tickets that it names, where they are', () => {
    const map = itemMap('kind: provision, entitlement: { field: u_access }, owner: { field: request.u_owner }')
    expect(fieldsOf('sc_req_item', map)).toContain('u_access')
    expect(fieldsOf('sc_request', map)).toContain('u_owner')
    expect(fieldsOf('sc_req_item', map)).not.toContain('request.u_owner')
  })

  it('have those of changes, where it speaks of changes', () => {
    const map = aMap(
      'items:\n  - { item: x, table: change_request, when: { field: u_sort, is: Access }, kind: provision, entitlement: deploy }\n',
    )
    expect(fieldsOf('change_request', map)).toContain('u_sort')
  })

  it('have the column in which a ticket has when it passed the gate', () => {
    const map = itemMap('kind: none', 'gate: { field: u_gate_passed_at }')
    expect(fieldsOf('sc_req_item', map)).toContain('u_gate_passed_at')
  })

  it('have the tables that answers lead to', () => {
    const map = itemMap(
      'kind: provision, entitlement: { variable: app, lookup: { table: u_app, field: u_code } }, level: { variable: g, lookup: { table: sys_user_group, field: u_level } }',
    )
    expect(fieldsOf('u_app', map)).toEqual(['sys_id', 'sys_created_on', 'sys_updated_on', 'u_code'])
    expect(fieldsOf('sys_user_group', map)).toEqual(expect.arrayContaining(['name', 'u_level']))
  })

  it('have the fields by which it tells users apart', () => {
    const map = aMap(
      'people: { principal: u_login, kinds: { field: u_sort, values: { bot: agent } }, sponsor: u_owner }\nitems:\n  - { item: x, kind: none }\n',
    )
    expect(fieldsOf('sys_user', map)).toContain('u_login')
    expect(fieldsOf('sys_user', map, 'people')).toEqual(expect.arrayContaining(['u_login', 'u_sort', 'u_owner']))
  })
})

describe('what a map names', () => {
  const needsOf = (table: string, map = least) => tablesFor(map, 'requests').find((spec) => spec.table === table)

  it('must come with every row, for nobody may take what is hidden for empty', () => {
    const map = itemMap(
      'kind: provision, entitlement: deploy, owner: { field: u_owner }, justification: { field: stage }',
    )
    expect(needsOf('sc_req_item')?.required).not.toContain('stage')
    expect(needsOf('sc_req_item', map)?.required).toEqual(expect.arrayContaining(['u_owner', 'stage']))
  })

  it('is not optional: changes are needed where they ask for access', () => {
    const map = aMap(
      'items:\n  - { item: x, table: change_request, when: { field: u_sort, is: Access }, kind: provision, entitlement: deploy }\n',
    )
    expect(needsOf('change_request', map)).not.toHaveProperty('optional')
  })
})
