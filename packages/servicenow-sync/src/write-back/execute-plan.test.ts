import type { Finding } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { TicketboundError } from '../errors.ts'
import { verifyAudit } from '../night/verify-audit.ts'
import { manyIds, someFinding } from '../store/testdata/records.ts'
import { openDesk } from './testdata/desk.ts'
import { type Fault, Killed, memoryTarget, openVendor, stepsWithFault, type Vendor } from './testdata/memory-target.ts'

const day = 86_400_000

/** Two nights: what the first found is changed, resolved, accepted or still there in the second. */
const firstNight: readonly Finding[] = [
  someFinding('f-1', { tickets: ['R1'] }),
  someFinding('f-2', { tickets: ['R1', 'R2'], severity: 'low' }),
  someFinding('f-3', { severity: 'critical' }),
  someFinding('f-4', { state: 'accepted', tickets: ['R2'] }),
]
const secondNight: readonly Finding[] = [
  someFinding('f-1', { tickets: ['R1'], state: 'resolved', changedAt: day }),
  someFinding('f-2', { tickets: ['R1', 'R2'], severity: 'low', message: 'It is worse.' }),
  someFinding('f-3', { severity: 'critical', state: 'accepted', changedAt: day }),
  someFinding('f-4', { state: 'reopened', changedAt: day, tickets: ['R2'] }),
]

/** What an undisturbed run of both nights makes the vendor hold. */
async function undisturbed(): Promise<Vendor> {
  const vendor = openVendor(['R1', 'R2'])
  const desk = openDesk(vendor)
  await desk.write(firstNight)
  await desk.write(secondNight)
  return vendor
}

function stateOf({ records, notes, tasks }: Vendor) {
  // Tickets are told of findings in whatever order they come to it.
  const told = [...notes].map(([ticket, texts]) => [ticket, texts.toSorted()] as const)
  return { records, tasks, notes: new Map(told.toSorted()) }
}

describe('carrying out a plan', () => {
  it('writes records, notes and tasks, each once, and then nothing', async () => {
    const vendor = openVendor(['R1', 'R2'])
    const desk = openDesk(vendor)
    await desk.write(firstNight)
    expect(vendor.writes.toSorted()).toEqual([
      'create f-1',
      'create f-2',
      'create f-3',
      'create f-4',
      'note on R1 [ticketbound f-1]',
      'note on R1 [ticketbound f-2]',
      'note on R2 [ticketbound f-2]',
      'task f-1@n-19700101T000000.006Z',
      'task f-3@n-19700101T000000.006Z',
    ])
    await desk.write(firstNight)
    expect(vendor.writes).toHaveLength(9)
  })

  it('changes only what differs, resolves, and closes tasks', async () => {
    const vendor = await undisturbed()
    expect(vendor.writes.slice(9).toSorted()).toEqual([
      'close task of f-1@n-19700101T000000.006Z',
      'close task of f-3@n-19700101T000000.006Z',
      'note on R2 [ticketbound f-4]',
      'task f-4@n-19700102T000000Z',
      'update record of f-1 {"state":"resolved","resolvedAt":"1970-01-02T00:00:00Z","run":"n-19700102T000000Z"}',
      'update record of f-2 {"message":"It is worse."}',
      'update record of f-3 {"state":"accepted","run":"n-19700102T000000Z"}',
      'update record of f-4 {"state":"reopened","run":"n-19700102T000000Z"}',
    ])
  })

  it('repairs what somebody changed or deleted, when everything is looked at again', async () => {
    const vendor = openVendor(['R1', 'R2'])
    const desk = openDesk(vendor)
    await desk.write(firstNight)
    const before = structuredClone(stateOf(vendor))
    vendor.records.delete('f-1')
    vendor.records.set('f-2', {
      id: 'record of f-2',
      columns: { ...vendor.records.get('f-2')?.columns, state: 'fine' },
    })
    await desk.write(firstNight)
    expect(vendor.records.size).toBe(3)
    const again = openDesk(vendor, { ...desk.rules, recheck: true })
    await again.write(firstNight)
    expect(stateOf(vendor)).toEqual(before)
  })

  it('leaves a ticket that is not there for another time, and goes on', async () => {
    const vendor = openVendor([])
    const desk = openDesk(vendor)
    const { settled, stopped } = await desk.write(firstNight)
    expect(settled.filter(({ outcome }) => outcome.outcome === 'skipped')).toHaveLength(3)
    expect(stopped).toBeUndefined()
    vendor.notes.set('R1', [])
    await desk.write(firstNight)
    expect(vendor.writes.filter((it) => it.startsWith('note'))).toHaveLength(2)
  })

  it('puts what is intended and what became of it on record, which verifies', async () => {
    const desk = openDesk(openVendor(['R1', 'R2']))
    await desk.write(firstNight)
    const types = [...desk.store.auditEntries()].map(({ bytes }) => JSON.parse(bytes).type)
    expect(types).toEqual(['write-back-intent', 'write-back-result'])
    expect(verifyAudit(desk.store)).toEqual({ head: desk.store.head(), details: { checked: 18, erased: 0 } })
    for (const { bytes } of desk.store.auditEntries()) expect(bytes).not.toMatch(/R1|f-1|alice/)
  })

  it('leaves to another process what that one began meanwhile', async () => {
    const vendor = openVendor()
    const desk = openDesk(vendor)
    const plan = desk.plan([someFinding('f-1')])
    await desk.write([someFinding('f-1')])
    const head = desk.store.head()
    expect((await desk.carryOut(plan)).settled).toEqual([])
    expect(desk.store.head()).toEqual(head)
    expect(vendor.writes.filter((it) => it.startsWith('create'))).toEqual(['create f-1'])
  })

  it('never makes a record for a finding that is gone, though it was about to before', async () => {
    const vendor = openVendor()
    const desk = openDesk(vendor)
    const finding = someFinding('f-1', { severity: 'low' })
    await expect(desk.write([finding], stepsWithFault('killed before', 3))).rejects.toThrow(Killed)
    expect(desk.store.writeBack.entriesOf('desk', 'f-1')).toMatchObject([{ state: 'intended' }])
    await desk.write([{ ...finding, state: 'resolved' }])
    expect(vendor.writes).toEqual([])
    expect(desk.plan([{ ...finding, state: 'resolved' }]).actions).toEqual([])
  })
})

