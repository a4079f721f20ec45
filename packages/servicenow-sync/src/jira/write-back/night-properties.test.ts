import { describe, expect, it } from 'vitest'
import { configError, upstreamError } from '../../errors.ts'
import { openStore } from '../../store/sqlite/open-store.ts'
import { someFinding, someResult } from '../../store/testdata/records.ts'
import type { Rehearsal } from '../../write-back/rehearse-action.ts'
import { rehearsePlan } from '../../write-back/rehearse-plan.ts'
import { planFromStore, type WriteBackDesk, writeBack } from '../../write-back/write-back-desk.ts'
import type { JiraClient, PropertyAnswer } from '../wire/jira-client.ts'
import { openNightProperties } from './night-properties.ts'
import { planNightProperties } from './plan-night-properties.ts'

const night = someResult('n-20260310T000000Z', Date.parse('2026-03-10T00:00:00Z'))

/** A desk before a site of these issues, with one open finding about each ticket. */
function openDesk(issues: readonly string[], tickets: readonly string[] = issues, given: Partial<JiraClient> = {}) {
  const store = openStore(':memory:')
  const put = (ticket: string, state: 'open' | 'resolved') =>
    store.transaction(() =>
      store.night.putFinding(
        1,
        someFinding(`f-${ticket}`, {
          state,
          tickets: [ticket],
          evidence: [{ type: 'ticket', source: 'jira', number: ticket, item: 'i' }],
        }),
      ),
    )
  for (const ticket of tickets) put(ticket, 'open')
  const properties = new Map<string, unknown>()
  const writes: string[] = []
  const client = {
    property: async (key: string): Promise<PropertyAnswer> => {
      if (!issues.includes(key)) return 'no-issue'
      return properties.has(key) ? { value: properties.get(key) } : 'no-property'
    },
    setProperty: async (key: string, name: string, value: unknown) => {
      writes.push(`${key} ${name}`)
      properties.set(key, value)
      return 'written'
    },
    removeProperty: async (key: string, name: string) => {
      writes.push(`${key} without ${name}`)
      properties.delete(key)
      return 'written'
    },
    ...given,
  } as JiraClient
  const target = openNightProperties(client, { site: 'https://example.atlassian.net/', concurrency: 2 })
  const desk: WriteBackDesk = {
    store,
    settings: { minSeverity: 'low', notes: false, most: 10 },
    target,
    plan: (recheck) =>
      planNightProperties(
        store.findings({ includeClosed: true }),
        (ticket) => store.writeBack.entriesOf(target.name, ticket),
        {
          target: target.name,
          minSeverity: 'low',
          ticketSources: new Set(['jira']),
          night: { run: night.run, at: '2026-03-10T00:00:00Z', complete: true },
          recheck,
        },
      ),
  }
  const write = (recheck = false) =>
    writeBack(desk, planFromStore(desk, { recheck }), night, { pause: async () => undefined })
  return { desk, properties, writes, put, write }
}

describe('telling issues what the night saw', () => {
  it('writes the property once, and takes it away when the finding is gone', async () => {
    const { write, writes, properties, put } = openDesk(['ACC-1', 'ACC-2'])
    expect(await write()).toMatchObject({ target: 'https://example.atlassian.net ticketbound-night', written: 2 })
    expect(properties.get('ACC-1')).toMatchObject({ version: 1, run: night.run, findings: [{ id: 'f-ACC-1' }] })
    expect(await write()).toMatchObject({ planned: 0, written: 0 })
    put('ACC-1', 'resolved')
    expect(await write()).toMatchObject({ written: 1 })
    expect(writes).toEqual(['ACC-1 ticketbound-night', 'ACC-2 ticketbound-night', 'ACC-1 without ticketbound-night'])
    expect(await write()).toMatchObject({ planned: 0 })
  })

  it('shows first what it would write, and writes nothing', async () => {
    const { desk, writes } = openDesk(['ACC-1'])
    const shown: Rehearsal[] = []
    for await (const rehearsal of rehearsePlan(planFromStore(desk), desk.target)) shown.push(rehearsal)
    expect(shown).toMatchObject([
      { writing: { writes: 'record', changes: [{ column: 'issue' }, { column: 'property' }] } },
    ])
    expect(writes).toEqual([])
  })

  it('puts back what somebody else wrote there, where everything is looked at', async () => {
    const { write, properties } = openDesk(['ACC-1'])
    await write()
    properties.set('ACC-1', { version: 1, findings: 'none' })
    expect(await write(true)).toMatchObject({ written: 1 })
    expect(properties.get('ACC-1')).toMatchObject({ run: night.run })
    expect(await write(true)).toMatchObject({ written: 0, alreadySo: 1 })
  })

  it('passes over an issue that is not there, and tells the others', async () => {
    const { write } = openDesk(['ACC-1'], ['ACC-1', 'ACC-9'])
    expect(await write()).toMatchObject({ written: 1, skipped: 1, failed: 0, failures: [] })
  })

  it('says what must be granted, and tries again the next time', async () => {
    const { write } = openDesk(['ACC-1'], ['ACC-1'], { setProperty: async () => 'refused' })
    for (let time = 0; time < 2; time += 1) {
      expect(await write()).toMatchObject({
        written: 0,
        failed: 1,
        failures: [{ error: { kind: 'config', code: 'night-property-refused' } }],
      })
    }
  })

  it('ends early where the site fails, and goes on the next time', async () => {
    let isDown = true
    const property = async (): Promise<PropertyAnswer> => {
      if (isDown) throw upstreamError({ code: 'http-not-answered', message: 'down', help: 'later' })
      return 'no-property'
    }
    const { write } = openDesk(['ACC-1', 'ACC-2'], ['ACC-1', 'ACC-2'], { property })
    expect(await write()).toMatchObject({ written: 0, left: 2, stopped: { code: 'http-not-answered' } })
    isDown = false
    expect(await write()).toMatchObject({ written: 2 })
  })

  it('keeps what one issue refuses from stopping the others', async () => {
    const refused = configError({ code: 'jira-refused', message: 'no', help: 'grant it' })
    const property = async (key: string): Promise<PropertyAnswer> => {
      if (key === 'ACC-1') throw refused
      return 'no-property'
    }
    const { write } = openDesk(['ACC-1', 'ACC-2'], ['ACC-1', 'ACC-2'], { property })
    expect(await write()).toMatchObject({ written: 1, failed: 1, failures: [{ error: refused }] })
  })
})
