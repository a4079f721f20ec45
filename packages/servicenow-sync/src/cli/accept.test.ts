import { beforeEach, describe, expect, it } from 'vitest'
import { openSmallHouse, type SmallHouse } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

describe('living with findings', () => {
  const terms = ['--owner', 'alice', '--until', '2026-12-31', '--reason', 'until the new year'] as const

  it('accepts one finding until the end of a day', async () => {
    await house.run()
    const { id } = await house.firstFinding()
    const { code, out } = await house.type('accept', id, ...terms)
    expect(code).toBe(0)
    expect(out).toContain('Accepted until 2026-12-31,')
    expect(await house.firstFinding()).toMatchObject({ id, state: 'accepted' })
    expect((await house.run('--fail-on', 'low')).code).toBe(0)
  })

  it.each([
    ['a day that is over', '2026-01-01', 'is not after the last night'],
    ['no day', 'soon', 'is not an RFC 3339 date-time'],
  ])('does not accept until %s', async (_what, until, says) => {
    await house.run()
    const { code, err } = await house.type('baseline', '--owner', 'alice', '--until', until, '--reason', 'x')
    expect(code).toBe(2)
    expect(err).toContain(says)
  })

  it('names a finding that is not open', async () => {
    await house.run()
    const { code, err } = await house.type('accept', 'f-none', ...terms)
    expect(code).toBe(2)
    expect(err).toContain('no finding `f-none` is open')
  })

  it('accepts everything that is open as a baseline', async () => {
    await house.run()
    expect((await house.type('baseline', ...terms)).out).toContain('Accepted 1 finding until 2026-12-31,')
    expect(await house.firstFinding()).toMatchObject({ state: 'accepted' })
  })
})
