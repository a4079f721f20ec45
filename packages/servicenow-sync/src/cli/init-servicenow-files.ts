import { initFiles } from './init-files.ts'

/** The files that `ticketbound init --servicenow` writes, by name: tickets and people come from an instance. */
export const initServiceNowFiles: Readonly<Record<keyof typeof initFiles | 'servicenow-map.yaml', string>> = {
  ...initFiles,
  'ticketbound.yaml': `# yaml-language-server: $schema=./schema/ticketbound.schema.json
# What Ticketbound reads, and where it keeps what it finds.
# Paths are relative to this file. A key that is not known is an error.

store: ./ticketbound.db        # made by the first run; nothing needs to be installed
catalogue: ./catalogue.yaml    # without it, entitlements come from the sources, and rules that need one are off
policy: ./policy.yaml          # without it, the defaults hold
report: ./report.html          # written after every night: one file, to be opened in a browser

servicenow:
  instance: https://example.service-now.com
  # A secret never stands here, only where it is: { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT] }
  auth: { type: client-credentials, clientId: ticketbound, clientSecret: { env: SERVICENOW_SECRET } }
  # auth: { type: basic, user: ticketbound.reader, password: { env: SERVICENOW_PASSWORD } }   # for a trial
  map: ./servicenow-map.yaml   # what tickets stand for; \`ticketbound servicenow map\` proposes it
  # pageSize: 500              # the most rows that one request asks for
  # concurrency: 2             # the most requests at one time
  # requestsPerHour: 5000      # the most requests in one hour
  # fullSweep: P7D             # how often every row is read again, to see what is gone

sources:
  # The tickets, with their approvals.
  - name: itsm
    reads: requests
    type: servicenow

  # Who people, services and AI agents are, and which accounts are theirs.
  - name: people
    reads: people
    type: servicenow

  # The access that a system really gives. One source for each system.
  - name: prod
    reads: access
    type: files
    path: ./access.ndjson
    system: prod

  # The roles and groups of the instance itself.
  # - { name: roles, reads: access, type: servicenow, system: servicenow }

# Findings as records of a table of the instance. Nothing is written until \`mode: apply\`:
# writeBack: { type: servicenow, table: u_ticketbound_finding }
`,
  'servicenow-map.yaml': `# yaml-language-server: $schema=./schema/servicenow-map.schema.json
# What the tickets of the instance ask for, and where they say so. \`ticketbound servicenow map --write\` writes a proposal over
# this file as long as nobody has changed it.

items:
  # - item: Production access          # the name of the catalogue item
  #   kind: { variable: action, values: { Add: provision, Remove: deprovision } }
  #   principal: { variable: requested_for }
  #   entitlement: { variable: role, values: { Admin: deploy } }
  #   expiresAt: { variable: end_date }

  # Every other ticket is service work: counted, and no more.
  - { item: "*", kind: none }
`,
}
