/**
 * How a check went. `missing`: an administrator must grant it. `failed`: it does not do what it should, or could not be
 * asked. `skipped`: there was nothing to look at, or what it needs is not there.
 */
export type Outcome = 'ok' | 'warning' | 'missing' | 'failed' | 'skipped'

/** What each check looks at, in the order in which they are told. Ids are stable. */
export const checkFacts = {
  reachable: 'The address resolves, and something answers there.',
  certificate: 'The certificate of the instance is trusted, and ours is where one is asked for.',
  instance: 'An instance answers there, and neither hibernates nor is in maintenance.',
  credentials: 'The credentials are accepted.',
  account: 'The user that is acted as may use web services only, and is no administrator.',
  clock: "This machine's clock agrees with that of the instance.",
  'invalid-queries': 'What the instance does with a part of a query that it does not understand.',
  'aggregate-api': 'The Aggregate API counts, by which rows that came or went unseen are noticed.',
  'table-read': 'The table is there, and may be read.',
  'table-rows': 'No row of the first page is hidden from this user.',
  'table-count': 'The Aggregate API counts what the Table API counts.',
  'table-fields': 'Every field that is read comes with every row.',
  'table-values': 'Values come plain: times in UTC, references without links.',
  'table-query': 'Ranges, order and lists of values are honoured, by which the table is paged.',
  'table-page': 'A whole page comes in time.',
  'rate-limit': 'The rate limit rule that applies allows what the configuration asks for.',
  'first-night': 'The first night, which reads everything, fits into its hours.',
  'map-items': 'The catalogue items that the map names exist.',
  'map-states': 'Every state of a ticket and of an approval has a meaning.',
  'write-table': 'The table that findings are written to exists, and may be read.',
  'write-columns': 'It has the columns that are written.',
  'write-rights': 'It may be written to, as far as that can be told without writing.',
  'write-trial': 'A record can be created, read, changed and deleted again; only with `--write`.',
} as const satisfies Readonly<Record<string, string>>

/** The id of a check. */
export type CheckId = keyof typeof checkFacts

/** The ids of all checks, in their order. */
export const checkIds: readonly CheckId[] = Object.keys(checkFacts) as CheckId[]

/** What one check found. */
export interface Check {
  readonly id: CheckId
  /** The table that it is about. */
  readonly table?: string
  readonly what: string
  readonly outcome: Outcome
  /** One sentence, without its full stop. Never a secret, never a person's data but the user that is acted as. */
  readonly found: string
  /** What exactly to grant or to change, and where. */
  readonly fix?: string
}

/** What a check says beside its id. */
export type Said = Omit<Check, 'id' | 'what' | 'table'>

/** Makes a check of what was found. */
export function check(id: CheckId, { outcome, found, fix }: Said, table?: string): Check {
  return {
    id,
    ...(table !== undefined && { table }),
    what: checkFacts[id],
    outcome,
    found,
    ...(fix !== undefined && { fix }),
  }
}

/** Whether a check says that something that is needed is not there. */
export function isAmiss({ outcome }: Pick<Check, 'outcome'>): boolean {
  return outcome === 'missing' || outcome === 'failed'
}
