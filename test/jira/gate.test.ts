import { afterEach, describe, expect, it } from 'vitest'
import { ask } from '../servers/jira/ask.ts'
import { accessFields } from '../world/jira/fields.ts'
import { type GateWorld, type GateWorldOptions, startGateWorld } from './gate-world.ts'

const grant = '21'
const opened: GateWorld[] = []

async function open(options?: GateWorldOptions): Promise<GateWorld> {
  const world = await startGateWorld(options)
  opened.push(world)
  return world
}

afterEach(async () => {
  for (const world of opened.splice(0)) await world.stop()
})

const write = { [accessFields.level.id]: { id: '10222' } }
const admin = { [accessFields.level.id]: { id: '10223' } }

describe('a request on its way', () => {
  it('is blocked, fixed, approved, and passes; an edit afterwards voids it, and the sweep finds it', async () => {
    const world = await open()
    await world.edit('ACC-1', { [accessFields.expiresAt.id]: null })
    const [message = ''] = await world.transition('ACC-1', grant)
    expect(message).toMatch(/^Ticketbound keeps this transition shut\. The request names no end/)
    expect(message).toContain('1 approval is needed, and 0 count. Ask `Bob Berg` or')
    expect(world.statusOf('ACC-1')).toBe('Waiting for approval')

    await world.edit('ACC-1', { [accessFields.expiresAt.id]: '2027-01-31' })
    expect(await world.decide('ACC-1', 'acc-bob')).toMatchObject({ ok: true, recorded: 'recorded' })
    expect(world.property('ACC-1')).toMatchObject({ state: 'ready', approvals: 1 })

    expect(await world.transition('ACC-1', grant)).toEqual([])
    expect(world.statusOf('ACC-1')).toBe('Granting')
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'passed', passages: [{ to: '10002' }] })
    expect(world.property('ACC-1')).toMatchObject({ state: 'passed', gate: { verdict: expect.any(String) } })

    world.jira.automation.edit('ACC-1', admin)
    await world.jira.settled()
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'voided', voids: [{ fields: ['level'] }] })
    expect(world.saidOn('ACC-1')).toEqual([expect.stringContaining('`level`')])

    world.clock.now += 3_600_000
    await world.forge.runSchedule('hourly-sweep')
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'bypassed' })
    expect(await world.log()).toEqual([
      'decision-intent',
      'decision-recorded',
      'gate-passed',
      'decisions-voided',
      'gate-bypassed',
    ])
  })

  it('takes as many approvals as its entitlement needs', async () => {
    const world = await open()
    expect((await world.transition('ACC-3', grant))[0]).toContain('2 approvals are needed, and 0 count.')
    await world.decide('ACC-3', 'acc-bob')
    expect((await world.transition('ACC-3', grant))[0]).toContain('2 approvals are needed, and 1 counts.')
    await world.decide('ACC-3', 'acc-dave')
    expect(await world.transition('ACC-3', grant)).toEqual([])
  })

  it('is stopped again once an approval is withdrawn', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    await world.decide('ACC-1', 'acc-bob', 'withdrawn')
    expect((await world.transition('ACC-1', grant))[0]).toContain('`Bob Berg` withdrew the approval.')
  })

  it('says of a comment that it is no decision', async () => {
    const world = await open()
    expect((await world.transition('ACC-3', grant))[0]).toContain(
      'approved in a comment, which is no recorded decision',
    )
  })
})

describe('what is changed in the transition screen itself', () => {
  it('counts: an approval of something else does not', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    const [message = ''] = await world.transition('ACC-1', grant, { fields: admin })
    expect(message).toContain('approved something else than the request asks for now')
    expect(world.statusOf('ACC-1')).toBe('Waiting for approval')
  })

  it('counts where it puts right what was wrong', async () => {
    const world = await open({ config: { evidence: 'none' } })
    await world.edit('ACC-1', { [accessFields.expiresAt.id]: null })
    expect(await world.transition('ACC-1', grant)).not.toEqual([])
    expect(await world.transition('ACC-1', grant, { fields: { [accessFields.expiresAt.id]: '2027-01-15' } })).toEqual(
      [],
    )
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'passed', expires: '2027-01-15' })
  })

  it('is found afterwards where Jira does not tell the gate of it: the reporter is none of the fields that it tells', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    const passed = await world.transition('ACC-1', grant, { fields: { reporter: { accountId: 'acc-bob' } } })
    expect(passed).toEqual([])
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'bypassed', passages: [] })
    expect(world.saidOn('ACC-1').join()).toContain('past the gate')
  })
})

