/** The files that `ticketbound init` writes, by name. Each can be used as it is, says how to go on, and names its schema. */
export const initFiles: Readonly<Record<'ticketbound.yaml' | 'catalogue.yaml' | 'policy.yaml', string>> = {
  'ticketbound.yaml': `# yaml-language-server: $schema=./schema/ticketbound.schema.json
# What Ticketbound reads, and where it keeps what it finds.
# Paths are relative to this file. A key that is not known is an error.

store: ./ticketbound.db        # made by the first run; nothing needs to be installed
catalogue: ./catalogue.yaml    # without it, entitlements come from the files, and rules that need one are off
policy: ./policy.yaml          # without it, the defaults hold
report: ./report.html          # written after every night: one file, to be opened in a browser

sources:
  # The tickets: one request line each, as NDJSON or CSV. A path may also be a folder of daily exports.
  - name: itsm
    reads: requests
    type: files
    path: ./requests.ndjson

  # The access that a system really gives. One source for each system.
  - name: prod
    reads: access
    type: files
    path: ./access.ndjson
    system: prod

  # Who people, services and AI agents are, and which accounts are theirs.
  - name: hr
    reads: people
    type: files
    path: ./people.ndjson

  # Decisions to live with something, if you keep them in a file.
  # - name: exceptions
  #   reads: exceptions
  #   type: files
  #   path: ./exceptions.ndjson
  #   allowEmpty: true         # no row is no fault
  #   maxRejected: 0.001       # give up when more than this share of the rows is bad
  #   maxDrop: 0.5             # distrust an export that lost more than this share of its rows

  # Decisions about access that is already there: to keep or to revoke it.
  # - { name: reviews, reads: recertifications, type: files, path: ./recertifications.ndjson, allowEmpty: true }

# seals: { tenant: example.org, keys: ./seal-keys.json }   # whose sealed approvals count, and the public keys
# service: ./services.yaml                                 # measures of services, shown beside those of access
`,
  'catalogue.yaml': `# yaml-language-server: $schema=./schema/catalogue.schema.json
# The entitlements: what one can hold, who owns it, who must approve it. Only \`id\` is required.
# A system may grant more than is listed here; that is then one finding for each name.

defaults:
  system: prod
  approval: { from: owner, count: 1 }   # owner, manager, group or role; count 0 asks for nobody. Leave it out where
                                        # policy.yaml says who approves by risk
  maxDuration: P180D
  recertify: P90D

entitlements:
  - id: deploy
    owners: [alice]                     # principals from the people source
    risk: high                          # low, medium, high or critical
    levels: [read, write]               # from least to most
    # aliases: { prod: [deployers] }    # what a system calls it, where that is not its id
    # conflicts: [audit]                # what nobody may hold beside it
    # birthright: true                  # held by everybody by design: needs no ticket
    # rotate: P90D                      # how often a service or an agent that holds it must renew its credential
    # permanent: true                   # may be asked for without an end
    # roles: [developer]                # who may ask for it

# What the items of your request catalogue stand for.
items:
  - { item: "Production access", kind: provision, entitlement: deploy }
`,
  'policy.yaml': `# yaml-language-server: $schema=./schema/policy.schema.json
# The rules that hold for every entitlement. What is left out is as it stands here.

zone: UTC                # a bare date, such as an end on 2026-03-31, ends in this zone

grace:                   # how long after a ticket closes nothing is said
  provision: PT24H
  removal: PT24H
  expiry: PT0S

hold:                    # a night that changes more than both of these waits for \`ticketbound confirm\`
  share: 0.2
  minimum: 50

correlation:             # whose an account is: the first way that matches decides
  - account              # a person's account on this system
  - account-any-system   # a person's account named without a system
  - principal            # the account is the principal's id
  # - id:mail            # the account is this identifier of a person

# What a request is held to while it is asked for: the fewest characters of its reason, and its longest time.
# justification: 10
# maxDuration: { service: P365D, agent: P90D }

# Who must approve by risk, where neither an entry of the catalogue nor its \`defaults\` say so:
# approvals:
#   low: { count: 0 }
#   high: { all: [{ from: owner }, { from: manager }] }

# Sources whose requests must pass a gate, and since when:
# gates: [{ source: itsm, since: 2026-01-01T00:00:00Z }]

# What principals hold by design, without a ticket:
# birthrights: [{ entitlements: [mail], kinds: [human] }]
`,
}
