import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWriteBackHouse, type WriteBackHouse } from './write-back-house.ts'

const firstNight = ['run', '--at', '2026-02-01T00:00:00Z']
const secondNight = ['run', '--at', '2026-02-02T00:00:00Z']
const apply = ['write-back', '--apply']

let house: WriteBackHouse
const houses: WriteBackHouse[] = []

async function open(): Promise<WriteBackHouse> {
  const opened = await openWriteBackHouse()
  houses.push(opened)
  return opened
}

beforeEach(async () => {
  house = await open()
})

afterEach(async () => {
  for (const { server, folder } of houses.splice(0)) {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** The ids of the two findings: what bob still holds, and what carol has no ticket for. */
async function findingsOf({ run }: WriteBackHouse): Promise<{ readonly bob: string; readonly carol: string }> {
  const { stdout } = await run(['findings', '--json'])
  const found = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const idOf = (kind: string): string => found.find((each) => each.kind === kind)?.id ?? kind
  return { bob: idOf('closed-not-removed'), carol: idOf('access-without-ticket') }
}

/** What an undisturbed write-back of the first night makes the instance commit. */
function wanted({ bob, carol }: { readonly bob: string; readonly carol: string }): readonly string[] {
  return [
    `sc_req_item note [ticketbound ${bob}]`,
    `sc_task insert ${bob}@n-20260201T000000Z`,
    `sc_task insert ${carol}@n-20260201T000000Z`,
    `u_ticketbound_finding insert ${bob}`,
    `u_ticketbound_finding insert ${carol}`,
  ].sort()
}

describe('writing back to an instance', () => {
  it('shows the difference, writes it on request, and then has nothing to write', async () => {
    await house.run(firstNight)
    const ids = await findingsOf(house)
    const shown = await house.run(['write-back'])
    expect(shown).toMatchObject({ code: 0, stderr: '' })
    expect(shown.stdout).toMatch(new RegExp(`record: create {2}${ids.carol}\n {2}u_finding_key {2}${ids.carol}\n`))
    expect(shown.stdout).toContain(`note on ${house.ticket}: add  ${ids.bob}\n  Ticketbound: `)
    expect(shown.stdout).toContain('5 writings, and nothing was written.\n')
    expect(house.written()).toEqual([])
    expect(await house.run(apply)).toMatchObject({ code: 0, stderr: '' })
    expect(house.written()).toEqual(wanted(ids))
    expect((await house.run(apply)).stdout).toMatch(/^Nothing to write/)
    expect((await house.run(['write-back', '--recheck'])).stdout).toContain('0 writings, and nothing was written.\n')
    expect(house.written()).toEqual(wanted(ids))
    expect((await house.run(['audit', 'verify'])).code).toBe(0)
  })

  it('resolves what is gone, and tells whoever had the task', async () => {
    await house.run(firstNight)
    const { bob, carol } = await findingsOf(house)
    await house.run(apply)
    house.server.record.clear()
    house.holders('bob')
    await house.run(secondNight)
    expect((await house.run(apply)).code).toBe(0)
    expect(house.written()).toEqual([
      `sc_task note [ticketbound ${carol}@n-20260201T000000Z over]`,
      'u_ticketbound_finding update {"u_state":"resolved","u_resolved_at":"2026-02-02 00:00:00","u_run":"n-20260202T000000Z"}',
    ])
    const records = house.server.world.rows('u_ticketbound_finding')
    expect(records.map(({ u_finding_key: key, u_state: state }) => [key, state]).sort()).toEqual(
      [
        [bob, 'open'],
        [carol, 'resolved'],
      ].sort(),
    )
    expect(
      house.server.world.rows('sc_task').filter(({ correlation_id: key }) => key?.startsWith(carol)),
    ).toMatchObject([{ state: '3' }])
  })

  it('resolves nothing because a source was not whole', async () => {
    await house.run(firstNight)
    await house.run(apply)
    house.server.record.clear()
    house.holders('bob')
    house.cutOff()
    const { stdout } = await house.run([...secondNight, '--json'])
    expect(JSON.parse(stdout).sources[1]).toMatchObject({ name: 'prod', complete: false })
    expect((await house.run(apply)).stdout).toMatch(/^(Nothing to write|Written back)/)
    expect(house.written().filter((it) => /resolved|over\]/.test(it))).toEqual([])
  })
})

describe('a write-back that is killed after any commit of the instance', () => {
  it.each([1, 2, 3, 4, 5])('leaves nothing out and writes nothing twice when it is run again: %i', async (nth) => {
    await house.run(firstNight)
    const ids = await findingsOf(house)
    let kill = (): void => {}
    house.server.world.onChange(() => {
      if (house.written().length === nth) kill()
    })
    const killed = await house.run(apply, { onStart: (end) => (kill = end) })
    expect(killed.signal).toBe('SIGKILL')
    kill = () => {}
    expect((await house.run(apply)).code).toBe(0)
    expect(house.written()).toEqual(wanted(ids))
    expect((await house.run(apply)).stdout).toMatch(/^Nothing to write/)
    expect((await house.run(['audit', 'verify'])).code).toBe(0)
  })
})

describe('an instance that says 500 and does it all the same', () => {
  it.each([
    ['POST', 'error'],
    ['PATCH', 'error'],
    ['POST', 'dropped'],
    ['PATCH', 'dropped'],
  ] as const)('is looked at again, and nothing is there twice: %s, %s', async (method, as) => {
    await house.run(firstNight)
    const ids = await findingsOf(house)
    house.server.behaviours['post-500-commits'] = { method, as, nth: [1, 2, 3, 4] }
    const { code, stdout } = await house.run(apply)
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('already so') })
    expect(house.written()).toEqual(wanted(ids))
    const flawed = house.server.record.requests.filter(({ flaws }) => flaws.includes('post-500-commits'))
    expect(flawed.length).toBeGreaterThan(0)
  })
})

