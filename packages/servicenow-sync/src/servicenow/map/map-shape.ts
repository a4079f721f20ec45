import {
  bad,
  exactObject,
  good,
  IdText,
  isZone,
  listOf,
  principalKinds,
  quote,
  type Reading,
  recordOf,
  requestKinds,
  requestStates,
  textOf,
  Words,
} from '@ticketbound/core'
import * as v from 'valibot'

const ZoneText = textOf(readZone)

/** A field's name, dot-walked or not: it becomes part of a query. */
const FieldText = textOf(readFieldName)

const read = { field: v.nullish(FieldText), variable: v.nullish(IdText) }

const valueEntries = {
  ...read,
  values: v.nullish(recordOf(IdText, Words)),
  default: v.nullish(Words),
  lookup: v.nullish(exactObject({ table: FieldText, field: FieldText })),
  split: v.nullish(v.pipe(v.string(), v.nonEmpty(), v.maxLength(8))),
}

/** Where a value comes from, as it is written. */
const readValue = exactObject(valueEntries)

/** A value as it is written: a text that always holds, or where it comes from. */
const valueShape = v.lazy((value) => (typeof value === 'string' ? IdText : readValue))

const kindShape = v.lazy((kind) =>
  typeof kind === 'string'
    ? v.picklist(requestKinds)
    : exactObject({
        ...read,
        values: recordOf(IdText, v.picklist(requestKinds)),
        default: v.nullish(v.picklist(requestKinds)),
      }),
)

const conditionShape = exactObject({ ...read, is: v.lazy((is) => (typeof is === 'string' ? Words : listOf(Words))) })

const statesShape = recordOf(IdText, v.picklist(requestStates))

/** The tables whose records are tickets. */
export const ticketTables = ['sc_req_item', 'change_request'] as const

const item = exactObject({
  item: IdText,
  table: v.nullish(v.picklist(ticketTables)),
  when: v.nullish(conditionShape),
  kind: kindShape,
  principal: v.nullish(valueShape),
  entitlement: v.nullish(valueShape),
  level: v.nullish(valueShape),
  owner: v.nullish(valueShape),
  expiresAt: v.nullish(valueShape),
  justification: v.nullish(valueShape),
  rows: v.nullish(IdText),
  tasks: v.nullish(v.pipe(listOf(Words), v.nonEmpty())),
})

/** `servicenow-map.yaml`, parsed. */
export const MapDocument = exactObject({
  zone: v.nullish(ZoneText),
  people: v.nullish(
    exactObject({
      principal: v.nullish(FieldText),
      kinds: v.nullish(
        exactObject({
          field: FieldText,
          values: recordOf(IdText, v.picklist(principalKinds)),
        }),
      ),
      sponsor: v.nullish(FieldText),
    }),
  ),
  states: v.nullish(
    exactObject({
      sc_req_item: v.nullish(statesShape),
      sc_task: v.nullish(statesShape),
      change_request: v.nullish(statesShape),
    }),
  ),
  approvals: v.nullish(recordOf(IdText, v.picklist(['approved', 'rejected']))),
  gate: v.nullish(exactObject({ field: FieldText })),
  items: v.nullish(v.pipe(listOf(item), v.nonEmpty())),
})

/** `servicenow-map.yaml` as its shape gives it: nothing is known yet of how its parts fit together. */
export type MapDocument = v.InferOutput<typeof MapDocument>

/** One entry of `items`, as it is written. */
export type ItemEntry = NonNullable<MapDocument['items']>[number]

/** A value's rule, as it is written. */
export type ValueEntry = string | v.InferOutput<typeof readValue>

function readZone(text: string): Reading<string> {
  if (isZone(text)) return good(text)
  return bad({
    code: 'zone-unknown',
    message: `${quote(text)} is not a time zone that is known here`,
    help: 'write an IANA zone such as Europe/Berlin, or UTC',
  })
}

function readFieldName(text: string): Reading<string> {
  if (/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/.test(text) && text.length <= 160) return good(text)
  return bad({
    code: 'field-name-malformed',
    message: `${quote(text)} is not the name of a field`,
    help: 'write the column name, not the label, such as requested_for or u_cost_center.code',
  })
}
