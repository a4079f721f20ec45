import { readNightProperty } from '@ticketbound/jira'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ask } from '../servers/jira/ask.ts'
import { laterNight, type NightHouse, openNightHouse } from './night-house.ts'

let house: NightHouse

const removal = { account: 'acc-dave', entitlement: 'billing' }

beforeEach(async () => {
  house = await openNightHouse()
  house.configure({ more: 'writeBack: { type: jira }\n' })
  await house.move('ACC-4', 'Finish')
  house.held(removal)
  await house.run()
  expect(await house.findings()).toEqual(['closed-not-removed ACC-4'])
})
afterEach(() => house.close())

function writes(): readonly string[] {
  const changing = house.jira.record.requests.filter(
    ({ method, path }) => path.includes('/properties/') && method !== 'GET',
  )
  return changing.map(({ method, path }) => `${method} ${path.split('/').slice(-3).join('/')}`)
}

it('shows what issues would be told, and tells them nothing', async () => {
  const { code, out } = await house.type('write-back')
  expect(code).toBe(0)
  expect(out).toContain('record: create  ACC-4')
  expect(out).toContain('1 writing, and nothing was written.')
  expect(writes()).toEqual([])
})

it('tells each issue what the night saw of it, once, and takes it away when it is over', async () => {
  expect(await house.type('write-back', '--apply')).toMatchObject({ code: 0 })
  const told = house.told('ACC-4')
  expect(readNightProperty(told)).toEqual({ ok: true, value: told })
  expect(told).toMatchObject({ at: '2026-11-22T12:00:00Z', complete: true, findings: [{ kind: 'closed-not-removed' }] })
  expect((await house.type('write-back', '--apply')).out).toContain('Nothing to write')
  expect(house.told('ACC-1')).toBeUndefined()

  house.held()
  await house.run(laterNight)
  expect(await house.type('write-back', '--apply')).toMatchObject({ code: 0 })
  expect(house.told('ACC-4')).toBeUndefined()
  expect(writes()).toEqual(['PUT ACC-4/properties/ticketbound-night', 'DELETE ACC-4/properties/ticketbound-night'])
})

it('is done by a night at its end where it is to, and not for an instant that is given', async () => {
  house.configure({ more: 'writeBack: { type: jira, mode: apply }\n' })
  await house.run(laterNight)
  expect(house.told('ACC-4')).toBeUndefined()
  house.wait(48)
  const { code, out } = await house.type('run')
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Written back to') })
  expect(house.told('ACC-4')?.findings).toMatchObject([{ kind: 'closed-not-removed' }])
})

it('writes over what somebody else wrote there, when told to look again', async () => {
  await house.type('write-back', '--apply')
  const forged = { version: 1, run: 'x', at: '2026-11-22T12:00:00Z', complete: true, findings: [] }
  await ask(house.jira, 'issue/ACC-4/properties/ticketbound-night', { method: 'PUT', as: 'acc-eve', body: forged })
  expect((await house.type('write-back', '--apply')).out).toContain('Nothing to write')
  await house.type('write-back', '--apply', '--recheck')
  expect(house.told('ACC-4')?.findings).toHaveLength(1)
})

it('passes over an issue that is gone', async () => {
  const issue = house.jira.world.issue('ACC-4')
  if (issue) house.jira.world.remove(issue)
  const { code, out } = await house.type('write-back', '--apply')
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('1 without a ticket to write on') })
})

it('says in the log what was written', async () => {
  await house.type('write-back', '--apply')
  expect(await house.type('audit', 'verify')).toMatchObject({ code: 0 })
})
