import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ListedFinding, readListed } from '../demo/listed-finding.ts'
import type { Behaviours } from '../servers/servicenow/flaws/catalogue.ts'
import { instanceHouse, instanceSecret } from '../world/servicenow/instance-house.ts'
import { type RunningInstance, startSmallInstance } from '../world/servicenow/start-small-instance.ts'
import { type NightNumber, nights } from '../world/world.ts'
import { worldAt } from '../world/world-at.ts'
import { writeWorld, writeWorldWithoutTickets } from '../world/write-world.ts'
import { type CommandResult, runCommand } from './run-command.ts'
import { scratchFolders } from './scratch-folders.ts'

interface Night {
  readonly findings: Readonly<
    Record<string, { readonly open: number; readonly opened: number; readonly resolved: number }>
  >
  readonly sources: readonly {
    readonly name: string
    readonly rows: number
    readonly complete: boolean
    readonly reason?: string
  }[]
}

interface RanNight extends Pick<CommandResult, 'code' | 'stderr'> {
  readonly night: Night
  /** Everything that is known of every finding after this night. */
  readonly findings: readonly ListedFinding[]
}

/** The kinds that rest on there being no ticket, or on what the tickets are all together. */
const needTickets = [
  'access-without-ticket',
  'expired-still-active',
  'closed-not-removed',
  'closed-not-provisioned',
  'removed-without-ticket',
]

const numbers = [1, 2, 3] as const satisfies readonly NightNumber[]
const folders = scratchFolders('ticketbound-servicenow-night-')
const fromFiles = new Map<NightNumber, RanNight>()
let instance: RunningInstance | undefined

beforeAll(async () => {
  const folder = newFolder()
  for (const number of numbers) {
    writeWorld(folder, number)
    fromFiles.set(number, await runNight(folder, number))
  }
}, 120_000)
afterEach(() => instance?.close())
afterAll(() => folders.removeAll())

function newFolder(): string {
  return folders.track(mkdtempSync(join(tmpdir(), 'ticketbound-servicenow-night-')))
}

async function runNight(folder: string, number: NightNumber): Promise<RanNight> {
  const env = { [instanceSecret.name]: instanceSecret.value }
  const { code, stdout, stderr } = await runCommand(['run', '--at', nights[number], '--json'], { cwd: folder, env })
  const listed = await runCommand(['findings', '--all', '--json'], { cwd: folder, env })
  return { code, stderr, night: JSON.parse(stdout), findings: readListed(listed.stdout) }
}

/** Opens a house whose tickets are on an instance; gives how a night is run in it while the instance has some flaws. */
async function openHouse(): Promise<(number: NightNumber, flaws?: Behaviours) => Promise<RanNight>> {
  const folder = newFolder()
  const started = await startSmallInstance()
  instance = started
  return (number, flaws = {}) => {
    started.playTo(number)
    for (const name of Object.keys(started.behaviours)) delete started.behaviours[name as keyof Behaviours]
    Object.assign(started.behaviours, flaws)
    writeWorldWithoutTickets(folder, number, instanceHouse(started.url))
    return runNight(folder, number)
  }
}

function readFromFiles(number: NightNumber): RanNight {
  const ran = fromFiles.get(number)
  if (ran === undefined) throw new Error(`night ${number} was not run`)
  return ran
}

/** What a night found, but for one sentence: in a file an approval that was only said is there, and does not count. */
function told({ findings }: RanNight): readonly object[] {
  return findings.map(({ id, kind, severity, state, tickets, since, message }) => {
    return { id, kind, severity, state, tickets, since, message: message.replace(/no approval of it counts: .*/, '') }
  })
}

function itsmOf({ night }: RanNight): Night['sources'][number] | undefined {
  return night.sources.find(({ name }) => name === 'itsm')
}

describe('three nights whose tickets come over HTTP', () => {
  it('find just what they find where the tickets are files', async () => {
    const run = await openHouse()
    for (const number of numbers) {
      const ran = await run(number)
      expect(ran).toMatchObject({ code: 0 })
      expect(itsmOf(ran)).toMatchObject({ complete: true })
      expect(told(ran)).toEqual(told(readFromFiles(number)))
    }
  })

  it.each<[string, Behaviours]>([
    ['answers every fourth list with a damaged body', { 'damaged-200': { every: 4, moreThan: 1 } }],
    ['refuses every twelfth request for a second', { 'rate-limited': { every: 12, retryAfter: 1 } }],
  ])('find the same where the instance %s', async (_what, flaws) => {
    const run = await openHouse()
    for (const number of numbers) {
      const ran = await run(number, flaws)
      expect({ code: ran.code, itsm: itsmOf(ran) }).toMatchObject({ code: 0, itsm: { complete: true } })
      expect(told(ran)).toEqual(told(readFromFiles(number)))
    }
    expect(instance?.record.requests.flatMap((request) => request.flaws)).not.toEqual([])
  })
})

describe('a night that is not shown every ticket', () => {
  it('says how many are hidden, and says of nothing that it has no ticket', async () => {
    const run = await openHouse()
    const ran = await run(1, { 'rows-hidden-by-acl': { share: 0.3, table: 'sc_req_item' } })
    const { rows = 0, complete, reason } = itsmOf(ran) ?? {}
    const hidden = worldAt(1).tickets.length - rows
    expect(hidden).toBeGreaterThan(0)
    expect({ complete, reason }).toEqual({
      complete: false,
      reason: `\`sc_req_item\`: ${hidden} rows are counted and not shown`,
    })
    for (const kind of needTickets) expect([kind, ran.night.findings[kind]?.open]).toEqual([kind, 0])
    expect(readFromFiles(1).night.findings['closed-not-removed']?.open).toBe(1)
  })

  it('is made good by the next that is', async () => {
    const run = await openHouse()
    await run(1, { 'rows-hidden-by-acl': { share: 0.3, table: 'sc_req_item' } })
    const ran = await run(2)
    expect(itsmOf(ran)).toMatchObject({ complete: true })
    const open = ({ findings }: RanNight) => findings.filter(({ state }) => state === 'open').map(({ id }) => id)
    expect(open(ran)).toEqual(open(readFromFiles(2)))
  })
})

describe('a night whose instance sleeps', () => {
  it('ends with 3 and the remedy, reads the other sources, and says nothing new of tickets', async () => {
    const run = await openHouse()
    await run(1)
    const ran = await run(2, { hibernating: true })
    expect(ran.code).toBe(3)
    expect(ran.stderr).toMatch(/hibernat/)
    expect(itsmOf(ran)).toMatchObject({ complete: false })
    const others = ran.night.sources.filter(({ name }) => name !== 'itsm' && name !== 'finance')
    expect(others.map(({ complete }) => complete)).toEqual(others.map(() => true))
    for (const kind of needTickets) expect(ran.night.findings[kind]).toMatchObject({ opened: 0, resolved: 0 })
    expect(ran.night.findings['leaver-still-active']).toMatchObject({ opened: 1 })
  })

  it('is made up for on the next one, as if it had not slept', async () => {
    const run = await openHouse()
    await run(1)
    await run(2, { hibernating: true })
    const ran = await run(3)
    expect(ran.code).toBe(0)
    const open = ({ findings }: RanNight) =>
      findings.filter(({ state }) => state === 'open' || state === 'reopened').map(({ id, state }) => ({ id, state }))
    expect(open(ran)).toEqual(open(readFromFiles(3)))
  })
})
