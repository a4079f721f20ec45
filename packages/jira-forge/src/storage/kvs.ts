import type { kvs } from '@forge/kvs'

/** The platform's storage, as the vendor's package gives it. */
export type Kvs = typeof kvs
