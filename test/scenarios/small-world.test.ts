import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findingKinds, kindFacts, severities } from '@ticketbound/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFor, type ListedFinding, readListed, touches } from '../demo/listed-finding.ts'
import { nearMisses, reasons, tickets } from '../world/small-world.ts'
import type { NightNumber } from '../world/world.ts'
import { worldAt } from '../world/world-at.ts'
import { writeWorld } from '../world/write-world.ts'
import { runCommand } from './run-command.ts'

type Evidence = Readonly<Record<'type' | 'file' | 'number' | 'system', string>> & { readonly line: number }
type WholeFinding = ListedFinding & {
  readonly firstSeen: string
  readonly action: string
  readonly controls: readonly string[]
  readonly evidence: readonly Evidence[]
}
type Counts = Readonly<Record<'open' | 'opened' | 'resolved' | 'reopened' | 'accepted', number>>

interface RanNight {
  readonly night: {
    readonly at: string
    readonly findings: Readonly<Record<string, Counts>>
    readonly sources: readonly { readonly name: string; readonly complete: boolean; readonly reason?: string }[]
  }
  readonly findings: readonly WholeFinding[]
  readonly report: string
}

const numbers = [1, 2, 3] as const satisfies readonly NightNumber[]
const folder = mkdtempSync(join(tmpdir(), 'ticketbound-small-world-'))
const ran: RanNight[] = []

beforeAll(async () => {
  for (const number of numbers) ran.push(await runNight(number))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the small world', () => {
  it('has one reason for each kind', () => {
    expect(reasons.map(({ kind }) => kind).toSorted()).toEqual(findingKinds.toSorted())
    expect(reasons.filter(({ why }) => !/^[A-Z“].+\.$/.test(why))).toEqual([])
  })

  it('has each ticket once', () => {
    expect(new Set(tickets.map(({ number }) => number)).size).toBe(tickets.length)
  })

  it('is far more access that matches than access that does not', () => {
    const about = reasons.flatMap(({ about: { account } }) => (account === undefined ? [] : [account]))
    const held = (['cloud', 'code', 'finance'] as const).flatMap((system) => worldAt(3).grantsOf(system))
    expect(held.length).toBeGreaterThan(5 * about.length)
  })

  it('is the same bytes each time it is written', () => {
    const other = mkdtempSync(join(tmpdir(), 'ticketbound-small-world-'))
    for (const number of numbers) writeWorld(other, number)
    const names = [
      'ticketbound.yaml',
      'catalogue.yaml',
      'policy.yaml',
      'exceptions.ndjson',
      'finance/2026-03-03.ndjson',
    ]
    const more = ['requests', 'people', 'recertifications', 'cloud', 'code', 'finance'].map(
      (name) => `${name}/2026-03-04.ndjson`,
    )
    for (const name of [...names, ...more]) {
      expect(readFileSync(join(other, name), 'utf8')).toBe(readFileSync(join(folder, name), 'utf8'))
    }
    rmSync(other, { recursive: true })
  })
})

describe('three nights of the small world', () => {
  it.each(reasons)('raise $kind once, and for its reason: $why', (reason) => {
    const [finding, ...others] = after(3).findings.filter(({ kind }) => kind === reason.kind)
    expect(others).toEqual([])
    expect(finding).toMatchObject({ ...reason.about, tickets: reason.tickets, state: reason.state })
    expect(finding && isFor(finding, reason)).toBe(true)
    expect(finding?.firstSeen).toBe(after(reason.seen).night.at)
  })

  it('raise nothing else, on any night', () => {
    for (const number of numbers) {
      const seen = reasons.filter((reason) => reason.seen <= number)
      expect(
        after(number)
          .findings.map(({ kind }) => kind)
          .toSorted(),
      ).toEqual(seen.map(({ kind }) => kind).toSorted())
    }
  })

  it.each(nearMisses)('raise nothing for $what: $why', (nearMiss) => {
    for (const { findings } of ran) expect(findings.filter((finding) => touches(finding, nearMiss))).toEqual([])
  })

  it('accept the second account while its exception is in force, and reopen it when it ended', () => {
    const states = numbers.map((number) => findingOf(number, 'duplicate-account')?.state)
    expect(states).toEqual(['accepted', 'accepted', 'reopened'])
  })

  it('claim no lost access on the system whose export was cut off, and resolve that finding when it is whole', () => {
    const sourceOn = (number: NightNumber) => after(number).night.sources.find(({ name }) => name === 'finance')
    expect(numbers.map((number) => sourceOn(number)?.complete)).toEqual([true, false, true])
    expect(sourceOn(2)?.reason).toContain('cut off')
    // These two were there the night before.
    const older = ['ambiguous-account', 'separation-of-duties']
    expect(after(2).findings.filter(({ system, kind }) => system === 'finance' && !older.includes(kind))).toEqual([])
    expect(numbers.map((number) => findingOf(number, 'source-incomplete')?.state)).toEqual([
      undefined,
      'open',
      'resolved',
    ])
  })

  it('wait out the grace before a ticket is said not to be provisioned', () => {
    expect(findingOf(2, 'closed-not-provisioned')).toBeUndefined()
    expect(findingOf(3, 'closed-not-provisioned')?.since).toBe('2026-03-02T14:30:00Z')
  })
})

