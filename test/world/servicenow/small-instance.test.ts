import { describe, expect, it } from 'vitest'
import type { World } from '../../servers/servicenow/world/create-world.ts'
import type { Row } from '../../servers/servicenow/world/row.ts'
import { type NightNumber, nights } from '../world.ts'
import { worldAt } from '../world-at.ts'
import { createSmallInstance } from './small-instance.ts'
import { stampOf, sysIdOf } from './write.ts'

/** The instance after some nights in a row. */
function after(...played: readonly NightNumber[]): World {
  const instance = createSmallInstance()
  for (const night of played) instance.playTo(night)
  return instance.world
}

function ticket(world: World, number: string): Row | undefined {
  return world.find('sc_req_item', sysIdOf('sc_req_item', number))
}

function approversOf(world: World, number: string): readonly Row[] {
  const item = sysIdOf('sc_req_item', number)
  return world.rows('sysapproval_approver').filter(({ sysapproval }) => sysapproval === item)
}

describe('the small world’s instance', () => {
  it('is empty but for its tables until it is played', () => {
    expect(after().rows('sc_req_item')).toEqual([])
    expect(after().rows('sys_choice').length).toBeGreaterThan(10)
  })

  it.each([1, 2, 3] as const)(
    'has on night %i the tickets that were opened until then, and its clock there',
    (night) => {
      const world = after(night)
      const numbers = world.rows('sc_req_item').map(({ number }) => number)
      expect(numbers.toSorted()).toEqual(worldAt(night).tickets.map(({ number }) => number))
      expect(world.now()).toBe(Date.parse(nights[night]))
    },
  )

  it('has every row stamped with when it was made and changed, and by whom', () => {
    expect(ticket(after(1), 'REQ2101')).toMatchObject({
      state: '3',
      active: 'false',
      opened_at: '2026-01-19 08:00:00',
      closed_at: '2026-01-19 14:30:00',
      sys_created_on: '2026-01-19 08:00:00',
      sys_created_by: 'ravi',
      sys_updated_on: '2026-01-19 14:30:00',
    })
  })

  it('has a decision on the row of whom was asked, written by who decided', () => {
    expect(approversOf(after(1), 'REQ3201')).toMatchObject([
      {
        approver: sysIdOf('sys_user', 'samir'),
        state: 'approved',
        sys_updated_by: 'kofi',
        sys_updated_on: '2026-01-14 10:00:00',
      },
    ])
  })

  it('has what was only said as a comment, and the row of whom was asked still waits', () => {
    const world = after(1)
    expect(approversOf(world, 'REQ2101')).toMatchObject([{ state: 'requested', sys_updated_by: 'system' }])
    const comments = world.rows('sys_journal_field').map(({ element_id, value }) => [element_id, value])
    expect(comments).toEqual([[sysIdOf('sc_req_item', 'REQ2101'), 'Fine with me']])
  })

  it('has a ticket that was reopened open again, and its task too', () => {
    expect(ticket(after(1), 'REQ3061')).toMatchObject({ state: '3', closed_at: '2026-02-24 14:30:00' })
    const later = after(1, 2)
    for (const table of ['sc_req_item', 'sc_task']) {
      const row = later.find(table, sysIdOf(table, 'REQ3061'))
      expect(row).toMatchObject({ active: 'true', closed_at: '', sys_updated_on: '2026-03-02 11:30:00' })
    }
  })

  it('stamps from the first night to the second just the tickets to which something happened in between', () => {
    const stamp = stampOf(nights[1])
    const changed = after(1, 2)
      .rows('sc_req_item')
      .filter((row) => (row.sys_updated_on ?? '') > stamp)
    const opened = worldAt(2).tickets.filter(({ openedAt }) => openedAt > nights[1])
    const happened = ['REQ3061', ...opened.map(({ number }) => number)]
    expect(changed.map(({ number }) => number).toSorted()).toEqual(happened.toSorted())
  })

  it('lets a leaver go at the end of the last day', () => {
    const leaver = after(3).find('sys_user', sysIdOf('sys_user', 'tomasz'))
    expect(leaver).toMatchObject({ active: 'false', sys_updated_on: '2026-03-02 23:00:00' })
  })

  it('leaves when a ticket passed the gate in the column for it', () => {
    const world = after(3)
    expect(ticket(world, 'REQ3251')?.u_gate_passed_at).toBe('2026-03-02 10:05:00')
    expect(ticket(world, 'REQ2311')?.u_gate_passed_at).toBe('')
  })

  it('is the same row for row, whether it was played night by night or at once', () => {
    const [stepwise, atOnce] = [after(1, 2, 3), after(3)]
    for (const table of ['sc_req_item', 'sc_task', 'sysapproval_approver', 'sc_item_option_mtom', 'sys_user']) {
      expect(atOnce.rows(table)).toEqual(stepwise.rows(table))
    }
  })
})