describe('a task', () => {
  it('that never arrived need not be closed when its finding is gone', async () => {
    const vendor = openVendor()
    const desk = openDesk(vendor)
    const [finding, gone] = [someFinding('f-1'), someFinding('f-1', { state: 'resolved', changedAt: day })]
    const intendedOnly = stepsWithFault('killed after', 1)
    await expect(desk.write([finding], intendedOnly)).rejects.toThrow(Killed)
    await desk.write([gone])
    expect(vendor.writes).toEqual([])
    expect(desk.plan([gone]).actions).toEqual([])
  })
})

describe('a run that goes wrong at any step', () => {
  const faults: readonly Fault[] = ['killed before', 'killed after', 'lost before', 'lost after', 'refused']

  it.each(faults)('leaves nothing out and writes nothing twice when it is run again: %s', async (fault) => {
    const expected = await undisturbed()
    const total = await stepsOfBothNights()
    expect(total).toBeGreaterThan(40)
    for (let at = 1; at <= total; at += 1) {
      const vendor = openVendor(['R1', 'R2'])
      const desk = openDesk(vendor)
      const steps = stepsWithFault(fault, at)
      for (const findings of [firstNight, secondNight]) {
        await desk.write(findings, steps).catch(onlyKilled)
        await desk.write(findings)
      }
      expect(stateOf(vendor), `${fault} at step ${at}`).toEqual(stateOf(expected))
      expect(vendor.writes.toSorted(), `${fault} at step ${at}`).toEqual(expected.writes.toSorted())
      expect(desk.plan(secondNight).actions).toEqual([])
      expect(verifyAudit(desk.store).breaks).toBeUndefined()
      desk.store.close()
    }
  })

  function onlyKilled(error: unknown): void {
    if (!(error instanceof Killed) && !(error instanceof TicketboundError)) throw error
  }

  async function stepsOfBothNights(): Promise<number> {
    const desk = openDesk(openVendor(['R1', 'R2']))
    const steps = stepsWithFault()
    await desk.write(firstNight, steps)
    await desk.write(secondNight, steps)
    return steps.count()
  }

  it('is over for a finding that was resolved before it was known whether its note had arrived', async () => {
    const vendor = openVendor(['R1'])
    const desk = openDesk(vendor, { ...openDesk(vendor).rules, tasks: { minSeverity: 'critical' } })
    const steps = stepsWithFault('killed after', 5)
    await expect(desk.write([firstNight[0] as Finding], steps)).rejects.toThrow(Killed)
    await desk.write([secondNight[0] as Finding])
    expect(vendor.notes.get('R1')?.length).toBeLessThan(2)
    expect(desk.plan([secondNight[0] as Finding]).actions).toEqual([])
  })
})

