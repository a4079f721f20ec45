import { resolve } from 'node:path'
import { readFileSource } from '../sources/files/read-file-source.ts'
import type { Source } from '../sources/source.ts'
import type { FilesEntry, ServiceNowSourceEntry, SourceEntry } from './config-shape.ts'
import type { Config } from './read-config.ts'

/** Makes the sources that a configuration lists. Nothing is read before `Source.read`. */
export function openSources(config: Config): readonly Source[] {
  return config.sources.map((entry) => openSource(entry, config))
}

function openSource(entry: SourceEntry, config: Config): Source {
  switch (entry.type) {
    case 'files':
      return openFiles(entry)
    case 'servicenow':
      return openServiceNow(entry, config)
  }
}

function openServiceNow({ name }: ServiceNowSourceEntry, { servicenow }: Config): Source {
  throw new Error(`${name} cannot be read from ${servicenow?.instance} yet`)
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
