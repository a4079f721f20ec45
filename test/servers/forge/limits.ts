/** What the platform allows. Bytes are of UTF-8; storage counts reads and writes in units of 10 KB. */
export interface ForgeLimits {
  readonly 'key-length': number
  readonly 'value-bytes': number
  readonly 'value-depth': number
  readonly 'payload-bytes': number
  readonly 'batch-keys': number
  readonly 'transaction-operations': number
  readonly 'query-page': number
  readonly 'query-page-default': number
  readonly 'query-conditions': number
  readonly 'storage-requests-per-second': number
  readonly 'read-units-per-minute': number
  readonly 'write-units-per-minute': number
  readonly 'ttl-days': number
  readonly 'expired-readable-hours': number
  readonly entities: number
  readonly 'entity-attributes': number
  readonly 'entity-indexes': number
  readonly 'index-partition-bytes': number
  readonly 'index-range-bytes': number
  readonly 'function-seconds': number
  readonly 'web-trigger-seconds': number
  readonly 'async-seconds': number
  readonly 'async-seconds-most': number
  readonly 'invocation-payload-bytes': number
  readonly 'frontend-request-bytes': number
  readonly 'frontend-response-bytes': number
  readonly 'log-lines-per-minute': number
  readonly 'log-bytes': number
  readonly 'invocations-per-user-and-minute': number
  readonly 'events-per-push': number
  readonly 'events-bytes': number
  readonly retries: number
}

/**
 * The limits as the vendor's pages give them.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-kvs-ce/
 * @see https://developer.atlassian.com/platform/forge/storage-reference/transactions-entities/
 * @see https://developer.atlassian.com/platform/forge/storage-reference/batchops-entities/
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/custom-entities/
 * @see https://developer.atlassian.com/platform/forge/limits-invocation/
 * @see https://developer.atlassian.com/platform/forge/limits-async-events/
 */
export const forgeLimits: ForgeLimits = {
  'key-length': 500,
  'value-bytes': 240 * 1024,
  'value-depth': 31,
  'payload-bytes': 4 * 1024 * 1024,
  'batch-keys': 25,
  'transaction-operations': 25,
  'query-page': 100,
  'query-page-default': 10,
  'query-conditions': 100,
  'storage-requests-per-second': 1000,
  'read-units-per-minute': 4000,
  'write-units-per-minute': 4000,
  'ttl-days': 365,
  'expired-readable-hours': 48,
  entities: 20,
  'entity-attributes': 50,
  'entity-indexes': 7,
  'index-partition-bytes': 1700,
  'index-range-bytes': 900,
  'function-seconds': 25,
  'web-trigger-seconds': 55,
  'async-seconds': 55,
  'async-seconds-most': 900,
  'invocation-payload-bytes': 5 * 1024 * 1024,
  'frontend-request-bytes': 500 * 1024,
  'frontend-response-bytes': 5 * 1024 * 1024,
  'log-lines-per-minute': 100,
  'log-bytes': 200 * 1024,
  'invocations-per-user-and-minute': 1200,
  'events-per-push': 50,
  'events-bytes': 200 * 1024,
  retries: 4,
}
