/**
 * The store's schema, one numbered step after another; `PRAGMA user_version` is the number of the last step taken.
 * A step that has been released is never edited.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE night (
    run TEXT PRIMARY KEY,
    at INTEGER NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('reading', 'published', 'held', 'discarded')),
    inputs TEXT NOT NULL,
    result TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE scope (
    system TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    last_at INTEGER,
    last_complete_at INTEGER,
    first_complete_at INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE source (name TEXT PRIMARY KEY, complete_rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE subject (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('principal', 'account', 'unresolved')),
    name TEXT NOT NULL,
    system TEXT NOT NULL
  ) STRICT;

  CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    system TEXT NOT NULL,
    name TEXT NOT NULL,
    subject INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE alias (name TEXT PRIMARY KEY, subject INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE person (principal TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE exception (
    id TEXT PRIMARY KEY,
    origin TEXT NOT NULL CHECK (origin IN ('file', 'accepted')),
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE entitlement_name (
    system TEXT NOT NULL,
    native TEXT NOT NULL,
    PRIMARY KEY (system, native)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE dossier (subject INTEGER PRIMARY KEY, lines TEXT NOT NULL) STRICT;

  CREATE TABLE sighting (
    subject INTEGER NOT NULL,
    account INTEGER NOT NULL,
    sightings TEXT NOT NULL,
    PRIMARY KEY (subject, account)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE finding (
    id TEXT PRIMARY KEY,
    subject INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'resolved', 'reopened', 'accepted')),
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX finding_by_subject ON finding (subject, id);

  CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    finding TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('opened', 'resolved', 'reopened', 'accepted'))
  ) STRICT;
  CREATE INDEX change_by_run ON change (run, seq);

  CREATE TABLE held_change (
    seq INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    subject INTEGER NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('opened', 'resolved', 'reopened', 'accepted', 'refreshed')),
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE audit (seq INTEGER PRIMARY KEY, bytes TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
  CREATE TABLE detail (id INTEGER PRIMARY KEY, salt TEXT, bytes TEXT) STRICT;
  `,
  `
  CREATE TABLE recertification (
    subject INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (subject, seq)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE write_back (
    target TEXT NOT NULL,
    finding TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('record', 'note', 'task')),
    part TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('intended', 'done', 'failed')),
    content TEXT NOT NULL,
    vendor_id TEXT,
    run TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (target, finding, what, part)
  ) STRICT, WITHOUT ROWID;
  `,
]
