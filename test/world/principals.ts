import type { Principal } from './world.ts'

/** Every principal: who it is, who answers for it, and by which accounts it is known. */
export const principals: readonly Principal[] = [
  human('noor', 'Noor', 'platform', 'E1001', {
    accounts: [
      { system: 'cloud', account: 'noor' },
      { system: 'cloud', account: 'noor-emergency' },
      { system: 'code', account: 'noor-dev' },
    ],
    groups: ['cloud-council'],
  }),
  human('mateo', 'Mateo', 'platform', 'E1002', { manager: 'noor', groups: ['cloud-council'] }),
  human('ingrid', 'Ingrid', 'platform', 'E1003', {
    manager: 'noor',
    groups: ['cloud-council'],
    accounts: [
      { system: 'cloud', account: 'ingrid' },
      { system: 'cloud', account: 'ingrid-admin' },
      { system: 'code', account: 'ingrid-dev' },
    ],
  }),
  human('samir', 'Samir', 'engineering', 'E1004', {
    manager: 'noor',
    delegates: [
      {
        to: 'kofi',
        from: '2026-01-12T00:00:00Z',
        until: '2026-01-23T18:00:00Z',
        entitlements: ['code-releases', 'code-repositories'],
      },
    ],
  }),
  human('priya', 'Priya', 'engineering', 'E1005', { manager: 'samir' }),
  human('kofi', 'Kofi', 'engineering', 'E1006', { manager: 'samir' }),
  human('lucia', 'Lucía', 'engineering', 'E1007', { manager: 'priya' }),
  human('jonas', 'Jonas', 'engineering', 'E1008', { manager: 'priya' }),
  human('mei', 'Mei', 'engineering', 'E1009', { manager: 'priya' }),
  human('dana', 'Dana', 'engineering', 'E1010', { manager: 'samir' }),
  human('ravi', 'Ravi', 'engineering', 'E1011', { manager: 'samir' }),
  human('tomasz', 'Tomasz', 'engineering', 'E1012', { manager: 'samir', endedAt: '2026-03-02' }),
  human('leila', 'Leila', 'data', 'E1013', { manager: 'noor' }),
  human('viktor', 'Viktor', 'data', 'E1014', { manager: 'leila' }),
  human('amina', 'Amina', 'data', 'E1015', { manager: 'leila' }),
  human('oskar', 'Oskar', 'data', 'E1016', { manager: 'leila' }),
  human('helga', 'Helga', 'finance', 'E1017', { groups: ['finance-controllers'] }),
  human('amadou', 'Amadou', 'finance', 'E1018', { manager: 'helga', groups: ['finance-controllers'] }),
  human('yara', 'Yara', 'finance', 'E1019', { manager: 'helga', groups: ['finance-controllers'] }),
  human('chiara', 'Chiara', 'finance', 'E1020', {
    manager: 'amadou',
    accounts: [
      { system: 'code', account: 'chiara-dev' },
      { system: 'finance', account: 'closing-desk' },
    ],
  }),
  human('sofia', 'Sofia', 'finance', 'E1021', {
    manager: 'amadou',
    accounts: [
      { system: 'code', account: 'sofia-dev' },
      { system: 'finance', account: 'closing-desk' },
    ],
  }),
  human('bruno', 'Bruno', 'finance', 'E1022', { manager: 'yara' }),
  human('ewa', 'Ewa', 'people', 'E1023', { manager: 'helga' }),
  human('hassan', 'Hassan', 'people', 'E1024', { manager: 'ewa' }),
  human('nils', 'Nils', 'product', 'E1025', { manager: 'noor' }),
  human('farah', 'Farah', 'product', 'E1026', { manager: 'nils' }),
  human('pieter', 'Pieter', 'contractors', 'E1027', { manager: 'mateo', endedAt: '2026-03-31' }),
  service('backup-runner', 'Nightly backups', 'platform', 'mateo', 'cloud'),
  { ...service('build-runner', 'Build machines', 'engineering', 'priya', 'code'), renewedAt: '2025-09-01T06:00:00Z' },
  service('invoice-import', 'Invoice import', 'finance', 'amadou', 'finance'),
  service('ledger-export', 'Ledger export to the warehouse', 'data', 'leila', 'finance'),
  service('report-mailer', 'Report mailer', 'data', 'viktor', 'cloud'),
  service('metrics-collector', 'Metrics collector', 'platform', 'tomasz', 'cloud'),
  {
    ...agent('release-assistant', 'Release assistant', 'samir', ['priya', 'mei'], 'code'),
    renewedAt: '2026-01-12T06:00:00Z',
  },
  agent('code-reviewer', 'Code reviewer', 'priya', ['lucia', 'jonas'], 'code'),
  agent('spend-analyst', 'Spend analyst', 'helga', ['amadou', 'bruno'], 'finance'),
  agent('warehouse-guide', 'Warehouse guide', 'leila', ['amina', 'viktor'], 'cloud'),
]

/** A human, known by the id in the cloud, by a listed account in the code, by employee number in finance. */
function human(
  principal: string,
  name: string,
  team: string,
  employeeNumber: string,
  more: Partial<Principal> = {},
): Principal {
  const accounts: Principal['accounts'] = [{ system: 'code', account: `${principal}-dev` }]
  return { principal, kind: 'human', name, team, employeeNumber, accounts, ...more }
}

function service(
  principal: string,
  name: string,
  team: string,
  sponsor: string,
  system: Principal['accounts'][number]['system'],
): Principal {
  return { principal, kind: 'service', name, team, sponsor, accounts: [{ system, account: `svc-${principal}` }] }
}

function agent(
  principal: string,
  name: string,
  sponsor: string,
  peers: readonly string[],
  system: Principal['accounts'][number]['system'],
): Principal {
  const accounts: Principal['accounts'] = [{ system, account: `agent-${principal}` }]
  return { principal, kind: 'agent', name, team: 'agents', sponsor, peers, accounts }
}
