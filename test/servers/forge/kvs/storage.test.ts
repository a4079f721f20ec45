import { describe, expect, it } from 'vitest'
import {
  Filter,
  FilterConditions,
  kvs,
  MetadataField,
  Sort,
  WhereConditions,
} from '../../../../packages/jira-forge/src/testdata/forge-packages.ts'
import { startForge } from '../start-forge.ts'

const manifest = {
  permissions: { scopes: ['storage:app'] },
  app: {
    storage: {
      entities: [
        {
          name: 'employee',
          attributes: {
            surname: { type: 'string' },
            age: { type: 'integer' },
            height: { type: 'float' },
            here: { type: 'boolean' },
            more: { type: 'any' },
          },
          indexes: ['surname', { name: 'by-age', partition: ['surname'], range: ['age'] }],
        },
      ],
    },
  },
}

interface Employee {
  readonly surname: string
  readonly age?: number
  readonly height?: number
  readonly here?: boolean
  readonly more?: unknown
}

type Options = Omit<Parameters<typeof startForge>[0], 'manifest'>

/** Starts a platform whose storage a test asks as the app would. */
async function storage(options: Options = {}) {
  const forge = await startForge({ manifest, ...options })
  return { forge, ask: <T>(run: () => Promise<T>) => forge.within(run) }
}

/** What the platform says of a request that it refuses. */
async function refusalOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked
  } catch (error) {
    const { code, responseDetails } = error as { readonly code: string; readonly responseDetails: { status: number } }
    return `${responseDetails.status} ${code}`
  }
  return 'not refused'
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: nested(depth - 1) }
}

const employees = () => kvs.entity<Employee>('employee')

describe('a value', () => {
  it('is what was set last, and nothing once it was deleted', async () => {
    const { ask } = await storage()
    await ask(() => kvs.set('a', { b: [1, true, 'x'] }))
    expect(await ask(() => kvs.get('a'))).toEqual({ b: [1, true, 'x'] })
    await ask(() => kvs.delete('a'))
    await ask(() => kvs.delete('a'))
    expect(await ask(() => kvs.get('a'))).toBeUndefined()
  })

  it('is written by one of two who must not overwrite each other', async () => {
    const { ask } = await storage()
    const set = (value: string) => refusalOf(kvs.set('a', value, { keyPolicy: 'FAIL_IF_EXISTS' }))
    const outcomes = await ask(() => Promise.all([set('one'), set('two')]))
    expect(outcomes.sort()).toEqual(['409 KEY_CONFLICT', 'not refused'])
  })

  it('is given back as it was, or as it is, to whoever overwrites it', async () => {
    const { ask } = await storage()
    const overwrite = (value: string, returnValue: 'PREVIOUS' | 'LATEST') =>
      ask(() => kvs.set('a', value, { keyPolicy: 'OVERRIDE', returnValue }))
    expect(await overwrite('one', 'PREVIOUS')).toBeUndefined()
    expect(await overwrite('two', 'PREVIOUS')).toMatchObject({ value: 'one' })
    expect(await overwrite('three', 'LATEST')).toMatchObject({ value: 'three' })
  })

  it('says when it was made, changed and will expire', async () => {
    let now = Date.UTC(2026, 0, 20)
    const { ask } = await storage({ clock: () => now })
    await ask(() => kvs.set('a', 1))
    now += 1000
    await ask(() => kvs.set('a', 2, { ttl: { value: 1, unit: 'DAYS' } }))
    const metadataFields = [MetadataField.CREATED_AT, MetadataField.UPDATED_AT, MetadataField.EXPIRE_TIME]
    expect(await ask(() => kvs.get('a', { metadataFields }))).toEqual({
      key: 'a',
      value: 2,
      createdAt: now - 1000,
      updatedAt: now,
      expireTime: '2026-01-21T00:00:01.000Z',
    })
  })

  it('is still read for two days after it expired', async () => {
    let now = Date.UTC(2026, 0, 20)
    const { ask } = await storage({ clock: () => now })
    await ask(() => kvs.set('a', 1, { ttl: { value: 1, unit: 'HOURS' } }))
    now += 48 * 3_600_000 + 3_599_999
    expect(await ask(() => kvs.get('a'))).toBe(1)
    now += 1
    expect(await ask(() => kvs.get('a'))).toBeUndefined()
  })

  it.each<[string, string, unknown, string]>([
    ['an empty key', '', 1, '400 EMPTY_KEY'],
    ['a key of 501 characters', 'k'.repeat(501), 1, '400 KEY_TOO_LONG'],
    ['a key with a slash', 'a/b', 1, '400 INVALID_KEY'],
    ['a key of white space', '  ', 1, '400 INVALID_KEY'],
    ['nothing', 'a', null, '400 INVALID_VALUE'],
    ['more than 240 KiB', 'a', 'x'.repeat(240 * 1024 - 1), '400 MAX_SIZE'],
    ['more than 240 KiB of two-byte characters', 'a', 'ä'.repeat(122_880), '400 MAX_SIZE'],
    ['32 objects in each other', 'a', nested(32), '400 MAX_DEPTH'],
  ])('is refused with %s', async (_what, key, value, refusal) => {
    const { ask } = await storage()
    expect(await ask(() => refusalOf(kvs.set(key, value)))).toBe(refusal)
  })

  it.each<[string, string, unknown]>([
    ['a key of 500 characters', 'k'.repeat(500), 1],
    ['a key of every kind of character', 'aZ0:._ -#', 1],
    ['240 KiB', 'a', 'x'.repeat(240 * 1024 - 2)],
    ['31 objects in each other', 'a', nested(31)],
  ])('is taken with %s', async (_what, key, value) => {
    const { ask } = await storage()
    expect(await ask(() => refusalOf(kvs.set(key, value)))).toBe('not refused')
  })

  it.each([0, -1, 1.5, 366])('may not live for %d days', async (value) => {
    const { ask } = await storage()
    expect(await ask(() => refusalOf(kvs.set('a', 1, { ttl: { value, unit: 'DAYS' } })))).toBe('400 INVALID_TTL')
  })
})

