import type { Finding, Severity } from '@ticketbound/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { someEntry, someFinding } from '../store/testdata/records.ts'
import type { WriteBackEntry } from '../store/write-back-tables.ts'
import { planWriteBack, type WriteBackRules } from './plan-write-back.ts'
import { allRules, openDesk } from './testdata/desk.ts'
import { openVendor } from './testdata/memory-target.ts'

const day = 86_400_000

function planned(finding: Finding, entries: readonly WriteBackEntry[] = [], rules: Partial<WriteBackRules> = {}) {
  const { actions } = planWriteBack([finding], () => entries, { ...allRules, ...rules })
  return actions.map(({ what, does, part }) => [what, does, part].join(' ').trim())
}

const noTask = { tasks: { minSeverity: 'critical' } } as const
const done = someEntry({ state: 'done', content: 'something else' })

describe('the plan for a record', () => {
  it.each<[string, Finding, readonly WriteBackEntry[], readonly string[]]>([
    ['creates one for an open finding', someFinding('f-1'), [], ['record create']],
    ['creates one for an accepted finding', someFinding('f-1', { state: 'accepted' }), [], ['record create']],
    ['changes one that says something else', someFinding('f-1'), [done], ['record change']],
    ['creates one that was refused', someFinding('f-1'), [without(done, 'failed')], ['record create']],
    ['leaves out a finding that was resolved before it was written', someFinding('f-1', { state: 'resolved' }), [], []],
    ['resolves one whose finding is resolved', someFinding('f-1', { state: 'resolved' }), [done], ['record resolve']],
    [
      'looks for one that may be there though its finding is resolved',
      someFinding('f-1', { state: 'resolved' }),
      [without(done, 'intended')],
      ['record resolve'],
    ],
  ])('%s', (_what, finding, entries, actions) => {
    expect(planned(finding, entries, noTask)).toEqual(actions)
  })

  it('leaves out findings below the least severity, unless they have a record', () => {
    const low = someFinding('f-1', { severity: 'low' })
    expect(planned(low, [], { minSeverity: 'medium' })).toEqual([])
    expect(planned(low, [done], { minSeverity: 'medium' })).toEqual(['record change'])
  })

  it('says nothing again that the target was told, unless everything is to be looked at again', () => {
    const [action] = planWriteBack([someFinding('f-1')], () => [], allRules).actions
    const entries = [{ ...done, content: action?.content ?? '' }]
    expect(planned(someFinding('f-1'), entries, noTask)).toEqual([])
    expect(planned(someFinding('f-1'), entries, { ...noTask, recheck: true })).toEqual(['record change'])
  })

  it('does not change with a later night that finds the same', () => {
    const first = planWriteBack([someFinding('f-1')], () => [], allRules)
    const later = planWriteBack([someFinding('f-1', { evidence: [] })], () => [], allRules)
    expect(later).toEqual(first)
  })
})

describe('the plan for notes', () => {
  const onTwo = someFinding('f-1', {
    severity: 'medium',
    tickets: ['R1', 'R2'],
    evidence: [
      { type: 'ticket', source: 'itsm', number: 'R1', item: '1' },
      { type: 'ticket', source: 'jira', number: 'R2', item: '1' },
    ],
  })
  const note = (part: string, given: Partial<WriteBackEntry> = {}) =>
    someEntry({ what: 'note', part, content: 'sent', ...given })
  const notesOf = (...given: Parameters<typeof planned>) => planned(...given).filter((it) => it.startsWith('note'))

  it('tells each ticket once', () => {
    expect(notesOf(onTwo)).toEqual(['note add R1', 'note add R2'])
    expect(notesOf(onTwo, [note('R1')])).toEqual(['note add R2'])
    expect(notesOf({ ...onTwo, message: 'Another.', state: 'reopened' }, [note('R1'), note('R2')])).toEqual([])
  })

  it('tells nobody until it is asked for', () => {
    expect(notesOf(onTwo, [], { notes: false })).toEqual([])
  })

  it.each<[string, Partial<Finding>]>([
    ['is accepted', { state: 'accepted' }],
    ['is resolved', { state: 'resolved' }],
    ['is below the least severity', { severity: 'low' }],
  ])('tells nobody of a finding that %s', (_what, given) => {
    expect(notesOf({ ...onTwo, ...given }, [], { minSeverity: 'medium' })).toEqual([])
  })

  it('tells only tickets of the sources that the target holds', () => {
    expect(notesOf(onTwo, [], { ticketSources: new Set(['itsm']) })).toEqual(['note add R1'])
  })

  it('only looks for a note that may be there once its finding is gone', () => {
    const gone: Finding = { ...onTwo, state: 'resolved' }
    expect(notesOf(gone, [note('R1', { state: 'intended' })])).toEqual(['note look R1'])
    expect(notesOf(gone, [note('R1', { state: 'failed' })])).toEqual([])
  })

  it('only looks for a note that was written and could not be seen, until everything is to be looked at again', () => {
    const unseen = note('R1', { state: 'intended', content: 'unseen' })
    expect(notesOf({ ...onTwo, tickets: ['R1'] }, [unseen])).toEqual(['note look R1'])
    expect(notesOf({ ...onTwo, tickets: ['R1'] }, [unseen], { recheck: true })).toEqual(['note add R1'])
  })
})

