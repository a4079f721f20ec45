import { sha256 } from '@ticketbound/seals'
import { AppError } from '../app-error.ts'
import {
  type DocumentRecord,
  documentPlace,
  type KeptVersion,
  readDocumentRecord,
  withoutText,
} from './document-record.ts'
import type { Kvs } from './kvs.ts'
import { pack } from './packed-document.ts'
import { plainDocument } from './plain-document.ts'
import type { DocumentName, Documents } from './settings-store.ts'
import { tooLarge, unreadable } from './storage-failure.ts'
import { toStoredJson } from './stored-json.ts'
import { deleteChunks, readChunks, writeChunks } from './text-chunks.ts'
import { readVersioned, writeVersioned } from './versioned-entity.ts'

/** How many versions of a document are kept; the oldest goes when another comes. */
export const mostVersions = 20

/** The most bytes that a document may have. */
export const mostDocumentBytes = 2_000_000

/** Up to here what is packed stands beside the versions, so that one request reads both. */
const mostBytesHere = 150_000

/**
 * Keeps documents in the platform's storage: a text in chunks, and one entity that speaks of them. The entity is
 * written last and as a whole, so that a crash before leaves the version that stood.
 */
export function createKvsDocuments(kvs: Kvs): Documents {
  return {
    async versions(name) {
      const record = await readRecord(kvs, name)
      return (record?.versions ?? []).map(withoutText)
    },
    async read(name, version) {
      const record = await readRecord(kvs, name)
      const kept = record?.versions.find((one) => one.version === version)
      if (kept === undefined) throw noSuchVersion(name, version)
      return readText(kvs, name, kept)
    },
    async write(name, text, { at, by, note }, after) {
      const { what } = documentPlace(name)
      const bytes = Buffer.byteLength(text)
      if (bytes > mostDocumentBytes) throw tooLarge(what)
      const before = await readVersioned(kvs, documentPlace(name))
      if (before.version !== after) return 'overtaken'
      const version = after + 1
      const digest = sha256(text)
      const home = `${documentPlace(name).key}:${version}:${digest}`
      const chunks = await writeChunks(kvs, home, text, what)
      const made = { version, at, by, sha256: digest, bytes, ...(note !== undefined && { note }), text: chunks }
      const old = readDocumentRecord(name, before)
      const record = await withVersion(kvs, { name, text, home, made }, old)
      const outcome = await writeVersioned(kvs, documentPlace(name), { body: toStoredJson(record) }, after)
      if (outcome === 'written') await forget(kvs, name, old, record)
      return outcome
    },
  }
}

async function readRecord(kvs: Kvs, name: DocumentName): Promise<DocumentRecord | undefined> {
  return readDocumentRecord(name, await readVersioned(kvs, documentPlace(name)))
}

/** Reads a version's text; throws where it is not, to the byte, what was written. */
export async function readText(kvs: Kvs, name: DocumentName, { text, sha256: digest }: KeptVersion): Promise<string> {
  const { what } = documentPlace(name)
  const read = await readChunks(kvs, text, what)
  if (sha256(read) !== digest) throw unreadable(what)
  return read
}

interface NewVersion {
  readonly name: DocumentName
  readonly text: string
  readonly home: string
  readonly made: KeptVersion
}

async function withVersion(
  kvs: Kvs,
  { name, text, home, made }: NewVersion,
  old: DocumentRecord | undefined,
): Promise<DocumentRecord> {
  const versions = [...(old?.versions ?? []), made].slice(-mostVersions)
  const plain = plainDocument(name, text)
  if (plain === undefined) return { versions }
  const packed = pack(plain)
  if (packed.length <= mostBytesHere) return { versions, packed: { sha256: made.sha256, here: packed } }
  const chunks = await writeChunks(kvs, `${home}:packed`, packed, documentPlace(name).what)
  return { versions, packed: { sha256: made.sha256, in: chunks } }
}

/** Deletes what nothing speaks of any more. The version is written by now, whatever becomes of the old ones. */
async function forget(
  kvs: Kvs,
  name: DocumentName,
  old: DocumentRecord | undefined,
  now: DocumentRecord,
): Promise<void> {
  if (old === undefined) return
  const kept = new Set(now.versions.map(({ version }) => version))
  const gone = old.versions.filter(({ version }) => !kept.has(version)).map(({ text }) => text)
  const chunks = old.packed?.in === undefined ? gone : [...gone, old.packed.in]
  try {
    for (const text of chunks) await deleteChunks(kvs, text, documentPlace(name).what)
  } catch {
    // Left over, they take room and say nothing.
  }
}

function noSuchVersion(name: DocumentName, version: number): AppError {
  return new AppError('input', {
    code: 'document-version-unknown',
    message: `there is no version ${version} of ${name}`,
    help: `look at the list of versions again; the newest ${mostVersions} are kept`,
  })
}
