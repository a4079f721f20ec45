import { describe, expect, it } from 'vitest'
import { readMap } from '../map/read-map.ts'
import { judgeMap } from './judge-map.ts'
import type { MapProbes } from './probe-map.ts'
import { page, refused } from './testdata/pages.ts'

function mapOf(document: object) {
  const reading = readMap(document)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}

const map = mapOf({
  items: [
    { item: 'Production access', kind: 'none' },
    { item: '*', kind: 'none' },
  ],
})
const choice = (name: string, value: string, label = '') => ({ sys_id: `${name}${value}`, name, value, label })

function judge(change: Partial<MapProbes>) {
  const items = page([{ sys_id: 'i1', name: 'Production access' }])
  const [ofItems, ofStates] = judgeMap({ map, items, unsafe: [], choices: page([]), ...change })
  return { ofItems, ofStates }
}

describe('judgeMap', () => {
  it('is content where items and states are those of the map, and takes `*` for no item', () => {
    const choices = page([
      choice('sc_req_item', '3'),
      choice('sc_task', '-5'),
      choice('sysapproval_approver', 'requested'),
    ])
    const { ofItems, ofStates } = judge({ choices })
    expect(ofItems).toMatchObject({ outcome: 'ok', found: '1 item' })
    expect(ofStates).toMatchObject({ outcome: 'ok', found: '3 choices, and each has a meaning' })
  })

  it('tells an item that is spelled otherwise', () => {
    expect(judge({ items: page([{ sys_id: 'i1', name: 'production Access' }]) }).ofItems).toMatchObject({
      outcome: 'failed',
      found: 'there is no catalogue item `Production access`, but `production Access`',
    })
  })

  it('takes the id of an item for its name', () => {
    const byId = mapOf({ items: [{ item: 'i1', kind: 'none' }] })
    expect(judge({ map: byId }).ofItems?.outcome).toBe('ok')
  })

  it('says so where items or choices cannot be read', () => {
    expect(judge({ items: refused(403) }).ofItems?.outcome).toBe('skipped')
    expect(judge({ choices: refused(403) }).ofStates?.outcome).toBe('warning')
  })

  it('warns of states that this instance alone has', () => {
    const choices = page([choice('sc_req_item', '8', 'Awaiting'), choice('sysapproval_approver', 'waived')])
    expect(judge({ choices }).ofStates).toMatchObject({
      outcome: 'warning',
      found:
        'state `8` (`Awaiting`) of `sc_req_item` counts as open; state `waived` of `sysapproval_approver` counts as no decision',
    })
  })

  it('looks at the choices of task where a table has none of its own, and at changes only where they are mapped', () => {
    const choices = page([choice('task', '9'), choice('change_request', '12')])
    const { ofStates } = judge({ choices })
    expect(ofStates?.found).toBe('state `9` of `sc_req_item` counts as open; state `9` of `sc_task` counts as open')
    const changes = mapOf({
      items: [{ item: 'Emergency', table: 'change_request', kind: 'none', when: { field: 'type', is: 'emergency' } }],
    })
    expect(judge({ choices, map: changes }).ofStates?.found).toContain('state `12` of `change_request`')
  })
})
