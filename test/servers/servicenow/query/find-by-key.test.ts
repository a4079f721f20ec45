import { describe, expect, it } from 'vitest'
import { choicesFrom } from '../../../worlds/prng.ts'
import { createWorld } from '../world/create-world.ts'
import { shown, text } from '../world/fields.ts'
import { type ManyRows, manyRows } from '../worlds/many-rows.ts'
import { findByKey } from './find-by-key.ts'
import { parseQuery } from './parse-query.ts'
import { runQuery } from './run-query.ts'

function tableOf(size: number, kept: boolean, again?: ManyRows['again']) {
  const world = createWorld({ now: () => 0 })
  world.define({ name: 'task', fields: [shown('number'), text('kind')] })
  const values = (position: number) => ({ number: String(position), kind: `k${position % 3}` })
  const source = manyRows(size, { perSecond: 4, values, ...(again && { again }) })
  if (!kept) world.attach('task', source)
  else for (let at = 0; at < size; at += 1) world.insert('task', source.at((at * 7) % size))
  return world
}

describe.each([
  ['rows that are kept', true, undefined],
  ['rows that are made when they are asked for', false, undefined],
  ['rows of which some changed again', false, { rows: 12, from: Date.UTC(2026, 0, 2) }],
])('a query by key on %s', (_, kept, again) => {
  const world = tableOf(50, kept, again)
  const rows = world.rows('task')
  const { below, pick } = choicesFrom(3)
  const anId = (): string => rows[below(rows.length)]?.sys_id ?? ''
  const aStamp = (): string => rows[below(rows.length)]?.sys_updated_on ?? ''

  it('finds what looking at every row finds', () => {
    const forms = [
      () => `sys_id>${anId()}^ORDERBYsys_id`,
      () => `kind=k1^sys_id>${anId()}^sys_id<=${anId()}^ORDERBYsys_id`,
      () => `sys_created_on<${aStamp()}^sys_id>${anId()}^ORDERBYsys_id`,
      () => `sys_id=${anId()}^NQsys_id<${anId()}^ORDERBYsys_id`,
      () => `sys_updated_on>=${aStamp()}^sys_updated_on<${aStamp()}^ORDERBYsys_updated_on^ORDERBYsys_id`,
      () => {
        const stamp = aStamp()
        const filter = pick(['', 'kind=k0^', 'kind=k0^ORkind=k2^'])
        const later = `${filter}sys_updated_on>${stamp}^sys_updated_on<2026-01-01 00:00:11`
        return `${later}^NQ${filter}sys_updated_on=${stamp}^sys_id>${anId()}^ORDERBYsys_updated_on^ORDERBYsys_id`
      },
    ] as const
    for (let tried = 0; tried < 300; tried += 1) {
      const query = parseQuery(pick(forms)())
      const slowly = runQuery(world, 'task', query, { invalidLeavesNone: false })
      const found = findByKey(world, 'task', query)
      expect(found?.total).toBe(slowly.length)
      expect(found?.rows()).toEqual(slowly)
      expect(found?.page(3, 5)).toEqual(slowly.slice(3, 8))
    }
  })

  it.each([
    'sys_id>1',
    'ORDERBYDESCsys_id',
    'ORDERBYnumber',
    'ORDERBYsys_updated_on',
    'sys_id>1^ORDERBYsys_updated_on^ORDERBYsys_id',
    'kind=k1^NQkind=k2^ORDERBYsys_id',
    'misspelt=1^ORDERBYsys_id',
    'nonsense^ORDERBYsys_id',
  ])('is of another form: %s', (query) => expect(findByKey(world, 'task', parseQuery(query))).toBeUndefined())

  it('finds a row by its id alone', () => {
    const id = anId()
    expect(world.find('task', id)?.sys_id).toBe(id)
    expect(world.find('task', `${id}0`)).toBeUndefined()
  })
})

it('shows rows that changed again behind all others, with the time of both', () => {
  const world = tableOf(50, false, { rows: 8, from: Date.UTC(2026, 0, 2) })
  const found = findByKey(
    world,
    'task',
    parseQuery('sys_updated_on>=2026-01-02 00:00:00^ORDERBYsys_updated_on^ORDERBYsys_id'),
  )
  const stamps = found?.rows().map((row) => [row.sys_created_on, row.sys_updated_on])
  expect(stamps?.slice(0, 4)).toEqual(Array(4).fill(['2026-01-01 00:00:00', '2026-01-02 00:00:00']))
  expect(stamps?.slice(4)).toEqual(Array(4).fill(['2026-01-01 00:00:01', '2026-01-02 00:00:01']))
})

it('sees what was changed since it last looked', () => {
  const world = tableOf(10, true)
  const query = parseQuery('kind=k0^ORDERBYsys_id')
  expect(findByKey(world, 'task', query)?.total).toBe(4)
  const [row] = world.rows('task').filter(({ kind }) => kind === 'k1')
  world.update('task', row?.sys_id ?? '', { kind: 'k0' })
  expect(findByKey(world, 'task', query)?.total).toBe(5)
})