describe('the plan for tasks', () => {
  const opened = 'n-20260201T000000Z'
  const high = someFinding('f-1', { changedAt: Date.parse('2026-02-01T00:00:00Z') })
  const task = (given: Partial<WriteBackEntry> = {}) =>
    someEntry({ what: 'task', part: opened, content: 'open', ...given })
  const tasksOf = (...given: Parameters<typeof planned>) => planned(...given).filter((it) => it.startsWith('task'))
  const later = { changedAt: high.changedAt + day }

  it.each<[string, Finding, readonly WriteBackEntry[], readonly string[]]>([
    ['opens one for a finding that is bad enough', high, [], [`task open ${opened}`]],
    ['opens none for one that is not', { ...high, severity: 'medium' }, [], []],
    ['opens none for an accepted one', { ...high, state: 'accepted' }, [], []],
    ['leaves one alone while its finding is open', { ...high, severity: 'medium' }, [task()], []],
    ['opens one again that may be there', high, [task({ state: 'intended' })], [`task open ${opened}`]],
    [
      'closes one whose finding is resolved',
      { ...high, ...later, state: 'resolved' },
      [task()],
      [`task close ${opened}`],
    ],
    [
      'closes one whose finding is accepted',
      { ...high, ...later, state: 'accepted' },
      [task()],
      [`task close ${opened}`],
    ],
    ['closes one once', { ...high, ...later, state: 'resolved' }, [task({ content: 'closed' })], []],
    [
      'opens another when the finding comes back',
      { ...high, ...later, state: 'reopened' },
      [task({ content: 'closed' })],
      ['task open n-20260202T000000Z'],
    ],
    [
      'closes what may be open still, though the finding came back',
      { ...high, ...later, state: 'reopened' },
      [task({ content: 'closed', state: 'intended' })],
      [`task close ${opened}`, 'task open n-20260202T000000Z'],
    ],
  ])('%s', (_what, finding, entries, actions) => {
    expect(tasksOf(finding, entries)).toEqual(actions)
  })

  it('opens none until it is asked for', () => {
    const { tasks: _none, ...without } = allRules
    const { actions } = planWriteBack([high], () => [], without)
    expect(actions.map(({ what }) => what)).toEqual(['record'])
  })
})

describe('any plan', () => {
  const severity = fc.constantFrom<Severity>('low', 'medium', 'high', 'critical')
  const state = fc.constantFrom<Finding['state']>('open', 'resolved', 'reopened', 'accepted')
  const tickets = fc.uniqueArray(fc.constantFrom('R1', 'R2', 'R3', 'gone'), { maxLength: 3 })
  const changedAt = fc.integer({ min: 0, max: 20 }).map((days) => days * day)
  const house = fc
    .array(fc.record({ severity, state, tickets, changedAt, message: fc.string() }), { maxLength: 12 })
    .map((all) => all.map((given, at) => someFinding(`f-${at}`, given)))

  it('is empty once everything planned was done, night after night', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(house, { maxLength: 4 }), async (nights) => {
        const desk = openDesk(openVendor(['R1', 'R2', 'R3']))
        for (const findings of nights) {
          await desk.write(findings)
          const left = desk.plan(findings).actions.filter(({ part }) => part !== 'gone')
          expect(left).toEqual([])
        }
        desk.store.close()
      }),
      { numRuns: 60 },
    )
  })

  it('is the same whatever the order of the findings', () => {
    fc.assert(
      fc.property(house, (findings) => {
        const plan = (all: readonly Finding[]) => planWriteBack(all, () => [], allRules)
        expect(plan(findings.toReversed())).toEqual(plan(findings))
      }),
    )
  })

  it('leaves the target saying what the findings say, whatever it said before', async () => {
    await fc.assert(
      fc.asyncProperty(house, house, async (before, after) => {
        const vendor = openVendor(['R1', 'R2', 'R3'])
        const desk = openDesk(vendor)
        await desk.write(before)
        await desk.write(after)
        for (const { id, state: now, severity: how, message } of after) {
          const record = vendor.records.get(id)?.columns
          if (record !== undefined) expect(record).toMatchObject({ state: now, severity: how, message })
          else expect(now).toBe('resolved')
        }
        expect(new Set(vendor.writes.filter((it) => !it.startsWith('update'))).size).toBe(
          vendor.writes.filter((it) => !it.startsWith('update')).length,
        )
        desk.store.close()
      }),
      { numRuns: 60 },
    )
  })
})

function without({ vendorId: _none, ...entry }: WriteBackEntry, state: WriteBackEntry['state']): WriteBackEntry {
  return { ...entry, state }
}
