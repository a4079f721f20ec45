export { adminResolver, projectResolver, validatorResolver } from './entries/administration.ts'
export { explainBlocked, findExpiring, listEvidence } from './entries/agents.ts'
export { gate, issueUpdated, recordPassage, sweep } from './entries/gate.ts'
export { issueResolver, portalResolver } from './entries/screens.ts'
