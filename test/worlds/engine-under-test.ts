import { type Catalogue, defaultPolicy, type Finding, type FindingState, type Policy } from '@ticketbound/core'
import { acceptBaseline, acceptFinding } from '../../packages/servicenow-sync/src/night/accept.ts'
import { runNight } from '../../packages/servicenow-sync/src/night/run-night.ts'
import type { Reads, Source } from '../../packages/servicenow-sync/src/sources/source.ts'
import { openStore } from '../../packages/servicenow-sync/src/store/sqlite/open-store.ts'
import type { Store } from '../../packages/servicenow-sync/src/store/store.ts'
import { tupleOf } from './reference/claims.ts'
import {
  acceptanceName,
  acceptanceOwner,
  peopleSource,
  recertificationSource,
  requestSource,
  type SourceNight,
  type World,
  type WorldNight,
} from './world.ts'

/** A finding of the real engine, by the tuple that the reference would give it. */
export interface EngineFinding {
  readonly tuple: string
  readonly state: FindingState
  readonly finding: Finding
}

/** Runs a world through the real engine on a store in memory; gives every finding after each night, sorted by tuple. */
export async function engineNights(world: World): Promise<readonly (readonly EngineFinding[])[]> {
  const store = openStore(':memory:')
  const names = new Map<string, string>()
  const nights: (readonly EngineFinding[])[] = []
  try {
    for (const [index, night] of world.nights.entries()) {
      await runNight(store, {
        at: Date.parse(night.at),
        policy: policyOf(world),
        policyDigest: 'policy',
        configDigest: 'config',
        sources: sourcesOf(world, night),
        ...(world.catalogue && { catalogue: toCatalogue(world.catalogue) }),
      })
      nights.push(findingsOf(store, names))
      acceptAfter(store, index, night, names)
    }
  } finally {
    store.close()
  }
  return nights
}

function policyOf({ grace, approvalLevel, gateSince, birthrights }: World): Policy {
  const { hold: _hold, ...policy } = defaultPolicy
  return {
    ...policy,
    grace: { ...policy.grace, ...grace },
    levels: { ...policy.levels, approval: approvalLevel },
    gates: gateSince === undefined ? [] : [{ source: requestSource, since: gateSince }],
    birthrights,
  }
}

function toCatalogue(entitlements: NonNullable<World['catalogue']>): Catalogue {
  return {
    entitlements: new Map(entitlements.map((entitlement) => [entitlement.id, entitlement])),
    items: [],
    groupOwners: new Map(),
  }
}

function sourcesOf({ systems }: World, night: WorldNight): readonly Source[] {
  return [
    toSource(requestSource, 'requests', night.requests),
    ...systems.map((system) =>
      toSource(system, 'access', night.access[system] ?? { complete: false, rows: [] }, system),
    ),
    ...(night.people ? [toSource(peopleSource, 'people', night.people)] : []),
    ...(night.recertifications ? [toSource(recertificationSource, 'recertifications', night.recertifications)] : []),
    toSource('exceptions', 'exceptions', { complete: true, rows: night.exceptions }),
  ]
}

function toSource(name: string, reads: Reads, { rows, complete }: SourceNight<unknown>, system?: string): Source {
  return {
    name,
    reads,
    ...(system !== undefined && { system }),
    read: async ({ accept }) => {
      let rejected = 0
      for (const [index, row] of rows.entries()) if (accept(row, { file: name, line: index + 1 })) rejected += 1
      return {
        files: [name],
        rows: rows.length - rejected,
        rejected,
        bytes: 0,
        sha256: '',
        complete: complete && rejected === 0,
        ...(!complete && { reason: 'cut short by this world' }),
      }
    },
  }
}

function findingsOf(store: Store, names: ReadonlyMap<string, string>): readonly EngineFinding[] {
  return [...store.findings({ includeClosed: true })]
    .map((finding) => ({ tuple: tupleOf(named(finding, names)), state: finding.state, finding }))
    .sort((a, b) => (a.tuple < b.tuple ? -1 : 1))
}

/** The engine derives the ids of acceptances; comparisons call them by their place in the world. */
function named(finding: Finding, names: ReadonlyMap<string, string>): Finding {
  const name = names.get(finding.counterpart ?? '')
  return name === undefined ? finding : { ...finding, counterpart: name }
}

function acceptAfter(store: Store, index: number, night: WorldNight, names: Map<string, string>): void {
  for (const [place, { index: chosen, until }] of night.accept.entries()) {
    const open = findingsOf(store, names).filter(({ state }) => state === 'open' || state === 'reopened')
    const name = acceptanceName(index, place)
    const terms = { owner: acceptanceOwner, until: Date.parse(until), reason: name }
    if (chosen === undefined) {
      names.set(acceptBaseline(store, terms).exception.id, name)
      continue
    }
    const finding = open[chosen % open.length]?.finding
    if (finding === undefined) continue
    names.set(acceptFinding(store, { ...terms, finding: finding.id }).exception.id, name)
  }
}
