export { failClosed, type GateHost } from './gate/fail-closed.ts'
export type { Gate, GateAnswer } from './gate/gate-answer.ts'
export { type GateDecision, type GateEvidence, toGateAnswer } from './gate/to-gate-answer.ts'
