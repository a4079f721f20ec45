import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Finding, FindingChange, JudgedRecertification, Person, PolicyException } from '@ticketbound/core'
import type { NightState, NightTables, ScopeRecord, SubjectRecord } from '../store.ts'
import { json, readByKey, text, whole, wholeIfAny } from './rows.ts'

/** Builds what a night reads and writes over an open database. */
export function createNightTables(db: DatabaseSync): NightTables {
  return {
    ...ledger(db),
    ...names(db),
    ...scopes(db),
    ...people(db),
    ...memory(db),
    ...reviews(db),
    ...findings(db),
    ...record(db),
  }
}

function ledger(db: DatabaseSync): Pick<NightTables, 'begin' | 'saltSeed' | 'conclude' | 'stateOf' | 'renewSeed'> {
  const begin = db.prepare(
    "INSERT INTO night (run, at, state, inputs) VALUES (?, ?, 'reading', ?) ON CONFLICT (run) DO UPDATE SET inputs = excluded.inputs",
  )
  const forget = db.prepare("DELETE FROM night WHERE state = 'reading' AND run != ?")
  const conclude = db.prepare('UPDATE night SET state = ?, result = ? WHERE run = ?')
  const state = db.prepare('SELECT state FROM night WHERE run = ?')
  const seed = db.prepare("SELECT value FROM meta WHERE key = 'salt-seed'")
  const renew = db.prepare("UPDATE meta SET value = ? WHERE key = 'salt-seed'")
  return {
    begin: (run, at, inputs) => {
      forget.run(run)
      begin.run(run, at, inputs)
    },
    saltSeed: () => String(seed.get()?.value),
    conclude: (run, to, result) => void conclude.run(to, JSON.stringify(result), run),
    stateOf: (run) => state.get(run)?.state as NightState | undefined,
    renewSeed: () => void renew.run(randomBytes(32).toString('hex')),
  }
}

function names(
  db: DatabaseSync,
): Pick<
  NightTables,
  | 'subjects'
  | 'addSubject'
  | 'accounts'
  | 'addAccount'
  | 'moveAccount'
  | 'aliases'
  | 'putAlias'
  | 'entitlementNames'
  | 'addEntitlementName'
> {
  const addSubject = db.prepare('INSERT INTO subject (id, type, name, system) VALUES (?, ?, ?, ?)')
  const addAccount = db.prepare('INSERT INTO account (id, system, name, subject) VALUES (?, ?, ?, ?)')
  const moveAccount = db.prepare('UPDATE account SET subject = ? WHERE id = ?')
  const moveSightings = db.prepare('UPDATE sighting SET subject = ? WHERE subject = ? AND account = ?')
  const moveFindings = db.prepare(
    "UPDATE finding SET subject = ? WHERE subject = ? AND body ->> '$.account' = ? AND body ->> '$.system' = ?",
  )
  const putAlias = db.prepare('INSERT OR REPLACE INTO alias (name, subject) VALUES (?, ?)')
  const addName = db.prepare('INSERT OR IGNORE INTO entitlement_name (system, native) VALUES (?, ?)')
  return {
    *subjects() {
      const sql = 'SELECT id, type, name, system FROM subject WHERE id > ? ORDER BY id LIMIT ?'
      for (const row of readByKey(db, sql, (it) => [whole(it, 'id')], [0])) {
        yield {
          id: whole(row, 'id'),
          type: text(row, 'type') as SubjectRecord['type'],
          name: text(row, 'name'),
          system: text(row, 'system'),
        }
      }
    },
    addSubject: ({ id, type, name, system }) => void addSubject.run(id, type, name, system),
    *accounts() {
      const sql = 'SELECT id, system, name, subject FROM account WHERE id > ? ORDER BY id LIMIT ?'
      for (const row of readByKey(db, sql, (it) => [whole(it, 'id')], [0])) {
        yield {
          id: whole(row, 'id'),
          system: text(row, 'system'),
          name: text(row, 'name'),
          subject: whole(row, 'subject'),
        }
      }
    },
    addAccount: ({ id, system, name, subject }) => void addAccount.run(id, system, name, subject),
    moveAccount: ({ id, system, name, subject }, from) => {
      moveAccount.run(subject, id)
      moveSightings.run(subject, from, id)
      moveFindings.run(subject, from, name, system)
    },
    aliases: () =>
      db
        .prepare('SELECT name, subject FROM alias')
        .all()
        .map((row) => [text(row, 'name'), whole(row, 'subject')] as const),
    putAlias: (name, subject) => void putAlias.run(name, subject),
    entitlementNames: () =>
      db
        .prepare('SELECT system, native FROM entitlement_name')
        .all()
        .map((row) => [text(row, 'system'), text(row, 'native')] as const),
    addEntitlementName: (system, native) => void addName.run(system, native),
  }
}

