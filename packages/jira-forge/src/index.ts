export { failClosed, type GateHost } from './fail-closed.ts'
export type { Gate, GateAnswer } from './gate-answer.ts'
export { createSignJws } from './seal/sign-jws.ts'
export { type GateDecision, type GateEvidence, toGateAnswer } from './to-gate-answer.ts'
