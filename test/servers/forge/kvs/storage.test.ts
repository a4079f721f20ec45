import { describe, expect, it } from 'vitest'
import { startForge } from '../start-forge.ts'
import { kvs } from '../vendor/real-kvs.ts'

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

/** Starts a platform whose storage a test asks as the app would. */
async function storage(options: Omit<Parameters<typeof startForge>[0], 'manifest'> = {}) {
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
})
