import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSmallHouse, type } from './testdata/small-house.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'ticketbound-'))

describe('ticketbound policy schema', () => {
  it('prints one', async () => {
    const { code, out } = await type('policy', 'schema', 'policy')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ title: 'Ticketbound policy', properties: { zone: expect.anything() } })
  })

  it('says where all of them are', async () => {
    const { out } = await type('policy', 'schema')
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ +/))
    const files = ['ticketbound.yaml', 'catalogue.yaml', 'policy.yaml', 'servicenow-map.yaml']
    expect(rows.map(([name]) => name)).toEqual(files)
    for (const [, file = ''] of rows) expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('title')
  })

  it('writes all of them, over older ones, for everybody to read', async () => {
    const to = join(folder(), 'schema')
    mkdirSync(to)
    writeFileSync(join(to, 'policy.schema.json'), '{}')
    const { code, out } = await type('policy', 'schema', '--write', to)
    expect(code).toBe(0)
    expect(out.split('\n')).toContain(`Wrote ${join(to, 'catalogue.schema.json')}`)
    expect(JSON.parse(readFileSync(join(to, 'policy.schema.json'), 'utf8'))).toHaveProperty('title')
    expect(statSync(join(to, 'catalogue.schema.json')).mode & 0o044).toBe(0o044)
  })

  it('knows no other file', async () => {
    expect((await type('policy', 'schema', 'people')).code).toBe(2)
  })
})

describe('ticketbound init', () => {
  it.each(['ticketbound', 'catalogue', 'policy'])(
    'writes a %s.yaml whose first line leads to its schema',
    async (name) => {
      const { config } = await openSmallHouse()
      const file = join(dirname(config), `${name}.yaml`)
      const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8')) ?? []
      const schema = JSON.parse(readFileSync(resolve(dirname(file), path), 'utf8'))
      expect(schema.title).toMatch(/^Ticketbound /)
    },
  )
})
