import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { openSmallHouse, type SmallHouse, type } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

describe('ticketbound init', () => {
  it('writes what a run can read', () => {
    const { config: read, catalogue, policy } = readConfig(house.config)
    expect(read.sources.map(({ name, reads }) => `${name} ${reads}`)).toEqual([
      'itsm requests',
      'prod access',
      'hr people',
    ])
    expect([...(catalogue?.entitlements.keys() ?? [])]).toEqual(['deploy'])
    expect(policy.hold).toEqual({ share: 0.2, minimum: 50 })
  })

  it('writes options that can be switched on by taking their comment signs away', () => {
    house.configure((text) =>
      text.replace(/^( *)# (- name| {2}(?:reads|type|path|allowEmpty|maxRejected|maxDrop):)/gm, '$1$2'),
    )
    expect(readConfig(house.config).config.sources.at(-1)).toMatchObject({
      reads: 'exceptions',
      allowEmpty: true,
      maxRejected: 0.001,
      maxDrop: 0.5,
    })
  })

  it('overwrites nothing, and then writes nothing', async () => {
    const other = join(house.folder, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'policy.yaml'), 'mine')
    const { code, err } = await type('init', other)
    expect(code).toBe(2)
    expect(err).toContain('policy.yaml` is already there, and nothing was written')
    expect(readdirSync(other)).toEqual(['policy.yaml'])
  })
})