describe('every finding of the small world', () => {
  it('says how bad it is, since when, what happened, what to do, and which controls it touches', () => {
    for (const { kind, severity, since, firstSeen, message, action, controls } of after(3).findings) {
      expect(severity).toMatch(/^(low|medium|high|critical)$/)
      expect(since <= firstSeen).toBe(true)
      expect(message).toMatch(/^.{20,}\.$/)
      expect(action).toMatch(/^.{10,}\.$/)
      expect(controls).toEqual(kindFacts(kind).controls)
      expect(controls.length).toBeGreaterThan(0)
    }
  })

  it('names in its sentence whom and what it is about', () => {
    for (const { message, principal, account, entitlement } of after(3).findings) {
      const named = [principal ?? account, entitlement].filter((name) => name !== undefined)
      // What an exception covers is told by its id, not by its owner.
      if (message.startsWith('Exception')) continue
      for (const name of named) expect(message).toContain(`\`${name}\``)
    }
  })

  it('rests on evidence that is there: tickets by their numbers, grants by their file and line', () => {
    for (const finding of after(3).findings) {
      expect(finding.evidence.length).toBeGreaterThan(0)
      const evident = finding.evidence.filter(({ type }) => type === 'ticket').map(({ number }) => number)
      expect(evident).toEqual(finding.tickets)
      for (const { type, system, file, line } of finding.evidence) {
        if (type !== 'snapshot-line') continue
        const row = JSON.parse(linesOf(system, file)[line - 1] ?? '{}')
        expect(row).toHaveProperty('entitlement')
        if (finding.account !== undefined && finding.counterpart === undefined)
          expect(row.account).toBe(finding.account)
      }
    }
  })
})

describe('the numbers of a night', () => {
  it.each(numbers)('agree between run --json, findings --json and the report: night %i', (number) => {
    const { night, findings, report } = after(number)
    for (const kind of findingKinds) {
      const states = findings.filter((finding) => finding.kind === kind).map(({ state }) => state)
      const open = states.filter(isOpen).length
      expect({ kind, open: night.findings[kind]?.open }).toEqual({ kind, open })
      expect(openInReport(report, kindFacts(kind).title)).toBe(
        open === 0 && !states.includes('accepted') ? undefined : open,
      )
    }
  })

  it.each(numbers)('are, in the trend, those of each night by the severity of its own findings: night %i', (number) => {
    const nights = numbers.slice(0, number).toReversed()
    const openOf = (night: NightNumber) => after(night).findings.filter(({ state }) => isOpen(state))
    const counted = nights.map((night) =>
      severities
        .toReversed()
        .map((severity) => openOf(night).filter((finding) => finding.severity === severity).length),
    )
    expect(trendInReport(after(number).report)).toEqual(counted)
  })

  it('end with every kind open once, but for the source that is whole again', () => {
    const { findings } = after(3).night
    const open = findingKinds.filter((kind) => findings[kind]?.open === 1)
    expect(findingKinds.filter((kind) => !open.includes(kind))).toEqual(['source-incomplete'])
    expect(findings['source-incomplete']).toEqual({ open: 0, opened: 0, resolved: 1, reopened: 0, accepted: 0 })
  })
})

function isOpen(state: string): boolean {
  return state === 'open' || state === 'reopened'
}

/** What the trend's table says is open: a row for each night, the latest first, a number for each severity. */
function trendInReport(report: string): readonly (readonly number[])[] {
  const [, table = ''] =
    /<caption>Open findings by night and severity[\s\S]*?<tbody>([\s\S]*?)<\/tbody>/.exec(report) ?? []
  return [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<td class="figure">(\d+)<\/td>/g)].slice(0, -1).map(([, figure]) => Number(figure)),
  )
}

async function runNight(number: NightNumber): Promise<RanNight> {
  const at = writeWorld(folder, number)
  const night = await runCommand(['run', '--at', at, '--json'], { cwd: folder })
  if (night.code !== 0) throw new Error(night.stderr)
  const findings = await runCommand(['findings', '--all', '--json'], { cwd: folder })
  return {
    night: JSON.parse(night.stdout),
    findings: readListed(findings.stdout) as readonly WholeFinding[],
    report: readFileSync(join(folder, 'report.html'), 'utf8'),
  }
}

function after(number: NightNumber): RanNight {
  return ran[number - 1]!
}

function findingOf(number: NightNumber, kind: string): WholeFinding | undefined {
  return after(number).findings.find((finding) => finding.kind === kind)
}

function linesOf(system: string, file: string): readonly string[] {
  return readFileSync(join(folder, system, file), 'utf8').split('\n')
}

/** The number of open findings that the report's table of kinds shows; `undefined` where the kind is not in it. */
function openInReport(report: string, title: string): number | undefined {
  const [, rows = ''] = /Kinds with findings([\s\S]*?)<\/table>/.exec(report) ?? []
  const row = rows.split('</tr>').find((each) => each.includes(`>${title}<`))
  return row === undefined ? undefined : Number(/<td[^>]*>(\d+)<\/td>/.exec(row)?.[1])
}
