import { hash } from 'node:crypto'
import {
  catalogueBook,
  createDirectory,
  defaultPolicy,
  type EvidenceRule,
  evaluateEvidence,
  evaluateRequest,
  evidenceRuleFor,
  type HeldAccess,
  materialDigest,
  openSeal,
  type PathReading,
  type Person,
  parseInstant,
  type Reading,
  type RequestLine,
  type RequestSurroundings,
  readCatalogue,
  readPerson,
  readRequest,
} from '@ticketbound/core'
import { createVerifyJws } from '@ticketbound/seals'
import { active, keyPair, ringOf, sealed } from '../seals/seal-house.ts'

/*
 * How many full decisions one core makes in a second: every rule of a request, three native approvals under a rule of
 * two parts, and one digest of the material fields. The floor, measured in the same run, is to JSON.parse the row of the
 * same request. Seals are measured apart.
 */
const zone = 'UTC'
const now = instant('2026-03-10T12:00:00Z')
const perRound = 50_000
const rounds = 9
const sealsOpened = 5000

const row = JSON.stringify({
  number: 'RITM0012345',
  source: 'itsm',
  kind: 'provision',
  principal: 'p-104',
  entitlement: 'deploy-3',
  level: 'write',
  owner: 'owner-3',
  requester: 'p-105',
  openedAt: '2026-03-09T08:00:00Z',
  state: 'open',
  expiresAt: '2026-06-01',
  justification: 'Releases the billing service while its team is short of hands',
  changes: [{ at: '2026-03-09T08:30:00Z', field: 'expiresAt' }],
  approvals: [
    { id: 'A1', approver: 'owner-3', decision: 'approved', decidedAt: '2026-03-09T09:00:00Z', how: 'native' },
    { id: 'A2', approver: 'sec-1', decision: 'approved', decidedAt: '2026-03-09T10:00:00Z', how: 'native' },
    { id: 'A3', approver: 'sec-2', decision: 'approved', decidedAt: '2026-03-09T11:00:00Z', how: 'native' },
  ],
})
const allowed = told(readRequest(JSON.parse(row), { source: 'itsm', zone }))
const denied: RequestLine = { ...allowed, owner: 'p-1', justification: 'because', expiresAt: now - 1 }
const surroundings = manyPeople()
const rule = ruleOf(allowed)

report()
await reportSeals()

function report(): void {
  const floor = perSecond(() => JSON.parse(row).number.length)
  const full = perSecond(() => decide(allowed))
  console.log(`JSON.parse of the request's row   ${say(floor)}/s  (the floor)`)
  console.log(`a full decision, allowed          ${say(full)}/s  ${(floor / full).toFixed(1)} × the floor's time`)
  console.log(`a full decision, denied           ${say(perSecond(() => decide(denied)))}/s`)
  console.log(`  evaluateRequest                 ${say(perSecond(() => judge(allowed)))}/s`)
  console.log(`  evaluateEvidence                ${say(perSecond(() => weigh(allowed)))}/s`)
  console.log(`  materialDigest                  ${say(perSecond(() => digest(allowed)))}/s`)
}

/** A seal is opened once, before anything is judged, and another core can do it: its signature is most of the work. */
async function reportSeals(): Promise<void> {
  const pair = await keyPair('k1')
  const { seal } = await sealed(allowed, { approver: 'owner-3', decision: 'approved', decidedAt: now }, pair)
  const keys = ringOf(active(pair))
  const verify = createVerifyJws()
  const begun = performance.now()
  for (let count = 0; count < sealsOpened; count += 1) {
    const reading = await openSeal(seal, keys, verify)
    if (!reading.ok) throw new Error(`the seal was not opened: ${reading.defect}`)
  }
  const seconds = (performance.now() - begun) / 1000
  console.log(`a seal opened, one after another  ${say(sealsOpened / seconds)}/s  (by the clock)`)
}

function decide(request: RequestLine): number {
  return judge(request) + weigh(request) + digest(request)
}

