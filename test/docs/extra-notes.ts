type Notes = Readonly<Record<string, string>>

/** Notes on a document that stand here rather than in it, because they would tell its reader nothing. */
export interface ExtraNotes {
  readonly document?: Notes
  readonly blocks?: readonly {
    /** A text by which the block is known. */
    readonly holds: string
    readonly notes: Notes
  }[]
}

/** By document. */
export const extraNotes: Readonly<Record<string, ExtraNotes>> = {
  'README.md': {
    blocks: [
      // It shows the first night of getting-started.md, so the world goes back to that.
      {
        holds: '$ ticketbound run',
        notes: { before: 'rm ticketbound.db; cp first-access.ndjson access.ndjson' },
      },
    ],
  },
  'docs/audit-log.md': {
    document: { continues: 'docs/getting-started.md' },
    blocks: [
      { holds: 'done < audit.ndjson', notes: { before: 'cp audit/log.ndjson audit.ndjson' } },
      // The head it shows is that of another store.
      { holds: '--expect-head 6:', notes: { exits: '4' } },
    ],
  },
}
