import * as v from 'valibot'
import type { PrincipalKind } from '../model/person.ts'
import { exactObject, fieldNames, recordOf } from './exact-object.ts'
import { EndText, IdText, InstantText, listOf } from './leaf-shapes.ts'

/** Every kind of principal. */
export const principalKinds = ['human', 'service', 'agent'] as const satisfies readonly PrincipalKind[]

const membershipEntries = { id: IdText, from: v.nullish(InstantText), until: v.nullish(EndText) }

const delegationEntries = {
  to: IdText,
  from: InstantText,
  until: EndText,
  entitlements: v.nullish(listOf(IdText)),
}

const accountEntries = { system: v.nullish(IdText), account: IdText }

const entries = {
  principal: IdText,
  kind: v.picklist(principalKinds),
  // CSV has only text.
  active: v.union([v.boolean(), v.picklist(['true', 'false'])]),
  startedAt: v.nullish(InstantText),
  endedAt: v.nullish(EndText),
  sponsor: v.nullish(IdText),
  manager: v.nullish(IdText),
  peers: v.nullish(listOf(IdText)),
  roles: v.nullish(listOf(exactObject(membershipEntries))),
  groups: v.nullish(listOf(exactObject(membershipEntries))),
  delegates: v.nullish(listOf(exactObject(delegationEntries))),
  ids: v.nullish(recordOf(IdText, IdText)),
  accounts: v.nullish(listOf(exactObject(accountEntries))),
}

/** One row of `people.ndjson`. */
export const PersonRow = exactObject(entries)

/** The fields of a person row. */
export const personFields = fieldNames(entries)

/** The fields of one role or group in a person row. */
export const membershipFields = fieldNames(membershipEntries)

/** The fields of one delegation in a person row. */
export const delegationFields = fieldNames(delegationEntries)

/** The fields of one account in a person row. */
export const accountFields = fieldNames(accountEntries)
