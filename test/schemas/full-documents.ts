import {
  defaultColumns,
  defaultLengths,
} from '../../packages/servicenow-sync/src/servicenow/write-back/write-back-shape.ts'

const rules = [
  { from: 'group', name: 'ops', count: 2, maxAge: 'P30D' },
  { all: [{ from: 'owner' }, { from: 'role', name: 'auditor', count: 2 }] },
]

const settings = {
  system: 'prod',
  owners: ['alice'],
  approval: rules[0],
  risk: 'high',
  levels: ['read', 'write'],
  maxDuration: 'P180D',
  recertify: 'P90D',
  rotate: 'P30D',
  requestable: true,
  permanent: false,
  roles: ['engineer'],
  conflicts: ['audit'],
  birthright: false,
}

/** A catalogue that uses every key there is. */
export const fullCatalogue: unknown = {
  defaults: settings,
  entitlements: [
    { id: 'deploy', inherits: 'audit', ...settings, aliases: { prod: ['deployers'] }, approval: rules[1] },
    { id: 'audit' },
  ],
  items: [{ item: 'Production access', kind: 'provision', entitlement: 'deploy' }],
  groups: [{ id: 'ops', owners: ['carol'] }],
}

/** A policy that uses every key there is. */
export const fullPolicy: unknown = {
  zone: 'Europe/Berlin',
  grace: { provision: 'PT1H', removal: 'PT2H', expiry: 'PT3H', recertification: 'P1D', rotation: 'P1D' },
  hold: { share: 0.5, minimum: 10 },
  correlation: ['account', 'account-any-system', 'principal', 'id:mail'],
  approvals: { low: { count: 0 }, medium: { from: 'manager' }, high: rules[0], critical: rules[1] },
  maxDuration: { human: 'P365D', service: 'P365D', agent: 'P30D' },
  justification: 20,
  maxException: 'P90D',
  levels: { approval: 'P3D', fulfilment: 'P1D', removal: 'P1D' },
  warnings: { expiry: 'P14D', recertification: 'P14D' },
  gates: [{ source: 'itsm', since: '2026-01-01T00:00:00Z' }],
  birthrights: [{ entitlements: ['mail'], kinds: ['human'], roles: ['staff'] }],
}

/** A configuration that uses every key there is. */
export const fullConfig: unknown = {
  store: './ticketbound.db',
  catalogue: './catalogue.yaml',
  policy: './policy.yaml',
  report: './report.html',
  service: './services.yaml',
  seals: { tenant: 'example', keys: './keys.json' },
  servicenow: {
    instance: 'https://example.service-now.com',
    auth: {
      type: 'jwt-bearer',
      clientId: 'ticketbound',
      clientSecret: { env: 'SN_SECRET' },
      user: 'ticketbound.reader',
      key: { command: ['pass', 'show', 'servicenow'] },
      keyId: 'k1',
    },
    tls: { ca: './ca.pem', certificate: './client.pem', key: { file: './client.key' } },
    map: './servicenow-map.yaml',
    pageSize: 500,
    concurrency: 2,
    requestsPerHour: 5000,
    fullSweep: 'P7D',
  },
  jira: {
    site: 'https://example.atlassian.net',
    auth: { type: 'api-token', user: 'night@example.com', token: { env: 'JIRA_TOKEN' } },
    map: './jira-map.yaml',
    jql: 'project = ACC',
    pageSize: 100,
    concurrency: 2,
    requestsPerHour: 20_000,
  },
  sources: [
    { name: 'itsm', reads: 'requests', type: 'servicenow', maxRejected: 0.01 },
    { name: 'jira', reads: 'requests', type: 'jira', maxRejected: 0.01 },
    {
      name: 'prod',
      reads: 'access',
      system: 'prod',
      type: 'files',
      path: './access.ndjson',
      allowEmpty: true,
      maxRejected: 0.01,
      maxDrop: 0.5,
    },
  ],
  writeBack: {
    type: 'servicenow',
    mode: 'apply',
    table: 'u_ticketbound_finding',
    through: 'import-set',
    importTable: 'u_ticketbound_import',
    columns: { ...defaultColumns, run: false },
    lengths: defaultLengths,
    minSeverity: 'medium',
    notes: true,
    ticketTables: ['sc_req_item'],
    tasks: { table: 'task', minSeverity: 'critical', fields: { assignment_group: 'a1' }, closeFields: { state: '3' } },
    most: 500,
  },
}

/** A map of an instance that uses every key there is. */
export const fullMap: unknown = {
  zone: 'Europe/Berlin',
  people: {
    principal: 'user_name',
    kinds: { field: 'identity_type', values: { machine: 'service', ai_agent: 'agent' } },
    sponsor: 'u_owner',
  },
  states: {
    sc_req_item: { '3': 'closed-complete', '*': 'open' },
    sc_task: { '3': 'closed-complete' },
    change_request: { '4': 'cancelled' },
  },
  approvals: { approved: 'approved', rejected: 'rejected' },
  gate: { field: 'u_gate_passed_at' },
  items: [
    {
      item: 'Production access',
      table: 'sc_req_item',
      when: { variable: 'system', is: ['prod', 'production'] },
      kind: { variable: 'action', values: { Add: 'provision', Remove: 'deprovision' }, default: 'provision' },
      principal: { field: 'requested_for' },
      entitlement: {
        variable: 'role',
        values: { Admin: 'deploy', '*': 'audit' },
        default: 'audit',
        lookup: { table: 'u_application', field: 'u_code' },
        split: ',',
      },
      level: { variable: 'level', default: 'read' },
      owner: 'alice',
      expiresAt: { variable: 'end_date', default: '' },
      justification: { variable: 'reason' },
      rows: 'access_rows',
      tasks: ['Create the account'],
    },
    { item: 'Emergency', table: 'change_request', when: { field: 'category', is: 'Access' }, kind: 'none' },
  ],
}
