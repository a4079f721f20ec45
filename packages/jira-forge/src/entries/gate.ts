export { gate } from '../handlers/gate.ts'
