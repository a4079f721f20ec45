export { explainBlocked, findExpiring, listEvidence } from '../handlers/rovo-actions.ts'
