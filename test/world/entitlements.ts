import type { WorldEntitlement } from './world.ts'

/** Everything that the catalogue of the small world knows. */
export const entitlements: readonly WorldEntitlement[] = [
  { id: 'cloud-viewer', system: 'cloud', native: 'Viewer', owners: ['mateo', 'noor'], risk: 'low' },
  { id: 'cloud-operator', system: 'cloud', native: 'ProductionOperator', owners: ['mateo', 'noor'], risk: 'high' },
  {
    id: 'cloud-admin',
    system: 'cloud',
    native: 'Administrator',
    owners: ['noor'],
    risk: 'critical',
    approval: { from: 'group', name: 'cloud-council', count: 2 },
  },
  {
    id: 'platform-team',
    system: 'cloud',
    owners: ['mateo'],
    risk: 'medium',
    approval: { from: 'manager', count: 1 },
  },
  { id: 'data-warehouse', system: 'cloud', owners: ['leila', 'viktor'], risk: 'medium', levels: ['read', 'write'] },
  { id: 'data-vault', system: 'cloud', owners: ['leila', 'viktor'], risk: 'medium', recertify: 'P180D' },
  { id: 'code-read', system: 'code', native: 'everyone', owners: ['priya'], risk: 'low', birthright: true },
  {
    id: 'code-repositories',
    system: 'code',
    native: 'repositories',
    owners: ['priya', 'samir'],
    risk: 'medium',
    levels: ['write', 'maintain', 'admin'],
  },
  {
    id: 'code-releases',
    system: 'code',
    native: 'releases',
    owners: ['samir', 'priya'],
    risk: 'high',
    rotate: 'P90D',
  },
  {
    id: 'code-sandbox',
    system: 'code',
    native: 'sandbox',
    owners: ['samir'],
    risk: 'low',
    approval: { from: 'owner', count: 0 },
  },
  { id: 'code-archive', system: 'code', native: 'archive', owners: ['tomasz'], risk: 'medium' },
  { id: 'ledger', system: 'finance', owners: ['helga', 'amadou'], risk: 'high', levels: ['read', 'post', 'close'] },
  {
    id: 'payments',
    system: 'finance',
    native: 'PAYMENT_RELEASE',
    owners: ['helga'],
    risk: 'critical',
    approval: { from: 'group', name: 'finance-controllers', count: 2 },
    conflicts: ['expenses'],
  },
  {
    id: 'expenses',
    system: 'finance',
    native: 'EXPENSE_ENTRY',
    owners: ['amadou'],
    risk: 'low',
    approval: { from: 'manager', count: 1 },
  },
  { id: 'payroll', system: 'finance', native: 'PAYROLL', owners: ['yara', 'helga'], risk: 'high' },
]

/** The entitlement of an id; `undefined` for a name that the catalogue lacks. */
export function entitlementOf(id: string): WorldEntitlement | undefined {
  return entitlements.find((entitlement) => entitlement.id === id)
}
