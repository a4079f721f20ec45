import { claimsOfSeal, readIssueProperty } from '@ticketbound/jira'
import { sha256 } from '@ticketbound/seals'
import { describe, expect, it } from 'vitest'
import { noon } from '../testdata/app-host.ts'
import { aDossier, aSeal } from '../testdata/dossier.ts'
import { anIssue, someFields } from '../testdata/issue.ts'
import { longestProperty, mirror } from './mirror.ts'
import { aDesk, type MemoryDesk, onDesk } from './testdata/a-desk.ts'

const hour = 3_600_000

async function mirrored(dossier: ReturnType<typeof aDossier>, desk: MemoryDesk = aDesk()) {
  const { judged, policy } = await onDesk(desk)
  const outcome = await mirror({ judged, dossier, zone: policy.zone }, desk)
  const property = readIssueProperty(desk.asApp.properties.get('ACC-1/ticketbound'))
  return { outcome, property: property.ok ? property.value : undefined, desk }
}

describe('what stands on the issue', () => {
  it('says where it stands, for JQL and for the night', async () => {
    const passages = [{ passedAt: noon - hour, to: '10003', digest: 'd', verdict: 'v-1' }]
    expect((await mirrored(aDossier({ passages }))).property).toEqual({
      version: 1,
      state: 'blocked',
      expires: '2026-12-31',
      entitlement: 'deploy',
      principal: 'acc-alice',
      owner: 'acc-bob',
      missing: ['evidence-insufficient'],
      approvals: 0,
      needed: 1,
      seals: [],
      gate: { passedAt: '2026-11-10T11:00:00Z', verdict: 'v-1' },
      updatedAt: '2026-11-10T12:00:00Z',
    })
  })

  it('fits into what Jira keeps, with the newest decisions, the oldest of which misses the one before it', async () => {
    // Names that take three bytes a letter make the longest seals.
    const long = `acc-${'\u{4e16}'.repeat(252)}`
    const desk = aDesk({ issues: [anIssue({ fields: someFields({ customfield_10054: { accountId: long } }) })] })
    const { judged } = await onDesk(desk)
    const seals: string[] = []
    while (seals.length < 100) {
      const previous = seals.at(-1)
      const decidedAt = noon - hour + seals.length
      seals.push(await aSeal(judged.line, desk.keys, { approver: long, decidedAt, ...(previous && { previous }) }))
    }
    const { property, outcome } = await mirrored(aDossier({ seals }), desk)
    expect(outcome).toBe('written')
    expect(JSON.stringify(property).length).toBeLessThanOrEqual(longestProperty)
    const shown = property?.seals ?? []
    expect(shown.length).toBeGreaterThan(5)
    expect(shown).toEqual(seals.slice(-shown.length))
    expect(shown.map(sha256)).not.toContain(claimsOfSeal(shown[0] ?? '')?.previous)
  })

  it.each([400, 403, 404, 413, 429, 500])('undoes nothing where Jira answers %d, and is reported', async (status) => {
    const desk = aDesk()
    desk.asApp.answer('PUT', { status, body: undefined })
    expect((await mirrored(aDossier(), desk)).outcome).toBe('failed')
    expect(desk.reported).toMatchObject([{ error: { message: expect.stringContaining(String(status)) } }])
  })

  it('is reported where Jira gives no answer', async () => {
    const desk = aDesk()
    desk.asApp.answer('PUT', () => Promise.reject(new Error('silent')))
    expect((await mirrored(aDossier(), desk)).outcome).toBe('failed')
    expect(desk.reported).toHaveLength(1)
  })
})
