import * as v from 'valibot'
import type { DocumentName, DocumentVersion } from './settings-store.ts'
import { fromStoredJson } from './stored-json.ts'
import type { EntityPlace, StandingEntity } from './versioned-entity.ts'

const Chunks = v.strictObject({ at: v.string(), chunks: v.number() })
const Version = v.strictObject({
  version: v.number(),
  at: v.number(),
  by: v.string(),
  sha256: v.string(),
  bytes: v.number(),
  note: v.exactOptional(v.string()),
  text: Chunks,
})

/** A version as it is kept, with where its text is. */
export type KeptVersion = v.InferOutput<typeof Version>

/** The newest version once more, parsed and packed, with the digest of its text: here where it is small, else in chunks. */
const Packed = v.strictObject({ sha256: v.string(), here: v.exactOptional(v.string()), in: v.exactOptional(Chunks) })

const Body = v.strictObject({ versions: v.pipe(v.array(Version), v.minLength(1)), packed: v.exactOptional(Packed) })

/** What is kept of a document: its versions, the newest last, and the newest ready to be judged by. */
export type DocumentRecord = v.InferOutput<typeof Body>

/** Where a document is kept. */
export function documentPlace(name: DocumentName): EntityPlace {
  return { entity: 'record', key: `document:${name}`, what: `the document ${name}` }
}

/** Reads what is kept of a document; `undefined` for one that nobody has imported. */
export function readDocumentRecord(name: DocumentName, { body }: StandingEntity): DocumentRecord | undefined {
  return body === undefined ? undefined : fromStoredJson(Body, body, documentPlace(name).what)
}

/** A version without where its text is. */
export function withoutText({ text: _text, ...version }: KeptVersion): DocumentVersion {
  return version
}
