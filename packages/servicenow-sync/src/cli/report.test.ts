import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openSmallHouse, type SmallHouse } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

describe('ticketbound report', () => {
  it('writes the same report as the run did', async () => {
    await house.run()
    const file = join(house.folder, 'elsewhere', 'r.html')
    expect((await house.type('report', '--out', file)).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(house.folder, 'report.html'), 'utf8'))
    expect(readdirSync(join(house.folder, 'elsewhere'))).toEqual(['r.html'])
  })

  it('asks where to write where nothing says so', async () => {
    house.configure((text) => text.replace(/^report:.*$/m, ''))
    await house.run()
    const { code, err } = await house.type('report')
    expect(code).toBe(2)
    expect(err).toContain('nothing says where to write the report')
  })
})
