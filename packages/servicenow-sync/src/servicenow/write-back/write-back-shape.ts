import { severities } from '@ticketbound/core'
import * as v from 'valibot'
import { closed, countTo, group, noList } from '../../config/leaf-shapes.ts'
import { type RecordField, recordFields } from '../../write-back/finding-record.ts'

/** Names of tables and columns go into addresses and queries. */
const Name = v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,80}$/, 'small letters, digits and `_`'))

const Values = v.pipe(noList, v.record(Name, v.pipe(v.string(), v.maxLength(4000))))

/** The columns as they are called where nobody says otherwise. */
export const defaultColumns: Readonly<Record<RecordField, string>> = {
  key: 'u_finding_key',
  kind: 'u_kind',
  severity: 'u_severity',
  state: 'u_state',
  principal: 'u_principal',
  account: 'u_account',
  entitlement: 'u_entitlement',
  system: 'u_system',
  ticket: 'u_ticket',
  message: 'u_message',
  action: 'u_action',
  firstSeen: 'u_first_seen',
  resolvedAt: 'u_resolved_at',
  run: 'u_run',
}

/** The fields whose text is cut: half of a key is the key of nothing, and an instant's length is its form's. */
export type CutField = Exclude<RecordField, 'key' | 'firstSeen' | 'resolvedAt'>

/** How many characters each column takes where nobody says otherwise. */
export const defaultLengths: Readonly<Record<CutField, number>> = {
  kind: 40,
  severity: 40,
  state: 40,
  principal: 100,
  account: 100,
  entitlement: 255,
  system: 100,
  ticket: 255,
  message: 1000,
  action: 1000,
  run: 40,
}

/** What each field of a record is written as: a column's name, or `false` for nowhere. */
const columns = Object.fromEntries(
  recordFields.map((field) => [
    field,
    field === 'key' ? v.exactOptional(Name) : v.exactOptional(v.union([Name, v.literal(false)])),
  ]),
) as Record<
  RecordField,
  v.ExactOptionalSchema<v.UnionSchema<[typeof Name, v.LiteralSchema<false, undefined>], undefined>, undefined>
>

const lengths = Object.fromEntries(
  Object.keys(defaultLengths).map((field) => [field, v.exactOptional(countTo(4000))]),
) as Record<CutField, v.ExactOptionalSchema<ReturnType<typeof countTo>, undefined>>

const Severities = v.picklist(severities)

const tasks = {
  table: Name,
  minSeverity: v.exactOptional(Severities),
  fields: v.exactOptional(Values),
  closeFields: v.exactOptional(Values),
}

const writeBack = {
  type: v.literal('servicenow'),
  mode: v.exactOptional(v.picklist(['dry-run', 'apply'])),
  table: Name,
  through: v.exactOptional(v.picklist(['table', 'import-set'])),
  importTable: v.exactOptional(Name),
  columns: v.exactOptional(group(columns)),
  lengths: v.exactOptional(group(lengths)),
  minSeverity: v.exactOptional(Severities),
  notes: v.exactOptional(v.boolean()),
  ticketTables: v.exactOptional(v.pipe(v.array(Name), v.minLength(1), v.maxLength(20))),
  tasks: v.exactOptional(closed(tasks)),
  most: v.exactOptional(countTo(1_000_000)),
}

/** The section `writeBack`: what is written back, and where. */
export const WriteBackShape = v.pipe(
  closed(writeBack),
  v.check(
    ({ through, importTable }) => (through === 'import-set') === (importTable !== undefined),
    '`importTable` together with `through: import-set`, or neither',
  ),
)

type Written<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>

/** The section `writeBack`, as it is written. */
export interface WriteBackSection extends Omit<Written<typeof writeBack>, 'columns' | 'lengths' | 'tasks'> {
  readonly columns?: Partial<Readonly<Record<RecordField, string | false>>>
  readonly lengths?: Partial<Readonly<Record<CutField, number>>>
  readonly tasks?: Written<typeof tasks>
}

/** The keys of the section `writeBack`. */
export const writeBackKeys: readonly string[] = Object.keys(writeBack)
