import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openSmallHouse, person, pipeTo, type SmallHouse, secondNight } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

const approval = { approver: 'alice', decision: 'approved', decidedAt: '2026-02-01T08:00:00Z', how: 'native' }
/** Carol holds `deploy` at `read`, and asks for `write`; alice owns it. */
const asked = {
  number: 'R7',
  item: 'Production access',
  principal: 'carol',
  level: 'write',
  owner: 'alice',
  requester: 'carol',
  openedAt: '2026-02-01T00:00:00Z',
  expiresAt: '2026-03-01',
  justification: 'to release what is built',
  changes: [],
  approvals: [approval],
}
const at = ['--at', secondNight]

/** What `decide --json` says of a request. */
async function decide(request: object | string, ...more: readonly string[]) {
  const text = typeof request === 'string' ? request : JSON.stringify(request)
  const { code, out, err } = await pipeTo(text, 'decide', '--config', house.config, '--request', '-', '--json', ...more)
  return { code, err, said: JSON.parse(out) }
}

const codes = (said: { readonly request: { readonly violations: readonly { readonly code: string }[] } }) =>
  said.request.violations.map(({ code }) => code)

describe('ticketbound decide', () => {
  it('allows a request that breaks no rule and is approved, and says what it rests on', async () => {
    await house.run()
    const { code, said } = await decide(asked, ...at)
    expect(said).toMatchObject({
      allowed: true,
      at: secondNight,
      night: { run: 'n-20260201T000000Z', at: '2026-02-01T00:00:00Z' },
      refusals: [],
      asked: { source: 'itsm', number: 'R7', kind: 'provision', entitlement: 'deploy', level: 'write' },
      request: { allowed: true, violations: [], excused: [] },
      evidence: { sufficient: true, needed: 1, counted: 1, assurance: 'proven', approvedBy: ['alice'] },
    })
    expect(code).toBe(0)
  })

  it('denies with 1, and tells every broken rule and why each approval does not count', async () => {
    await house.run()
    const { code, said } = await decide(
      { ...asked, justification: '', approvals: [{ ...approval, approver: 'carol' }] },
      ...at,
    )
    expect(code).toBe(1)
    expect(said).toMatchObject({ allowed: false, refusals: ['request-denied', 'evidence-insufficient'] })
    expect(codes(said)).toEqual(['justification-missing'])
    expect(said.evidence.approvals[0]).toMatchObject({ approver: 'carol', counts: false })
    expect(said.evidence.approvals[0].faults.map((fault: { code: string }) => fault.code)).toContain(
      'approver-is-requester',
    )
  })

  it('tells a person of each decision what came of it', async () => {
    await house.run()
    const after = (decidedAt: string, decision: string) => ({ ...approval, decision, decidedAt })
    const said = async (...approvals: readonly object[]) => {
      const text = JSON.stringify({ ...asked, approvals })
      return (await pipeTo(text, 'decide', '--config', house.config, '--request', '-', ...at)).out
    }
    const withdrawn = await said(approval, after('2026-02-01T09:00:00Z', 'withdrawn'))
    expect(withdrawn).toContain('`alice` withdrew the approval at 2026-02-01T09:00:00Z (native)')
    expect(await said(after('2026-02-01T09:00:00Z', 'rejected'))).toContain('`alice` rejected it at 2026-02-01T09:00')
    expect(await said(after('2027-01-01T00:00:00Z', 'approved'))).toContain(
      'was granted, or would be (after-fulfilment)',
    )
  })

  it('knows from the last night what is held, at which level and until when', async () => {
    await house.run()
    const { said } = await decide({ ...asked, level: 'read' }, ...at)
    expect(codes(said)).toEqual(['duplicate-of-held'])
    const renewal = { ...asked, principal: 'bob', requester: 'bob', level: 'read' }
    expect(codes((await decide(renewal, ...at)).said)).toEqual(['duplicate-of-held'])
  })

  it('lets access be renewed that ends by its ticket', async () => {
    const ended = { closedAt: '2026-01-02T00:00:00Z', state: 'closed-complete', expiresAt: '2026-02-10' }
    house.write('requests.ndjson', [
      {
        number: 'R1',
        kind: 'provision',
        principal: 'bob',
        entitlement: 'deploy',
        level: 'read',
        openedAt: '2026-01-01T00:00:00Z',
        ...ended,
      },
    ])
    await house.run()
    const renewal = { ...asked, principal: 'bob', requester: 'bob', level: 'read' }
    expect((await decide(renewal, ...at)).said).toMatchObject({ allowed: true })
    expect(codes((await decide({ ...renewal, expiresAt: '2026-02-09' }, ...at)).said)).toEqual(['duplicate-of-held'])
  })

  it('knows from the last night what is asked for already', async () => {
    house.write('requests.ndjson', [
      {
        number: 'R2',
        kind: 'provision',
        principal: 'carol',
        entitlement: 'deploy',
        level: 'write',
        openedAt: '2026-01-20T00:00:00Z',
        state: 'open',
      },
    ])
    await house.run()
    expect(codes((await decide(asked, ...at)).said)).toEqual(['duplicate-of-request'])
  })

  it.each([
    ['by its item', {}],
    ['by the entitlement that its item stands for', { item: undefined }],
    ['under another name of its principal', { principal: 'carol-adm' }],
  ])('remembers a rejection that a night has seen, where whoever asks leaves it out: %s', async (_how, stored) => {
    const rejection = { ...approval, decision: 'rejected', decidedAt: '2026-02-01T00:00:00Z' }
    const early = { ...approval, decidedAt: '2026-01-31T12:00:00Z' }
    const row = { ...asked, kind: 'provision', entitlement: 'deploy', state: 'open', openedAt: '2026-01-31T00:00:00Z' }
    const carol = { ...person('carol'), accounts: [{ account: 'carol-adm' }] }
    house.write('people.ndjson', [person('alice'), person('bob'), carol])
    house.write('requests.ndjson', [{ ...row, ...stored, approvals: [early, rejection] }])
    await house.run()
    const { said } = await decide({ ...row, approvals: [early] }, ...at)
    expect(said.refusals).toEqual(['evidence-insufficient'])
    expect(said.evidence.approvals[0].faults).toMatchObject([{ code: 'rejected-later' }])
    expect((await decide({ ...row, number: 'R8', approvals: [early] }, ...at)).said.refusals).toEqual([
      'request-denied',
    ])
    expect((await decide({ ...row, approvals: [early, approval] }, ...at)).said.allowed).toBe(true)
  })

  it('says in words why a request cannot be read', async () => {
    for (const [file, why] of [
      [join(house.folder, 'none.json'), 'there is no such file'],
      [house.folder, 'this is a folder'],
    ] as const) {
      const { code, err } = await house.type('decide', '--request', file)
      expect([code, err]).toEqual([2, expect.stringContaining(`cannot be read: ${why}`)])
    }
  })

  it('counts no native approval beside which there is no field history', async () => {
    await house.run()
    const { changes: _changes, ...rest } = asked
    const { code, said } = await decide(rest, ...at)
    expect(code).toBe(1)
    expect(said.evidence.approvals[0].faults).toEqual([
      { code: 'history-missing', message: expect.stringContaining('keeps no history') },
    ])
  })

  it('fills in what a request may leave out', async () => {
    await house.run()
    const { openedAt: _opened, approvals: _approvals, number: _number, ...rest } = asked
    expect((await decide(rest, ...at)).said.asked).toMatchObject({ source: 'itsm', number: 'unnumbered' })
  })

  describe('where several sources give requests', () => {
    const rejection = { ...approval, decision: 'rejected', decidedAt: '2026-02-01T00:00:00Z' }
    const early = { ...approval, decidedAt: '2026-01-31T12:00:00Z' }
    const row = { ...asked, kind: 'provision', entitlement: 'deploy', state: 'open', openedAt: '2026-01-31T00:00:00Z' }

    beforeEach(async () => {
      house.addRequests('desk')
      house.write('desk.ndjson', [{ ...row, approvals: [early, rejection] }])
      await house.run()
    })

    it.each([undefined, null])('denies a number that does not say which of them it is from: %s', async (source) => {
      const { code, said } = await decide({ ...row, source, approvals: [early] }, ...at)
      expect(code).toBe(2)
      expect(said).toMatchObject({ allowed: false, error: { code: 'source-ambiguous' } })
      expect(said.error.message).toContain('`source` is missing, and there are several: `itsm`, `desk`')
    })

    it('tells it beside the other faults', async () => {
      const { said } = await decide({ ...row, approved: true }, ...at)
      expect(said.error.code).toBe('request-faults')
      expect(said.error.message).toContain('source-ambiguous')
    })

    it('knows what is on record of the source that is named', async () => {
      const { said } = await decide({ ...row, source: 'desk', approvals: [early] }, ...at)
      expect(said.evidence.approvals[0].faults).toMatchObject([{ code: 'rejected-later' }])
    })

    it('holds a source that nobody knows for one of those that are known', async () => {
      const { said } = await decide({ ...row, source: 'dekc', approvals: [early] }, ...at)
      expect(said.evidence.approvals[0].faults).toMatchObject([{ code: 'rejected-later' }])
    })

    it('does not mix up two sources that use the same number', async () => {
      const elsewhere = { ...row, approvals: [early] }
      house.write('requests.ndjson', [elsewhere])
      await house.runAgain()
      const later = ['--at', '2026-02-02T12:00:00Z'] as const
      const { said } = await decide({ ...elsewhere, source: 'itsm' }, ...later)
      expect(said.evidence.approvals[0].faults).toEqual([])
    })

    it('asks for no source where there is no number', async () => {
      const { number: _number, ...unnumbered } = row
      expect((await decide(unnumbered, ...at)).said.asked).toMatchObject({ source: 'unnamed', number: 'unnumbered' })
    })
  })

  describe('where a rule needs held access', () => {
    beforeEach(() => {
      writeFileSync(
        join(house.folder, 'catalogue.yaml'),
        [
          'defaults: { system: prod, owners: [alice] }',
          'entitlements:',
          '  - { id: deploy, levels: [read, write], conflicts: [audit] }',
          '  - { id: audit }',
          'items:',
          '  - { item: Production access, kind: provision, entitlement: deploy }',
        ].join('\n'),
      )
    })

    it('denies while there was no night', async () => {
      house.configure((text) => text.replace(/ {2}# Who people[\s\S]*$/, ''))
      const { code, said } = await decide(asked, ...at)
      expect(code).toBe(1)
      expect(said.night).toBeNull()
      expect(codes(said)).toEqual(['access-unknown'])
    })

    it('denies while the last night did not see all access', async () => {
      writeFileSync(join(house.folder, 'access.ndjson'), '{"account":"bob","entitlement":"deploy"}')
      await house.run()
      expect(codes((await decide(asked, ...at)).said)).toEqual(['access-unknown'])
    })

    it('denies where an account may be theirs and nobody can tell', async () => {
      const shared = { ...person('carol'), accounts: [{ account: 'shared' }] }
      house.write('people.ndjson', [person('alice'), person('bob'), shared, { ...shared, principal: 'dora' }])
      house.write('access.ndjson', [{ account: 'shared', entitlement: 'audit' }])
      await house.run()
      expect(codes((await decide(asked, ...at)).said)).toEqual(['access-unknown'])
    })

    it('denies what conflicts with what the last night saw', async () => {
      house.write('access.ndjson', [{ account: 'carol', entitlement: 'audit' }])
      await house.run()
      expect(codes((await decide(asked, ...at)).said)).toEqual(['conflicts-with-held'])
    })

    it('allows where the last night saw that nothing conflicts', async () => {
      await house.run()
      expect((await decide(asked, ...at)).said.allowed).toBe(true)
    })
  })

  it('lets an agent ask for no level that no peer was seen to hold', async () => {
    const agent = { ...person('bot'), kind: 'agent', sponsor: 'bob', peers: ['carol'] }
    house.write('people.ndjson', [...['alice', 'bob', 'carol'].map(person), agent])
    await house.run()
    const forBot = { ...asked, principal: 'bot', requester: 'bob' }
    expect(codes((await decide(forBot, ...at)).said)).toEqual(['exceeds-peers'])
    expect((await decide({ ...forBot, level: 'read' }, ...at)).said.allowed).toBe(true)
  })

  it.each<[string, object | string, string]>([
    ['JSON in which a key stands twice', '{"principal":"carol","principal":"bob"}', 'key-repeated'],
    ['what is no JSON', 'carol', 'json-malformed'],
    ['a list', '[]', 'request-not-an-object'],
    ['a row with an unknown field', { ...asked, approved: true }, 'field-unknown'],
    ['an item that is not known, and no kind', { ...asked, item: 'Production acess' }, 'request-faults'],
    ['approvals without an opening', { ...asked, openedAt: null }, 'opening-missing'],
    ['a request of a megabyte', `"${'x'.repeat(1_000_000)}"`, 'request-too-large'],
  ])('denies %s with 2, and says so in the answer too', async (_what, request, wanted) => {
    await house.run()
    const { code, said, err } = await decide(request, ...at)
    expect(code).toBe(2)
    expect(said).toMatchObject({ allowed: false, error: { code: wanted } })
    expect(err).toContain('Error: ')
  })

  it('denies with 2 as of an instant before the last night, without a request and without a configuration', async () => {
    await house.runAgain()
    const { code, said } = await decide(asked, '--at', '2026-01-01T00:00:00Z')
    expect([code, said.error.code]).toEqual([2, 'instant-in-the-past'])
    const none = await house.type('decide', '--json')
    expect([none.code, JSON.parse(none.out).error.code]).toEqual([2, 'request-not-named'])
    rmSync(house.config)
    expect((await decide(asked)).said).toMatchObject({ allowed: false, error: { code: 'config-not-found' } })
  })

  it('tells a person what is missing, from a file', async () => {
    await house.run()
    writeFileSync(join(house.folder, 'request.json'), JSON.stringify({ ...asked, approvals: [], owner: 'bob' }))
    const { code, out } = await house.type('decide', '--request', join(house.folder, 'request.json'), ...at)
    expect(code).toBe(1)
    expect(out).toContain('Denied  R7: provision `deploy` at `write` for `carol`')
    expect(out).toMatch(/^ {2}owner: .*\(owner-not-listed\)$/m)
    expect(out).toContain('Approvals: 0 of 1 that are needed')
    expect(out).toContain('an owner: nobody yet')
    expect(out).toContain('by what the night of 2026-02-01T00:00:00Z saw')
  })

  it('makes no store', async () => {
    await decide(asked)
    expect((await house.type('findings')).err).toContain('store-not-found')
  })
})
