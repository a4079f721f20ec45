import type { DatabaseSync } from 'node:sqlite'
import {
  emptyHead,
  type Finding,
  type FindingChange,
  type JudgedRecertification,
  type PolicyException,
} from '@ticketbound/core'
import type { NightResult } from '../../night/night-result.ts'
import type { ChangedFinding, OwnedRecertification, StoreReader, SubjectRecord } from '../store.ts'
import { json, readByKey, text, whole } from './rows.ts'

/** Builds the reading side of a store over an open database. */
export function createStoreReader(db: DatabaseSync): StoreReader {
  const oneFinding = db.prepare('SELECT body FROM finding WHERE id = ?')
  const last = db.prepare("SELECT result FROM night WHERE state != 'reading' ORDER BY at DESC LIMIT 1")
  const subject = db.prepare("SELECT id FROM subject WHERE type = 'principal' AND name = ?")
  const holdings = db.prepare(
    'SELECT account.system AS system, account.name AS name, sightings FROM sighting JOIN account ON account.id = sighting.account WHERE sighting.subject = ? ORDER BY account.id',
  )
  const head = db.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1')

  function* findings({ includeClosed }: { readonly includeClosed: boolean }): Generator<Finding> {
    const states = includeClosed ? '' : "AND state != 'resolved'"
    const sql = `SELECT id, body FROM finding WHERE id > ? ${states} ORDER BY id LIMIT ?`
    for (const row of readByKey(db, sql, (it) => [text(it, 'id')], [''])) yield json<Finding>(row, 'body')
  }

  function* nights(): Generator<NightResult> {
    const sql = "SELECT at, result FROM night WHERE at > ? AND state != 'reading' ORDER BY at LIMIT ?"
    for (const row of readByKey(db, sql, (it) => [whole(it, 'at')], [Number.MIN_SAFE_INTEGER]))
      yield json<NightResult>(row, 'result')
  }

  function* changesOf(run: string): Generator<ChangedFinding> {
    const published =
      'SELECT seq, change, body FROM change JOIN finding ON id = finding WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?'
    const held =
      "SELECT seq, change, body FROM held_change WHERE run = ? AND seq > ? AND change != 'refreshed' ORDER BY seq LIMIT ?"
    for (const sql of [published, held]) {
      for (const row of readByKey(db, sql, (it) => [run, whole(it, 'seq')], [run, 0])) {
        yield { change: text(row, 'change') as FindingChange, finding: json<Finding>(row, 'body') }
      }
    }
  }

  function* recertifications(): Generator<OwnedRecertification> {
    const sql =
      'SELECT subject.id, type, name, system, seq, body FROM recertification JOIN subject ON subject.id = subject WHERE (subject, seq) > (?, ?) ORDER BY subject, seq LIMIT ?'
    for (const row of readByKey(db, sql, (it) => [whole(it, 'id'), whole(it, 'seq')], [0, -1])) {
      const type = text(row, 'type') as SubjectRecord['type']
      const subject = { id: whole(row, 'id'), type, name: text(row, 'name'), system: text(row, 'system') }
      yield { subject, judged: json<JudgedRecertification>(row, 'body') }
    }
  }

  function* looseAccounts(): Generator<{ system: string; name: string }> {
    const sql =
      "SELECT account.id AS id, account.system AS system, account.name AS name FROM account JOIN subject ON subject.id = account.subject WHERE subject.type = 'account' AND account.id > ? ORDER BY account.id LIMIT ?"
    for (const row of readByKey(db, sql, (it) => [whole(it, 'id')], [0])) {
      yield { system: text(row, 'system'), name: text(row, 'name') }
    }
  }

  function* auditEntries(): Generator<{ bytes: string; hash: string }> {
    const sql = 'SELECT seq, bytes, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?'
    for (const row of readByKey(db, sql, (it) => [whole(it, 'seq')], [Number.MIN_SAFE_INTEGER])) {
      yield { bytes: text(row, 'bytes'), hash: text(row, 'hash') }
    }
  }

  function* details(): Generator<{ id: string; salt: string | null; bytes: string | null }> {
    const sql = 'SELECT id, salt, bytes FROM detail WHERE id > ? ORDER BY id LIMIT ?'
    for (const row of readByKey(db, sql, (it) => [whole(it, 'id')], [0])) {
      yield { id: text(row, 'id'), salt: orNull(row.salt), bytes: orNull(row.bytes) }
    }
  }

  return {
    findings,
    finding: (id) => {
      const row = oneFinding.get(id)
      return row && json<Finding>(row, 'body')
    },
    lastNight: () => {
      const row = last.get()
      return row && json<NightResult>(row, 'result')
    },
    nights,
    changesOf,
    exceptions: () =>
      db
        .prepare('SELECT body FROM exception ORDER BY id')
        .all()
        .map((row) => json<PolicyException>(row, 'body')),
    recertifications,
    subjectOf: (principal) => {
      const row = subject.get(principal)
      return row && whole(row, 'id')
    },
    holdings: (owner) =>
      holdings.all(owner).map((row) => ({
        system: text(row, 'system'),
        account: text(row, 'name'),
        sightings: text(row, 'sightings'),
      })),
    looseAccounts,
    auditEntries,
    details,
    head: () => {
      const row = head.get()
      return row ? { count: whole(row, 'seq'), hash: text(row, 'hash') } : emptyHead
    },
  }
}

function orNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}
