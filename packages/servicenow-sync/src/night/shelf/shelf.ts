import type { BlockPlace, SpillFile } from './spill-file.ts'

/** The records of one subject, in the order in which they were put. */
export interface ShelfGroup {
  readonly subject: number
  readonly records: readonly string[]
}

/** Takes records in any order and gives them back by subject, ascending, with memory that does not grow with them. */
export interface Shelf {
  /** Puts a record, which must not contain a line feed. */
  put(subject: number, record: string): void
  /** Everything that was put. May be read more than once. */
  groups(): Generator<ShelfGroup>
}

/** How much a shelf holds in memory. */
export interface ShelfLimits {
  /** Characters held before they are sorted and written out as a run. */
  readonly runChars: number
  /** Characters of one block: what one run holds in memory while all runs are read side by side. */
  readonly blockChars: number
}

/** Small enough to matter little beside the rest of a night, large enough that even a large night has few runs. */
const usualLimits: ShelfLimits = { runChars: 12_000_000, blockChars: 131_072 }
/** Subject and place are sorted as one number; a run holds fewer records than this. */
const placeLimit = 2 ** 21

/** Builds a shelf that spills sorted runs into `spill` and merges them when it is read. */
export function createShelf(spill: SpillFile, limits: ShelfLimits = usualLimits): Shelf {
  let subjects: number[] = []
  let records: string[] = []
  let chars = 0
  const runs: (readonly BlockPlace[])[] = []

  function put(subject: number, record: string): void {
    subjects.push(subject)
    records.push(record)
    chars += record.length
    if (chars >= limits.runChars || records.length >= placeLimit) spillRun()
  }

  function spillRun(): void {
    runs.push([...blocksOf(sortedGroups(subjects, records), limits.blockChars)].map((block) => spill.write(block)))
    subjects = []
    records = []
    chars = 0
  }

  function* groups(): Generator<ShelfGroup> {
    const cursors = runs.map((blocks) => readRun(spill, blocks))
    cursors.push(sortedGroups(subjects, records))
    yield* mergeRuns(cursors)
  }

  return { put, groups }
}

function* sortedGroups(subjects: readonly number[], records: readonly string[]): Generator<ShelfGroup> {
  const order = new Float64Array(subjects.length)
  for (let place = 0; place < subjects.length; place += 1) order[place] = (subjects[place] ?? 0) * placeLimit + place
  order.sort()
  let subject = -1
  let group: string[] = []
  for (const key of order) {
    const next = Math.floor(key / placeLimit)
    if (next !== subject) {
      if (group.length > 0) yield { subject, records: group }
      subject = next
      group = []
    }
    group.push(records[key % placeLimit] ?? '')
  }
  if (group.length > 0) yield { subject, records: group }
}

/** A block is lines: a subject's number with a count, then that many records. */
function* blocksOf(groups: Iterable<ShelfGroup>, blockChars: number): Generator<string> {
  let lines: string[] = []
  let chars = 0
  for (const { subject, records } of groups) {
    lines.push(`${subject} ${records.length}`)
    for (const record of records) {
      lines.push(record)
      chars += record.length
    }
    if (chars < blockChars) continue
    yield lines.join('\n')
    lines = []
    chars = 0
  }
  if (lines.length > 0) yield lines.join('\n')
}

function* readRun(spill: SpillFile, blocks: readonly BlockPlace[]): Generator<ShelfGroup> {
  for (const block of blocks) {
    const lines = spill.read(block).split('\n')
    for (let at = 0; at < lines.length; ) {
      const [subject = '', count = ''] = (lines[at] ?? '').split(' ')
      const end = at + 1 + Number(count)
      yield { subject: Number(subject), records: lines.slice(at + 1, end) }
      at = end
    }
  }
}

/** Runs are few, so the next subject is found by looking at each; equal subjects keep the order of the runs. */
function* mergeRuns(runs: readonly Generator<ShelfGroup>[]): Generator<ShelfGroup> {
  const heads = runs.map((run) => next(run))
  for (;;) {
    let subject = Number.POSITIVE_INFINITY
    for (const head of heads) if (head !== undefined && head.subject < subject) subject = head.subject
    if (subject === Number.POSITIVE_INFINITY) return
    let records: readonly string[] | undefined
    for (const [at, run] of runs.entries()) {
      const head = heads[at]
      if (head?.subject !== subject) continue
      records = records === undefined ? head.records : [...records, ...head.records]
      heads[at] = next(run)
    }
    yield { subject, records: records ?? [] }
  }
}

function next(run: Generator<ShelfGroup>): ShelfGroup | undefined {
  const result = run.next()
  return result.done === true ? undefined : result.value
}