describe('an approval of Jira Service Management', () => {
  /** A way to approve natively that does not lead through the gate itself: past it leads another transition. */
  async function openWithApprovalBefore(options?: GateWorldOptions): Promise<GateWorld> {
    const world = await open(options)
    world.jira.world.changeProject('ACC', (project) => ({
      ...project,
      workflow: {
        ...project.workflow,
        transitions: [
          ...project.workflow.transitions,
          { id: '61', name: 'Approve', from: ['10001'], to: '10001', rules: [] },
        ],
        approvals: (project.workflow.approvals ?? []).map((step) => ({ ...step, approved: '61' })),
      },
    }))
    return world
  }

  async function approveNatively({ jira, clock }: GateWorld, key: string, as: string): Promise<number> {
    clock.now += 1000
    const request = `/rest/servicedeskapi/request/${key}/approval`
    const { body } = await ask(jira, request, { as: 'acc-carol' })
    const { id } = body.values.at(-1)
    const { status } = await ask(jira, `${request}/${id}`, { method: 'POST', body: { decision: 'approve' }, as })
    await jira.settled()
    return status
  }

  it('counts where the field history shows what was approved', async () => {
    const world = await openWithApprovalBefore()
    expect(await approveNatively(world, 'ACC-1', 'acc-bob')).toBe(200)
    expect(await world.transition('ACC-1', grant)).toEqual([])
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'passed', seals: [] })
  })

  it('does not count once what was approved was changed, in the transition screen or before it', async () => {
    const world = await openWithApprovalBefore()
    await approveNatively(world, 'ACC-1', 'acc-bob')
    const reason = 'approved before the request was last changed'
    expect((await world.transition('ACC-1', grant, { fields: admin }))[0]).toContain(reason)
    await world.edit('ACC-1', admin)
    expect((await world.transition('ACC-1', grant))[0]).toContain(reason)
  })

  it('does not count where the transition asks for sealed ones', async () => {
    const world = await openWithApprovalBefore({ config: { evidence: 'sealed' } })
    await approveNatively(world, 'ACC-1', 'acc-bob')
    expect((await world.transition('ACC-1', grant))[0]).toContain('1 approval is needed, and 0 count.')
  })

  it('leads nobody through the gate by itself: when it makes the transition, it is not on record yet', async () => {
    const world = await open()
    expect(await approveNatively(world, 'ACC-1', 'acc-bob')).not.toBe(200)
    expect(world.statusOf('ACC-1')).toBe('Waiting for approval')
  })
})

describe('what people do on Jira’s screens', () => {
  const refused = (world: GateWorld, path: string, asking: object) =>
    ask(world.jira, path, { as: 'acc-carol', ...asking }).then(({ status, body }) => [status, body?.errorMessages?.[0]])

  it('changes nothing that was approved, and deletes nothing that carries decisions', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    const edit = { method: 'PUT', body: { fields: admin } }
    expect(await refused(world, 'issue/ACC-1', edit)).toEqual([400, expect.stringContaining('approved as it is')])
    expect(await refused(world, 'issue/ACC-1', { method: 'DELETE' })).toEqual([
      400,
      expect.stringContaining('decisions'),
    ])
    expect(await world.edit('ACC-1', { summary: 'Other words' })).toBe(204)
  })

  it('changes and deletes what nobody approved yet, and after a withdrawal', async () => {
    const world = await open()
    expect(await world.edit('ACC-1', admin)).toBe(204)
    await world.decide('ACC-1', 'acc-bob')
    await world.decide('ACC-1', 'acc-bob', 'withdrawn')
    expect(await world.edit('ACC-1', write)).toBe(204)
    expect((await ask(world.jira, 'issue/ACC-2', { method: 'DELETE', as: 'acc-carol' })).status).toBe(204)
  })

  it.each([
    ['takes the property away', undefined],
    ['forges it', { version: 1, state: 'blocked', frozen: [], seals: [] }],
    ['makes something else of it', 'nothing'],
  ])('gains nothing where somebody %s: what was decided stays decided', async (_how, value) => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    const path = 'issue/ACC-1/properties/ticketbound'
    const forging = value === undefined ? { method: 'DELETE' } : { method: 'PUT', body: JSON.stringify(value) }
    expect((await ask(world.jira, path, { as: 'acc-eve', ...forging })).status).toBeLessThan(300)
    expect(await world.edit('ACC-1', admin, 'acc-eve')).toBe(204)
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'voided', seals: [expect.any(String)] })
    expect((await world.transition('ACC-1', grant, { as: 'acc-eve' }))[0]).toContain('approved something else')
    expect(world.property('ACC-1')).toMatchObject({ state: 'voided' })
  })

  it('moves nothing that carries decisions, and a move all the same takes them nowhere', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    const move = () => world.jira.move('ACC-1', { by: 'acc-carol', to: 'OPS' })
    expect(move).toThrow()
    await ask(world.jira, 'issue/ACC-1/properties/ticketbound', { method: 'DELETE', as: 'acc-carol' })
    const { key } = move()
    await world.jira.settled()
    expect(await world.dossier(key)).toMatchObject({
      issueKey: key,
      state: 'voided',
      voids: [{ approvers: ['acc-bob'] }],
    })
    expect(world.saidOn(key)).toEqual([expect.stringContaining('`number`')])
  })

  it('gains nothing by a property that says it passed', async () => {
    const world = await open()
    const forged = {
      version: 1,
      state: 'passed',
      missing: [],
      approvals: 9,
      needed: 1,
      seals: [],
      updatedAt: '2026-11-25T00:00:00Z',
    }
    await ask(world.jira, 'issue/ACC-1/properties/ticketbound', { method: 'PUT', body: forged, as: 'acc-eve' })
    expect(await world.transition('ACC-1', grant, { as: 'acc-eve' })).not.toEqual([])
    await world.edit('ACC-1', { summary: 'Other words' }, 'acc-eve')
    expect(world.property('ACC-1')).toMatchObject({ state: 'blocked', approvals: 0 })
  })
})

