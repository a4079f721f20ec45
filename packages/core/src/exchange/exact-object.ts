import * as v from 'valibot'
import { isRow, type Row, reservedNames } from './row.ts'

/** The shape of an object that has these fields and no others; every unknown field is a fault of its own. */
export function exactObject<const Entries extends v.ObjectEntries>(entries: Entries) {
  const known = Object.keys(entries).join(', ')
  return v.pipe(safeObject(known), v.objectWithRest(entries, v.never(known)))
}

/** The shape of an object whose keys are the user's own names. */
export function recordOf<const Key extends v.GenericSchema<string, string>, const Value extends v.GenericSchema>(
  key: Key,
  value: Value,
) {
  return v.pipe(safeObject('any other name'), v.record(key, value))
}

/** The names of the fields that a shape's entries speak of. */
export function fieldNames(entries: v.ObjectEntries): ReadonlySet<string> {
  return new Set(Object.keys(entries))
}

/** Any object but a list. valibot steps silently over three names to keep prototypes safe; a fault must not be silent. */
function safeObject(known: string) {
  return v.pipe(
    v.custom<Row>(isRow),
    v.rawCheck<Row>(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      for (const key of reservedNames) {
        if (!Object.hasOwn(dataset.value, key)) continue
        const step = { type: 'object', origin: 'key', input: dataset.value, key, value: undefined } as const
        addIssue({ expected: 'never', message: known, path: [step] })
      }
    }),
  )
}
