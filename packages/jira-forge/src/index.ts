export { gate, issueUpdated, recordPassage, sweep } from './entries/gate.ts'
export { issueResolver, portalResolver } from './entries/screens.ts'
