export { adminResolver } from '../handlers/admin-resolver.ts'
export { projectResolver } from '../handlers/project-resolver.ts'
export { validatorResolver } from '../handlers/validator-resolver.ts'