function scopes(db: DatabaseSync): Pick<NightTables, 'scopes' | 'putScope' | 'completeRows' | 'putCompleteRows'> {
  const put = db.prepare(
    'INSERT OR REPLACE INTO scope (system, source, last_at, last_complete_at, first_complete_at) VALUES (?, ?, ?, ?, ?)',
  )
  const rows = db.prepare('SELECT complete_rows FROM source WHERE name = ?')
  const putRows = db.prepare('INSERT OR REPLACE INTO source (name, complete_rows) VALUES (?, ?)')
  return {
    scopes: () => db.prepare('SELECT * FROM scope').all().map(toScope),
    putScope: ({ system, source, lastAt, lastCompleteAt, firstCompleteAt }) =>
      void put.run(system, source, lastAt ?? null, lastCompleteAt ?? null, firstCompleteAt ?? null),
    completeRows: (source) => {
      const row = rows.get(source)
      return row && whole(row, 'complete_rows')
    },
    putCompleteRows: (source, count) => void putRows.run(source, count),
  }
}

function toScope(row: Readonly<Record<string, unknown>>): ScopeRecord {
  const [lastAt, lastCompleteAt, firstCompleteAt] = ['last_at', 'last_complete_at', 'first_complete_at'].map((column) =>
    wholeIfAny(row, column),
  )
  return {
    system: text(row, 'system'),
    source: text(row, 'source'),
    ...(lastAt !== undefined && { lastAt }),
    ...(lastCompleteAt !== undefined && { lastCompleteAt }),
    ...(firstCompleteAt !== undefined && { firstCompleteAt }),
  }
}

function people(
  db: DatabaseSync,
): Pick<NightTables, 'people' | 'replacePeople' | 'replaceFileExceptions' | 'acceptedExceptions' | 'addException'> {
  const put = db.prepare('INSERT OR REPLACE INTO person (principal, body) VALUES (?, ?)')
  const putException = db.prepare('INSERT OR REPLACE INTO exception (id, origin, body) VALUES (?, ?, ?)')
  return {
    *people() {
      const sql = 'SELECT principal, body FROM person WHERE principal > ? ORDER BY principal LIMIT ?'
      for (const row of readByKey(db, sql, (it) => [text(it, 'principal')], [''])) yield json<Person>(row, 'body')
    },
    replacePeople: (all) => {
      db.exec('DELETE FROM person')
      for (const person of all) put.run(person.principal, JSON.stringify(person))
    },
    replaceFileExceptions: (all) => {
      db.exec("DELETE FROM exception WHERE origin = 'file'")
      for (const exception of all) putException.run(exception.id, 'file', JSON.stringify(exception))
    },
    acceptedExceptions: () =>
      db
        .prepare("SELECT id FROM exception WHERE origin = 'accepted'")
        .all()
        .map((row) => text(row, 'id')),
    addException: (exception: PolicyException) =>
      void putException.run(exception.id, 'accepted', JSON.stringify(exception)),
  }
}

function memory(
  db: DatabaseSync,
): Pick<NightTables, 'dossiers' | 'dossier' | 'putDossier' | 'dropDossier' | 'sightings' | 'putSightings'> {
  const put = db.prepare('INSERT OR REPLACE INTO dossier (subject, lines) VALUES (?, ?)')
  const one = db.prepare('SELECT lines FROM dossier WHERE subject = ?')
  const drop = db.prepare('DELETE FROM dossier WHERE subject = ?')
  const putSightings = db.prepare('INSERT OR REPLACE INTO sighting (subject, account, sightings) VALUES (?, ?, ?)')
  return {
    *dossiers() {
      const sql = 'SELECT subject, lines FROM dossier WHERE subject > ? ORDER BY subject LIMIT ?'
      for (const row of readByKey(db, sql, (it) => [whole(it, 'subject')], [0])) {
        yield { subject: whole(row, 'subject'), value: text(row, 'lines') }
      }
    },
    dossier: (subject) => {
      const row = one.get(subject)
      return row && text(row, 'lines')
    },
    putDossier: (subject, lines) => void put.run(subject, lines),
    dropDossier: (subject) => void drop.run(subject),
    *sightings() {
      const sql =
        'SELECT subject, account, sightings FROM sighting WHERE (subject, account) > (?, ?) ORDER BY subject, account LIMIT ?'
      for (const row of readByKey(db, sql, (it) => [whole(it, 'subject'), whole(it, 'account')], [0, 0])) {
        yield {
          subject: whole(row, 'subject'),
          value: { account: whole(row, 'account'), sightings: text(row, 'sightings') },
        }
      }
    },
    putSightings: (subject, account, sightings) => void putSightings.run(subject, account, sightings),
  }
}

