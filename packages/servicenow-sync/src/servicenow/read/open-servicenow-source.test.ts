import { describe, expect, it } from 'vitest'
import type { ServiceNowSourceEntry } from '../../config/config-shape.ts'
import { upstreamError } from '../../errors.ts'
import type { ReadOptions, RejectedLine, SourceReading } from '../../sources/source.ts'
import { aUser, itemMap } from '../meaning/testdata/world.ts'
import type { RawRow } from '../raw-row.ts'
import { openServiceNowSource } from './open-servicenow-source.ts'
import { type FakeInstance, fakeInstance } from './testdata/fake-instance.ts'

const map = itemMap('kind: provision, entitlement: deploy')

const people = (...names: readonly string[]): readonly RawRow[] => names.map((name) => aUser(name))

function houseOf(...names: readonly string[]): FakeInstance {
  return fakeInstance(map, { sys_user: people(...names) })
}

interface Read extends SourceReading {
  readonly taken: readonly string[]
  readonly lines: readonly RejectedLine[]
}

interface Given extends Partial<ReadOptions> {
  readonly entry?: Partial<ServiceNowSourceEntry>
  /** Principals that the night does not take. */
  readonly refused?: readonly string[]
  /** The code of the fault for which it does not. */
  readonly code?: string
}

async function read(
  house: FakeInstance,
  { entry, refused = [], code = 'row-repeats', ...options }: Given = {},
): Promise<Read> {
  const source = openServiceNowSource({ name: 'sn', type: 'servicenow', reads: 'people', ...entry }, () => house)
  const taken: string[] = []
  const lines: RejectedLine[] = []
  const reading = await source.read({
    at: 0,
    accept: (row) => {
      const { principal } = row as { readonly principal: string }
      if (refused.includes(principal)) return [{ code, message: 'again', help: 'no' }]
      taken.push(principal)
      return undefined
    },
    reject: (line) => lines.push(line),
    ...options,
  })
  return { ...reading, taken, lines }
}

describe('a source that is read from an instance', () => {
  it('hands on every row, and is complete', async () => {
    const { taken, ...reading } = await read(houseOf('bob', 'alice'))
    expect(taken).toEqual(['alice', 'bob'])
    expect(reading).toMatchObject({ files: ['sys_user'], rows: 2, rejected: 0, complete: true })
    expect(reading).not.toHaveProperty('reason')
  })

  it('has the same digest for the same rows, and another for others', async () => {
    const digest = async (...names: readonly string[]) => (await read(houseOf(...names))).sha256
    expect(await digest('a', 'b')).toBe(await digest('b', 'a'))
    expect(await digest('a', 'b')).not.toBe(await digest('a', 'c'))
  })

  it('names the row that was not taken, by its number in the table, and is then not complete', async () => {
    const { lines, ...reading } = await read(houseOf('a', 'b'), { refused: ['b'], entry: { maxRejected: 0.5 } })
    expect(lines).toMatchObject([{ source: 'sn', file: 'sys_user', line: 2, text: expect.stringContaining('"b"') }])
    expect(reading).toMatchObject({ rows: 1, rejected: 1, complete: false, reason: '1 row was rejected' })
  })

  it('keeps of a rejected row as much as is kept of a line', async () => {
    const house = fakeInstance(map, { sys_user: [aUser('a', { email: 'x'.repeat(100_000) })] })
    const { lines } = await read(house, { refused: ['a'], entry: { maxRejected: 1 } })
    expect(lines[0]).toMatchObject({ cut: true })
    expect(lines[0]?.text.length).toBeLessThan(100_000)
  })

  it('ends the night where more is rejected than it may be, and says which row was the first', async () => {
    const refused = { refused: ['a', 'b'], entry: { maxRejected: 0.5 } }
    await expect(read(houseOf('a', 'b', 'c'), refused)).rejects.toMatchObject({
      kind: 'input',
      code: 'too-many-rejected-lines',
      message: expect.stringContaining('sys_user:1'),
    })
  })

  it('goes on with too many rejected rows where rows are hidden, by which they may be explained', async () => {
    const house = houseOf('a', 'b', 'c')
    house.hidden.set('sys_user', '1 row is counted and not shown')
    expect(await read(house, { refused: ['a', 'b'], code: 'reference-unresolved' })).toMatchObject({
      rows: 1,
      rejected: 2,
      complete: false,
      reason: '`sys_user`: 1 row is counted and not shown; 2 rows were rejected',
    })
  })

  it('ends the night all the same where what is wrong cannot come of what is hidden', async () => {
    const house = houseOf('a', 'b', 'c')
    house.hidden.set('sys_user', '1 row is counted and not shown')
    await expect(read(house, { refused: ['a', 'b'] })).rejects.toMatchObject({ code: 'too-many-rejected-lines' })
  })

  it('ends the night where rows name what is not there, and nothing is hidden', async () => {
    const refused = { refused: ['a', 'b'], code: 'reference-unresolved' }
    await expect(read(houseOf('a', 'b', 'c'), refused)).rejects.toMatchObject({ code: 'too-many-rejected-lines' })
  })

  it('is not complete where nothing is shown', async () => {
    expect(await read(houseOf())).toMatchObject({ rows: 0, complete: false, reason: 'the instance shows none' })
  })

  it.each([
    [5, false],
    [4, true],
  ])('that had %i rows and has 2 is complete: %s', async (lastCompleteRows, complete) => {
    const reading = await read(houseOf('a', 'b'), { lastCompleteRows })
    expect(reading.complete).toBe(complete)
    if (!complete) expect(reading.reason).toBe('2 rows are left of 5: more than half have gone')
  })

  it('tells what was not shown', async () => {
    const house = houseOf('a')
    house.hidden.set('sys_user', '1 row is counted and not shown')
    const reason = '`sys_user`: 1 row is counted and not shown'
    expect(await read(house)).toMatchObject({ rows: 1, complete: false, reason })
  })

  it('tells what the instance failed at, hands on what was read last, and doubts nothing else', async () => {
    const house = houseOf('a', 'b')
    await read(house)
    const failure = upstreamError({ code: 'instance-hibernating', message: 'it sleeps', help: 'wake it' })
    house.failing.set('sys_user', failure)
    expect(await read(house, { lastCompleteRows: 100 })).toMatchObject({
      taken: ['a', 'b'],
      complete: false,
      reason: 'it sleeps',
      failure: { code: 'instance-hibernating', message: 'it sleeps', help: 'wake it' },
    })
  })

  it('ends at once when it is told to', async () => {
    const stop = new AbortController()
    const accept = () => void stop.abort(new Error('stopped'))
    await expect(read(houseOf('a', 'b'), { signal: stop.signal, accept })).rejects.toThrow('stopped')
  })
})
