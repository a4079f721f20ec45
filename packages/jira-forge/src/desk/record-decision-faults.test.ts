import { claimsOfSeal } from '@ticketbound/jira'
import { sha256 } from '@ticketbound/seals'
import { describe, expect, it } from 'vitest'
import { type DecisionOutcome, recordDecision } from './record-decision.ts'
import { aDesk, asks, type MemoryDesk, onDesk } from './testdata/a-desk.ts'
import { failingAt } from './testdata/failing-at.ts'

/** Everything that a decision asks of storage and of Jira, in order, as a run without a failure shows it. */
const calls = [
  'keys.active',
  'asUser.send',
  'ruleBooks.read',
  'asApp.send',
  'asApp.send',
  'asApp.send',
  'dossiers.read',
  'audit.append',
  'dossiers.write',
  'audit.append',
  'asApp.send',
]

const sealsIn = ({ dossiers }: MemoryDesk) => dossiers.kept.get('20001')?.dossier.seals ?? []
const codeOf = (outcome: DecisionOutcome): string => (outcome.ok ? outcome.recorded : outcome.code)

/** The digests of the seals that the log says were about to be, or were, recorded. */
function saidBy({ audit }: MemoryDesk, type: string): readonly unknown[] {
  return audit.facts.filter((fact) => fact.type === type).map(({ refs }) => refs.seal)
}

async function decidedUnder(at: number, when: 'before' | 'after') {
  const desk = aDesk()
  const asked = await asks(desk)
  const { host, seen } = failingAt(desk, at, when)
  return { desk, asked, outcome: await recordDecision(asked, host), seen }
}

describe('recording a decision', () => {
  it('asks of storage and of Jira what is listed here', async () => {
    const { outcome, seen } = await decidedUnder(calls.length, 'before')
    expect([codeOf(outcome), seen]).toEqual(['recorded', calls])
  })

  const faults = (['before', 'after'] as const).flatMap((when) =>
    calls.map((call, at) => ({ at, when, call: `${call} (${at + 1}.)` })),
  )

  it.each(faults)('never half records where $call fails $when it did anything', async ({ at, when }) => {
    const { desk, outcome } = await decidedUnder(at, when)
    const seals = sealsIn(desk)
    // No decision takes effect without an entry that came before it.
    expect(saidBy(desk, 'decision-intent')).toEqual(expect.arrayContaining(seals.map(sha256)))
    // What the log says was recorded is there.
    expect(seals.map(sha256)).toEqual(expect.arrayContaining([...saidBy(desk, 'decision-recorded')]))
    // Only a storage that did not answer leaves it open whether the decision is there.
    if (codeOf(outcome) !== 'recorded-unsurely') expect(seals).toHaveLength(outcome.ok ? 1 : 0)
    // Whoever was refused knows where to look, and not what went wrong inside.
    if (!outcome.ok) expect(outcome.message).toMatch(/reference ref-1/)
    expect(JSON.stringify(outcome)).not.toContain('broken')
    expect(desk.reported).toHaveLength(1)
  })

  it.each(faults)('is made good by asking again after $call failed $when it did anything', async ({ at, when }) => {
    const { desk, asked } = await decidedUnder(at, when)
    expect(await recordDecision(asked, desk)).toMatchObject({ ok: true })
    expect(sealsIn(desk).map((seal) => claimsOfSeal(seal)?.approver)).toEqual(['acc-bob'])
    expect((await onDesk(desk)).judged.decision.allowed).toBe(true)
    expect(desk.asApp.properties.get('ACC-1/ticketbound')).toMatchObject({ state: 'ready', seals: sealsIn(desk) })
  })

  it('hands on the platform’s demand for consent, which only the platform can answer', async () => {
    const desk = aDesk()
    const asked = await asks(desk)
    const demand = Object.assign(new Error('needs consent'), { name: 'NEEDS_AUTHENTICATION_ERR' })
    const host = { ...desk, asUser: { send: async () => Promise.reject(demand) } }
    await expect(recordDecision(asked, host)).rejects.toBe(demand)
  })

  it('answers even where the failure cannot be reported', async () => {
    const desk = aDesk()
    const asked = await asks(desk)
    const silent: MemoryDesk = {
      ...failingAt(desk, 0, 'before').host,
      report: () => {
        throw new Error('no log')
      },
    }
    expect(await recordDecision(asked, silent)).toMatchObject({
      code: 'desk-failed',
      message: expect.stringContaining('could not be recorded'),
    })
  })

  it.each([429, 500, 503])('records nothing while Jira answers %d to the app', async (status) => {
    const desk = aDesk()
    const asked = await asks(desk)
    desk.asApp.answer('changelog', { status, body: undefined })
    expect(codeOf(await recordDecision(asked, desk))).toBe('desk-failed')
    expect([sealsIn(desk), desk.audit.facts]).toEqual([[], []])
  })
})
