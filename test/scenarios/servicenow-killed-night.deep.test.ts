import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../../packages/servicenow-sync/src/cli/main.ts'
import { captured } from '../../packages/servicenow-sync/src/cli/testdata/small-house.ts'
import type { RecordedRequest } from '../servers/servicenow/record.ts'
import { instanceHouse, instanceSecret } from '../world/servicenow/instance-house.ts'
import { type RunningInstance, startSmallInstance } from '../world/servicenow/start-small-instance.ts'
import { nights } from '../world/world.ts'
import { writeWorldWithoutTickets } from '../world/write-world.ts'
import { type Gate, openGateBefore } from './gate-before.ts'
import { type CommandOptions, type CommandResult, runCommand } from './run-command.ts'
import { scratchFolders } from './scratch-folders.ts'

const folders = scratchFolders('ticketbound-killed-reading-')
const links = '/table/sc_item_option_mtom'
const env = { [instanceSecret.name]: instanceSecret.value }

let instance: RunningInstance
let gate: Gate
let folder: string
/** What a night leaves that nobody disturbs, and the pages it asked for. */
let undisturbed: Left & { readonly pages: readonly string[] }

beforeAll(async () => {
  await openHouse()
  expect(await run()).toMatchObject({ code: 0 })
  undisturbed = { ...(await left()), pages: pagesIn(instance.record.requests) }
  await closeHouse()
}, 60_000)
beforeEach(openHouse)
afterEach(closeHouse)
afterAll(() => folders.removeAll())

async function openHouse(): Promise<void> {
  instance = await startSmallInstance()
  instance.playTo(1)
  gate = await openGateBefore(instance.url)
  folder = folders.track(mkdtempSync(join(tmpdir(), 'ticketbound-killed-reading-')))
  const house = instanceHouse(gate.url)
  const small = house['ticketbound.yaml']?.replace('  map:', '  pageSize: 20\n  map:') ?? ''
  writeWorldWithoutTickets(folder, 1, { ...house, 'ticketbound.yaml': small })
}

async function closeHouse(): Promise<void> {
  await gate.close()
  await instance.close()
}

function run(options: CommandOptions = {}): Promise<CommandResult> {
  return runCommand(['run', '--at', nights[1], '--json'], { cwd: folder, env, ...options })
}

/** Runs the night, and sends a signal when it asks for the nth time, be it anything or what has this in its path. */
async function runUntil(nth: number, signal: NodeJS.Signals, part = '/api/'): Promise<CommandResult> {
  let kill = (_: NodeJS.Signals): void => {}
  gate.holdAt(nth, part, () => kill(signal))
  const result = await run({
    onStart: (killing) => {
      kill = killing
    },
  })
  gate.open()
  return result
}

interface Left {
  readonly findings: string
  readonly mirrored: readonly unknown[]
}

async function left(): Promise<Left> {
  const { io, texts } = captured()
  await main(['findings', '--all', '--json', '--config', join(folder, 'ticketbound.yaml')], { ...io, env })
  const db = new DatabaseSync(join(folder, 'ticketbound.db.servicenow'), { readOnly: true })
  const rows = 'SELECT name, sys_id, body, memory, vanished_on FROM row JOIN copy ON copy.id = copy ORDER BY 1, 2'
  const mirrored = db.prepare(rows).all()
  db.close()
  return { findings: texts.out, mirrored }
}

/** The pages of full sweeps, as table, range and place. */
function pagesIn(requests: readonly RecordedRequest[]): readonly string[] {
  return requests
    .filter(({ path, query }) => path.includes('/table/') && Number(query.sysparm_limit) > 1)
    .map(({ path, query }) => `${path.split('/').at(-1)} ${query.sysparm_query}`)
    .filter((page) => page.endsWith('ORDERBYsys_id') && !page.includes('sys_updated_on'))
}

/** Pages that were asked for more than once. */
function askedAgain(pages: readonly string[]): readonly string[] {
  return pages.filter((page, at) => pages.indexOf(page) !== at)
}

describe('a night that is killed while it reads an instance, and run again', () => {
  it('goes on behind the last page, however often it is killed, and leaves what an undisturbed one leaves', async () => {
    const pages: string[][] = []
    for (let kills = 0; ; kills += 1) {
      instance.record.clear()
      const { code, signal } = await runUntil(30, 'SIGKILL')
      pages.push([...pagesIn(instance.record.requests)])
      if (signal === null) {
        expect(code).toBe(0)
        expect(kills).toBeGreaterThan(1)
        break
      }
    }
    const { pages: expected, ...rest } = undisturbed
    const asked = pages.flat()
    // Two requests are open at once; of each, a page may have come and not been kept, and its end not been noted.
    const lost = (pages.length - 1) * 4
    expect(askedAgain(asked).length).toBeLessThanOrEqual(lost)
    expect(new Set(asked).size).toBeLessThanOrEqual(expected.length + lost)
    for (const again of pages.slice(1)) expect(askedAgain(again)).toEqual([])
    expect(expected.filter((page) => !asked.includes(page))).toEqual([])
    expect(await left()).toEqual(rest)
  })

  it('asks for no page again that it kept', async () => {
    expect(await runUntil(5, 'SIGKILL', links)).toMatchObject({ code: null, signal: 'SIGKILL' })
    const before = pagesIn(instance.record.requests)
    const kept = keptPlaces()
    expect(kept.length).toBeGreaterThan(0)
    instance.record.clear()
    expect(await run()).toMatchObject({ code: 0 })
    const after = pagesIn(instance.record.requests)
    // A page is kept with the place behind it; pages that begin before that place are finished.
    for (const { table, from, sysId } of kept) {
      const begins = after
        .filter((page) => page.startsWith(`${table} `))
        .map((page) => /sys_id>=?(\w+)/.exec(page)?.[1] ?? '')
      expect(begins.filter((begin) => begin >= from && begin < sysId)).toEqual([])
    }
    expect(before.filter((page) => after.includes(page)).length).toBeLessThanOrEqual(4)
    const { pages: _, ...rest } = undisturbed
    expect(await left()).toEqual(rest)
  })

  it('ends with 143 on SIGTERM, has left nothing behind but what it read, and goes on there', async () => {
    const { code, signal, stdout, stderr } = await runUntil(5, 'SIGTERM', links)
    expect({ code, signal, stdout }).toEqual({ code: 143, signal: null, stdout: '' })
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^Stopped\. /)
    const before = pagesIn(instance.record.requests)
    instance.record.clear()
    expect(await run()).toMatchObject({ code: 0 })
    const again = pagesIn(instance.record.requests).filter((page) => before.includes(page))
    expect(again.length).toBeLessThanOrEqual(2)
    const { pages: _, ...rest } = undisturbed
    expect(await left()).toEqual(rest)
  })
})

/** How far the parts of sweeps had come that were begun and not settled, each with the key that it began at. */
function keptPlaces(): readonly { readonly table: string; readonly from: string; readonly sysId: string }[] {
  const db = new DatabaseSync(join(folder, 'ticketbound.db.servicenow'))
  const begun = 'SELECT name, request, cursor FROM sweep JOIN copy ON copy.id = copy WHERE cursor IS NOT NULL'
  const sweeps = db.prepare(begun).all()
  db.close()
  return sweeps.map(({ name, request, cursor }) => ({
    table: String(name),
    from: JSON.parse(String(request)).range?.from ?? '',
    sysId: JSON.parse(String(cursor)).sysId,
  }))
}
