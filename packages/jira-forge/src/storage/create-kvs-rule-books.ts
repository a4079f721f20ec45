import {
  type Catalogue,
  type Fault,
  type Json,
  type Person,
  type Policy,
  type PolicyException,
  type Reading,
  readCatalogue,
  readException,
  readPerson,
  readPolicy,
} from '@ticketbound/core'
import { AppError } from '../app-error.ts'
import { delegationsPlace, inForce, readDelegations } from './create-kvs-delegations.ts'
import { readSettings, settingsPlace } from './create-kvs-settings.ts'
import { documentPlace, readDocumentRecord } from './document-record.ts'
import type { Kvs } from './kvs.ts'
import { unpack } from './packed-document.ts'
import { readBatch } from './read-batch.ts'
import { keysPlace, readRing } from './seal-keys-record.ts'
import type { DocumentName, RuleBook, RuleBooks } from './settings-store.ts'
import { unreadable } from './storage-failure.ts'
import { readChunks } from './text-chunks.ts'
import { type StandingEntity, standing } from './versioned-entity.ts'

const documents = ['catalogue', 'policy', 'people', 'exceptions'] as const satisfies readonly DocumentName[]

const places = [settingsPlace, keysPlace, delegationsPlace, ...documents.map(documentPlace)]

/**
 * Reads what the gate judges by from the platform's storage: one request for everything, and another one for a document
 * that is too large to stand beside its versions.
 */
export function createKvsRuleBooks(kvs: Kvs): RuleBooks {
  return {
    async read(now) {
      const keys = places.map(({ entity, key }) => ({ entityName: entity, key }))
      const stored = await readBatch(kvs, keys, 'the rules')
      const found = new Map(places.map((place, at) => [place.key, standing(stored[at], place.what)] as const))
      const at = (key: string): StandingEntity => found.get(key) ?? { version: 0, body: undefined }
      const [catalogue, policy, people, exceptions] = await Promise.all(
        documents.map((name) => readPlain(kvs, name, at(documentPlace(name).key))),
      )
      return {
        settings: readSettings(at(settingsPlace.key).body),
        keys: readRing(at(keysPlace.key).body),
        delegations: inForce(readDelegations(at(delegationsPlace.key).body), now),
        ...toRules({ catalogue, policy, people, exceptions }),
      }
    },
  }
}

/** Gives the newest version of a document as plain data, as it was packed when it was written: no gate parses YAML. */
async function readPlain(kvs: Kvs, name: DocumentName, stored: StandingEntity): Promise<Json | undefined> {
  const record = readDocumentRecord(name, stored)
  const newest = record?.versions.at(-1)
  if (record === undefined || newest === undefined) return undefined
  const { what } = documentPlace(name)
  const packed = record.packed?.sha256 === newest.sha256 ? record.packed : undefined
  const text = packed?.here ?? (packed?.in && (await readChunks(kvs, packed.in, what)))
  const plain = text === undefined ? undefined : unpack(text)
  if (plain === undefined) throw unreadable(what)
  return plain
}

type Plain = Readonly<Partial<Record<DocumentName, Json | undefined>>>

function toRules({
  catalogue,
  policy,
  people,
  exceptions,
}: Plain): Omit<RuleBook, 'settings' | 'keys' | 'delegations'> {
  const rules: Policy | undefined = policy === undefined ? undefined : whole('policy', readPolicy(policy))
  const zone = rules?.zone ?? 'UTC'
  const entries: Catalogue | undefined =
    catalogue === undefined ? undefined : whole('catalogue', readCatalogue(catalogue, rules?.approvals))
  const persons: readonly Person[] | undefined =
    people === undefined ? undefined : rows('people', people, (row) => readPerson(row, { zone }))
  const excused: readonly PolicyException[] =
    exceptions === undefined ? [] : rows('exceptions', exceptions, (row) => readException(row, { zone }))
  return {
    ...(rules && { policy: rules }),
    ...(entries && { catalogue: entries }),
    ...(persons && { people: persons }),
    exceptions: excused,
  }
}

function rows<T>(name: DocumentName, document: Json, read: (row: unknown) => Reading<T>): readonly T[] {
  if (!Array.isArray(document)) throw unreadable(documentPlace(name).what)
  return document.map((row: unknown) => whole(name, read(row)))
}

/** A document with a fault is no document: nobody is judged by half of one. */
function whole<T>(name: DocumentName, reading: Reading<T> | { readonly ok: true; readonly value: T }): T {
  if (reading.ok) return reading.value
  throw faulty(name, reading.faults)
}

function faulty(name: DocumentName, [first]: readonly Fault[]): AppError {
  const said = first === undefined ? 'it has a fault' : `${first.message} (${first.code})`
  return new AppError('config', {
    code: 'document-faulty',
    message: `the app cannot judge by the document ${name}: ${said}`,
    help: 'import it again, or go back to the version before',
  })
}
