/** A map with something of everything, as an administrator would write it. */
export const exampleMap = `# yaml-language-server: $schema=./schema/servicenow-map.schema.json
zone: Europe/Berlin
people: { principal: user_name, kinds: { field: identity_type, values: { machine: service, ai_agent: agent } } }
states:
  sc_req_item: { "3": closed-complete, "4": closed-incomplete, "7": cancelled, "*": open }
  change_request: { "3": closed-complete, "4": cancelled, "*": open }
approvals: { approved: approved, rejected: rejected }
items:
  - item: "Production access"
    kind: { variable: action, values: { Add: provision, Remove: deprovision } }
    principal: { field: requested_for }
    entitlement: { variable: role, values: { Admin: deploy } }
    level: { variable: level }
    owner: { variable: owner }
    expiresAt: { variable: end_date }
    justification: { variable: reason }
  - item: "Team access"
    kind: provision
    principal: { variable: user }
    entitlement: deploy
    rows: access_rows
  - item: "Password reset"
    kind: none
`
