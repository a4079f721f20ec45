import type { Claim } from '../finding/finding.ts'
import { toClaim } from '../finding/to-claim.ts'
import { isActiveAt, type Person } from '../model/person.ts'
import { type Cell, type Holding, heldSince, highestHolding } from './cell.ts'
import { candidateKey, type Night } from './night.ts'
import { snapshotEvidence } from './snapshot-evidence.ts'

/**
 * Notes what agents and their peers hold while a night goes from subject to subject, and says at the end which agent
 * holds more than its peers. Memory grows with the agents and their peers alone.
 */
export interface AgentWatch {
  /** Notes what a principal holds tonight. */
  note(principal: string, cells: readonly Cell[]): void
  /** Claims one `agent-exceeds-human` for each entitlement that an agent holds, or holds at a level, beyond all its peers. */
  claims(): readonly Claim[]
}

/** What one principal holds tonight, by entitlement. */
type Held = ReadonlyMap<string, Holding>

/** Starts watching the active agents of a night, and the active humans whom they name as peers. */
export function watchAgents(night: Night): AgentWatch {
  const agents = new Map<string, readonly string[]>()
  const watched = new Set<string>()
  for (const person of night.directory.people()) {
    if (person.kind !== 'agent' || !isActiveAt(person, night.at)) continue
    const peers = activePeers(person, night)
    agents.set(person.principal, peers)
    for (const principal of [person.principal, ...peers]) watched.add(principal)
  }
  const held = new Map<string, Held>()
  const nothing: Held = new Map()

  function note(principal: string, cells: readonly Cell[]): void {
    if (watched.has(principal)) held.set(principal, highestOf(cells))
  }

  function claims(): readonly Claim[] {
    return [...agents].flatMap(([agent, peers]) => {
      const ofPeers = peers.map((peer) => held.get(peer) ?? nothing)
      return [...(held.get(agent) ?? nothing)].flatMap(([entitlement, holding]) => {
        if (ofPeers.some((some) => reaches(some.get(entitlement), holding))) return []
        if (!isProven(entitlement, peers, night)) return []
        return [exceeding({ agent, entitlement, holding, peers }, night)]
      })
    })
  }

  return { note, claims }
}

/** A name that is not exactly one active human is no peer. */
function activePeers({ peers = [] }: Person, { directory, at }: Night): readonly string[] {
  const known = peers.map((name) => directory.resolve(name)).filter((name) => name !== undefined)
  return [...new Set(known)].filter((name) => directory.isActiveHuman(name, at)).sort()
}

function highestOf(cells: readonly Cell[]): Held {
  const held = new Map<string, Holding>()
  for (const { entitlement, holdings } of cells) {
    const highest = highestHolding(holdings)
    if (highest) held.set(entitlement, highest)
  }
  return held
}

/** Says whether a peer holds as much. A level that the catalogue does not order is above none. */
function reaches(peers: Holding | undefined, agents: Holding): boolean {
  return peers !== undefined && (peers.facts.rank ?? -1) >= (agents.facts.rank ?? -1)
}

/** That no peer holds it is proven only where all of it was read, and no unclear account could be a peer's. */
function isProven(entitlement: string, peers: readonly string[], night: Night): boolean {
  return night.entitlements
    .systemsOf(entitlement)
    .every(
      (system) =>
        night.scopes.get(system)?.complete === true &&
        !peers.some((peer) => night.candidates.has(candidateKey(peer, system))),
    )
}

interface Exceeding {
  readonly agent: string
  readonly entitlement: string
  readonly holding: Holding
  readonly peers: readonly string[]
}

function exceeding({ agent, entitlement, holding, peers }: Exceeding, night: Night): Claim {
  const { facts, system } = holding
  return toClaim({
    kind: 'agent-exceeds-human',
    telling: {
      principal: agent,
      entitlement,
      system,
      ...(facts.level !== undefined && { level: facts.level }),
      ...(facts.path && { path: facts.path }),
      tickets: [],
      since: heldSince(holding),
      peers,
    },
    evidence: [
      holding.evidence,
      ...[agent, ...peers].map((principal) => ({ type: 'person' as const, principal })),
      ...snapshotEvidence(night.entitlements.systemsOf(entitlement), night),
    ],
    facts,
    entry: night.entitlements.find(entitlement),
  })
}
