import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ServiceNowServer, startServiceNow } from '../servers/servicenow/start-servicenow.ts'
import { smallInstance } from '../servers/servicenow/worlds/small-instance.ts'
import { type MapHouse, openMapHouse } from './map-house.ts'

let server: ServiceNowServer
let house: MapHouse

/** What a night reads has been there for a while. */
const now = () => Date.parse('2026-03-01T08:00:00Z')

beforeEach(async () => {
  server = await startServiceNow(smallInstance({ now }))
  house = openMapHouse(server.url)
})

afterEach(() => server.close())

/** The house with the proposed map written and named. */
async function withMap(): Promise<MapHouse> {
  await house.map('--write', 'servicenow-map.yaml')
  house.nameMap()
  return house
}

function rowOf(table: string, column: string, text: string): string {
  const row = server.world.rows(table).find((each) => each[column] === text)
  if (row?.sys_id === undefined) throw new Error(`no row of ${table} has ${text} as ${column}`)
  return row.sys_id
}

describe('ticketbound servicenow map', () => {
  it('proposes a map that fits its instance, and a night reads every ticket with it', async () => {
    const proposed = await house.map()
    expect(proposed).toMatchObject({ code: 0 })
    expect(proposed.stderr).toContain('ticketbound servicenow map --write servicenow-map.yaml')
    const written = await house.map('--write', 'servicenow-map.yaml')
    expect(written).toMatchObject({ code: 0, stdout: 'Wrote servicenow-map.yaml\n' })
    expect(house.text('servicenow-map.yaml')).toBe(proposed.stdout)
    house.nameMap()
    expect(await house.map()).toMatchObject({
      code: 0,
      stdout: `Of the latest 6 tickets it speaks of 6, and reads 6 without fault (all).
servicenow-map.yaml fits the instance.
`,
      stderr: '',
    })
    const night = await house.run('run', '--json')
    expect(JSON.parse(night.stdout)).toMatchObject({
      sources: [{ name: 'itsm', rows: 7, rejected: 0, complete: true }],
    })
  })

  it('only asks, and as the user that is configured', async () => {
    server.record.clear()
    await (await withMap()).map()
    expect(server.record.writes).toEqual([])
    expect(server.record.requests.length).toBeGreaterThan(10)
    expect(server.record.requests.every(({ method, user }) => method === 'GET' && user === 'ticketbound.reader')).toBe(
      true,
    )
  })

  it('says what was guessed, what is missing, and what to type next', async () => {
    const { stderr } = await house.map('--write', 'maps/servicenow-map.yaml')
    expect(stderr).toContain(
      'Access to several systems (1 ticket): guessed principal, entitlement, justification, rows; missing kind, owner, expiresAt\n',
    )
    expect(stderr).toContain('  map: ./maps/servicenow-map.yaml\n')
  })

  it('finds entitlements in the catalogue', async () => {
    house.put('catalogue.yaml', 'entitlements: [{ id: deploy }]\n')
    house.put('ticketbound.yaml', `catalogue: ./catalogue.yaml\n${house.text('ticketbound.yaml')}`)
    const { stdout } = await house.map()
    expect(stdout).toContain('"Deploy": "deploy"\n')
    expect(stdout).toContain('"Admin": "Admin"   # not in the catalogue yet\n')
  })

  it('never writes over a map, shows where it differs, and does so when told', async () => {
    await withMap()
    const own = house.text('servicenow-map.yaml').replace('level: { variable: "level" }', 'level: read')
    house.put('servicenow-map.yaml', own)
    const kept = await house.map('--write', 'servicenow-map.yaml')
    expect(kept).toMatchObject({ code: 2 })
    expect(kept.stderr).toContain('`servicenow-map.yaml` is already there and differs, and nothing was written')
    expect(kept.stdout).toContain('-    level: read   # How much?\n+    level: { variable: "level" }   # How much?\n')
    expect(house.text('servicenow-map.yaml')).toBe(own)
    const forced = await house.map('--write', 'servicenow-map.yaml', '--force')
    expect(forced).toMatchObject({ code: 0, stdout: expect.stringMatching(/\nWrote servicenow-map\.yaml\n$/) })
    const again = await house.map('--write', 'servicenow-map.yaml')
    expect(again).toMatchObject({ code: 0, stdout: 'servicenow-map.yaml is so already\n' })
  })

  it('writes over the map that `ticketbound init` wrote, as long as nobody has changed it', async () => {
    await house.run('init', 'first', '--servicenow')
    const skeleton = house.text('first/servicenow-map.yaml')
    house.put('servicenow-map.yaml', skeleton)
    house.nameMap()
    const { code, stdout } = await house.map('--check')
    expect({ code, told: stdout.match(/item-unmapped/g)?.length }).toEqual({ code: 1, told: 2 })
    expect(await house.map('--write', 'servicenow-map.yaml')).toMatchObject({ code: 0 })
    house.put('servicenow-map.yaml', `${skeleton}# mine\n`)
    expect(await house.map('--write', 'servicenow-map.yaml')).toMatchObject({ code: 2 })
  })

  it('proposes where the map that is named is not there, or is wrong', async () => {
    house.nameMap()
    expect(await house.map()).toMatchObject({ code: 0, stdout: expect.stringContaining('Proposed from') })
    house.put('servicenow-map.yaml', 'items: [\n')
    expect(await house.map('--propose')).toMatchObject({ code: 0, stdout: expect.stringContaining('Proposed from') })
    expect(await house.map()).toMatchObject({ code: 2, stderr: expect.stringContaining('servicenow-map.yaml:2:1: ') })
  })
})

