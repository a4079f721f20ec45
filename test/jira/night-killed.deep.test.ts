import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Gate, openGateBefore } from '../scenarios/gate-before.ts'
import { type CommandOptions, type CommandResult, runCommand } from '../scenarios/run-command.ts'
import { type NightHouse, nightOf, openNightHouse } from './night-house.ts'

let house: NightHouse
let gate: Gate

beforeEach(async () => {
  house = await openNightHouse()
  gate = await openGateBefore(house.jira.url)
  await house.decide('ACC-1', 'acc-bob', 'approve')
  for (const key of ['ACC-1', 'ACC-4']) await house.move(key, 'Finish')
  house.held(
    { account: 'acc-alice', entitlement: 'deploy', level: 'write' },
    { account: 'acc-dave', entitlement: 'billing' },
  )
  house.configure({ site: gate.url, jira: '  pageSize: 2\n', more: 'writeBack: { type: jira }\n' })
})
afterEach(async () => {
  await gate.close()
  await house.close()
})

function command(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return runCommand(args, { cwd: house.folder, env: house.env, ...options })
}

/** Runs a command, and kills it when it asks for the nth time for what has this in its path. */
async function killedAt(nth: number, part: string, args: readonly string[]): Promise<CommandResult> {
  let kill = (): void => {}
  gate.holdAt(nth, part, () => kill())
  const result = await command(args, {
    onStart: (killing) => {
      kill = () => killing('SIGKILL')
    },
  })
  gate.open()
  return result
}

const night = ['run', '--at', nightOf, '--json']

it.each([
  [2, '/search/jql'],
  [2, '/changelog/bulkfetch'],
  [2, '/approval'],
  [1, '/approximate-count'],
] as const)(
  'a night killed at request %i of %s finds, run again, what one finds that nobody disturbed',
  async (nth, part) => {
    expect(await killedAt(nth, part, night)).toMatchObject({ signal: 'SIGKILL' })
    const again = await command(night)
    expect(again, again.stderr).toMatchObject({ code: 0 })
    expect(await house.findings()).toEqual(['closed-not-removed ACC-4'])
    expect(await command(['audit', 'verify'])).toMatchObject({ code: 0 })
  },
)

it('a writing that is killed goes on from there, and issues are told once', async () => {
  await command(night)
  expect(await killedAt(2, '/properties/', ['write-back', '--apply'])).toMatchObject({ signal: 'SIGKILL' })
  expect(house.told('ACC-4')).toBeUndefined()
  expect(await command(['write-back', '--apply'])).toMatchObject({ code: 0 })
  expect(house.told('ACC-4')).toMatchObject({ findings: [{ kind: 'closed-not-removed' }] })
  expect((await command(['write-back', '--apply'])).stdout).toContain('Nothing to write')
  expect(await command(['audit', 'verify'])).toMatchObject({ code: 0 })
})

it('a site that is not there leaves the night to the other sources', { timeout: 200_000 }, async () => {
  house.configure({ site: 'http://127.0.0.1:9' })
  const { code, stdout } = await command(night)
  const source = JSON.parse(stdout).sources.find(({ name }: { readonly name: string }) => name === 'jira')
  expect({ code, source }).toMatchObject({ code: 3, source: { rows: 0, complete: false } })
  expect(await house.findings()).toEqual(['source-incomplete'])
})
