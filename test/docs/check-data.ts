import { join } from 'node:path'
import {
  type Fault,
  readCatalogue,
  readException,
  readGrant,
  readKeyRing,
  readPerson,
  readPolicy,
  readRecertification,
  readRequest,
  readServiceMeasures,
} from '@ticketbound/core'
import { parseYaml } from '@ticketbound/documents'
import { readFieldMap } from '@ticketbound/jira'
import { readConfigAlone } from '../../packages/servicenow-sync/src/config/read-config.ts'
import { readMap } from '../../packages/servicenow-sync/src/servicenow/map/read-map.ts'
import { parseFileMeta } from '../../packages/servicenow-sync/src/sources/files/file-meta.ts'

const zone = 'UTC'
const source = 'docs'

type Reads = (row: unknown) => { readonly ok: boolean; readonly faults?: readonly Fault[] }

const rowReaders: Readonly<Record<string, Reads>> = {
  requests: (row) => readRequest(row, { source, zone }),
  access: (row) => readGrant(row, { zone }),
  people: (row) => readPerson(row, { zone }),
  exceptions: (row) => readException(row, { zone }),
  'seal-keys': readKeyRing,
  recertifications: (row) => readRecertification(row, { zone }),
}

/** Checks a `yaml` block with the reader of the file that it is. */
export function checkYaml(name: string, text: string, folder: string, isWritten: boolean): void {
  const parsed = parseYaml(name, text)
  if (!parsed.ok) throw new Error(parsed.faults.map(({ message }) => message).join('\n'))
  const document = parsed.value.value
  if (name.endsWith('catalogue.yaml')) accepted(readCatalogue(document))
  else if (name.endsWith('policy.yaml')) accepted(readPolicy(document))
  else if (name.endsWith('servicenow-map.yaml')) accepted(readMap(document))
  else if (name.endsWith('jira-map.yaml')) accepted(readFieldMap(document))
  else if (name.endsWith('services.yaml')) accepted(readServiceMeasures(document, zone))
  else if (!name.endsWith('ticketbound.yaml')) throw new Error(`no reader is known for \`${name}\``)
  else if (!isWritten) throw new Error('a ticketbound.yaml needs `title="…"`: it is read as a file')
  else readConfigAlone(join(folder, name))
}

/** Checks that a `json` block is JSON, and, where it says which file it is, that its reader takes it. */
export function checkJson(name: string | undefined, text: string): void {
  const value: unknown = JSON.parse(text)
  if (name === undefined) return
  accepted(name.endsWith('.meta.json') ? parseFileMeta(text) : readerOf(name)(value))
}

/** Checks that every line of an `ndjson` block is taken by the reader of the file that it is from. */
export function checkNdjson(name: string, text: string): void {
  const reads = readerOf(name)
  for (const line of text.trimEnd().split('\n')) accepted(reads(JSON.parse(line)))
}

function readerOf(name: string): Reads {
  const reads = Object.entries(rowReaders).find(([what]) => name.includes(what))?.[1]
  if (reads === undefined) throw new Error(`no reader is known for \`${name}\``)
  return reads
}

function accepted(reading: ReturnType<Reads>): void {
  if (reading.ok) return
  throw new Error(
    (reading.faults ?? []).map(({ field, message, help }) => `${field ?? ''} ${message}; ${help}`).join('\n'),
  )
}
