import type { PathReading } from '@ticketbound/core'
import type { PlacedReading } from '@ticketbound/documents'
import { locate, type YamlFile } from '@ticketbound/documents'
import { readYamlFile } from './read-yaml-file.ts'

/** One file as written and as read. */
export interface NamedFile<T> {
  readonly file: YamlFile
  readonly read: T
}

/** Reads a file that another one names, with each fault's line and column; gives nothing where none is named. */
export function readNamed<T>(
  path: string | undefined,
  read: (document: unknown) => PathReading<T>,
): PlacedReading<NamedFile<T> | undefined> {
  if (path === undefined) return { ok: true, value: undefined }
  const file = readYamlFile(path)
  if (!file.ok) return file
  const reading = read(file.value.value)
  if (!reading.ok) return { ok: false, faults: locate(file.value, reading.faults) }
  return { ok: true, value: { file: file.value, read: reading.value } }
}