describe('a platform that fails', () => {
  it.each<[string, NonNullable<GateWorldOptions['flaws']>]>([
    ['the storage fails', { 'storage-fails': true }],
    ['the storage is out of reach', { 'storage-unreachable': true }],
    ['the storage is busy', { 'storage-rate-limited': true }],
    ['the storage answers what is none', { 'storage-garbled': true }],
    ['Jira fails', { 'product-fails': true }],
    ['Jira is out of reach', { 'product-unreachable': true }],
    ['Jira answers what is none', { 'product-garbled': true }],
    ['the way to Jira fails', { 'proxy-fails': true }],
  ])('keeps the transition shut where %s, says that it was Ticketbound, and where to look', async (_how, flaws) => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    Object.assign(world.forge.flaws, flaws)
    const [message = ''] = await world.transition('ACC-1', grant)
    for (const name of Object.keys(flaws)) delete world.forge.flaws[name as keyof typeof flaws]
    expect(message).toMatch(/^Ticketbound could not check this request.*reference tb-[0-9a-f]{8}\.$/)
    const [reference = ''] = /tb-[0-9a-f]{8}/.exec(message) ?? []
    expect(JSON.stringify(world.forge.logs)).toContain(reference)
    expect(world.statusOf('ACC-1')).toBe('Waiting for approval')
  })
})

describe('an edit beside the gate', () => {
  it.each<[string, (world: GateWorld) => unknown]>([
    ['over REST, by another app', (world) => world.edit('ACC-1', write, 'acc-automation')],
    ['by an automation rule', (world) => world.jira.automation.edit('ACC-1', admin)],
    ['of many issues at once', (world) => world.jira.bulkEdit(['ACC-1', 'ACC-3'], admin, 'acc-mia')],
  ])('voids what was approved %s', async (_how, edit) => {
    const world = await open()
    await world.edit('ACC-1', { [accessFields.level.id]: { id: '10221' } })
    await world.decide('ACC-1', 'acc-bob')
    world.clock.now += 1000
    await edit(world)
    await world.jira.settled()
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'voided', voids: [{ approvers: ['acc-bob'] }] })
    expect(world.saidOn('ACC-1')).toHaveLength(1)
    expect((await world.transition('ACC-1', grant))[0]).toContain('approved something else')
  })

  it('is found by the sweep where no event came', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    world.jira.uninstallApp()
    world.jira.automation.edit('ACC-1', admin)
    await world.jira.settled()
    world.jira.installApp(world.forge)
    expect((await world.dossier('ACC-1'))?.voids).toEqual([])
    await world.forge.runSchedule('hourly-sweep')
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'voided', voids: [{ fields: ['level'] }] })
  })
})