describe('failures', () => {
  const many = manyIds(120).map((id) => someFinding(id, { severity: 'low' }))

  it('of one action do not stop the others', async () => {
    const vendor = openVendor()
    const { settled } = await openDesk(vendor).write(many, stepsWithFault('refused', 10))
    const failed = settled.filter(({ outcome }) => outcome.outcome === 'failed')
    expect(failed).toHaveLength(1)
    expect(vendor.records.size).toBe(119)
  })

  it('in a row end it early, and what is left is counted', async () => {
    const vendor = openVendor()
    const desk = openDesk(vendor)
    const target = { ...memoryTarget(vendor), createRecord: async () => Promise.reject(refusal('not-allowed')) }
    const { settled, left, stopped } = await desk.carryOut(desk.plan(many), target)
    expect(stopped?.code).toBe('not-allowed')
    expect(settled.filter(({ outcome }) => outcome.outcome === 'failed').length).toBeLessThan(8)
    expect(settled).toHaveLength(50)
    expect(left).toBe(70)
    await desk.write(many)
    expect(vendor.records.size).toBe(120)
  })

  it('among others that succeed end nothing, however many there are', async () => {
    const vendor = openVendor()
    const desk = openDesk(vendor)
    const { createRecord, ...target } = memoryTarget(vendor)
    let asked = 0
    const everySecond: typeof createRecord = async (columns) => {
      asked += 1
      return asked % 2 === 0 ? Promise.reject(refusal('not-allowed')) : createRecord(columns)
    }
    const { left, stopped } = await desk.carryOut(desk.plan(many), { ...target, createRecord: everySecond })
    expect({ left, stopped, records: vendor.records.size }).toEqual({ left: 0, records: 60 })
  })

  it('that leave no hope end it at once', async () => {
    const vendor = openVendor()
    const desk = openDesk(vendor)
    const target = { ...memoryTarget(vendor), readRecords: async () => Promise.reject(refusal('credentials-refused')) }
    const { settled, stopped } = await desk.carryOut(desk.plan(many), target)
    expect(stopped?.code).toBe('credentials-refused')
    expect(new Set(settled.map(({ outcome }) => outcome.outcome))).toEqual(new Set(['left']))
  })

  it('whose end is not known are looked at again before anything else, a few times', async () => {
    const vendor = openVendor()
    const desk = openDesk(vendor)
    const pauses: number[] = []
    const target = {
      ...memoryTarget(vendor),
      createRecord: async () => Promise.reject(refusal('http-outcome-unknown')),
    }
    const pause = async (ms: number) => void pauses.push(ms)
    const { settled } = await desk.carryOut(desk.plan(many.slice(0, 1)), target, { pause })
    expect(settled.map(({ outcome }) => outcome.outcome)).toEqual(['unknown'])
    expect(pauses).toEqual([2000, 4000])
    expect(desk.plan(many.slice(0, 1)).actions).toMatchObject([{ prior: { state: 'intended' } }])
  })

  it('to see a note that was written end it, and no second note follows', async () => {
    const vendor = openVendor(['R1', 'R2'])
    const desk = openDesk(vendor)
    const blind = { ...memoryTarget(vendor), hasNote: async () => false }
    for (let nights = 0; nights < 3; nights += 1) {
      const { stopped } = await desk.carryOut(desk.plan(firstNight), blind)
      expect(stopped?.code).toBe('write-back-journal-not-readable')
    }
    const notes = [...vendor.notes.values()].flat()
    expect(new Set(notes).size).toBe(notes.length)
  })

  function refusal(code: string): TicketboundError {
    return new TicketboundError('upstream', { code, message: 'no', help: 'none' })
  }
})

describe('a run that is ended by a signal', () => {
  it('keeps what was done, throws the reason, and goes on from there', async () => {
    const vendor = openVendor()
    const desk = openDesk(vendor)
    const many = manyIds(60).map((id) => someFinding(id, { severity: 'low' }))
    const stop = new AbortController()
    const target = memoryTarget(vendor)
    const createRecord: typeof target.createRecord = async (columns) => {
      if (vendor.records.size === 10) stop.abort(new Error('stopped'))
      stop.signal.throwIfAborted()
      return target.createRecord(columns)
    }
    const options = { signal: stop.signal }
    await expect(desk.carryOut(desk.plan(many), { ...target, createRecord }, options)).rejects.toThrow('stopped')
    expect(vendor.records.size).toBe(10)
    await desk.write(many)
    expect(vendor.records.size).toBe(60)
    expect(vendor.writes).toHaveLength(60)
  })
})
