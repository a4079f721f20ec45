/** What the tickets of the small world's instance mean: its `servicenow-map.yaml`. */
export const smallWorldMap = `# What a ticket of this instance asks for, and where it says so.
people: { principal: user_name, kinds: { field: identity_type, values: { machine: service, ai_agent: agent } } }
gate: { field: u_gate_passed_at }
items:
  - item: System access
    kind: { variable: action, values: { Add: provision, Change: change, Remove: deprovision } }
    principal: { variable: access_for }
    entitlement: { variable: entitlement }
    level: { variable: level, default: "" }
    owner: { variable: owner, default: "" }
    expiresAt: { variable: end_date, default: "" }
    justification: { variable: reason }
  - item: Password reset
    kind: none
    justification: { variable: reason }
`