describe('a map held against its instance', () => {
  it('is told of a renamed variable, a state of its own, and an item that it does not speak of', async () => {
    await withMap()
    const { world } = server
    world.update('item_option_new', rowOf('item_option_new', 'name', 'end_date'), { name: 'ends_on' })
    world.insert('sc_cat_item', { name: 'VPN access', active: 'true' })
    const state = { name: 'sc_req_item', element: 'state', value: '9', label: 'Delivered', language: 'en' }
    world.insert('sys_choice', state)
    for (const { sys_id: id = '' } of world.rows('sc_req_item').slice(0, 1))
      world.update('sc_req_item', id, { state: '9' })
    const { code, stdout } = await house.map('--check')
    expect(code).toBe(1)
    expect(stdout.split('\n').map((line) => line.replace(/; .*/, ''))).toEqual([
      'servicenow-map.yaml:3:1: items: `VPN access` looks like access (0 tickets), and no rule speaks of it (item-unmapped)',
      'servicenow-map.yaml:3:1: states.sc_req_item: nothing says what state `9` (`Delivered`) means, and closed tickets have it: they promise nothing (state-unmapped)',
      'servicenow-map.yaml:15:18: items[0].expiresAt.variable: the item has no variable `end_date` (variable-unknown)',
      'Of the latest 6 tickets it speaks of 6, and reads 1 without fault (16 %).',
      'servicenow-map.yaml:15:5: end_date: 5 tickets, such as RITM0000005 (answer-missing)',
      '',
    ])
  })

  it('says nothing of a ticket but its number', async () => {
    await withMap()
    house.put('servicenow-map.yaml', house.text('servicenow-map.yaml').replace('"Add": provision', '"Ad": provision'))
    const { code, stdout } = await house.map('--check')
    expect(code).toBe(1)
    expect(stdout).toContain('such as RITM0000005 (answer-not-mapped)')
    for (const { user_name: login = '?', name = '?', sys_id: id = '?' } of server.world.rows('sys_user'))
      for (const word of [login, name, id]) expect(stdout).not.toContain(word)
  })

  it('gives the same to a program', async () => {
    await withMap()
    expect(JSON.parse((await house.map('--json')).stdout)).toEqual({
      instance: server.url,
      file: 'servicenow-map.yaml',
      ok: true,
      notes: [],
      sample: { tickets: 6, mapped: 6, clean: 6, faults: [] },
      gaps: [],
    })
  })

  it('reads no more tickets than are asked for, the latest', async () => {
    await withMap()
    const { stdout } = await house.map('--check', '--sample', '2')
    expect(stdout).toContain('Of the latest 2 tickets it speaks of 2, and reads 2 without fault (all).')
    expect((await house.map('--check', '--sample', '0')).stdout).toContain('No ticket that it speaks of was read.')
    expect(await house.map('--check', '--sample', 'all')).toMatchObject({ code: 2 })
  })

  it('claims nothing of what it could not see', async () => {
    await withMap()
    await server.close()
    const instance = smallInstance({ now })
    const { item_option_new: _variables, question_choice: _choices, ...tables } = instance.rules.tables
    const hides = ({ name = '' }) => name === 'Production access'
    server = await startServiceNow({
      ...instance,
      rules: { tables: { ...tables, item_option_new: { read: ['admin'] }, question_choice: { read: ['admin'] } } },
      behaviours: { 'rows-hidden-by-acl': { table: 'sc_cat_item', hides } },
    })
    house.put('ticketbound.yaml', house.text('ticketbound.yaml').replace(/instance: .*/, `instance: ${server.url}`))
    const { code, stdout } = await house.map('--check')
    expect(code).toBe(1)
    expect(stdout).toContain('Not seen: sc_cat_item: 1 row is counted and not shown\n')
    expect(stdout).toContain('Not seen: item_option_new: 11 rows are counted and not shown\n')
    expect(stdout).toContain('Not seen: question_choice: 9 rows are counted and not shown\n')
    expect(stdout).not.toMatch(/item-unknown|variable-unknown|rows-unknown|value-unknown/)
  })
})

describe('an instance that does not answer as it should', () => {
  it('ends the command with 3 where it fails, and with 2 where the configuration is wrong', async () => {
    server.behaviours.hibernating = true
    expect(await house.map()).toMatchObject({ code: 3, stderr: expect.stringContaining('instance-hibernating') })
    delete server.behaviours.hibernating
    expect(await openMapHouse(server.url, 'wrong').map()).toMatchObject({ code: 2 })
    expect(await house.map('--check')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('servicenow-map-missing'),
    })
    house.put(
      'ticketbound.yaml',
      'store: ./a.db\nsources: [{ name: a, reads: requests, type: files, path: ./a.ndjson }]\n',
    )
    expect(await house.map()).toMatchObject({ code: 2, stderr: expect.stringContaining('servicenow-missing') })
  })

  it('is read all the same, in smaller pages, where large ones come damaged', async () => {
    server.behaviours['damaged-200'] = { moreThan: 2, every: 1 }
    const proposed = await house.map('--write', 'servicenow-map.yaml')
    expect(proposed.stderr).toContain('Not seen: sc_req_item: the instance does not count tickets by item\n')
    house.nameMap()
    const checked = await house.map()
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining('reads 6 without fault (all)') })
  })

  it('does without a table that it does not have', async () => {
    const instance = smallInstance({ now })
    await server.close()
    const definition = instance.world.table('question_choice')
    if (definition === undefined) throw new Error('there is no question_choice')
    instance.world.define({ name: 'question_choice', fields: definition.fields, webServiceAccess: false })
    server = await startServiceNow(instance)
    const { code, stderr, stdout } = await openMapHouse(server.url).map()
    expect(code).toBe(0)
    expect(stderr).toContain('Not seen: question_choice: table `question_choice` cannot be read: status 403')
    expect(stdout).toContain('entitlement: { variable: "role" }')
  })
})
