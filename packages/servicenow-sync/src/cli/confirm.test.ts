import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { grant, openSmallHouse, person, type SmallHouse } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

describe('a mass change', () => {
  beforeEach(async () => {
    await house.run()
    writeFileSync(join(house.folder, 'policy.yaml'), 'hold: { share: 0, minimum: 1 }\n')
    house.write('access.ndjson', ['bob', 'x', 'y', 'z'].map(grant))
    house.write('people.ndjson', ['alice', 'bob', 'x', 'y', 'z'].map(person))
  })

  it('is held with exit 5 until somebody confirms it', async () => {
    const held = await house.runAgain()
    expect(held.code).toBe(5)
    expect(held.out).toContain('On hold, nothing is published')
    expect(held.out).toContain(
      `Next    ticketbound confirm n-20260202T000000Z --config ${house.config} --owner … --reason …`,
    )
    const confirmed = await house.type('confirm', 'n-20260202T000000Z', '--owner', 'alice', '--reason', 'moved')
    expect(confirmed).toMatchObject({ code: 0, err: '' })
    expect((await house.type('findings')).out).toContain('`x` holds `deploy`')
  })

  it('is dropped when somebody discards it', async () => {
    await house.runAgain()
    const { code, out } = await house.type(
      'discard',
      'n-20260202T000000Z',
      '--owner',
      'alice',
      '--reason',
      'half an export',
    )
    expect(code).toBe(0)
    expect(out).toContain('is discarded')
    expect((await house.type('findings')).out).not.toContain('`x` holds')
  })

  it('is the only thing that can be confirmed', async () => {
    const { code, err } = await house.type('confirm', 'n-20260201T000000Z', '--owner', 'alice', '--reason', 'x')
    expect(code).toBe(2)
    expect(err).toContain('is not held')
  })
})
