import { describe, expect, it } from 'vitest'
import { type MemoryHost, noon } from '../testdata/app-host.ts'
import { aDossier } from '../testdata/dossier.ts'
import { createMemoryDossiers } from '../testdata/memory-dossiers.ts'
import { followUpdate } from './follow-update.ts'
import {
  anApprovedWorld,
  change,
  changeIssue,
  commentsOn,
  dossierOf,
  granting,
  hour,
  sealOf,
  waiting,
} from './testdata/watched-world.ts'

const event = (given: object = {}) => ({
  eventType: 'avi:jira:updated:issue',
  selfGenerated: false,
  issue: { id: '20001', key: 'ACC-1', fields: { project: { id: '10000' } } },
  changelog: { items: [] },
  ...given,
})

const write = { customfield_10053: { id: '10121', value: 'Write' } }
const widened = [change(noon - hour, 'customfield_10053', '10120', '10121')]

/** The approved world after somebody widened what is asked for, an hour ago. */
async function aWidenedWorld(): Promise<MemoryHost> {
  const host = await anApprovedWorld()
  changeIssue(host, write, widened)
  return host
}

describe('followUpdate', () => {
  it('notes an approval that a change made void: in the dossier, in the log, on the issue and where JQL finds it', async () => {
    const host = await aWidenedWorld()
    expect(await followUpdate(event(), host)).toBe('voided')
    const voiding = { at: noon - hour, fields: ['level'], approvers: ['acc-bob'] }
    expect(dossierOf(host)).toMatchObject({ state: 'voided', voids: [voiding] })
    const refs = { issue: '20001', project: '10000', fields: ['level'] }
    expect(host.audit.facts).toEqual([{ type: 'decisions-voided', at: noon - hour, refs }])
    expect(commentsOn(host)).toEqual([expect.stringMatching(/`level`.*`Bob` is void/)])
    expect(host.asApp.properties.get('ACC-1/ticketbound')).toMatchObject({ state: 'voided', approvals: 0 })
  })

  it('shows the comment in a service project only to those who work on it', async () => {
    const host = await aWidenedWorld()
    await followUpdate(event(), host)
    const internal = { key: 'sd.public.comment', value: { internal: true } }
    expect(host.asApp.comments[0]?.body).toMatchObject({ body: { type: 'doc', version: 1 }, properties: [internal] })
    const other = await anApprovedWorld()
    changeIssue(other, { ...write, project: { id: '10000', key: 'ACC', projectTypeKey: 'software' } }, widened)
    await followUpdate(event(), other)
    expect(other.asApp.comments[0]?.body).not.toHaveProperty('properties')
  })

  it('says nothing twice, however often and in whatever order it is told', async () => {
    const host = await aWidenedWorld()
    await followUpdate(event(), host)
    expect(await followUpdate(event({ changelog: { items: [{ fieldId: 'summary' }] } }), host)).toBe('settled')
    expect([host.asApp.comments.length, host.audit.facts.length, dossierOf(host)?.voids.length]).toEqual([1, 1, 1])
  })

  it('says it once where two events are followed at once', async () => {
    const host = await aWidenedWorld()
    const outcomes = await Promise.all([followUpdate(event(), host), followUpdate(event(), host)])
    expect(outcomes.sort()).toEqual(['settled', 'voided'])
    expect([host.asApp.comments.length, dossierOf(host)?.voids.length]).toEqual([1, 1])
  })

  it('says it again of another approval that another change made void', async () => {
    const host = await aWidenedWorld()
    await followUpdate(event(), host)
    const kept = dossierOf(host) ?? aDossier()
    const seals = [...kept.seals, await sealOf(host, { approver: 'acc-dave', decidedAt: noon - hour / 2 })]
    host.dossiers.kept.set('20001', { version: 9, dossier: { ...kept, seals } })
    changeIssue(host, write, [...widened, change(noon - hour / 4, 'customfield_10055')])
    expect(await followUpdate(event(), host)).toBe('voided')
    expect(dossierOf(host)?.voids.at(-1)).toEqual({
      at: noon - hour / 4,
      fields: ['expiresAt'],
      approvers: ['acc-dave'],
    })
  })

  it('finds the change where the history is too long to be read whole', async () => {
    const host = await anApprovedWorld()
    changeIssue(
      host,
      write,
      Array.from({ length: 101 }, (_, at) => change(at, 'summary')),
    )
    expect(await followUpdate(event(), host)).toBe('voided')
    expect(dossierOf(host)?.voids).toEqual([{ at: noon, fields: [], approvers: ['acc-bob'] }])
  })

  it.each([
    [
      'kind, so that nobody needs to approve any more',
      { customfield_10050: { id: '10103', value: 'Question' } },
      'customfield_10050',
      'kind',
    ],
    ['principal, to nobody', { customfield_10051: null }, 'customfield_10051', 'principal'],
    ['requester', { reporter: { accountId: 'acc-eve' } }, 'reporter', 'requester'],
    ['end', { customfield_10055: '2027-01-31' }, 'customfield_10055', 'expiresAt'],
  ])('finds a change of the %s', async (_what, fields, field, said) => {
    const host = await anApprovedWorld()
    changeIssue(host, fields, [change(noon - hour, field)])
    expect(await followUpdate(event(), host)).toBe('voided')
    expect(dossierOf(host)?.voids[0]?.fields).toEqual([said])
  })

  it('notes the approvals of an issue that was moved, whose key seals name', async () => {
    const host = await anApprovedWorld()
    host.asApp.issues.clear()
    const { projects } = (await host.settings.read()).settings
    const settings = { projects: { ...projects, 10001: projects['10000'] } }
    const book = await host.ruleBooks.read(noon)
    changeIssue(host, { project: { id: '10001', key: 'OPS' } }, [], { key: 'OPS-9' })
    const ruleBooks = { read: async () => ({ ...book, settings: settings as typeof book.settings }) }
    const moved = event({ issue: { id: '20001', key: 'OPS-9', fields: { project: { id: '10001' } } } })
    expect(await followUpdate(moved, { ...host, ruleBooks })).toBe('voided')
    expect(dossierOf(host)).toMatchObject({ issueKey: 'OPS-9', projectId: '10001', voids: [{ fields: ['number'] }] })
  })

  it('notes nothing of an approval that was withdrawn', async () => {
    const host = await aWidenedWorld()
    const kept = dossierOf(host) ?? aDossier()
    const seals = [...kept.seals, await sealOf(host, { decision: 'withdrawn', decidedAt: noon - hour * 1.5 })]
    host.dossiers.kept.set('20001', { version: 1, dossier: { ...kept, seals } })
    expect(await followUpdate(event(), host)).toBe('settled')
  })

  it('notes nothing of a change that matters to no approval', async () => {
    const host = await anApprovedWorld()
    changeIssue(host, { summary: 'Other words' }, [change(noon - hour, 'summary')])
    expect(await followUpdate(event(), host)).toBe('settled')
    expect([dossierOf(host)?.state, host.asApp.comments, host.audit.facts]).toEqual(['ready', [], []])
  })

  it('asks Jira what is true, and believes no event', async () => {
    const host = await anApprovedWorld()
    expect(
      await followUpdate(event({ changelog: { items: [{ fieldId: 'customfield_10053', to: '10121' }] } }), host),
    ).toBe('settled')
  })

  it('keeps where an issue stands that was never decided on', async () => {
    const host = await anApprovedWorld({ dossiers: createMemoryDossiers() })
    host.dossiers.kept.clear()
    expect(await followUpdate(event(), host)).toBe('settled')
    expect(dossierOf(host)).toMatchObject({ state: 'blocked', seals: [], expires: '2026-12-31' })
    expect(host.asApp.properties.get('ACC-1/ticketbound')).toMatchObject({ state: 'blocked' })
  })

  it('keeps and shows nothing of what asks for no access, and never did', async () => {
    const host = await anApprovedWorld()
    host.dossiers.kept.clear()
    changeIssue(host, { customfield_10050: { id: '10103', value: 'Question' } })
    expect(await followUpdate(event(), host)).toBe('settled')
    expect([host.dossiers.kept.size, host.asApp.properties.size]).toEqual([0, 0])
  })

  it('leaves on record that something went round the gate, until it goes back', async () => {
    const host = await anApprovedWorld()
    const kept = dossierOf(host) ?? aDossier()
    host.dossiers.kept.set('20001', { version: 1, dossier: { ...kept, state: 'bypassed' } })
    changeIssue(host, { status: granting, customfield_10051: null }, [])
    await followUpdate(event(), host)
    expect(dossierOf(host)?.state).toBe('bypassed')
    changeIssue(host, { status: waiting })
    await followUpdate(event(), host)
    expect(dossierOf(host)?.state).toBe('ready')
  })

  it.each<[string, object | null, string]>([
    ['an event of its own doing', event({ selfGenerated: true }), 'own'],
    ['an event that it cannot read', { issue: {} }, 'unreadable'],
    ['nothing', null, 'unreadable'],
    [
      'a project without a map',
      event({ issue: { id: '20001', fields: { project: { id: '10009' } } } }),
      'not-governed',
    ],
  ])('asks Jira nothing at %s', async (_what, given, outcome) => {
    const host = await anApprovedWorld()
    expect(await followUpdate(given, host)).toBe(outcome)
    expect(host.asApp.asked).toEqual([])
  })

  it.each([
    ['is gone', 'gone'],
    ['is of a project without a map', 'not-governed'],
  ] as const)('leaves an issue alone that %s', async (_what, outcome) => {
    const host = await anApprovedWorld()
    if (outcome === 'gone') host.asApp.issues.clear()
    else changeIssue(host, { project: { id: '10009', key: 'X' } })
    const before = dossierOf(host)
    expect(await followUpdate(event({ issue: { id: '20001' } }), host)).toBe(outcome)
    expect(dossierOf(host)).toBe(before)
  })

  it.each([429, 500, 403])('throws where Jira answers %i, and writes nothing', async (status) => {
    const host = await aWidenedWorld()
    host.asApp.answer('issue/20001', { status, body: undefined })
    await expect(followUpdate(event(), host)).rejects.toMatchObject({ context: { status } })
    expect([dossierOf(host)?.voids, host.audit.facts]).toEqual([[], []])
  })

  it('notes it all the same where neither comment nor property can be written', async () => {
    const host = await aWidenedWorld()
    host.asApp.answer('/comment', { status: 403, body: undefined })
    host.asApp.answer('/properties/', { status: 503, body: undefined })
    expect(await followUpdate(event(), host)).toBe('voided')
    expect([dossierOf(host)?.voids.length, host.reported.length]).toEqual([1, 2])
  })

  it('quotes what names a person in its comment', async () => {
    const host = await anApprovedWorld()
    const seals = [await sealOf(host, { approver: '`<b>evil' })]
    host.dossiers.kept.set('20001', { version: 1, dossier: aDossier({ seals }) })
    changeIssue(host, write, widened)
    await followUpdate(event(), host)
    expect(commentsOn(host)[0]).toContain("`'<b>evil` is void")
  })
})
