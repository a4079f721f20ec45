export { issueResolver } from '../handlers/issue-resolver.ts'
export { portalResolver } from '../handlers/portal-resolver.ts'