function judge(request: RequestLine): number {
  return evaluateRequest(request, surroundings, now).checks.length
}

function weigh(request: RequestLine): number {
  return evaluateEvidence(request, request.approvals, rule, surroundings.people, now).counted
}

function digest(request: RequestLine): number {
  return materialDigest(request, sha256).length
}

function sha256(text: string): string {
  return hash('sha256', text)
}

/**
 * The median of several rounds, by the time that the process had on a core: what else the machine does is no part of it.
 * The result of the work is used, so that none of it is left out.
 */
function perSecond(work: () => number): number {
  const rates: number[] = []
  let sum = 0
  for (let round = 0; round <= rounds; round += 1) {
    const begun = process.cpuUsage()
    for (let count = 0; count < perRound; count += 1) sum += work()
    // The first round is for the compiler.
    if (round > 0) rates.push(perRound / secondsSince(begun))
  }
  if (!(sum > 0)) throw new Error('nothing was decided')
  return rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0
}

function secondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000_000
}

/** A house of ten thousand people and a hundred entitlements, of which one conflicts with two others. */
function manyPeople(): RequestSurroundings {
  const catalogue = told(
    readCatalogue({
      defaults: {
        system: 'prod',
        maxDuration: 'P180D',
        levels: ['read', 'write', 'admin'],
        roles: ['operator', 'lead'],
      },
      entitlements: Array.from({ length: 100 }, (_, index) => ({
        id: `deploy-${index}`,
        owners: [`owner-${index}`, `owner-${(index + 1) % 100}`],
        approval: { all: [{ from: 'owner' }, { from: 'group', name: 'security', count: 2 }], maxAge: 'P30D' },
        conflicts: index === 3 ? ['deploy-50', 'deploy-51'] : [],
      })),
      groups: [{ id: 'security', owners: ['owner-99'] }],
    }),
  )
  const rows = [
    ...Array.from({ length: 10_000 }, (_, index) => ({ principal: `p-${index}`, roles: [{ id: 'lead' }] })),
    ...Array.from({ length: 100 }, (_, index) => ({ principal: `owner-${index}` })),
    ...Array.from({ length: 5 }, (_, index) => ({ principal: `sec-${index}`, groups: [{ id: 'security' }] })),
  ]
  const people: Person[] = rows.map((each) =>
    told(
      readPerson({ kind: 'human', active: true, accounts: [{ account: `${each.principal}-adm` }], ...each }, { zone }),
    ),
  )
  const held: readonly HeldAccess[] = Array.from({ length: 8 }, (_, index) => ({
    entitlement: `deploy-${10 + index}`,
    level: 'read',
    expiresAt: now + 86_400_000,
  }))
  return {
    entitlements: catalogueBook(catalogue, ['prod']),
    people: createDirectory(people, defaultPolicy.correlation),
    policy: defaultPolicy,
    heldBy: () => held,
    openFor: () => [allowed],
    exception: () => undefined,
  }
}

function ruleOf({ entitlement: id }: RequestLine): EvidenceRule {
  const entitlement = surroundings.entitlements.find(id)
  if (entitlement === undefined) throw new Error(`\`${id}\` is not in the catalogue`)
  const given = evidenceRuleFor(entitlement, surroundings.entitlements)
  const { sufficient, counted } = evaluateEvidence(allowed, allowed.approvals, given, surroundings.people, now)
  const verdict = evaluateRequest(allowed, surroundings, now)
  // What is measured must be what is meant.
  if (!sufficient || counted !== 3 || !verdict.allowed)
    throw new Error(`${JSON.stringify(verdict.violations)} ${counted}`)
  return given
}

function told<T>(reading: Reading<T> | PathReading<T>): T {
  if (reading.ok) return reading.value
  throw new Error(reading.faults.map(({ message }) => message).join('; '))
}

function instant(text: string): number {
  return told(parseInstant(text))
}

function say(rate: number): string {
  return Math.round(rate).toLocaleString('en').padStart(10)
}
