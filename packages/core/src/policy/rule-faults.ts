import { quote } from '../fault.ts'
import { faultAt, type PathFault } from '../path-fault.ts'
import type { Catalogue } from './catalogue.ts'
import type { Policy } from './policy.ts'

/** What a policy must fit to. What is absent cannot be held against it. */
export interface Surrounding {
  readonly catalogue?: Catalogue
  /** The names of the sources that give requests. */
  readonly requestSources?: readonly string[]
}

/** What in a policy does not fit to the catalogue or to what is read; each path leads into `policy.yaml`. */
export function ruleFaults(policy: Policy, { catalogue, requestSources }: Surrounding): readonly PathFault[] {
  return [
    ...(catalogue ? birthrightFaults(policy, catalogue) : []),
    ...(requestSources ? gateFaults(policy, requestSources) : []),
  ]
}

function birthrightFaults({ birthrights }: Policy, { entitlements: known }: Catalogue): readonly PathFault[] {
  return birthrights.flatMap(({ entitlements }, rule) =>
    entitlements.flatMap((id, at) => (known.has(id) ? [] : [unknownBirthright(id, rule, at)])),
  )
}

function unknownBirthright(id: string, rule: number, at: number): PathFault {
  return faultAt(['birthrights', rule, 'entitlements', at], {
    code: 'birthright-unknown',
    message: `the catalogue has no entitlement ${quote(id)}`,
    help: 'correct the name, or add that entitlement to the catalogue',
  })
}

/** A gate that watches nothing would never find a request that went past it, and nobody would notice. */
function gateFaults({ gates }: Policy, sources: readonly string[]): readonly PathFault[] {
  return gates.flatMap(({ source }, index) => (sources.includes(source) ? [] : [unwatched(source, index, sources)]))
}

function unwatched(source: string, index: number, sources: readonly string[]): PathFault {
  const known = sources.length === 0 ? 'none is configured' : `these do: ${sources.map(quote).join(', ')}`
  return faultAt(['gates', index, 'source'], {
    code: 'gate-source-unknown',
    message: `no source of requests is called ${quote(source)}`,
    help: `name a source that reads requests; ${known}`,
  })
}