describe('a query', () => {
  it('lists keys that begin alike, in their order, ten at once where nothing is said', async () => {
    const { ask } = await storage()
    for (let at = 0; at < 12; at += 1) await ask(() => kvs.set(`a${String.fromCharCode(97 + at)}`, at))
    await ask(() => kvs.set('b', 0))
    const query = () => kvs.query().where('key', WhereConditions.beginsWith('a'))
    const first = await ask(() => query().getMany<number>())
    expect(first.results.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const second = await ask(() =>
      query()
        .cursor(first.nextCursor ?? '')
        .getMany<number>(),
    )
    expect(second.results.map(({ value }) => value)).toEqual([10, 11])
    expect(second.nextCursor).toBeUndefined()
  })

  it('knows no secret', async () => {
    const { ask, forge } = await storage()
    await ask(() => kvs.setSecret('a', 'secret'))
    expect(await ask(() => kvs.getSecret('a'))).toBe('secret')
    expect(await ask(() => kvs.get('a'))).toBeUndefined()
    expect((await ask(() => kvs.query().getMany())).results).toEqual([])
    expect(forge.storage.secrets()).toEqual({ a: 'secret' })
    await ask(() => kvs.deleteSecret('a'))
    expect(await ask(() => kvs.getSecret('a'))).toBeUndefined()
  })

  it.each([0, 101])('gives no page of %i', async (limit) => {
    const { ask } = await storage()
    const code = '400 COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'
    expect(await ask(() => refusalOf(kvs.query().limit(limit).getMany()))).toBe(code)
  })

  it('may be behind, while what is asked for by its key never is', async () => {
    let now = 1_000_000
    const { ask } = await storage({ clock: () => now, flaws: { 'queries-lag': { byMs: 5000 } } })
    await ask(() => kvs.set('a', 'old'))
    now += 5000
    await ask(() => kvs.set('a', 'new'))
    const listed = async () => (await ask(() => kvs.query().getMany())).results.map(({ value }) => value)
    expect(await listed()).toEqual(['old'])
    expect(await ask(() => kvs.get('a'))).toBe('new')
    now += 5000
    expect(await listed()).toEqual(['new'])
  })
})

describe('an entity', () => {
  it('is listed by an index: its partition, its range, its order', async () => {
    const { ask } = await storage()
    const put = (key: string, value: Employee) => ask(() => employees().set(key, value))
    await put('1', { surname: 'Davis', age: 30 })
    await put('2', { surname: 'Davis', age: 4 })
    await put('3', { surname: 'Scott', age: 40 })
    await put('4', { surname: 'Davis' })
    const keys = async (sort: Sort, from: number) => {
      const query = employees()
        .query()
        .index('by-age', { partition: ['Davis'] })
      const asked = query.where(WhereConditions.greaterThanEqualTo(from)).sort(sort)
      return (await ask(() => asked.getMany())).results.map(({ key }) => key)
    }
    expect(await keys(Sort.ASC, 0)).toEqual(['2', '1'])
    expect(await keys(Sort.DESC, 0)).toEqual(['1', '2'])
    expect(await keys(Sort.ASC, 5)).toEqual(['1'])
    const all = await ask(() => employees().query().index('by-key').getMany())
    expect(all.results.map(({ key }) => key)).toEqual(['1', '2', '3', '4'])
  })

  it('is filtered by any attribute', async () => {
    const { ask } = await storage()
    await ask(() => employees().set('1', { surname: 'Davis', here: true }))
    await ask(() => employees().set('2', { surname: 'Scott' }))
    const keys = async (filter: ReturnType<InstanceType<typeof Filter<Employee>>['and']>) =>
      (await ask(() => employees().query().index('surname').filters(filter).getMany())).results.map(({ key }) => key)
    const where = () => new Filter<Employee>()
    expect(await keys(where().and('here', FilterConditions.exists()))).toEqual(['1'])
    expect(await keys(where().and('here', FilterConditions.notExists()))).toEqual(['2'])
    expect(await keys(where().and('surname', FilterConditions.contains('ott')))).toEqual(['2'])
    expect(await keys(where().and('surname', FilterConditions.notEqualTo('Scott')))).toEqual(['1'])
  })

  it('is filtered by a hundred conditions at most', async () => {
    const { ask } = await storage()
    const filtered = (count: number) => {
      let filter = new Filter<Employee>().or('age', FilterConditions.equalTo(0))
      for (let age = 1; age < count; age += 1) filter = filter.or('age', FilterConditions.equalTo(age))
      return refusalOf(employees().query().index('surname').filters(filter).getMany())
    }
    expect(await ask(() => filtered(100))).toBe('not refused')
    expect(await ask(() => filtered(101))).toBe('400 INVALID_REQUEST')
  })

  it.each<[string, object, string]>([
    ['a text for a number', { surname: 'x', age: '5' }, '400 INCORRECT_PROPERTY_TYPE'],
    ['a number beyond 32 bits', { surname: 'x', age: 2 ** 31 }, '400 INCORRECT_PROPERTY_TYPE'],
    ['a fraction for an integer', { surname: 'x', age: 1.5 }, '400 INCORRECT_PROPERTY_TYPE'],
    ['an attribute that nobody declared', { surname: 'x', salary: 1 }, '400 INVALID_ENTITY_VALUE'],
    ['an attribute of every object', { surname: 'x', constructor: 'y' }, '400 INVALID_ENTITY_VALUE'],
    ['a list', [1], '400 INVALID_ENTITY_VALUE'],
    ['an empty text', { surname: ' ' }, '400 INVALID_ENTITY_VALUE'],
    ['a text that is too long for its index', { surname: 'x'.repeat(901) }, '400 INVALID_ENTITY_VALUE'],
  ])('is refused with %s', async (_what, value, refusal) => {
    const { ask } = await storage()
    expect(await ask(() => refusalOf(employees().set('1', value as never)))).toBe(refusal)
  })

  it('is refused where its kind is not declared, and so is an index', async () => {
    const { ask } = await storage()
    expect(await ask(() => refusalOf(kvs.entity('manager').set('1', {})))).toBe('404 SCHEMA_NOT_FOUND')
    expect(await ask(() => refusalOf(employees().query().index('by-height').getMany()))).toBe(
      '400 INVALID_ENTITY_INDEX',
    )
    expect(await ask(() => refusalOf(employees().query().index('by-age').getMany()))).toBe('400 INVALID_ENTITY_INDEX')
  })
})

describe('a transaction', () => {
  const aged = (age: number) => ({
    entityName: 'employee',
    conditions: new Filter<Employee>().and('age', FilterConditions.equalTo(age)),
  })

  it('does everything, or nothing', async () => {
    const { ask, forge } = await storage()
    await ask(() => employees().set('1', { surname: 'Davis', age: 30 }))
    await ask(() => kvs.set('gone', 1))
    const change = (age: number) =>
      kvs
        .transact()
        .set<Employee>('1', { surname: 'Davis', age: age + 1 }, aged(age))
        .set('beside', { age })
        .delete('gone')
        .execute()
    expect(await ask(() => refusalOf(change(29)))).toBe('400 CONDITIONAL_CHECK_FAILED')
    expect(forge.storage.values()).toEqual({ gone: 1 })
    expect(await ask(() => refusalOf(change(30)))).toBe('not refused')
    expect(forge.storage.values()).toEqual({ beside: { age: 30 } })
    expect(forge.storage.entities('employee')).toEqual({ '1': { surname: 'Davis', age: 31 } })
  })

  it('is done for one of two who expect the same', async () => {
    const { ask } = await storage()
    await ask(() => employees().set('1', { surname: 'Davis', age: 1 }))
    const change = () => refusalOf(kvs.transact().set<Employee>('1', { surname: 'Davis', age: 2 }, aged(1)).execute())
    expect((await ask(() => Promise.all([change(), change()]))).sort()).toEqual([
      '400 CONDITIONAL_CHECK_FAILED',
      'not refused',
    ])
  })

  it('holds no condition on what is not there', async () => {
    const { ask } = await storage()
    const conditions = new Filter<Employee>().and('age', FilterConditions.notExists())
    const checked = kvs.transact().check('1', { entityName: 'employee', conditions }).set('a', 1)
    expect(await ask(() => refusalOf(checked.execute()))).toBe('400 CONDITIONAL_CHECK_FAILED')
  })

  it('has 25 operations at most, each on another key', async () => {
    const { ask } = await storage()
    const many = (count: number) => {
      const transaction = kvs.transact()
      for (let at = 0; at < count; at += 1) transaction.set(`k${at}`, at)
      return transaction.execute()
    }
    expect(await ask(() => refusalOf(many(25)))).toBe('not refused')
    expect(await ask(() => refusalOf(many(26)))).toBe('422 UNPROCESSABLE_ENTITY')
    expect(await ask(() => refusalOf(kvs.transact().set('a', 1).delete('a').execute()))).toBe(
      '400 KEY_DUPLICATION_ERROR',
    )
  })
})

describe('a batch', () => {
  it('does what it can, and says what it could not', async () => {
    const { ask } = await storage()
    const set = await ask(() =>
      kvs.batchSet<unknown>([
        { key: 'a', value: 1 },
        { key: '1', value: { surname: 'Davis' }, entityName: 'employee' },
        { key: '2', value: { surname: 1 }, entityName: 'employee' },
      ]),
    )
    expect(set.successfulKeys).toEqual([{ key: 'a' }, { key: '1', entityName: 'employee' }])
    expect(set.failedKeys).toMatchObject([{ key: '2', error: { code: 'INCORRECT_PROPERTY_TYPE' } }])
    const got = await ask(() => kvs.batchGet([{ key: 'a' }, { key: 'b' }, { key: '1', entityName: 'employee' }]))
    expect(got.successfulKeys).toMatchObject([
      { key: 'a', value: 1 },
      { key: '1', value: { surname: 'Davis' } },
    ])
    expect(got.failedKeys).toEqual([
      { key: 'b', error: { code: 'KEY_NOT_FOUND', message: 'Provided key does not exist' } },
    ])
    const gone = await ask(() => kvs.batchDelete([{ key: 'a' }, { key: 'b' }]))
    expect(gone.failedKeys).toEqual([])
  })

  it('has 25 keys at most, each once', async () => {
    const { ask } = await storage()
    const keys = Array.from({ length: 26 }, (_, at) => ({ key: `k${at}` }))
    expect(await ask(() => refusalOf(kvs.batchGet(keys)))).toBe('400 TOO_MANY_BATCH_ENTITIES')
    expect(await ask(() => refusalOf(kvs.batchGet([{ key: 'a' }, { key: 'a' }])))).toBe('400 KEY_DUPLICATION_ERROR')
    expect(await ask(() => refusalOf(kvs.batchGet([])))).toBe('400 INVALID_REQUEST')
  })

  it('is too large beyond 4 MB', async () => {
    const { ask } = await storage()
    const items = Array.from({ length: 20 }, (_, at) => ({ key: `k${at}`, value: 'x'.repeat(220_000) }))
    expect(await ask(() => refusalOf(kvs.batchSet(items)))).toBe('413 PAYLOAD_TOO_LARGE')
  })
})

describe('how much is asked', () => {
  it('is counted in units of 10 KB each minute', async () => {
    let now = 60_000_000
    const { ask } = await storage({ clock: () => now, limits: { 'write-units-per-minute': 3 } })
    const write = (bytes: number) => ask(() => refusalOf(kvs.set('a', 'x'.repeat(bytes))))
    expect(await write(15_000)).toBe('not refused')
    expect(await write(1)).toBe('not refused')
    expect(await write(1)).toBe('429 RATE_LIMIT_EXCEEDED')
    now += 60_000
    expect(await write(1)).toBe('not refused')
  })

  it('is counted each second', async () => {
    const { ask } = await storage({ clock: () => 0, limits: { 'storage-requests-per-second': 1 } })
    expect(await ask(() => refusalOf(kvs.get('a')))).toBe('not refused')
    expect(await ask(() => refusalOf(kvs.get('a')))).toBe('429 RATE_LIMIT_EXCEEDED')
  })
})

describe('storage', () => {
  it('is shut to an app that does not declare its scope', async () => {
    const forge = await startForge({ manifest: { app: manifest.app } })
    expect(await forge.within(() => refusalOf(kvs.get('a')))).toBe('403 FORBIDDEN')
  })

  it('is another for another installation', async () => {
    const [one, other] = await Promise.all([storage(), storage()])
    await one.ask(() => kvs.set('a', 1))
    expect(await other.ask(() => kvs.get('a'))).toBeUndefined()
  })

  const entity = manifest.app.storage.entities[0]

  it.each<[string, readonly unknown[]]>([
    ['an entity twice', [entity, entity]],
    ['a name in capital letters', [{ ...entity, name: 'Employee' }]],
    ['an index on what it has not', [{ ...entity, indexes: ['weight'] }]],
    ['an index on what may be anything', [{ ...entity, indexes: ['more'] }]],
    [
      'an index by the name of the one that every entity has',
      [{ ...entity, indexes: [{ name: 'by-key', range: ['age'] }] }],
    ],
    [
      'more than seven indexes',
      [{ ...entity, indexes: Array.from({ length: 8 }, (_, at) => ({ name: `i${at}`, range: ['age'] })) }],
    ],
    ['more than twenty entities', Array.from({ length: 21 }, (_, at) => ({ ...entity, name: `e${at}-x` }))],
  ])('is not deployed with %s', async (_what, entities) => {
    await expect(startForge({ manifest: { app: { storage: { entities } } } })).rejects.toThrow()
  })
})
