/**
 * The mirror's schema, one numbered step after another; `PRAGMA user_version` is the number of the last step taken.
 * A step that has been released is never edited.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE copy (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    changed_until TEXT,
    swept_until TEXT,
    proven INTEGER NOT NULL DEFAULT 0,
    reason TEXT
  ) STRICT;

  CREATE TABLE sweep (
    copy INTEGER NOT NULL,
    part TEXT NOT NULL,
    request TEXT NOT NULL,
    cursor TEXT,
    end TEXT,
    PRIMARY KEY (copy, part)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE seen (copy INTEGER NOT NULL, sys_id TEXT NOT NULL, PRIMARY KEY (copy, sys_id)) STRICT, WITHOUT ROWID;

  CREATE TABLE row (
    id INTEGER PRIMARY KEY,
    copy INTEGER NOT NULL,
    sys_id TEXT NOT NULL,
    created_on TEXT NOT NULL,
    updated_on TEXT NOT NULL,
    vanished_on TEXT,
    stale INTEGER NOT NULL DEFAULT 0,
    parent TEXT,
    other_parent TEXT,
    body TEXT NOT NULL,
    memory TEXT
  ) STRICT;
  CREATE UNIQUE INDEX row_by_key ON row (copy, sys_id);
  CREATE INDEX row_by_parent ON row (copy, parent) WHERE parent IS NOT NULL;
  CREATE INDEX row_by_other_parent ON row (copy, other_parent) WHERE other_parent IS NOT NULL;
  `,
]
