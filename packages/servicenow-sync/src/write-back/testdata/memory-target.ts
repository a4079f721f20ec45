import { type TicketboundError, upstreamError } from '../../errors.ts'
import type { Columns, StoredRecord, VendorTicket, WriteBackTarget } from '../write-back-target.ts'

/** Ends the process, as far as a test can: nothing it does afterwards arrives anywhere. */
export class Killed extends Error {}

/** What happens at one step: before it is done, or after it was done and before anybody heard of it. */
export type Fault = 'killed before' | 'killed after' | 'lost before' | 'lost after' | 'refused'

/** What the vendor holds, and everything it was made to hold. */
export interface Vendor {
  readonly records: Map<string, { id: string; columns: Columns }>
  readonly notes: Map<string, string[]>
  readonly tasks: Map<string, { id: string; closed: boolean }>
  /** Every writing that arrived. */
  readonly writes: string[]
}

/** A vendor with these tickets and nothing else. */
export function openVendor(tickets: readonly string[] = []): Vendor {
  return {
    records: new Map(),
    notes: new Map(tickets.map((number) => [number, []])),
    tasks: new Map(),
    writes: [],
  }
}

/** Counts steps, and lets one of them go wrong. */
export interface Steps {
  /** Takes one step. Everything after a kill is killed too. */
  take<T>(work: () => T): T
  /** How many steps were taken. */
  count(): number
}

/** Steps of which number `at`, counted from 1, goes wrong. */
export function stepsWithFault(fault?: Fault, at?: number): Steps {
  let count = 0
  let isDead = false
  return {
    count: () => count,
    take: (work) => {
      if (isDead) throw new Killed()
      count += 1
      if (count !== at || fault === undefined) return work()
      isDead = fault.startsWith('killed')
      if (fault.endsWith('after')) work()
      throw isDead ? new Killed() : refusal(fault)
    },
  }
}

function refusal(fault: Fault): TicketboundError {
  const code = fault === 'refused' ? 'refused' : 'http-outcome-unknown'
  return upstreamError({ code, message: fault, help: 'try again' })
}

/** A target over a vendor in memory. */
export function memoryTarget(vendor: Vendor, steps: Steps = stepsWithFault()): WriteBackTarget {
  const { records, notes, tasks, writes } = vendor
  const step = async <T>(work: () => T): Promise<T> => steps.take(work)
  const journalOf = ({ id }: VendorTicket): string[] => {
    const journal = notes.get(id) ?? []
    notes.set(id, journal)
    return journal
  }
  return {
    name: 'desk',
    concurrency: 2,
    columnsOf: (record) => record,
    readRecords: (keys) =>
      step(() => new Map(keys.flatMap((key): [string, StoredRecord][] => entryOf(key, records.get(key))))),
    createRecord: (columns) =>
      step(() => {
        const key = columns.key ?? ''
        writes.push(`create ${key}`)
        records.set(key, { id: `record of ${key}`, columns })
        return `record of ${key}`
      }),
    updateRecord: ({ id }, changes) =>
      step(() => {
        for (const record of records.values()) {
          if (record.id === id) record.columns = { ...record.columns, ...changes }
        }
        writes.push(`update ${id} ${JSON.stringify(changes)}`)
      }),
    findTicket: (number) => step(() => (notes.has(number) ? { table: 'ticket', id: number } : undefined)),
    hasNote: (ticket, marker) => step(() => journalOf(ticket).some((text) => text.includes(marker))),
    addNote: (ticket, text) =>
      step(() => {
        writes.push(`note on ${ticket.id} ${text.split('\n').at(-1)}`)
        journalOf(ticket).push(text)
      }),
    findTask: (key) =>
      step(() => {
        const task = tasks.get(key)
        return task && { table: 'task', id: task.id }
      }),
    createTask: ({ key }) =>
      step(() => {
        writes.push(`task ${key}`)
        tasks.set(key, { id: `task of ${key}`, closed: false })
        return `task of ${key}`
      }),
    closeTask: ({ id, table }, text) =>
      step(() => {
        writes.push(`close ${id}`)
        for (const task of tasks.values()) if (task.id === id) task.closed = true
        journalOf({ id, table }).push(text)
      }),
  }
}

function entryOf(key: string, stored: StoredRecord | undefined): [string, StoredRecord][] {
  return stored === undefined ? [] : [[key, { ...stored }]]
}
