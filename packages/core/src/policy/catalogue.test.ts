import { describe, expect, it } from 'vitest'
import { namesOf } from './catalogue.ts'

describe('namesOf', () => {
  it.each([
    [
      'the id, on its own system, without an alias',
      { id: 'deploy', system: 'prod', aliases: {} },
      [['prod', 'deploy']],
    ],
    [
      'its aliases there instead of the id',
      { id: 'deploy', system: 'prod', aliases: { prod: ['deployers', 'release'] } },
      [
        ['prod', 'deployers'],
        ['prod', 'release'],
      ],
    ],
    [
      'nothing on another system, because an entitlement belongs to one',
      { id: 'deploy', system: 'prod', aliases: { test: ['deployers'] } },
      [['prod', 'deploy']],
    ],
    [
      'each alias on its system where no system is named',
      { id: 'deploy', aliases: { prod: ['deployers'], dev: ['d'] } },
      [
        ['prod', 'deployers'],
        ['dev', 'd'],
      ],
    ],
    [
      'the id on every system that is read where nothing is named',
      { id: 'deploy', aliases: {} },
      [
        ['prod', 'deploy'],
        ['test', 'deploy'],
      ],
    ],
  ])('gives %s', (_what, entitlement, names) => {
    expect(namesOf(entitlement, ['prod', 'test'])).toEqual(names)
  })
})
