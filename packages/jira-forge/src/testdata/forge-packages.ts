// The vendor's packages as the app has them, for tests that stand outside of this package.
export { asApp, assumeTrustedRoute, asUser, fetch as forgeFetch, getAppContext, route } from '@forge/api'
export { InvocationError, Queue } from '@forge/events'
export { Filter, FilterConditions, kvs, MetadataField, Sort, WhereConditions } from '@forge/kvs'
export { makeResolver } from '@forge/resolver'
