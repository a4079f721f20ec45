import type { Mutant } from './mutant.ts'

const sync = 'packages/servicenow-sync/src/night'
const chain = 'packages/core/src/record/audit-chain'

/** Faults in the log. */
export const recordMutants: readonly Mutant[] = [
  {
    name: 'chain without a link',
    breaks: 'an entry’s hash does not cover the one before it',
    file: `${chain}.ts`,
    from: 'hash: entryHash(head.hash, bytes, sha256) }',
    to: 'hash: entryHash(emptyHead.hash, bytes, sha256) }',
    caughtBy: [`${chain}.test.ts`],
  },
  {
    name: 'salt used twice',
    breaks: 'all details of a night share one salt, so that erasing one does not protect it',
    file: `${sync}/conclude/audit-writer.ts`,
    from: '    count += 1\n',
    to: '',
    caughtBy: [`${sync}/conclude/audit-writer.test.ts`],
  },
]
