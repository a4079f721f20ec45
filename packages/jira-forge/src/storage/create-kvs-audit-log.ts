import { Filter, FilterConditions } from '@forge/kvs'
import { type AuditHead, appendEntry, type ChainedEntry, emptyHead, type StoredEntry } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import * as v from 'valibot'
import { toStorageFailure } from './ask-storage.ts'
import type { AuditFact, AuditLog } from './audit-log.ts'
import { isConditionRefused } from './is-condition-refused.ts'
import type { Kvs } from './kvs.ts'
import { readBatch } from './read-batch.ts'
import { unreadable } from './storage-failure.ts'
import { fromStoredJson, toStoredJson } from './stored-json.ts'
import { tryAgain } from './try-again.ts'
import { type EntityPlace, readVersioned, writeVersioned } from './versioned-entity.ts'

const Head = v.strictObject({ count: v.number(), hash: v.string() })
const Entry = v.strictObject({ bytes: v.string(), hash: v.string() })

const headPlace: EntityPlace = { entity: 'record', key: 'audit-head', what: 'the head of the log' }
const what = 'the log'

/** How many entries are read at once. */
const mostRead = 100

/** The run that an entry of the app belongs to: none of the night's. */
const run = 'app'

/**
 * Keeps the log in the platform's storage: each entry under its number, and the head as an entity. An entry and the head
 * after it are written in one transaction that holds the head to what it was, so that no two entries get one number.
 */
export function createKvsAuditLog(kvs: Kvs): AuditLog {
  async function standing(): Promise<{ readonly version: number; readonly head: AuditHead }> {
    const { version, body } = await readVersioned(kvs, headPlace)
    return { version, head: body === undefined ? emptyHead : fromStoredJson(Head, body, headPlace.what) }
  }

  /** A condition can only be put on what is there, so that the first head is made before the first entry. */
  async function begin(): Promise<'overtaken'> {
    await writeVersioned(kvs, headPlace, { body: toStoredJson(emptyHead) }, 0)
    return 'overtaken'
  }

  async function write({ entry, bytes, hash }: ChainedEntry, version: number): Promise<AuditHead | 'overtaken'> {
    const head = { count: entry.seq, hash }
    const conditions = new Filter<{ version: number }>().and('version', FilterConditions.equalTo(version))
    try {
      await kvs
        .transact()
        .set(
          headPlace.key,
          { version: version + 1, body: toStoredJson(head) },
          { entityName: headPlace.entity, conditions },
        )
        .set(keyOf(entry.seq), { bytes, hash })
        .execute()
      return head
    } catch (error) {
      if (isConditionRefused(error)) return 'overtaken'
      // The answer may have been lost on its way: what stands there decides.
      const now = await standing()
      if (now.version === version) throw toStorageFailure(what, error)
      const [written] = await readEntries(entry.seq, 1)
      return written?.hash === hash ? head : 'overtaken'
    }
  }

  async function readEntries(from: number, count: number): Promise<readonly StoredEntry[]> {
    const keys = Array.from({ length: count }, (_, at) => ({ key: keyOf(from + at) }))
    return (await readBatch(kvs, keys, what)).map(toEntry)
  }

  return {
    append: (fact: AuditFact) =>
      tryAgain(what, async () => {
        const { version, head } = await standing()
        return version === 0 ? begin() : write(toChained(head, fact), version)
      }),
    async head() {
      const { head } = await standing()
      return head
    },
    async read(from) {
      const { head } = await standing()
      const count = Math.min(mostRead, head.count - from + 1)
      return from < 1 || count < 1 ? [] : readEntries(from, count)
    },
  }
}

function toChained(head: AuditHead, { type, at, refs }: AuditFact): ChainedEntry {
  return appendEntry(head, { at, run, type, facts: refs }, sha256)
}

/** An entry that the head counts and nobody finds was taken out. */
function toEntry(stored: unknown): StoredEntry {
  const parsed = v.safeParse(Entry, stored)
  if (!parsed.success) throw unreadable('an entry of the log')
  return parsed.output
}

function keyOf(seq: number): string {
  return `audit:${String(seq).padStart(10, '0')}`
}
