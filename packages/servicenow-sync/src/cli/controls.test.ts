import { controlFacts, controlIds, frameworks } from '@ticketbound/core'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  firstNight,
  grant,
  openSmallHouse,
  person,
  type SmallHouse,
  secondNight,
  seenOnTerminal,
} from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

async function assessed(control: string) {
  const { out } = await house.type('controls', '--json')
  return jsonLines(out).find((each) => each.control === control)
}

describe('ticketbound controls', () => {
  it('prints one control a line as JSON, every one there is', async () => {
    await house.run()
    const { code, out } = await house.type('controls', '--json')
    expect(code).toBe(0)
    expect(jsonLines(out).map(({ control }) => control)).toEqual(controlIds)
  })

  it('says what was checked, when, with what result and where the evidence is', async () => {
    const night = jsonLines((await house.run('--json')).out)[0]
    const finding = await house.firstFinding()
    expect(await assessed('800-53:AC-3')).toEqual({
      control: '800-53:AC-3',
      framework: '800-53',
      title: 'Access Enforcement',
      textChecked: true,
      at: firstNight,
      result: 'deviations',
      open: 1,
      accepted: 0,
      checks: [
        { type: 'finding-kind', id: 'access-without-ticket', result: 'deviations', open: 1, accepted: 0 },
        {
          type: 'measure',
          id: 'access-without-ticket-rate',
          result: 'measured',
          ...night.measures['access-without-ticket-rate'],
        },
      ],
      evidence: { findings: [finding.id], total: 1, log: { run: night.run, head: night.head } },
    })
  })

  it('counts what was accepted since the night', async () => {
    await house.run()
    const { id } = await house.firstFinding()
    const why = ['--owner', 'alice', '--reason', 'known', '--until', '2026-12-31']
    await house.type('accept', id, ...why)
    expect(await assessed('800-53:AC-3')).toMatchObject({ result: 'deviations', open: 0, accepted: 1 })
  })

  it('sees no deviation once it is repaired', async () => {
    await house.run()
    house.write('access.ndjson', [grant('bob')])
    await house.runAgain()
    expect(await assessed('800-53:AC-3')).toMatchObject({ result: 'no-deviation', at: secondNight, open: 0 })
  })

  it('claims nothing where a source was incomplete, and says which', async () => {
    house.write('people.ndjson', [...['alice', 'bob', 'carol'].map(person), { principal: 7 }])
    house.configure((text) => text.replace('reads: people', 'reads: people\n    maxRejected: 0.5'))
    await house.run()
    const reason = 'the people source `hr` was incomplete'
    expect(await assessed('800-53:PS-4')).toMatchObject({ result: 'not-assessed', open: 0, reason })
    expect(await assessed('CSF2:PR.PS-04')).toMatchObject({ result: 'deviations', open: 1 })
    const { out } = await house.type('controls', '--framework', '800-53')
    expect(out).toMatch(/^ {2}PS-4 +not assessed +Personnel Termination$/m)
    expect(out).toMatch(/^ {2}the people source `hr` was incomplete: .*800-53:PS-4/m)
  })

  it('claims nothing of the rules that need a catalogue where none is given', async () => {
    house.configure((text) => text.replace(/^catalogue:/m, '# catalogue:'))
    await house.run()
    expect(await assessed('800-53:AU-10')).toMatchObject({ result: 'not-assessed', reason: 'no catalogue is given' })
  })

  it.each([
    ['held', [], 'the night is held, and what it found is not published'],
    ['discarded', ['discard'], 'what the night found was discarded'],
  ])('claims nothing of a night that is %s', async (_state, decision, reason) => {
    await house.run()
    house.write('access.ndjson', [
      grant('bob'),
      ...Array.from({ length: 60 }, (_, index) => grant(`stranger-${index}`)),
    ])
    const [{ run, held }] = jsonLines((await house.runAgain('--json')).out)
    expect(held).not.toBeNull()
    for (const command of decision) await house.type(command, run, '--owner', 'alice', '--reason', 'a test')
    expect(await assessed('NHI:NHI1')).toMatchObject({ result: 'not-assessed', reason })
    expect(await assessed('800-53:AC-3')).toMatchObject({ result: 'deviations', open: 1, reason })
  })

  it('shows a table for each framework, and marks the ids whose text was not read', async () => {
    await house.run()
    const { out } = await house.type('controls')
    const rows = out.split('\n').map((line) => line.trim().split(/ {2,}/))
    for (const { title } of Object.values(frameworks)) expect(rows).toContainEqual([title])
    for (const id of controlIds) {
      const { framework, checked, title } = controlFacts(id)
      const name = id.slice(framework.length + 1)
      expect(rows).toContainEqual([checked ? name : `${name}*`, expect.any(String), title])
    }
    expect(out).toMatch(/^ {2}\* not checked against its text: sold, not open/m)
    expect(out).toMatch(/evidence for an assessor, and no statement that a control is met\.\n$/)
  })

  it('shows one framework alone with --framework', async () => {
    await house.run()
    const { out } = await house.type('controls', '--json', '--framework', 'NHI')
    expect(new Set(jsonLines(out).map(({ framework }) => framework))).toEqual(new Set(['NHI']))
  })

  it.each([
    ['nist', 'Use one of CSF2, CSF1.1, 800-53, 800-207, ISO27001, SOC2, NHI.'],
    ['SOC', 'Did you mean SOC2?'],
  ])('refuses the framework %s', async (name, says) => {
    const { code, err } = await house.type('controls', '--framework', name)
    expect(code).toBe(2)
    expect(err).toContain(says)
  })

  it('breaks sentences to fit a terminal', async () => {
    await house.run()
    const seen = await seenOnTerminal(80, 'controls', '--framework', '800-207', '--config', house.config)
    expect(seen).toContain('evidence for an assessor')
    expect(seen.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('says that a night must be run first', async () => {
    const { code, err } = await house.type('controls')
    expect(code).toBe(2)
    expect(err).toContain('store-not-found')
  })
})