describe('two at once', () => {
  it('are both judged: two transitions leave one passage', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    const both = await Promise.all([
      world.transition('ACC-1', grant),
      world.transition('ACC-1', grant, { as: 'acc-eve' }),
    ])
    expect(both.filter((messages) => messages.length === 0)).toHaveLength(1)
    expect((await world.dossier('ACC-1'))?.passages).toHaveLength(1)
  })

  it('are never an approval of one thing and a passage of another', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    await Promise.all([world.transition('ACC-1', grant), world.edit('ACC-1', admin, 'acc-automation')])
    await world.jira.settled()
    const dossier = await world.dossier('ACC-1')
    if (world.statusOf('ACC-1') === 'Granting') expect(['voided', 'bypassed']).toContain(dossier?.state)
    expect(dossier?.voids).toHaveLength(1)
  })
})

describe('what goes round the gate', () => {
  it('is found by the sweep, said on the issue once, and told where JQL finds it', async () => {
    const world = await open()
    world.jira.world.changeProject('ACC', (project) => ({
      ...project,
      workflow: {
        ...project.workflow,
        transitions: [
          ...project.workflow.transitions,
          { id: '91', name: 'Grant at once', from: 'any', to: '10002', rules: [] },
        ],
      },
    }))
    expect(await world.transition('ACC-1', '91', { as: 'acc-eve' })).toEqual([])
    world.clock.now += 3_600_000
    await world.forge.runSchedule('hourly-sweep')
    await world.forge.runSchedule('hourly-sweep')
    expect(world.saidOn('ACC-1')).toHaveLength(1)
    expect(world.property('ACC-1')).toMatchObject({ state: 'bypassed' })
    expect(await world.log()).toEqual(['gate-bypassed'])
  })

  it('is what passed as something that asks for no access, and asks for it afterwards', async () => {
    const world = await open()
    const kind = (id: string) => ({ [accessFields.kind.id]: { id } })
    await world.edit('ACC-1', kind('10204'), 'acc-eve')
    expect(await world.transition('ACC-1', grant, { as: 'acc-eve' })).toEqual([])
    expect(await world.log()).toEqual([])
    await world.edit('ACC-1', kind('10201'), 'acc-eve')
    world.clock.now += 3_600_000
    await world.forge.runSchedule('hourly-sweep')
    expect(world.property('ACC-1')).toMatchObject({ state: 'bypassed' })
    expect(await world.log()).toEqual(['gate-bypassed'])
  })

  it('is not what went past before there was a gate', async () => {
    const world = await open()
    expect(world.statusOf('ACC-4')).toBe('Granting')
    await world.edit('ACC-4', { summary: 'Other words' })
    world.clock.now += 3_600_000
    await world.forge.runSchedule('hourly-sweep')
    expect(await world.log()).toEqual([])
  })
})

describe('a site that changes', () => {
  it('keeps its gate where a status is renamed', async () => {
    const world = await open()
    const status = world.jira.world.statuses.get('10002')
    if (status) world.jira.world.statuses.set('10002', { ...status, name: 'Bereitstellung' })
    await world.decide('ACC-1', 'acc-bob')
    expect(await world.transition('ACC-1', grant)).toEqual([])
    expect(await world.dossier('ACC-1')).toMatchObject({ state: 'passed' })
  })

  it('keeps the transition shut where a mapped field was uninstalled', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    world.jira.world.changeProject('ACC', (project) => ({
      ...project,
      fields: project.fields.filter((id) => id !== accessFields.expiresAt.id),
    }))
    expect((await world.transition('ACC-1', grant))[0]).toContain('ExpiresAt: the issue does not have this field')
  })

  it('keeps judging where the owner’s account was deactivated or deleted', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-dave')
    world.jira.world.changeUser('acc-bob', { active: false, displayName: 'Former user' })
    expect(await world.transition('ACC-1', grant)).toEqual([])
  })

  it('keeps the transition shut in a project that nobody mapped, and says who must do what', async () => {
    const world = await open()
    await world.forge.within(async () => {
      const { createForgeHost } = await import('../../packages/jira-forge/src/forge-host.ts')
      const { settings } = createForgeHost({ installContext: `ari:cloud:jira::site/${world.jira.cloudId}` })
      await settings.write({ projects: {} }, (await settings.read()).version)
    })
    expect((await world.transition('ACC-1', grant))[0]).toContain('A Jira administrator must map them')
  })

  it('keeps the transition shut once the app is gone', async () => {
    const world = await open()
    await world.decide('ACC-1', 'acc-bob')
    world.jira.uninstallApp()
    expect(await world.transition('ACC-1', grant)).not.toEqual([])
  })
})
