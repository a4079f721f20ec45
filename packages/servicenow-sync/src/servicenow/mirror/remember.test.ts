import { describe, expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import type { RowMemory } from './mirror.ts'
import { rememberDecision, rememberTicket } from './remember.ts'

const open = (at: string, more: RawRow = {}): RawRow => ({
  active: 'true',
  state: '2',
  closed_at: '',
  sys_updated_on: at,
  ...more,
})
const closed = (at: string, more: RawRow = {}): RawRow =>
  open(at, { active: 'false', state: '3', closed_at: at, ...more })

/** What is remembered after each of these versions in turn was read. */
function after(
  remember: typeof rememberTicket,
  [first, ...versions]: readonly [RawRow, ...RawRow[]],
): RowMemory | undefined {
  let row = first
  let memory: RowMemory | undefined
  for (const version of versions) {
    memory = remember({ row, ...(memory && { memory }) }, version)
    row = version
  }
  return memory
}

describe('what is remembered of a ticket', () => {
  it('is nothing while it goes its way', () => {
    expect(after(rememberTicket, [open('1'), open('2', { state: '3' }), closed('3')])).toBeUndefined()
  })

  it('is when it was seen open again, and when it was closed before', () => {
    expect(after(rememberTicket, [closed('1'), open('2')])).toEqual({ reopenedAt: '2', closedAtBefore: '1' })
  })

  it('stays when it is closed again', () => {
    const known = { reopenedAt: '2', closedAtBefore: '1' }
    expect(after(rememberTicket, [closed('1'), open('2'), open('3', { state: '1' }), closed('4')])).toEqual(known)
  })

  it('is the last opening and the last closing before it, of several', () => {
    const versions = [closed('1'), open('2'), closed('3'), open('4'), closed('5')] as const
    expect(after(rememberTicket, versions)).toEqual({ reopenedAt: '4', closedAtBefore: '3' })
  })

  it('is only the earlier closing where it was opened and closed again between two readings', () => {
    expect(after(rememberTicket, [closed('1'), closed('3')])).toEqual({ closedAtBefore: '1' })
  })

  it('is no closing where a closed ticket was merely written to', () => {
    const written = closed('1', { sys_updated_on: '2', short_description: 'x' })
    expect(after(rememberTicket, [closed('1', { short_description: 'x' }), written])).toBeUndefined()
  })

  it('is when each of its own fields was last seen changed', () => {
    const versions = [
      open('1', { requested_for: 'a', u_role: 'x' }),
      open('2', { requested_for: 'b', u_role: 'x' }),
      open('3', { requested_for: 'b', u_role: 'y' }),
      open('4', { requested_for: 'c', u_role: 'y' }),
    ] as const
    expect(after(rememberTicket, versions)).toEqual({ fieldChanges: { requested_for: '4', u_role: '3' } })
  })

  it('is no change of what every step of work changes', () => {
    const versions = [open('1', { stage: 'a', approval: 'x' }), open('2', { stage: 'b', approval: 'y' })] as const
    expect(after(rememberTicket, versions)).toBeUndefined()
  })

  it('is no change of a field that was only not shown before, or is not any more', () => {
    const shown = open('2', { requested_for: 'a' })
    expect(after(rememberTicket, [open('1'), shown, open('3')])).toBeUndefined()
  })
})

describe('what is remembered of a decision', () => {
  const row = (state: string, at: string): RawRow => ({ state, sys_updated_on: at })

  it('is its first version since it says what it says', () => {
    const versions = [row('requested', '1'), row('approved', '2'), row('approved', '3'), row('approved', '4')] as const
    expect(after(rememberDecision, versions)).toEqual({ first: row('approved', '2') })
  })

  it('is nothing of what it said before', () => {
    const versions = [row('approved', '1'), row('approved', '2'), row('rejected', '3')] as const
    expect(after(rememberDecision, versions)).toBeUndefined()
  })
})
