import { createRequire } from 'node:module'

/** A row of the list that the client gives. */
export interface BackstageIncident {
  readonly number: string
  readonly short_description: string
}

/** What is used of the ServiceNow client in the Backstage plugin. */
export interface BackstageClient {
  fetchIncidents(options: Readonly<Record<string, string | number>>): Promise<{
    readonly items: readonly BackstageIncident[]
    readonly totalCount: number
  }>
}

interface Connections {
  readonly ServiceNowConnection: new (config: object, logger: object) => object
}

interface Clients {
  readonly DefaultServiceNowClient: new (connection: object, logger: object) => BackstageClient
}

const folder = '../../../node_modules/@backstage-community/plugin-servicenow-backend/dist/service-now-rest'
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Makes the plugin's own client for an instance. The plugin exports none, so it is reached by the path of its file. */
export function createBackstageClient(servicenow: Readonly<Record<string, unknown>>): BackstageClient {
  const load = createRequire(import.meta.url)
  const { ServiceNowConnection }: Connections = load(`${folder}/connection.cjs.js`)
  const { DefaultServiceNowClient }: Clients = load(`${folder}/client.cjs.js`)
  return new DefaultServiceNowClient(new ServiceNowConnection({ servicenow }, quiet), quiet)
}