describe('writing back through an import set', () => {
  beforeEach(() => {
    house.configure('  through: import-set\n  importTable: u_ticketbound_import\n')
  })

  const recordsOf = () =>
    house.server.world.rows('u_ticketbound_finding').map(({ u_finding_key: key, u_state: state }) => `${key} ${state}`)

  it('creates and changes each record by its key', async () => {
    await house.run(firstNight)
    const { bob, carol } = await findingsOf(house)
    expect((await house.run(apply)).code).toBe(0)
    expect(recordsOf().sort()).toEqual([`${bob} open`, `${carol} open`].sort())
    house.holders('bob')
    await house.run(secondNight)
    expect((await house.run(apply)).code).toBe(0)
    expect(recordsOf().sort()).toEqual([`${bob} open`, `${carol} resolved`].sort())
    expect((await house.run(['write-back', '--recheck'])).stdout).toContain('0 writings, and nothing was written.\n')
  })

  it('creates nothing twice where the instance says 500 and does it all the same', async () => {
    await house.run(firstNight)
    house.server.behaviours['post-500-commits'] = { method: 'POST', api: 'import', nth: [1, 2] }
    expect((await house.run(apply)).code).toBe(0)
    expect(recordsOf()).toHaveLength(2)
    expect(house.written().filter((it) => it.startsWith('u_ticketbound_import'))).toHaveLength(2)
  })
})

describe('a night with mode: apply', () => {
  it('writes at its end, and gives the head of the whole log', async () => {
    house.configure('  mode: apply\n')
    const { code, stdout, stderr } = await house.run(['run', '--json'])
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/\nWritten back to http.*: 5 written\.\n$/),
    })
    const { count, hash } = JSON.parse(stdout).head
    expect((await house.run(['audit', 'verify', '--expect-head', `${count}:${hash}`])).code).toBe(0)
    expect(house.written()).toHaveLength(5)
  })

  it.each([
    ['--at', '2026-02-01T00:00:00Z'],
    ['--dry-run', '--json'],
  ])('writes nothing with %s %s', async (...argv) => {
    house.configure('  mode: apply\n')
    expect((await house.run(['run', ...argv])).code).toBe(0)
    expect(house.server.record.requests).toEqual([])
  })

  it('stays where the secret is missing, which ends with 2 and says what to do', async () => {
    house.configure('  mode: apply\n')
    const { code, stdout } = await house.run(['run'], { env: { SN_PASSWORD: '' } })
    expect(code).toBe(2)
    expect(stdout).toMatch(/It ended early: .* \(secret-empty\)\n {2}put the secret there\n$/)
    expect(await findingsOf(house)).toMatchObject({ bob: expect.stringMatching(/^f-/) })
  })

  it('stays where the instance hibernates, and the exit code says so', async () => {
    house.configure('  mode: apply\n')
    house.server.behaviours.hibernating = true
    const { code, stdout } = await house.run(['run'])
    expect(code).toBe(3)
    expect(stdout).toContain('(instance-hibernating)')
    delete house.server.behaviours.hibernating
    expect((await house.run(apply)).code).toBe(0)
    expect(house.written()).toHaveLength(5)
  })
})
