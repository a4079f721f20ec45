import { resolve } from 'node:path'
import type { Instant } from '@ticketbound/core'
import type { FieldMap } from '@ticketbound/jira'
import { type JiraSite, openJiraSource } from '../jira/read/open-jira-source.ts'
import type { Environment } from '../secrets/read-secret.ts'
import { mapWithoutItems } from '../servicenow/map/read-map.ts'
import type { ServiceNowMap } from '../servicenow/map/servicenow-map.ts'
import type { Instance, InstanceOptions } from '../servicenow/read/instance.ts'
import { openServiceNowSource } from '../servicenow/read/open-servicenow-source.ts'
import { readFileSource } from '../sources/files/read-file-source.ts'
import type { Source } from '../sources/source.ts'
import { userAgent } from '../user-agent.ts'
import type { FilesEntry, SourceEntry } from './config-shape.ts'
import type { Config, Configuration } from './read-config.ts'

/** The world outside, as far as sources need it. */
export interface SourceWorld {
  readonly env: Environment
  readonly now: () => Instant
  /** Keeps nothing beyond this night where there is no store yet. */
  readonly isTransient?: boolean
}

/** The sources of a configuration, and how to leave them. */
export interface OpenSources {
  readonly sources: readonly Source[]
  /** Ends connections, and closes what is kept beside the store. */
  readonly close: () => Promise<void>
}

/** Makes the sources that a configuration lists. Nothing is read before `Source.read`. */
export function openSources(
  { config, map, fields }: Pick<Configuration, 'config' | 'map' | 'fields'>,
  world: SourceWorld,
): OpenSources {
  let instance: Promise<Instance> | undefined
  const instanceOf = (): Promise<Instance> => {
    instance ??= openLater(config, map, world)
    return instance
  }
  let site: Promise<JiraSite> | undefined
  const siteOf = (): Promise<JiraSite> => {
    site ??= openSite(config, fields, world)
    return site
  }
  return {
    sources: config.sources.map((entry) => openSource(entry, instanceOf, siteOf)),
    // One that could not be opened has told so where it was read.
    close: async () => {
      ;(await instance?.catch(() => undefined))?.close()
      ;(await site?.catch(() => undefined))?.client.close()
    },
  }
}

function openSource(entry: SourceEntry, instanceOf: () => Promise<Instance>, siteOf: () => Promise<JiraSite>): Source {
  switch (entry.type) {
    case 'files':
      return openFiles(entry)
    case 'servicenow':
      return openServiceNowSource(entry, instanceOf)
    case 'jira':
      return openJiraSource(entry, siteOf)
  }
}

async function openSite({ jira }: Config, map: FieldMap | undefined, { env }: SourceWorld): Promise<JiraSite> {
  if (jira === undefined || map === undefined)
    throw new Error('a source is read from a site that the configuration does not name')
  const { connect } = await import('../jira/connect.ts')
  return { entry: jira, map, client: connect(jira, { env, userAgent: userAgent() }) }
}

/** What speaks to a vendor takes its time to load, so only a night that needs it waits for that. */
async function openLater(...given: Parameters<typeof toInstance>): Promise<Instance> {
  const { openInstance } = await import('../servicenow/read/instance.ts')
  return openInstance(toInstance(...given))
}

function toInstance(
  { servicenow, sources, store }: Config,
  map: ServiceNowMap = mapWithoutItems(),
  { env, now, isTransient = false }: SourceWorld,
): InstanceOptions {
  if (servicenow === undefined)
    throw new Error('a source is read from an instance that the configuration does not name')
  const purposes = sources.flatMap((source) => (source.type === 'servicenow' ? [source.reads] : []))
  const mirror = isTransient ? ':memory:' : `${store}.servicenow`
  return { entry: servicenow, map, purposes: [...new Set(purposes)], mirror, env, userAgent: userAgent(), now }
}

function openFiles(entry: FilesEntry): Source {
  const { name, reads, system, path, allowEmpty = false, maxRejected = 0.001, maxDrop = 0.5 } = entry
  const files = { name, path: resolve(path), allowEmpty, maxRejected, maxDrop }
  return {
    name,
    reads,
    ...(system !== undefined && { system }),
    maxRejected,
    read: (options) => readFileSource(files, options),
  }
}
