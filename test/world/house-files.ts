import { entitlements } from './entitlements.ts'
import { gateSince, systems, type WorldEntitlement } from './world.ts'

/** The configuration, the catalogue and the policy of the small world where its tickets are files, by file name. */
export const houseFiles = {
  'ticketbound.yaml': configuration('type: files, path: ./requests'),
  'catalogue.yaml': `# What one can hold, who owns it, and who must approve it.
defaults:
  approval: { from: owner, count: 1 }
  permanent: true
entitlements:
${entitlements.map((entitlement) => `  - ${flow(catalogueEntry(entitlement))}`).join('\n')}
`,
  'policy.yaml': `# What holds for every entitlement.
zone: Europe/Berlin
grace: { provision: PT24H, removal: PT24H, expiry: PT0S }
correlation: [account, "id:employeeNumber", principal]
gates:
  - { source: itsm, since: ${gateSince} }
`,
} as const satisfies Readonly<Record<string, string>>

/** The configuration of the small world: where its tickets come from, and what else it is to have. */
export function configuration(tickets: string, more = ''): string {
  const access = systems.map(
    (system) => `{ name: ${system}, reads: access, type: files, path: ./${system}, system: ${system} }`,
  )
  return `# What is read, and where what is found is kept.
store: ./ticketbound.db
catalogue: ./catalogue.yaml
policy: ./policy.yaml
report: ./report.html
sources:
  - { name: itsm, reads: requests, ${tickets} }
  - { name: directory, reads: people, type: files, path: ./people }
  - { name: exceptions, reads: exceptions, type: files, path: ./exceptions.ndjson }
  - { name: reviews, reads: recertifications, type: files, path: ./recertifications }
${access.map((source) => `  - ${source}`).join('\n')}
${more}`
}

function catalogueEntry({ native, system, ...entitlement }: WorldEntitlement): object {
  const { id, ...rest } = entitlement
  return { id, system, ...rest, ...(native !== undefined && { aliases: { [system]: [native] } }) }
}

/** Writes a value as YAML on one line; every text of the small world is a plain word, so none needs quotes. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([key, each]) => `${key}: ${flow(each)}`)
  return `{ ${entries.join(', ')} }`
}
