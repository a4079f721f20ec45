import { readCatalogue } from '@ticketbound/core'
import type { FieldMap } from '@ticketbound/jira'
import type { RuleBook } from '../storage/settings-store.ts'

/** Where the small world's project `ACC` says what of a request. */
export const accFields: FieldMap = {
  kind: {
    field: 'customfield_10050',
    values: { 10100: 'provision', 10101: 'change', 10102: 'deprovision', 10103: 'none' },
  },
  principal: { field: 'customfield_10051' },
  entitlement: { field: 'customfield_10052', values: { 10110: 'deploy', 10111: 'audit' } },
  level: { field: 'customfield_10053', values: { 10120: 'read', 10121: 'write' } },
  owner: { field: 'customfield_10054' },
  expiresAt: { field: 'customfield_10055' },
  justification: { field: 'customfield_10056' },
  statuses: { closedIncomplete: ['10005'], cancelled: ['10006'], pastGate: ['10003', '10004'] },
}

/** `deploy`, which bob and dave own and one owner approves, and `audit`, which dave owns. */
const catalogueDocument = {
  defaults: { system: 'prod', maxDuration: 'P180D' },
  entitlements: [
    { id: 'deploy', owners: ['acc-bob', 'acc-dave'], levels: ['read', 'write'], approval: { from: 'owner', count: 1 } },
    { id: 'audit', owners: ['acc-dave'], approval: { from: 'owner', count: 1 } },
  ],
}

/** The rules of the small world: a catalogue, no people document, the project `ACC` (id 10000) mapped. */
export function aRuleBook(given: Partial<RuleBook> = {}): RuleBook {
  const catalogue = readCatalogue(catalogueDocument)
  if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.faults))
  return {
    settings: { projects: { 10000: accFields } },
    catalogue: catalogue.value,
    keys: new Map(),
    exceptions: [],
    delegations: [],
    ...given,
  }
}
