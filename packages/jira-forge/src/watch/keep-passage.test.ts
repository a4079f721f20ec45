import { describe, expect, it } from 'vitest'
import { defaultTransitionConfig } from '../gate/transition-config.ts'
import { noon } from '../testdata/app-host.ts'
import { aDossier } from '../testdata/dossier.ts'
import { keepPassage } from './keep-passage.ts'
import {
  anApprovedWorld,
  change,
  changeIssue,
  commentsOn,
  done,
  dossierOf,
  granting,
  hour,
} from './testdata/watched-world.ts'

const ran = (given: object = {}) => ({
  issue: { id: '20001', key: 'ACC-1' },
  transition: { id: '21', from: { id: '10001' }, to: { id: '10003' }, executionId: 'x' },
  configuration: {},
  ...given,
})

const moved = change(noon - hour, 'status', '10001', '10003')

/** The approved world after `ACC-1` went past the gate an hour ago. */
async function aPassedWorld(fields: object = {}, changes: readonly object[] = [moved]) {
  const host = await anApprovedWorld()
  changeIssue(host, { status: granting, ...fields }, changes)
  return host
}

describe('keepPassage', () => {
  it('keeps when, whereto and by which verdict a request passed, in the dossier and in the log', async () => {
    const host = await aPassedWorld()
    expect(await keepPassage(ran(), host)).toBe('kept')
    const [passage] = dossierOf(host)?.passages ?? []
    expect(passage).toEqual({
      passedAt: noon - hour,
      to: '10003',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      verdict: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(dossierOf(host)).toMatchObject({ state: 'passed', expires: '2026-12-31' })
    const { digest, verdict } = passage ?? {}
    const refs = { issue: '20001', project: '10000', to: '10003', digest, verdict }
    expect(host.audit.facts).toEqual([{ type: 'gate-passed', at: noon - hour, refs }])
  })

  it('shows it on the issue', async () => {
    const host = await aPassedWorld()
    await keepPassage(ran(), host)
    expect(host.asApp.properties.get('ACC-1/ticketbound')).toMatchObject({
      state: 'passed',
      gate: { verdict: expect.any(String) },
    })
    expect(host.asApp.comments).toEqual([])
  })

  it('keeps it where the transition closed the issue', async () => {
    const host = await aPassedWorld({ status: done, resolution: { id: '1' } }, [
      change(noon - hour, 'status', '10001', '10004'),
    ])
    const closing = ran({ transition: { from: { id: '10001' }, to: { id: '10004' } } })
    expect(await keepPassage(closing, host)).toBe('kept')
  })

  it('does nothing more when it is told twice', async () => {
    const host = await aPassedWorld()
    await keepPassage(ran(), host)
    expect(await keepPassage(ran(), host)).toBe('already-so')
    expect([dossierOf(host)?.passages.length, host.audit.facts.length]).toEqual([1, 1])
  })

  it('keeps what was decided meanwhile', async () => {
    const host = await aPassedWorld()
    host.dossiers.beforeNextWrite(() => {
      const kept = host.dossiers.kept.get('20001')
      if (kept) host.dossiers.kept.set('20001', { version: 2, dossier: { ...kept.dossier, voids: [aVoid] } })
    })
    expect(await keepPassage(ran(), host)).toBe('kept')
    expect(dossierOf(host)).toMatchObject({ voids: [aVoid], passages: [{}] })
    expect(host.audit.facts).toHaveLength(1)
  })

  it('reads only the statuses of a history that is too long for a page', async () => {
    const host = await aPassedWorld({}, tooLong)
    await keepPassage(ran({ configuration: { ...defaultTransitionConfig, evidence: 'none' } }), host)
    expect(dossierOf(host)?.passages[0]?.passedAt).toBe(noon - hour)
  })

  it('keeps no passage by approvals of which a history that is too long cannot tell what they were of', async () => {
    const host = await aPassedWorld({}, tooLong)
    expect(await keepPassage(ran(), host)).toBe('bypassed')
  })

  it('takes now where no history says when', async () => {
    const host = await aPassedWorld({}, [])
    await keepPassage(ran(), host)
    expect(dossierOf(host)?.passages[0]?.passedAt).toBe(noon)
  })

  it('asks of a request what was set for its transition', async () => {
    const host = await aPassedWorld({ customfield_10055: null })
    const configuration = { ...defaultTransitionConfig, rules: { without: ['expiry-missing'] }, evidence: 'none' }
    expect(await keepPassage(ran({ configuration }), host)).toBe('kept')
  })

  it('needs no passage of what asks for no access', async () => {
    const host = await aPassedWorld({ customfield_10050: { id: '10103', value: 'Question' } })
    expect(await keepPassage(ran(), host)).toBe('not-needed')
    expect([dossierOf(host)?.passages, host.audit.facts]).toEqual([[], []])
  })

  it.each([
    ['a field was edited after the approval', { customfield_10053: { id: '10121', value: 'Write' } }],
    ['a rule is broken', { customfield_10055: '2020-01-01' }],
    ['the request cannot be read any more', { customfield_10051: null }],
  ])('notes that it went round the gate where %s', async (_why, fields) => {
    const host = await aPassedWorld(fields)
    expect(await keepPassage(ran(), host)).toBe('bypassed')
    expect(dossierOf(host)).toMatchObject({ state: 'bypassed', passages: [] })
    expect(host.audit.facts).toMatchObject([{ type: 'gate-bypassed', refs: { issue: '20001', status: '10003' } }])
    expect(commentsOn(host)).toEqual([expect.stringContaining('past the gate')])
  })

  it('counts no approval that was given after the transition', async () => {
    const host = await aPassedWorld({}, [change(noon - 3 * hour, 'status', '10001', '10003')])
    expect(await keepPassage(ran(), host)).toBe('bypassed')
  })

  it('says once that something went round the gate', async () => {
    const host = await aPassedWorld({ customfield_10055: null })
    await keepPassage(ran(), host)
    await keepPassage(ran(), host)
    expect([host.asApp.comments.length, host.audit.facts.length]).toEqual([1, 1])
  })

  it.each([
    ['is gone', 'gone'],
    ['is of a project without a map', 'not-governed'],
  ] as const)('keeps nothing of an issue that %s', async (_what, outcome) => {
    const host = await aPassedWorld()
    if (outcome === 'gone') host.asApp.issues.clear()
    else changeIssue(host, { project: { id: '10009', key: 'X' } })
    expect(await keepPassage(ran(), host)).toBe(outcome)
    expect(host.audit.facts).toEqual([])
  })

  it.each<[string, object, string]>([
    ['an event that it cannot read', { issue: {} }, 'transition-unreadable'],
    ['an event without a target', { transition: { from: { id: '1' } } }, 'transition-unreadable'],
    ['a configuration that it cannot read', { configuration: { version: 9 } }, 'transition-misconfigured'],
  ])('throws at %s', async (_what, given, code) => {
    await expect(keepPassage(ran(given), await aPassedWorld())).rejects.toMatchObject({ code })
  })

  it('throws where the log cannot be written, and keeps nothing', async () => {
    const host = await aPassedWorld()
    const audit = { ...host.audit, append: () => Promise.reject(new Error('full')) }
    await expect(keepPassage(ran(), { ...host, audit })).rejects.toThrow('full')
    expect(dossierOf(host)?.passages).toEqual([])
  })

  it('throws where somebody else always writes first', async () => {
    const host = await aPassedWorld()
    const dossiers = { ...host.dossiers, write: async () => 'overtaken' as const }
    await expect(keepPassage(ran(), { ...host, dossiers })).rejects.toMatchObject({ code: 'dossier-contended' })
    expect(host.audit.facts).toHaveLength(1)
  })

  it('keeps it all the same where it cannot be shown, and says so in the app log', async () => {
    const host = await aPassedWorld()
    host.asApp.answer('/properties/', { status: 503, body: undefined })
    expect(await keepPassage(ran(), host)).toBe('kept')
    expect(host.reported).toHaveLength(1)
  })

  it('keeps the latest hundred passages', async () => {
    const host = await aPassedWorld()
    const before = dossierOf(host) ?? aDossier()
    const old = { passedAt: 1, to: '10003', digest: 'd', verdict: 'v' }
    const passages = Array.from({ length: 100 }, () => old)
    host.dossiers.kept.set('20001', { version: 1, dossier: { ...before, passages } })
    await keepPassage(ran(), host)
    expect(dossierOf(host)?.passages).toHaveLength(100)
    expect(dossierOf(host)?.passages.at(-1)?.to).toBe('10003')
  })
})

const tooLong = [...Array.from({ length: 100 }, (_, at) => change(at, 'summary')), moved]

const aVoid = { at: 5, fields: ['level'], approvers: ['acc-dave'] }
