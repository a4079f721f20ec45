import { type Fault, faultAt, type PathFault, quote } from '@ticketbound/core'
import type { SourceEntry } from './config-shape.ts'
import type { JiraEntry } from './jira-shape.ts'
import type { ServiceNowEntry } from './servicenow-shape.ts'

interface House {
  readonly store: string
  readonly servicenow?: Pick<ServiceNowEntry, 'map' | 'tls'> | undefined
  readonly jira?: JiraEntry | undefined
  readonly sources: readonly SourceEntry[]
  readonly writeBack?: { readonly type: 'servicenow' | 'jira' } | undefined
}

/** What a command can do without. */
export interface Leniency {
  /** Whether tickets may come from an instance of which no map says what they stand for: one is about to be proposed. */
  readonly withoutMap?: boolean
}

/** Tells what is wrong between the parts of a configuration, each of which is well-formed by itself. */
export function houseFaults(config: House, { withoutMap = false }: Leniency = {}): readonly PathFault[] {
  const names = new Map<string, number>()
  const systems = new Map<string, string>()
  const faults = config.sources.flatMap((source, index) => [
    ...nameFaults(source, index, names),
    ...systemFaults(source, index, systems),
    ...instanceFaults(source, index, config),
    ...siteFaults(source, index, config),
    ...(withoutMap ? [] : mapFaults(source, index, config)),
  ])
  return [...storeFaults(config.store), ...certificateFaults(config.servicenow), ...faults, ...writeBackFaults(config)]
}

function storeFaults(store: string): readonly PathFault[] {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(store)) return []
  const isPostgres = /^postgres(ql)?:/i.test(store)
  const fault: Omit<Fault, 'field'> = {
    code: isPostgres ? 'store-not-supported-yet' : 'store-unknown',
    // The address may hold a password, so it is not repeated.
    message: isPostgres ? 'a PostgreSQL store is not supported yet' : 'this kind of store is not known',
    help: 'name a file, such as ./ticketbound.db; the embedded store needs nothing installed',
  }
  return [faultAt(['store'], fault)]
}

/** Names become file names, and some file systems take `Hr` and `hr` for the same. */
function nameFaults({ name }: SourceEntry, index: number, names: Map<string, number>): readonly PathFault[] {
  const first = names.get(name.toLowerCase())
  if (first === undefined) {
    names.set(name.toLowerCase(), index)
    return []
  }
  const message = `${quote(name)} is already the name of sources[${first}]`
  return [
    faultAt(['sources', index, 'name'], {
      code: 'source-name-twice',
      message,
      help: 'give each source a name of its own',
    }),
  ]
}

function systemFaults(source: SourceEntry, index: number, systems: Map<string, string>): readonly PathFault[] {
  const { name, reads, system } = source
  if (reads !== 'access') {
    if (system === undefined) return []
    const message = `only a source of access shows a system, and this one reads ${reads}`
    return [
      faultAt(['sources', index, 'system'], {
        code: 'source-system-out-of-place',
        message,
        help: 'remove it, or read `access`',
      }),
    ]
  }
  if (system === undefined) {
    const message = 'is missing: a source of access shows one system'
    return [
      faultAt(['sources', index, 'system'], {
        code: 'source-system-missing',
        message,
        help: 'add the system it shows, such as `system: prod`',
      }),
    ]
  }
  const first = systems.get(system)
  if (first === undefined) {
    systems.set(system, name)
    return []
  }
  const message = `${quote(system)} is already shown by source ${quote(first)}`
  const help = 'let one source show a system whole: put its exports into one folder, or name two systems'
  return [faultAt(['sources', index, 'system'], { code: 'source-system-twice', message, help })]
}

/** A certificate is shown with its key, or not at all. */
function certificateFaults(servicenow: House['servicenow']): readonly PathFault[] {
  const { certificate, key } = servicenow?.tls ?? {}
  if ((certificate === undefined) === (key === undefined)) return []
  return [
    faultAt(['servicenow', 'tls'], {
      code: 'certificate-without-key',
      message: `${certificate === undefined ? 'the certificate' : 'the private key'} is missing`,
      help: 'give `certificate` and `key` together, or neither',
    }),
  ]
}

/** What is read from the instance needs to know which one. */
function instanceFaults({ type }: SourceEntry, index: number, { servicenow }: House): readonly PathFault[] {
  if (type !== 'servicenow' || servicenow !== undefined) return []
  return [
    faultAt(['sources', index, 'type'], {
      code: 'servicenow-missing',
      message: 'this source is read from an instance, and none is named',
      help: 'add `servicenow: { instance, auth }` beside `sources`',
    }),
  ]
}

/** What is read from a site needs to know which one. */
function siteFaults({ type }: SourceEntry, index: number, { jira, sources }: House): readonly PathFault[] {
  if (type !== 'jira') return []
  const first = sources.findIndex((source) => source.type === 'jira')
  if (first < index) return [faultAt(['sources', index, 'type'], readTwice(first))]
  if (jira !== undefined) return []
  return [
    faultAt(['sources', index, 'type'], {
      ...withoutSite,
      message: 'this source is read from a site, and none is named',
    }),
  ]
}

function readTwice(first: number): Omit<Fault, 'field'> {
  return {
    code: 'site-read-twice',
    message: `sources[${first}] reads the same issues already`,
    help: 'keep one source of type `jira`, and let `jira.jql` find all requests',
  }
}

const withoutSite = { code: 'jira-missing', help: 'add `jira: { site, auth, map, jql }` beside `sources`' }

/** Tickets need to know what they stand for. */
function mapFaults({ type, reads }: SourceEntry, index: number, { servicenow }: House): readonly PathFault[] {
  if (type !== 'servicenow' || reads !== 'requests' || servicenow === undefined || servicenow.map !== undefined)
    return []
  return [
    faultAt(['sources', index, 'reads'], {
      code: 'servicenow-map-missing',
      message: 'what tickets stand for is not said',
      help: 'add `map: ./servicenow-map.yaml` to `servicenow`; `ticketbound servicenow map` proposes one',
    }),
  ]
}

function writeBackFaults({ servicenow, jira, writeBack }: House): readonly PathFault[] {
  if (writeBack?.type === 'jira' && jira === undefined) {
    return [
      faultAt(['writeBack'], { ...withoutSite, message: 'issues are told what the night saw, and no site is named' }),
    ]
  }
  if (writeBack?.type !== 'servicenow' || servicenow !== undefined) return []
  return [
    faultAt(['writeBack'], {
      code: 'servicenow-missing',
      message: 'findings are written to an instance, and none is named',
      help: 'add `servicenow: { instance, auth }` beside `sources`',
    }),
  ]
}
