import { resolve } from 'node:path'
import { readFileSource } from '../sources/files/read-file-source.ts'
import type { Source } from '../sources/source.ts'
import type { FilesEntry, SourceEntry } from './config-shape.ts'

/** How each type of source is opened: one line per type. */
const openers = {
  files: openFiles,
} satisfies { readonly [Type in SourceEntry['type']]: (entry: Extract<SourceEntry, { type: Type }>) => Source }

/** Makes the sources that a configuration lists. Nothing is read before `Source.read`. */
export function openSources(entries: readonly SourceEntry[]): readonly Source[] {
  return entries.map((entry) => openers[entry.type](entry))
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
