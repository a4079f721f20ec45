import type { ServiceNowClient } from '../wire/servicenow-client.ts'

/** What writing back asks of the wire. */
export type RecordClient = Pick<ServiceNowClient, 'page' | 'record' | 'insert' | 'update' | 'importRow'>
