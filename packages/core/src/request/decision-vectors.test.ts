import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluateEvidence, evidenceRuleFor } from '../evidence/evaluate-evidence.ts'
import { readException } from '../exchange/read-exception.ts'
import { readPerson } from '../exchange/read-person.ts'
import { readRequest } from '../exchange/read-request.ts'
import { createDirectory } from '../people/directory.ts'
import { catalogueBook } from '../policy/entitlement-book.ts'
import { readCatalogue } from '../policy/read-catalogue.ts'
import { readPolicy } from '../policy/read-policy.ts'
import { parseEnd, parseInstant } from '../time/instant.ts'
import type { HeldAccess, RequestSurroundings } from './asked.ts'
import { evaluateRequest } from './evaluate-request.ts'
import { ruleIds } from './rules.ts'

interface HeldRow {
  readonly entitlement: string
  readonly level?: string
  readonly expiresAt?: string
}

/** One file of `testdata/decisions`, whose README says what it holds. */
interface Vector {
  readonly title: string
  readonly now: string
  readonly catalogue: unknown
  readonly policy: unknown
  readonly people: readonly unknown[]
  readonly held: Readonly<Record<string, readonly HeldRow[] | null>>
  readonly open: readonly unknown[]
  readonly exceptions: readonly unknown[]
  readonly request: unknown
  readonly expected: {
    readonly request: {
      readonly allowed: boolean
      readonly violations: readonly { readonly code: string; readonly field: string }[]
      readonly excused: readonly { readonly exception: string; readonly code: string }[]
    }
    readonly evidence?: {
      readonly sufficient: boolean
      readonly counted: number
      readonly needed: number
      readonly approvals: readonly (readonly string[])[]
    }
  }
}

const folder = new URL('../../testdata/decisions/', import.meta.url)
const vectors = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector] as const)

/** The rule that no file can break: every end that can be written is a moment. */
const beyondFiles = 'expiry-malformed'

describe('the golden decisions', () => {
  it.each(vectors)('%s', (_name, vector) => {
    const { request, surroundings, now } = read(vector)
    const verdict = evaluateRequest(request, surroundings, now)
    expect({
      allowed: verdict.allowed,
      violations: verdict.violations.map(({ code, field }) => ({ code, field })),
      excused: verdict.excused.map(({ exception, violation }) => ({ exception, code: violation.code })),
    }).toEqual(vector.expected.request)
    if (vector.expected.evidence) expect(evidenceOf(vector)).toEqual(vector.expected.evidence)
  })

  it('break every rule that a file can break, and meet every one', () => {
    const broken = new Set(vectors.flatMap(([, { expected }]) => expected.request.violations.map(({ code }) => code)))
    expect(ruleIds.filter((rule) => !broken.has(rule))).toEqual([beyondFiles])
    const passed = new Set(
      vectors.flatMap(([, vector]) => {
        const { request, surroundings, now } = read(vector)
        return evaluateRequest(request, surroundings, now).checks.flatMap(({ rule, outcome }) =>
          outcome === 'passed' ? [rule] : [],
        )
      }),
    )
    expect(ruleIds.filter((rule) => !passed.has(rule))).toEqual([])
  })
})

function evidenceOf(vector: Vector) {
  const { request, surroundings, now } = read(vector)
  const { entitlements, people } = surroundings
  const entitlement = entitlements.find(request.entitlement)
  if (entitlement === undefined) throw new Error('a vector that weighs evidence names an entitlement of its catalogue')
  const rule = evidenceRuleFor(entitlement, entitlements)
  const { sufficient, counted, needed, approvals } = evaluateEvidence(request, request.approvals, rule, people, now)
  return { sufficient, counted, needed, approvals: approvals.map(({ faults }) => faults) }
}

function read(vector: Vector) {
  const policy = told(readPolicy(vector.policy))
  const { zone } = policy
  const line = (row: unknown) => told(readRequest(row, { source: 'itsm', zone }))
  const open = vector.open.map(line)
  const exceptions = vector.exceptions.map((row) => told(readException(row, { zone })))
  const people = vector.people.map((row) => told(readPerson(row, { zone })))
  const surroundings: RequestSurroundings = {
    entitlements: catalogueBook(told(readCatalogue(vector.catalogue, policy.approvals)), ['prod']),
    people: createDirectory(people, policy.correlation),
    policy,
    heldBy: (principal) => {
      const held = vector.held[principal]
      return held === null ? undefined : (held ?? []).map((row) => heldOf(row, zone))
    },
    openFor: (principal) => open.filter((other) => other.principal === principal),
    exception: (id) => exceptions.find((exception) => exception.id === id),
  }
  return { request: line(vector.request), surroundings, now: told(parseInstant(vector.now)) }
}

function heldOf({ entitlement, level, expiresAt }: HeldRow, zone: string): HeldAccess {
  return {
    entitlement,
    ...(level !== undefined && { level }),
    ...(expiresAt !== undefined && { expiresAt: told(parseEnd(expiresAt, zone)) }),
  }
}

function told<T>(
  reading:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly faults: readonly { readonly message: string }[] },
): T {
  if (reading.ok) return reading.value
  throw new Error(reading.faults.map(({ message }) => message).join('; '))
}
