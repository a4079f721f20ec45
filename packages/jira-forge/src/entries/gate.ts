export { gate } from '../handlers/gate.ts'
export { issueUpdated } from '../handlers/issue-updated.ts'
export { recordPassage } from '../handlers/record-passage.ts'
export { sweep } from '../handlers/sweep.ts'