function reviews(
  db: DatabaseSync,
): Pick<NightTables, 'recertificationsBySubject' | 'recertificationsOf' | 'replaceRecertifications'> {
  const ofOne = db.prepare('SELECT body FROM recertification WHERE subject = ? ORDER BY seq')
  const drop = db.prepare('DELETE FROM recertification WHERE subject = ?')
  const put = db.prepare('INSERT INTO recertification (subject, seq, body) VALUES (?, ?, ?)')
  return {
    *recertificationsBySubject() {
      const sql =
        'SELECT subject, seq, body FROM recertification WHERE (subject, seq) > (?, ?) ORDER BY subject, seq LIMIT ?'
      for (const row of readByKey(db, sql, (it) => [whole(it, 'subject'), whole(it, 'seq')], [0, -1])) {
        yield { subject: whole(row, 'subject'), value: json<JudgedRecertification>(row, 'body') }
      }
    },
    recertificationsOf: (subject) => ofOne.all(subject).map((row) => json<JudgedRecertification>(row, 'body')),
    replaceRecertifications: (subject, recertifications) => {
      drop.run(subject)
      for (const [seq, judged] of recertifications.entries()) put.run(subject, seq, JSON.stringify(judged))
    },
  }
}

function findings(
  db: DatabaseSync,
): Pick<
  NightTables,
  | 'findingsBySubject'
  | 'findingsOfHouse'
  | 'subjectOfFinding'
  | 'noteChange'
  | 'holdChange'
  | 'heldChanges'
  | 'dropHeldChanges'
  | 'putFinding'
> {
  const noteChange = db.prepare('INSERT INTO change (run, finding, change) VALUES (?, ?, ?)')
  const hold = db.prepare('INSERT INTO held_change (run, subject, change, body) VALUES (?, ?, ?, ?)')
  const drop = db.prepare('DELETE FROM held_change WHERE run = ?')
  const put = db.prepare('INSERT OR REPLACE INTO finding (id, subject, kind, state, body) VALUES (?, ?, ?, ?, ?)')
  const subject = db.prepare('SELECT subject FROM finding WHERE id = ?')
  const ofHouse = db.prepare('SELECT body FROM finding WHERE subject = 0 ORDER BY id')
  return {
    *findingsBySubject() {
      const sql = 'SELECT subject, id, body FROM finding WHERE (subject, id) > (?, ?) ORDER BY subject, id LIMIT ?'
      for (const row of readByKey(db, sql, (it) => [whole(it, 'subject'), text(it, 'id')], [1, ''])) {
        yield { subject: whole(row, 'subject'), value: json<Finding>(row, 'body') }
      }
    },
    findingsOfHouse: () => ofHouse.all().map((row) => json<Finding>(row, 'body')),
    subjectOfFinding: (id) => wholeIfAny(subject.get(id) ?? {}, 'subject'),
    noteChange: (run, finding, change) => void noteChange.run(run, finding, change),
    holdChange: (run, { subject: owner, changed: { change, finding } }) =>
      void hold.run(run, owner, change, JSON.stringify(finding)),
    *heldChanges(run) {
      const sql = 'SELECT seq, subject, change, body FROM held_change WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?'
      for (const row of readByKey(db, sql, (it) => [run, whole(it, 'seq')], [run, 0])) {
        const change = text(row, 'change') as FindingChange
        yield { subject: whole(row, 'subject'), changed: { change, finding: json<Finding>(row, 'body') } }
      }
    },
    dropHeldChanges: (run) => void drop.run(run),
    putFinding: (owner, finding) =>
      void put.run(finding.id, owner, finding.kind, finding.state, JSON.stringify(finding)),
  }
}

function record(db: DatabaseSync): Pick<NightTables, 'appendAudit' | 'addDetail'> {
  const append = db.prepare('INSERT INTO audit (seq, bytes, hash) VALUES (?, ?, ?)')
  const detail = db.prepare('INSERT INTO detail (salt, bytes) VALUES (?, ?)')
  return {
    appendAudit: ({ seq, bytes, hash }) => void append.run(seq, bytes, hash),
    addDetail: (salt, bytes) => String(detail.run(salt, bytes).lastInsertRowid),
  }
}
