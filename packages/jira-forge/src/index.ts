export { failClosed, type GateHost } from './fail-closed.ts'
export type { Gate, GateAnswer } from './gate-answer.ts'
export { type GateEvidence, type GateVerdict, toGateAnswer, type Violation } from './to-gate-answer.ts'
