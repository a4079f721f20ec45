import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ringText } from '../../packages/jira-forge/src/admin/keys/ring-text.ts'
import { createKvsKeyStore } from '../../packages/jira-forge/src/storage/create-kvs-key-store.ts'
import { kvs } from '../../packages/jira-forge/src/testdata/forge-packages.ts'
import { accessFields } from '../world/jira/fields.ts'
import { type NightHouse, nightHouseOver } from './night-house.ts'
import { type OpenApp, openApp } from './open-app.ts'

const hour = 3_600_000
const nightAfter = '2026-11-27T12:00:00Z'

let app: OpenApp
let house: NightHouse

beforeEach(async () => {
  app = await openApp()
  house = nightHouseOver(app.jira, app.later)
})
afterEach(() => app.close())

/** Bob approves ACC-1 in the app, carol takes it through the gate, and it is finished; alice has what it asked for. */
async function grantThroughTheGate(): Promise<void> {
  app.later(hour)
  expect(await app.decide('acc-bob')).toMatchObject({ ok: true })
  app.later(hour)
  expect(await app.grant('acc-carol')).toMatchObject({ status: 204 })
  await app.jira.settled()
  app.later(hour)
  await house.move('ACC-1', 'Finish')
  house.held({ account: 'acc-alice', entitlement: 'deploy', level: 'write' })
}

/** Gives the night the app's public keys, as an administrator copies them from its page. */
async function giveKeys(): Promise<void> {
  const ring = await app.forge.within(() => createKvsKeyStore(kvs).ring())
  house.write('seal-keys.json', ringText(ring) ?? '')
  const seals = `seals: { tenant: ${app.jira.cloudId}, keys: ./seal-keys.json }\n`
  house.configure({ more: `${seals}writeBack: { type: jira }\n` })
}

const about1 = async () => (await house.findings()).filter((each) => each.endsWith('ACC-1'))

describe('the app at the gate, and the night after', () => {
  it('agree on a request that was approved in the app and went through the gate', async () => {
    await grantThroughTheGate()
    await giveKeys()
    const { code, err, itsm } = await house.run(nightAfter)
    expect({ code, itsm }, err).toMatchObject({ code: 0, itsm: { complete: true } })
    expect(await about1()).toEqual([])
  })

  it('disagree where the night has not got the keys: a seal that it cannot open proves nothing', async () => {
    await grantThroughTheGate()
    await house.run(nightAfter)
    expect(await about1()).toEqual(['closed-without-evidence ACC-1'])
  })

  it('agree that what was changed after the gate, round the app, was never approved', async () => {
    await grantThroughTheGate()
    await giveKeys()
    app.later(hour)
    const asAdmin = { [accessFields.level.id]: { id: '10223' } }
    expect(await app.edit('acc-eve', asAdmin)).toBe(400)
    app.jira.flaws.on('edits-unvalidated')
    expect(await app.edit('acc-eve', asAdmin)).toBe(204)
    await app.jira.settled()
    await app.forge.settled()
    house.held({ account: 'acc-alice', entitlement: 'deploy', level: 'admin' })
    await house.run(nightAfter)
    expect(await about1()).toEqual(['closed-without-evidence ACC-1'])
  })

  it('meet on the issue: its screen shows what last night saw', async () => {
    await house.move('ACC-4', 'Finish')
    house.configure({ more: 'writeBack: { type: jira }\n' })
    house.held({ account: 'acc-dave', entitlement: 'billing' })
    await house.run(nightAfter)
    expect(await house.type('write-back', '--apply')).toMatchObject({ code: 0 })
    const { screen } = await app.call('acc-carol', 'draw', {}, 'ACC-4')
    expect(screen.night).toMatchObject({ complete: true, findings: [{ severity: 'high' }] })
    expect(JSON.stringify(screen.night.findings)).toContain('closed the removal of')
  })
})
