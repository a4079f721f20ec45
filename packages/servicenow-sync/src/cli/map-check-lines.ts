import type { PlacedFault } from '@ticketbound/documents'
import { sayFault } from '../config/config-fault.ts'
import { amount, amountOf } from '../report/amount.ts'
import type { Gap } from '../servicenow/survey/gap.ts'
import { gapLines } from './map-proposal-lines.ts'
import { plain, type Style } from './output.ts'

/** What holding a map against its instance showed, in places of its file. */
export interface CheckedMap {
  readonly instance: string
  readonly file: string
  readonly notes: readonly PlacedFault[]
  readonly sample: PlacedSample
  /** What could not be seen, so that nothing is said of it. */
  readonly gaps: readonly Gap[]
}

/** How the map reads some tickets. Nothing of what they say is in it but their numbers. */
export interface PlacedSample {
  readonly tickets: number
  readonly mapped: number
  readonly clean: number
  readonly faults: readonly PlacedSampleFault[]
}

/** What is wrong with some tickets, and by which part of the map. */
export interface PlacedSampleFault {
  readonly code: string
  readonly tickets: number
  /** The number of one of them. */
  readonly example: string
  /** The field or the variable that it is about. */
  readonly field?: string
  readonly help: string
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Says whether a checked map leaves anything to look at. */
export function isFine({ notes, sample, gaps }: CheckedMap): boolean {
  const isRead = sample.tickets === 0 || sample.mapped > 0
  return notes.length === 0 && sample.faults.length === 0 && gaps.length === 0 && isRead
}

/** Tells a person what of a map does not fit its instance, each with its place in the file, and how tickets are read. */
export function* mapCheckLines(checked: CheckedMap, { paint, wrap }: Style): Iterable<string> {
  const { file, notes, sample, gaps } = checked
  for (const note of notes) yield* wrap(plain(sayFault(note)))
  yield* wrap(saySample(sample))
  for (const fault of sample.faults) yield* wrap(plain(saySampleFault(fault)))
  yield* gapLines(gaps, { wrap })
  if (isFine(checked)) yield paint.green(`${plain(file)} fits the instance.`)
}

function saySample({ tickets, mapped, clean }: PlacedSample): string {
  if (tickets === 0) return 'No ticket that it speaks of was read.'
  const latest = `the latest ${amountOf(tickets, 'ticket')}`
  if (mapped === 0) return `It speaks of none of ${latest}.`
  const share = clean === mapped ? 'all' : `${Math.floor((100 * clean) / mapped)} %`
  return `Of ${latest} it speaks of ${amount(mapped)}, and reads ${amount(clean)} without fault (${share}).`
}

function saySampleFault({ file, line, column, code, tickets, example, field, help }: PlacedSampleFault): string {
  const what = field === undefined ? '' : `: ${field}`
  const which = tickets === 1 ? example : `${amountOf(tickets, 'ticket')}, such as ${example}`
  return `${file}:${line}:${column}${what}: ${which} (${code}); ${help}`
}
