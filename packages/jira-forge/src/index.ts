export { failClosed, type GateHost } from './fail-closed.ts'
export type { Gate, GateAnswer } from './gate-answer.ts'
export { createSignJws } from './seal/sign-jws.ts'
export { type GateEvidence, type GateVerdict, toGateAnswer } from './to-gate-answer.ts'
