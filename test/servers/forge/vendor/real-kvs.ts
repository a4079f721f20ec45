import { createRequire } from 'node:module'
import type { Kvs } from '../../../../packages/jira-forge/src/storage/kvs.ts'

const require = createRequire(new URL('../../../../packages/jira-forge/package.json', import.meta.url))

/** The vendor's own package, as the app has it. */
export const { kvs } = require('@forge/kvs') as { readonly kvs: Kvs }
