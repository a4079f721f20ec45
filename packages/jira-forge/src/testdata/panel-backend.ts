import { createIssueResolver } from '../screen/create-issue-resolver.ts'
import type { ScreenHost } from '../screen/testdata/screen-host.ts'
import type { Backend } from './render-forge.ts'

/** Answers a frontend on the issue `ACC-1` with the real resolver, for an account. */
export function panelBackend(host: ScreenHost, accountId: string): Backend {
  const resolve = createIssueResolver(() => host)
  const context = { extension: { issue: { key: 'ACC-1', id: '20001' }, project: { id: '10000' } } }
  return {
    invoke: (functionKey, payload) =>
      resolve({ call: { functionKey, payload }, context }, { principal: { accountId } }),
  }
}
