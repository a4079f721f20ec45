import { configuration, houseFiles } from '../house-files.ts'
import { smallWorldMap } from './servicenow-map.ts'

/** The variable of the environment that holds the secret, and the secret. */
export const instanceSecret = { name: 'SERVICENOW_SECRET', value: 'emulated' } as const

/** The files of a house whose tickets are on the instance at an address, by file name. */
export function instanceHouse(url: string): Readonly<Record<string, string>> {
  return {
    ...houseFiles,
    'ticketbound.yaml': configuration(
      'type: servicenow',
      `servicenow:
  instance: ${url}
  auth: { type: client-credentials, clientId: ticketbound, clientSecret: { env: ${instanceSecret.name} } }
  map: ./servicenow-map.yaml
writeBack:
  type: servicenow
  table: u_ticketbound_finding
  minSeverity: critical
`,
    ),
    'servicenow-map.yaml': smallWorldMap,
  }
}
